"""What a message names: events, parts, letters, people, mailboxes, and the words that do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.catalogue import Occurrence, Series
from bot.understanding.directory import NUMBER, Directory, bare, gathered
from bot.understanding.naming import Named, Tokens, find_parts, find_series
from knowledge.model import Letter, Part

_YEAR = re.compile(r"(?:19|20)\d\d")
_WITHOUT_PREFIX = 0.8  # weight of "21/27"
_THE = "la"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that a message names."""

    series: tuple[Named[Series], ...] = ()  # the surest first
    parts: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # equally sure ones: of several editions
    excluded: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # parts that are left out: "hors tables rondes"
    letters: tuple[Named[Letter], ...] = ()
    unknown_letter: str | None = None  # a reference that the base does not hold, as written
    people: tuple[Named[str], ...] = ()
    mailboxes: tuple[Named[str], ...] = ()
    offices: tuple[Named[str], ...] = ()  # stems of offices that somebody holds: "le ministre"
    numbers: tuple[Named[str], ...] = ()  # telephone and fax numbers that the letters give, in E.164
    years: tuple[Named[int], ...] = ()
    places: tuple[Named[Occurrence], ...] = ()  # events by where they are, or were to be, held

    @property
    def names(self) -> frozenset[int]:
        """Positions of the words that name an event, a letter, a person or a year."""
        groups: tuple[Iterable[Named[Any]], ...] = (self.series, self.letters, self.people, self.years)
        return frozenset().union(*(named.tokens for group in groups for named in group))

    @property
    def tokens(self) -> frozenset[int]:
        """Positions of all the words that name something."""
        groups: tuple[Iterable[Named[Any]], ...] = (self.parts, self.mailboxes, self.numbers)
        return self.names.union(*(named.tokens for group in groups for named in group))


def find_mentions(tokens: Tokens, directory: Directory) -> Mentions:
    """Find all that a message names."""
    letters, unknown = _letters(tokens, directory)
    numbers = tuple(_numbers(tokens, directory))
    inside = frozenset().union(*(named.tokens for named in letters))
    people = tuple(_people(tokens, directory))
    taken = frozenset().union(*(named.tokens for named in people))
    return Mentions(
        series=find_series(tokens, directory, taken),
        parts=find_parts(tokens, directory),
        letters=letters,
        unknown_letter=unknown if not numbers else None,
        people=people,
        numbers=numbers,
        offices=tuple(
            Named(token.stem, frozenset({place}))
            for place, token in enumerate(tokens)
            if token.stem in directory.catalogue.lexicon.offices
        ),
        places=tuple(_places(tokens, directory)),
        mailboxes=tuple(
            Named(token.text, frozenset({place})) for place, token in enumerate(tokens) if "@" in token.text
        ),
        years=tuple(
            Named(int(token.text), frozenset({place}))
            for place, token in enumerate(tokens)
            if _YEAR.fullmatch(token.text) and place not in inside
        ),
    )


# Letters ------------------------------------------------------------------------------------------------------------


def _letters(tokens: Tokens, directory: Directory) -> tuple[tuple[Named[Letter], ...], str | None]:
    """Return the letters whose references are written, and a reference that is written but unknown."""
    table = directory.catalogue.lexicon.references
    said = [bare(token.text) for token in tokens]
    found: list[Named[Letter]] = []
    for wanted, letter in gathered(said, directory.letters):
        found += [Named(letter, frozenset(range(p, p + len(wanted)))) for p in _runs(said, wanted)]
        found += [
            Named(letter, frozenset(range(place, place + len(wanted) - 1)), _WITHOUT_PREFIX)
            for place in (_runs(said, wanted[1:]) if len(wanted) > 2 else ())
            if _announced(tokens, place, table["before"]) and _slashed(tokens, place)
        ]
    best = {named.what.reference: named for named in sorted(found, key=lambda named: named.weight)}
    return tuple(best.values()), None if found else _unknown_letter(tokens, table["prefixes"], table["before"])


def _runs(texts: Sequence[str], wanted: Sequence[str]) -> Iterable[int]:
    """Yield the places where a run of words stands whole."""
    return (
        place
        for place in range(len(texts) - len(wanted) + 1)
        if list(texts[place : place + len(wanted)]) == list(wanted)
    )


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


# People -------------------------------------------------------------------------------------------------------------


def _people(tokens: Tokens, directory: Directory) -> Iterable[Named[str]]:
    """Yield the names of which a word of their own is said; of an office's name, two words."""
    for person in gathered([token.text for token in tokens], directory.people):
        said = frozenset(place for place, token in enumerate(tokens) if token.text in person.words)
        if len(said) >= person.least:
            yield Named(person.name, said, len(said) / len(person.words))


# Places -------------------------------------------------------------------------------------------------------------


def _places(tokens: Tokens, directory: Directory) -> Iterable[Named[Occurrence]]:
    """Yield the events that are, or were to be, held at a place that the message names."""
    table = directory.places
    for occurrence in gathered([token.text for token in tokens], table):
        said = frozenset(place for place, token in enumerate(tokens) if occurrence in table.get(token.text, ()))
        yield Named(occurrence, said)


# Numbers ------------------------------------------------------------------------------------------------------------


def _numbers(tokens: Tokens, directory: Directory) -> Iterable[Named[str]]:
    """Yield the numbers of the letters that the message writes, with or without their country's code."""
    digits = [(place, token.text) for place, token in enumerate(tokens) if token.text.isdigit()]
    written = "".join(text for _, text in digits)
    for start in range(len(written) - NUMBER + 1):
        number = directory.numbers.get(written[start : start + NUMBER])
        if number is not None:
            yield Named(number, frozenset(place for place, _ in digits))
