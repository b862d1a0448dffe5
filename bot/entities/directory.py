"""All names of one base, and what stands for them, by the words that they begin with or hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.entities.catalogue import Catalogue
from bot.entities.editions import Occurrence, Series
from bot.entities.entity import Place
from bot.entities.lookup import build, grouped
from bot.entities.naming import Names
from bot.language.frequencies import frequencies
from bot.language.tokens import pieces
from knowledge.french.stem import stem
from knowledge.french.text import fold, words
from knowledge.model import Annex, Letter, Part

NUMBER = 9  # digits that tell a telephone number, without its country's code

_LESS = 0.04  # less surely, for each word of the name that is not said
_PRINTED, _KNOWN, _INITIALS, _BEGUN = 1.0, 1.0, 0.85, 0.6  # how surely each stands for a name
_INITIAL = range(3, 8)  # letters of an acronym made of initials
_MOSTLY = 0.75  # share of the words of a known name that makes it the same
_CODE = re.compile(r"\d{1,2}[a-fh-z]")  # of a group among its likes, "5c"; not of a generation of networks, "5g"
_QUALIFIED = re.compile(r"\b([a-z]{2,})\+(\d+)\b")  # "smsi+15"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """Words that stand for a series, in a row."""

    stems: tuple[str, ...]
    series: Series
    score: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stranger:
    """An event that the profession knows and no letter announces."""

    name: str
    stems: tuple[str, ...]  # what stands for it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """The reference of a letter as its parts: ("cl", "21", "4")."""

    letter: Letter
    parts: tuple[str, ...]


class Directory:
    """The names of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._words: dict[str, frozenset[str]] = {}

    def prepare(self) -> None:
        """Make all the tables now."""
        build(self)

    # Events ----------------------------------------------------------------------------------------------------------

    @cached_property
    def series(self) -> Names[Series]:
        """The series by their names, whole and with acronyms in the place of what these stand for."""
        return self._names((each, name) for each in self.catalogue.series for name in self._said(each))

    def _names(self, named: Iterable[tuple[Series, tuple[str, ...]]]) -> Names[Series]:
        return Names(named, self.catalogue.information, self.catalogue.key)

    def _said(self, series: Series) -> Iterator[tuple[str, ...]]:
        content = self.catalogue.content(series.name)
        yield content
        if len(self.catalogue.heads(series)) > 1:
            yield content[1:]  # "commission d'études 2", of its "réunion"
        for acronym, start, end in self._standing(series):
            if len(acronym) == 1 and len(acronym[0]) > 2:
                yield (*content[:start], *acronym, *content[end:])

    def _standing(self, series: Series) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """Yield the known acronyms of what a name holds, and where that stands in its content."""
        content = [self.catalogue.key(word) for word in self.catalogue.content(series.name)]
        for name, acronyms in self._known:
            size = len(name)
            start = next((at for at in range(len(content) - size + 1) if tuple(content[at : at + size]) == name), None)
            if start is not None:
                yield from ((acronym, start, start + size) for acronym in acronyms)

    @cached_property
    def _known(self) -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
        """Known names by the keys of their content, each with what stands for it."""
        every = self.catalogue.lexicon.acronyms.items()
        return tuple((tuple(map(self.catalogue.key, self.catalogue.content(name))), said) for name, said in every)

    @cached_property
    def runs(self) -> Mapping[str, tuple[Run, ...]]:
        """What stands for the series in a row of words, by the first of these."""
        every: dict[tuple[tuple[str, ...], int], tuple[float, Series]] = {}
        for series in self.catalogue.series:
            for stems, score in self._runs(series):
                if stems and every.get((stems, id(series)), (0.0, series))[0] < score:
                    every[stems, id(series)] = (score, series)
        runs = (Run(stems=stems, series=series, score=score) for (stems, _), (score, series) in every.items())
        return grouped((run.stems[0], run) for run in runs)

    def _runs(self, series: Series) -> Iterator[tuple[tuple[str, ...], float]]:
        for each in series.editions:
            yield from _acronym(each)
        content = self.catalogue.content(series.name)
        if len(content) > 1 and _CODE.fullmatch(content[-1]):
            yield (stem(content[-1]),), _KNOWN  # "le 5C", of "groupe de travail 5C"
        kinds = self.catalogue.lexicon.kinds
        for acronym, start, end in self._standing(series):
            rest = tuple(map(stem, content[end:]))
            whole = not start and not rest
            yield (*acronym, *rest), _KNOWN if whole else _INITIALS
            if rest and rest[0][0].isdigit():
                others = [word for word in (*content[:start], *content[end + 1 :]) if stem(word) not in kinds]
                yield (*acronym, rest[0]), _KNOWN - _LESS * len(others)
        yield from ((alias, _KNOWN) for alias in self._mostly(series))
        yield from (((initials,), _INITIALS) for initials in _initials(content))

    def _mostly(self, series: Series) -> Iterator[tuple[str, ...]]:
        """Yield what stands for a known name that is mostly the series' own: "Forum mondial … des TIC"."""
        content = set(map(self.catalogue.key, self.catalogue.content(series.name)))
        for name, acronyms in self._known:
            if len(content & set(name)) >= _MOSTLY * max(len(content), len(name)):
                yield from acronyms

    @cached_property
    def strangers(self) -> Mapping[str, tuple[Stranger, ...]]:
        """What stands for events that no letter announces, by its first word."""
        known = {run.stems for runs in self.runs.values() for run in runs}
        heads = {run.stems[:1] for runs in self.runs.values() for run in runs}
        every = (
            Stranger(name=name, stems=stems)
            for name, said in self.catalogue.lexicon.acronyms.items()
            for stems in said
            if stems not in known and stems[:1] not in heads and len("".join(stems)) > 2
        )
        return grouped((each.stems[0], each) for each in every)

    @cached_property
    def unannounced(self) -> Names[str]:
        """The events that the profession knows and no letter announces, by the words of their names."""
        announced = [set(map(self.catalogue.key, self.catalogue.content(each.name))) for each in self.catalogue.series]
        known = ((name, self.catalogue.content(name)) for name in self.catalogue.lexicon.acronyms)
        others = (
            (name, content)
            for name, content in known
            if not any(_alike(own, set(map(self.catalogue.key, content))) for own in announced)
        )
        return Names(others, self.catalogue.telling, self.catalogue.key)

    @cached_property
    def qualified(self) -> Mapping[str, tuple[Letter, ...]]:
        """The letters by the acronyms with a number added that they use: "smsi+15"."""
        pairs = ((found[0], letter) for letter in self._letters for found in _QUALIFIED.finditer(fold(letter.text)))
        return grouped(dict.fromkeys(pairs))

    def words_of(self, series: Series) -> frozenset[str]:
        """Return the stems of all that tells a series: its name, places, themes, organisers, parts."""
        if series.name not in self._words:
            texts = (text for each in series.editions for text in _telling(each) if text)
            bodies = (self.catalogue.bodies.get(each.letter.reference, ()) for each in series.editions)
            said = chain((word for text in texts for word in pieces(text)), *bodies)
            self._words[series.name] = frozenset(map(stem, said))
        return self._words[series.name]

    @cached_property
    def parts(self) -> Names[tuple[Occurrence, Part]]:
        """The dated parts of events, by the words of their names that their events' names do not hold."""
        return Names(self._parts(), self.catalogue.telling, self.catalogue.key)

    def _parts(self) -> Iterator[tuple[tuple[Occurrence, Part], tuple[str, ...]]]:
        for each in self.catalogue.occurrences:
            title = set(map(stem, self.catalogue.content(each.event.name)))
            for part in each.event.parts:
                own = tuple(word for word in self.catalogue.content(part.name) if stem(word) not in title)
                yield (each, part), own

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The places where events are, or were to be, held, by each word of them."""
        found: dict[str, list[str]] = {}
        for each in self.catalogue.occurrences:
            event = each.event
            said = " ".join(filter(None, (event.place, event.was.place if event.was else None)))
            for word in dict.fromkeys(words(said)):
                if len(word) > 2 and word not in self.catalogue.lexicon.function:
                    found.setdefault(word, []).append(each.key)
        return {word: Place(name=word, keys=tuple(keys)) for word, keys in found.items()}

    @cached_property
    def held_at(self) -> Mapping[tuple[str, str], tuple[Series, ...]]:
        """The series by what they are and a word of where they are held: "forum" and "lome"."""
        pairs = (
            ((head, word), self.catalogue.series_of(occurrence))
            for word, place in self.places.items()
            for occurrence in map(self.catalogue.occurrence, place.keys)
            if occurrence is not None
            for head in self.catalogue.heads(self.catalogue.series_of(occurrence))
        )
        return grouped(pairs)

    # Whom ------------------------------------------------------------------------------------------------------------

    @property
    def _letters(self) -> tuple[Letter, ...]:
        return self.catalogue.library.letters

    @cached_property
    def people(self) -> Names[str]:
        """The people and offices by the words of their names."""
        named = ((name, self.catalogue.content(name)) for name in self.catalogue.people)
        return Names(named, self.catalogue.french)

    @cached_property
    def bodies(self) -> Names[str]:
        """Who organises the events, by the words of its name."""
        every = (name for each in self.catalogue.occurrences for name in each.event.organisers)
        names = ((name, self.catalogue.content(name)) for name in dict.fromkeys(every))
        return Names(names, self.catalogue.french)

    @cached_property
    def annexes(self) -> Names[tuple[Letter, Annex]]:
        """The annexes by the words of their titles."""
        every = ((letter, annex) for letter in self._letters for annex in letter.annexes if annex.title)
        named = ((pair, self.catalogue.content(pair[1].title or "")) for pair in every)
        return Names(named, self.catalogue.information, self.catalogue.key)

    @cached_property
    def mailboxes(self) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """The addresses that begin with several words ("forum.telecom@…"), by the first of these."""
        begun = ((address, words(address.partition("@")[0])) for address in sorted(self.addresses))
        people = {word for name in self.catalogue.people for word in words(name)}
        told = ((address, said) for address, said in begun if len(said) > 1 and people.isdisjoint(said))
        return grouped((said[0], (address, said)) for address, said in told)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """All electronic addresses of the letters."""
        boxes = {box.address.lower() for letter in self._letters for box in letter.mailboxes}
        return tuple(boxes | {c.email.lower() for letter in self._letters for c in letter.contacts if c.email})

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The telephone and fax numbers in E.164, by their last digits."""
        contacts = [contact for letter in self._letters for contact in letter.contacts]
        every = [number for contact in contacts for number in (contact.phone, contact.fax) if number]
        return {number[-NUMBER:]: number for number in every}

    # Letters ---------------------------------------------------------------------------------------------------------

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """The letters by the last part of their references."""
        every = (Reference(letter=letter, parts=self.parts_of(letter.reference)) for letter in self._letters)
        return grouped((each.parts[-1], each) for each in every if each.parts)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """What references begin with."""
        own = (self.parts_of(letter.reference)[:1] for letter in self._letters)
        return self.catalogue.lexicon.references.prefixes | {each for parts in own for each in parts if each.isalpha()}

    def parts_of(self, reference: str) -> tuple[str, ...]:
        """Return the parts of a reference that tell it from others: "Circulaire TSB 118" gives "tsb" and "118"."""
        ignored = self.catalogue.lexicon.references.ignored
        return tuple(bare(part) for part in pieces(reference) if part not in ignored)


