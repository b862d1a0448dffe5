"""Every name of the letters by the words it holds, so that a message is held against those alone that it may name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TypeVar

from bot.understanding.catalogue import Catalogue
from bot.understanding.evidence import passages
from bot.understanding.lookup import grouped
from bot.understanding.occurrence import Occurrence, Series
from knowledge.french.stem import stem
from knowledge.french.text import fold, words
from knowledge.model import Letter, Part

T = TypeVar("T")
MOSTLY = 0.6  # share of its words that names an event
_WHOLE = 0.999  # share of all words
_LEAST = 3  # letters of an alias that is no slip of anything
NUMBER = 9  # digits that tell a telephone number, without its country's code


@dataclass(frozen=True, slots=True, kw_only=True)
class PartName:
    """A dated part of an event, by the stems of its name that its event's name does not hold."""

    occurrence: Occurrence
    part: Part
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """Somebody's name, by its words; of an office's name, two must be said."""

    name: str
    words: frozenset[str]
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference of a letter, in bare words."""

    letter: Letter
    place: int  # of the letter among the others
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """An event that people know and no letter announces."""

    name: str
    words: tuple[str, ...]  # the stems of its name
    aliases: tuple[tuple[str, ...], ...]  # what people say for it, in stems


class Directory:
    """The names of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._weights: dict[str, float] = {}

    @cached_property
    def references(self) -> Mapping[tuple[str, ...], tuple[Reference, ...]]:
        """The letters by their references, as bare words ("cl", "21", "4")."""
        return grouped((reference.words, reference) for reference in self._references())

    @cached_property
    def unprefixed(self) -> Mapping[tuple[str, ...], tuple[Reference, ...]]:
        """The letters by their references without the first word: "21/27"."""
        return grouped((each.words[1:], each) for each in self._references() if len(each.words) > 2)

    @cached_property
    def longest(self) -> int:
        """How many words a reference has, at most."""
        return max(map(len, self.references), default=0)

    def _references(self) -> Iterator[Reference]:
        ignored = self.catalogue.lexicon.references["ignored"]
        for place, letter in enumerate(self.catalogue.library.letters):
            said = tuple(bare(word) for word in words(letter.reference) if word not in ignored)
            yield Reference(letter=letter, place=place, words=said)

    @cached_property
    def parts(self) -> Mapping[str, tuple[PartName, ...]]:
        """The parts of events, by each stem of their names."""
        grammar = self.catalogue.lexicon.grammar
        found: dict[str, list[PartName]] = defaultdict(list)
        for occurrence in self.catalogue.occurrences:
            title = {stem(word) for word in words(occurrence.event.name)}
            for part in occurrence.event.parts:
                stems = tuple(stem(w) for w in words(part.name) if w not in grammar and stem(w) not in title)
                named = PartName(occurrence=occurrence, part=part, stems=stems)
                for each in dict.fromkeys(stems):
                    found[each].append(named)
        return {each: tuple(names) for each, names in found.items()}

    @cached_property
    def people(self) -> Mapping[str, tuple[PersonName, ...]]:
        """The people and offices, by each word of their names that no other word of French is."""
        fillers = self.catalogue.lexicon.fillers
        found: dict[str, list[PersonName]] = defaultdict(list)
        for name in sorted(self.catalogue.names):
            every = words(name)
            own = frozenset(word for word in every if len(word) > 2 and word not in fillers)
            person = PersonName(name=name, words=own, least=2 if any(word in fillers for word in every) else 1)
            for word in own:
                found[word].append(person)
        return {word: tuple(people) for word, people in found.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """The events, by each word of the places where they are, or were to be, held."""
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in self.catalogue.occurrences:
            event, own = occurrence.event, words(occurrence.letter.place or "")
            said = " ".join(filter(None, (event.place, event.was.place if event.was else None)))
            for word in dict.fromkeys(words(said)):
                if len(word) > 3 and word not in own:
                    found[word].append(occurrence)
        return {word: tuple(occurrences) for word, occurrences in found.items()}

    @cached_property
    def mailboxes(self) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """The addresses that begin with several words that name nobody ("forum.telecom@…"), by the first of these."""
        letters = self.catalogue.library.letters
        every = {box.address.lower() for letter in letters for box in letter.mailboxes}
        every |= {contact.email.lower() for letter in letters for contact in letter.contacts if contact.email}
        begun = ((address, tuple(words(address.partition("@")[0]))) for address in sorted(every))
        told = ((address, said) for address, said in begun if len(said) > 1 and not self.people.keys() & set(said))
        return grouped((said[0], (address, said)) for address, said in told)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The telephone and fax numbers in E.164, by their last digits."""
        contacts = [contact for letter in self.catalogue.library.letters for contact in letter.contacts]
        every = [number for contact in contacts for number in (contact.phone, contact.fax) if number]
        return {number[-NUMBER:]: number for number in every}

    @cached_property
    def named(self) -> Mapping[str, tuple[Series, ...]]:
        """The series of events, by each stem of their names."""
        return grouped((word, series) for series in self.catalogue.series for word in series.words)

    @cached_property
    def aliased(self) -> Mapping[str, tuple[Series, ...]]:
        """The series of events, by the stem that each of what people say for them begins with."""
        every = self.catalogue.series
        return grouped((word, each) for each in every for word in dict.fromkeys(alias[0] for alias in each.aliases))

    @cached_property
    def strangers(self) -> tuple["Stranger", ...]:
        """The events that people know and no letter announces."""
        lexicon = self.catalogue.lexicon
        every = (
            Stranger(
                name=name,
                words=tuple(stem(word) for word in words(name) if word not in lexicon.grammar),
                aliases=tuple(alias for alias in lexicon.aliases[fold(name)] if len("".join(alias)) >= _LEAST),
            )
            for name in lexicon.events
        )
        return tuple(each for each in every if not self._announced(each))

    def _announced(self, event: "Stranger") -> bool:
        """Tell whether a letter announces an event of mostly the same name, or speaks of it."""
        near = (len({*event.words} & {*series.words}) for series in self.catalogue.series)
        name = " ".join(words(fold(event.name)))
        held = passages(event.words, None, self.catalogue, _WHOLE)
        spoken = any(name in " ".join(words(fold(each.text))) for each in held)
        return spoken or max(near, default=0) >= MOSTLY * len(event.words)

    def weight(self, series: Series) -> float:
        """How much the name of a series tells."""
        found = self._weights.get(series.name)
        if found is None:
            found = self._weights[series.name] = fsum(map(self.catalogue.rarity, series.words))
        return found

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many series of events are of each kind, by the stem that says it: "forum"."""
        return Counter(series.head for series in self.catalogue.series)

    @cached_property
    def holders(self) -> Mapping[str, int]:
        """How many series of events have each stem in their names."""
        return Counter(word for series in self.catalogue.series for word in series.words)


def bare(word: str) -> str:
    """Return a number without its leading zeros, any other word as it is."""
    return word.lstrip("0") or "0" if word.isdigit() else word


def gathered(said: Iterable[str], table: Mapping[str, tuple[T, ...]]) -> tuple[T, ...]:
    """Return what a table holds for some words, each once."""
    return tuple({id(each): each for word in dict.fromkeys(said) for each in table.get(word, ())}.values())
