"""What a message names: events, parts, letters, people, mailboxes, and the words that do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.understanding.catalogue import Catalogue
from bot.understanding.directory import NUMBER, Directory, Reference, bare, gathered
from bot.understanding.naming import Named, Tokens, find_parts, find_series, find_strangers, places_of
from bot.understanding.occurrence import Occurrence, Series
from knowledge.model import Letter, Part
from knowledge.temporal import lexicon as time

T = TypeVar("T")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WITHOUT_PREFIX = 0.8  # weight of "21/27"
_THE = "la"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that a message names."""

    series: tuple[Named[Series], ...] = ()  # the surest first
    parts: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # equally sure ones: of several editions
    excluded: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # parts that are left out: "hors tables rondes"
    strangers: tuple[Named[str], ...] = ()  # at most one event that no letter announces
    apart: tuple[Named[Series], ...] = ()  # series that are left out: "hormis la Journée mondiale"
    letters: tuple[Named[Letter], ...] = ()
    unknown_letter: str | None = None  # a reference that the base does not hold, as written
    people: tuple[Named[str], ...] = ()
    mailboxes: tuple[Named[str], ...] = ()
    offices: tuple[Named[str], ...] = ()  # stems of offices that somebody holds: "le ministre"
    numbers: tuple[Named[str], ...] = ()  # telephone and fax numbers that the letters give, in E.164
    years: tuple[Named[int], ...] = ()
    places: tuple[Named[Occurrence], ...] = ()  # events by where they are, or were to be, held

    def without(self, aside: frozenset[int]) -> "Mentions":
        """Return what is named but for what is set aside, where another of its kind is named: "pas 2020, 2021"."""
        return replace(
            self,
            series=_beyond(self.series, aside),
            parts=_beyond(self.parts, aside),
            letters=_beyond(self.letters, aside),
            years=_beyond(self.years, aside),
        )

    @property
    def names(self) -> frozenset[int]:
        """Positions of the words that name an event, a letter, a person or a year."""
        groups: tuple[Iterable[Named[Any]], ...] = (
            self.series,
            self.strangers,
            self.apart,
            self.letters,
            self.people,
            self.years,
        )
        return frozenset().union(*(named.tokens for group in groups for named in group))

    @property
    def tokens(self) -> frozenset[int]:
        """Positions of all the words that name something."""
        groups: tuple[Iterable[Named[Any]], ...] = (self.parts, self.mailboxes, self.numbers)
        return self.names.union(*(named.tokens for group in groups for named in group))


def _beyond(named: tuple[Named[T], ...], aside: frozenset[int]) -> tuple[Named[T], ...]:
    return tuple(each for each in named if not each.tokens <= aside) or named


def find_mentions(tokens: Tokens, directory: Directory) -> Mentions:
    """Find all that a message names."""
    letters, unknown = _letters(tokens, directory)
    numbers = tuple(_numbers(tokens, directory))
    inside = frozenset().union(*(named.tokens for named in letters))
    people = tuple(_people(tokens, directory))
    boxes = tuple(_mailboxes(tokens, directory))
    strangers = find_strangers(tokens, directory)
    taken = frozenset[int]().union(*(named.tokens for named in (*people, *boxes, *strangers)))
    return Mentions(
        strangers=strangers,
        series=find_series(tokens, directory, taken),
        parts=find_parts(tokens, directory),
        letters=letters,
        unknown_letter=unknown if not numbers else None,
        people=people,
        numbers=numbers,
        offices=tuple(
            Named(token.stem, frozenset({place}))
            for place, token in enumerate(tokens)
            if token.stem in directory.catalogue.lexicon.shapes.offices
        ),
        places=tuple(_places(tokens, directory)),
        mailboxes=boxes,
        years=tuple(
            Named(int(token.text), frozenset({place}))
            for place, token in enumerate(tokens)
            if _YEAR.fullmatch(token.text) and place not in inside and not _in_name(tokens, place, directory.catalogue)
        ),
    )


def _in_name(tokens: Tokens, place: int, catalogue: Catalogue) -> bool:
    """Tell whether a year belongs to what the letters call by it, and is no edition: "Connect 2030"."""
    year, before = tokens[place].text, tokens[place - 1].stem if place else ""
    told = catalogue.lexicon.grammar | time.lexicon().classes.keys()  # "décembre 2019" is a time
    if not before or tokens[place - 1].text in told or int(year) in catalogue.editions:
        return False
    return catalogue.said.beside(before, year)


# Letters ------------------------------------------------------------------------------------------------------------