def _alike(one: set[str], other: set[str]) -> bool:
    """Tell whether two names share most of their words, or one holds the other."""
    return len(one & other) >= _MOSTLY * max(len(one), len(other)) or other <= one


def bare(part: str) -> str:
    """Return a year as two digits, a number without its leading zeros, any other part as it is."""
    if not part.isdigit():
        return part
    year = len(part) == 4 and part[:2] in ("19", "20")
    return (part[2:] if year else part).lstrip("0") or "0"


def _telling(occurrence: Occurrence) -> Iterator[str | None]:
    event = occurrence.event
    yield from (event.name, event.acronym, event.place, event.was.place if event.was else None, event.theme)
    yield from (*event.organisers, *(part.name for part in event.parts))
    yield occurrence.letter.subject


def _acronym(occurrence: Occurrence) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the words of an acronym without its year, and how surely each beginning of them stands for the whole."""
    edition = str(occurrence.event.edition or "")
    whole = tuple(map(stem, pieces(occurrence.event.acronym or "")))
    yield whole, _PRINTED
    said = whole[:-1] if len(whole) > 1 and whole[-1] in (edition, edition[2:]) else whole
    if edition:
        said = tuple(each for each in said if each != edition)
    yield said, _PRINTED
    for end in range(1, len(said)):
        if len(said[0]) > 2 or end > 1:
            yield said[:end], _BEGUN


def _initials(content: tuple[str, ...]) -> Iterator[str]:
    """Yield the initials of the words of a name, unless French has such a word."""
    row = [word for word in content if word.isalpha()]
    for start in range(len(row)):
        for size in _INITIAL:
            initials = "".join(word[0] for word in row[start : start + size])
            if len(initials) == size and initials not in frequencies():
                yield initials
