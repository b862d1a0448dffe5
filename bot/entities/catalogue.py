"""The events, letters and words of one base, in tables made once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from bot.entities.bodies import stand_ins
from bot.entities.editions import Occurrence, Series, joined, order
from bot.entities.lookup import build, grouped
from bot.language.frequencies import commonness, frequencies
from bot.language.lexicon import Lexicon
from bot.language.roots import Roots, root, roots
from bot.language.spelling import Speller
from bot.language.tokens import pieces
from knowledge.french.stem import stem
from knowledge.french.text import fold, words
from knowledge.library import Library
from knowledge.model import Event, Letter
from knowledge.temporal.lexicon import lexicon
from knowledge.temporal.moment import Expression, Grain

_TELLING = 6.6  # how common a word is that tells nothing
_EVERYWHERE = 0.85  # share of its information that a word of all letters loses
_FEW = 4  # letters beyond the first from which that holds in full
_NUMBER = 0.6  # information of a number in a name
_ASKED = 0.5  # share of its information that is left to a word that questions are made of


class Catalogue:
    """What one library lets one speak of."""

    def __init__(self, library: Library, lexicon: Lexicon, asked: Iterable[str] = ()) -> None:
        """`asked`: the words that questions are made of."""
        self.library = library
        self.lexicon = lexicon
        self.asked = frozenset(asked)

    def prepare(self) -> None:
        """Make all the tables now."""
        build(self)
        self.speller.prepare()

    # Events ----------------------------------------------------------------------------------------------------------

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """All series of events, by the names that the letters give them."""
        found: dict[tuple[str, ...], dict[str, list[tuple[Event, Letter]]]] = defaultdict(lambda: defaultdict(list))
        for letter in self.library.letters:
            for event in letter.events:
                found[self.content(event.name)][str(event.edition)].append((event, letter))
        return tuple(self._series(name, editions) for name, editions in found.items())

    def _series(self, name: tuple[str, ...], editions: dict[str, list[tuple[Event, Letter]]]) -> Series:
        every = sorted((joined(pairs) for pairs in editions.values()), key=order)
        acronyms = (each.event.acronym for each in every if each.event.acronym)
        return Series(
            name=every[0].event.name,
            acronyms=frozenset(map(fold, acronyms)),
            editions=tuple(every),
            aliases=tuple(dict.fromkeys(self._aliases(name, every))),
            words=tuple(map(stem, name)),
        )

    def _aliases(self, name: tuple[str, ...], editions: Iterable[Occurrence]) -> Iterable[tuple[str, ...]]:
        """Yield what stands for a name, in stems: its acronyms, and what the profession calls it."""
        yield from (tuple(map(stem, pieces(each.event.acronym))) for each in editions if each.event.acronym)
        keys = tuple(map(self.key, name))
        for known, said in self.lexicon.acronyms.items():
            if tuple(map(self.key, self.content(known))) == keys:
                yield from said

    def content(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that carry meaning, folded, in order."""
        ties = self.lexicon.ties
        return tuple(word for word in pieces(text) if word not in ties and (len(word) > 1 or word.isdigit()))

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All editions of all series, the earliest first."""
        return tuple(sorted((each for series in self.series for each in series.editions), key=order))

    def occurrence(self, key: str) -> Occurrence | None:
        """Return the occurrence of a key, None when the letters no longer hold it."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Occurrence]:
        return {each.key: each for each in reversed(self.occurrences)}

    def series_of(self, occurrence: Occurrence) -> Series:
        """Return the series that an occurrence belongs to."""
        return self._series_by_key[occurrence.key]

    @cached_property
    def _series_by_key(self) -> Mapping[str, Series]:
        return {each.key: series for series in self.series for each in series.editions}

    def in_letter(self, letter: Letter) -> tuple[Occurrence, ...]:
        """Return what a letter announces; what it only repeats of another comes last."""
        return self._announced.get(letter.reference) or self._repeated.get(letter.reference, ())

    @cached_property
    def _announced(self) -> Mapping[str, tuple[Occurrence, ...]]:
        return grouped((each.letter.reference, each) for each in self.occurrences)

    @cached_property
    def _repeated(self) -> Mapping[str, tuple[Occurrence, ...]]:
        return grouped((letter.reference, each) for each in self.occurrences for letter in each.others)

    @cached_property
    def kinds(self) -> Mapping[str, tuple[Series, ...]]:
        """The series by the stems that say what they are: "forum"; "reunion" and "commission"."""
        latest = sorted(self.series, key=lambda series: str(series.editions[-1].ends), reverse=True)
        return grouped((head, series) for series in latest for head in self.heads(series))

    @cached_property
    def kin(self) -> Mapping[str, tuple[Series, ...]]:
        """The series of the letters that use each word for what is held whatever it is: "la célébration"."""
        said = (
            ((word, self.series_of(each)) for each in self.in_letter(letter))
            for letter in self.library.letters
            for word in self.lexicon.apart & {stem(word) for word in words(letter.text)}
        )
        return grouped(dict.fromkeys(pair for pairs in said for pair in pairs))

    def heads(self, series: Series) -> tuple[str, ...]:
        """Return the stems that say what a series is: the second, too, of "session du Conseil"."""
        first, second = (*series.words, "", "")[:2]
        return (first, second) if {first, second} <= self.lexicon.kinds else (first,)

    @cached_property
    def yearly(self) -> Mapping[tuple[int, int], tuple[Occurrence, ...]]:
        """The editions by the month and day on which they begin, or were to begin."""
        every = ((each, each.event.start) for each in self.occurrences)
        planned = ((each, each.event.was.start) for each in self.occurrences if each.event.was)
        days = ((each, start.first) for each, start in (*every, *planned) if start and start.grain is Grain.DAY)
        return grouped(((day.month, day.day), each) for each, day in days)

    @cached_property
    def letters_naming(self) -> Mapping[str, tuple[str, ...]]:
        """The references of the letters by the people and offices that they name."""
        named = (
            (fact.name, letter.reference)
            for letter in self.library.letters
            for facts in (letter.contacts, letter.signatories, letter.people)
            for fact in facts
            if fact.name
        )
        return grouped(dict.fromkeys(named))

    @property
    def people(self) -> Iterable[str]:
        """The names of all the people and offices that the letters name."""
        return self.letters_naming.keys()

    def dated_in(self, expression: Expression) -> tuple[Letter, ...]:
        """Return the letters of a day or month; a day without its year may be of any year."""
        start = expression.value.start
        if start is None:
            return ()
        if start.grain is Grain.MONTH:
            return self._dated.get((start.first.year, start.first.month, 0), ())
        day = start.first
        same = self._dated.get((day.year, day.month, day.day), ())
        return same or (() if expression.year_given else self._dated.get((0, day.month, day.day), ()))

    @cached_property
    def _dated(self) -> Mapping[tuple[int, int, int], tuple[Letter, ...]]:
        """The letters by their days, by their months (the day 0) and by their days of any year (the year 0)."""
        every = [(letter.date, letter) for letter in self.library.letters if letter.date]
        return grouped(
            (key, letter)
            for day, letter in every
            for key in ((day.year, day.month, day.day), (day.year, day.month, 0), (0, day.month, day.day))
        )

    # Words -----------------------------------------------------------------------------------------------------------

    @cached_property
    def told(self) -> Mapping[str, int]:
        """How often the letters use each word."""
        return Counter(word for letter in self.library.letters for word in words(letter.text))

    @cached_property
    def letters_with(self) -> Mapping[str, int]:
        """In how many letters each stem stands."""
        return Counter(each for letter in self.library.letters for each in {stem(word) for word in words(letter.text)})

    @cached_property
    def saying(self) -> Mapping[str, frozenset[str]]:
        """The references of the letters that say each root, or that a body named by it stands behind."""
        found: dict[str, set[str]] = {}
        for letter in self.library.letters:
            for each in self.roots_of(letter):
                found.setdefault(each, set()).add(letter.reference)
        return {word: frozenset(references) for word, references in found.items()}

    def roots_of(self, letter: Letter) -> Roots:
        """Return the roots of all that a letter says, and of what stands for the bodies that it names."""
        if letter.reference not in self._roots:
            bodies = map(root, self.bodies.get(letter.reference, ()))
            self._roots[letter.reference] = roots(letter.text).union(bodies)
        return self._roots[letter.reference]

    @cached_property
    def _roots(self) -> dict[str, Roots]:
        return {}

    @cached_property
    def heads_of(self) -> Mapping[str, Roots]:
        """The roots of what each letter is known by, by its reference: its subject, its events, where they are."""
        return {letter.reference: frozenset(self._head(letter)) for letter in self.library.letters}

    def _head(self, letter: Letter) -> Iterable[str]:
        yield from roots(letter.subject, letter.reference, letter.service)
        yield from map(root, self.bodies[letter.reference])
        for each in letter.events:
            places = (each.place, each.was.place if each.was else None)
            yield from roots(each.name, each.acronym, each.theme, *places, *each.organisers)

    @cached_property
    def bodies(self) -> Mapping[str, frozenset[str]]:
        """What stands for the bodies that each letter names, by its reference: also what it does not print."""
        return {letter.reference: stand_ins(letter, self.lexicon) for letter in self.library.letters}

    @cached_property
    def initials(self) -> frozenset[str]:
        """All that stands for the bodies that the letters name."""
        return frozenset().union(*self.bodies.values())

    @cached_property
    def years(self) -> frozenset[int]:
        """The editions of all events, by their years."""
        return frozenset(each.event.edition for each in self.occurrences if each.event.edition)

    @cached_property
    def numbered(self) -> frozenset[tuple[str, str]]:
        """What the letters call by a year that is no edition: the stem before, and the year ("Connect 2030")."""
        editions = set(map(str, self.years))
        return frozenset(
            (stem(before), year)
            for letter in self.library.letters
            for before, year in pairwise(words(letter.text))
            if len(year) == 4 and year[:2] == "20" and year.isdigit() and year not in editions
            if before not in self.lexicon.function and before.isalpha() and before not in lexicon().classes
        )

    @cached_property
    def complements(self) -> Mapping[str, frozenset[str]]:
        """The stems that the letters use in one sentence with each kind of event: what they say "forum" of."""
        found: dict[str, set[str]] = {kind: set() for kind in self.lexicon.kinds}
        for letter in self.library.letters:
            for span in letter.sentences:
                said = {stem(word) for word in words(letter.cut(span))}
                for kind in said & found.keys():
                    found[kind] |= said
        return {kind: frozenset(said) for kind, said in found.items()}

    @cached_property
    def speller(self) -> Speller:
        """What mends the words of messages to this base."""
        return Speller(self.lexicon, self.asked, self.told, self._names, self.initials - frequencies().keys())

    @property
    def _names(self) -> Iterable[str]:
        """Yield the words of the names of events, people and places, and what stands for them."""
        for series in self.series:
            yield from pieces(" ".join((series.name, *series.acronyms)))
        yield from (word for name in self.people for word in words(name))
        for said in self.lexicon.acronyms.values():
            yield from (word for each in said for word in each)

    def key(self, word: str) -> str:
        """Return what a word is looked up by in names: its stem, or that of the word that names rather use."""
        found = stem(word)
        return self.lexicon.same.get(found, found)

    def information(self, word: str) -> float:
        """How much a word of a name tells where questions may be made of it too."""
        return self.telling(word) * (_ASKED if word in self.asked else 1.0)

    def telling(self, word: str) -> float:
        """How much a word of a name tells, in digits: the less, the commoner it is in French and in these letters."""
        count = len(self.library.letters)
        share = self.letters_with.get(stem(word), 0) / count if count else 0.0
        here = 1 - _EVERYWHERE * share * min(1.0, (count - 1) / _FEW)
        return self.french(word) * here

    def french(self, word: str) -> float:
        """How much a word of a name tells by how common it is in French alone."""
        return _NUMBER if word[0].isdigit() else max(0.0, _TELLING - commonness(word))