def _letters(tokens: Tokens, directory: Directory) -> tuple[tuple[Named[Letter], ...], str | None]:
    """Return the letters whose references are written, and a reference that is written but unknown."""
    table = directory.catalogue.lexicon.references
    said = [bare(token.text) for token in tokens]
    found: list[tuple[Reference, Named[Letter]]] = []
    for place in range(len(said)):
        for end in range(place + 1, min(place + directory.longest, len(said)) + 1):
            run = tuple(said[place:end])
            whole, short = directory.references.get(run, ()), directory.unprefixed.get(run, ())
            if not whole and not short:
                continue
            inside = frozenset(range(place, end))
            found += ((each, Named(each.letter, inside)) for each in whole)
            if short and _announced(tokens, place, table["before"]) and _slashed(tokens, place):
                found += ((each, Named(each.letter, inside, _WITHOUT_PREFIX)) for each in short)
    found.sort(key=lambda pair: (pair[1].weight, _first(pair[0], said), pair[0].place))
    best = {reference.place: named for reference, named in found}
    return tuple(best.values()), None if found else _unknown_letter(tokens, table["prefixes"], table["before"])


def _first(reference: Reference, said: Sequence[str]) -> int:
    """Return where a word of a reference is first said."""
    return min(said.index(word) for word in reference.words if word in said)


def _announced(tokens: Tokens, place: int, before: frozenset[str]) -> bool:
    beside = place > 0 and tokens[place - 1].text == _THE  # "la 21/27": a letter; "le 21/4" is a day
    return beside or any(token.text in before for token in tokens[:place])


def _slashed(tokens: Tokens, place: int) -> bool:
    """Tell whether two numbers stand as in a reference, one character apart."""
    return tokens[place + 1].span.start - tokens[place].span.end == 1


def _unknown_letter(tokens: Tokens, prefixes: frozenset[str], before: frozenset[str]) -> str | None:
    for place in range(len(tokens) - 1):
        first, second = tokens[place], tokens[place + 1]
        numbers = first.text.isdigit() and second.text.isdigit() and len(first.text) == 2 and _slashed(tokens, place)
        if numbers and place and tokens[place - 1].text in prefixes:
            return f"{tokens[place - 1].text.upper()}-{first.text}/{second.text}"
        if numbers and place and tokens[place - 1].text in before:
            return f"{first.text}/{second.text}"
    return None


# Mailboxes ----------------------------------------------------------------------------------------------------------


def _mailboxes(tokens: Tokens, directory: Directory) -> Iterable[Named[str]]:
    """Yield the addresses written, whole or by what stands before their "@" when that is several words."""
    for place, token in enumerate(tokens):
        if "@" in token.text:
            yield Named(token.text, frozenset({place}))
        for address, begun in directory.mailboxes.get(token.text, ()):
            run = range(place, place + len(begun))
            whole = [each.text for each in tokens[place : run.stop]] == list(begun)
            if whole and all(_slashed(tokens, each) for each in run[:-1]):
                yield Named(address, frozenset(run))


# People -------------------------------------------------------------------------------------------------------------


def _people(tokens: Tokens, directory: Directory) -> Iterable[Named[str]]:
    """Yield the names of which a word of their own is said; of an office's name, two words."""
    places = places_of([token.text for token in tokens])
    for person in gathered(places, directory.people):
        said = frozenset(place for word in person.words for place in places.get(word, ()))
        if len(said) >= person.least:
            yield Named(person.name, said, len(said) / len(person.words))


# Places -------------------------------------------------------------------------------------------------------------


def _places(tokens: Tokens, directory: Directory) -> Iterable[Named[Occurrence]]:
    """Yield the events that are, or were to be, held at a place that the message names."""
    found: dict[int, tuple[Occurrence, set[int]]] = {}
    for word, places in places_of([token.text for token in tokens]).items():
        for occurrence in directory.places.get(word, ()):
            found.setdefault(id(occurrence), (occurrence, set()))[1].update(places)
    return (Named(occurrence, frozenset(places)) for occurrence, places in found.values())


# Numbers ------------------------------------------------------------------------------------------------------------


def _numbers(tokens: Tokens, directory: Directory) -> Iterable[Named[str]]:
    """Yield the numbers of the letters that the message writes, with or without their country's code."""
    digits = [(place, token.text) for place, token in enumerate(tokens) if token.text.isdigit()]
    written = "".join(text for _, text in digits)
    for start in range(len(written) - NUMBER + 1):
        number = directory.numbers.get(written[start : start + NUMBER])
        if number is not None:
            yield Named(number, frozenset(place for place, _ in digits))
