"""What a message names: events, parts, letters, people, mailboxes, and the words that do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.understanding.catalogue import Catalogue, Occurrence, Series
from bot.understanding.words import Token
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Letter, Part

T = TypeVar("T")
Tokens = Sequence[Token]

_YEAR = re.compile(r"(?:19|20)\d\d")
_ENOUGH = 0.5  # share of a name's weight that must be said
_RARE = 2  # a word in so few sentences names a part by itself
_NUMBER = 9  # digits that tell a number, without its country's code
_WITHOUT_PREFIX = 0.8  # weight of "21/27"
_THE = "la"
_ONLY_OF_KIND = 0.45  # the same, where only one is of its kind
_HEAD_ALONE = 0.3  # weight of "le forum", which names only what is of its kind


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something that a message names, and where."""

    what: T
    tokens: frozenset[int]  # positions of the words that name it
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that a message names."""

    series: tuple[Named[Series], ...] = ()  # the surest first
    parts: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # equally sure ones: of several editions
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


def find_mentions(tokens: Tokens, catalogue: Catalogue) -> Mentions:
    """Find all that a message names."""
    letters, unknown = _letters(tokens, catalogue)
    inside = frozenset().union(*(named.tokens for named in letters))
    people = tuple(_people(tokens, catalogue))
    taken = frozenset().union(*(named.tokens for named in people))
    return Mentions(
        series=_series(tokens, catalogue, taken),
        parts=_parts(tokens, catalogue),
        letters=letters,
        unknown_letter=unknown,
        people=people,
        numbers=tuple(_numbers(tokens, catalogue)),
        offices=tuple(
            Named(token.stem, frozenset({place}))
            for place, token in enumerate(tokens)
            if token.stem in catalogue.lexicon.offices
        ),
        places=tuple(_places(tokens, catalogue)),
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


def _letters(tokens: Tokens, catalogue: Catalogue) -> tuple[tuple[Named[Letter], ...], str | None]:
    """Return the letters whose references are written, and a reference that is written but unknown."""
    table = catalogue.lexicon.references
    bare = [token.text.lstrip("0") or "0" if token.text.isdigit() else token.text for token in tokens]
    found: list[Named[Letter]] = []
    for letter in catalogue.library.letters:
        wanted = [
            w.lstrip("0") or "0" if w.isdigit() else w for w in words(letter.reference) if w not in table["ignored"]
        ]
        found += [Named(letter, frozenset(range(p, p + len(wanted)))) for p in _runs(bare, wanted)]
        found += [
            Named(letter, frozenset(range(place, place + len(wanted) - 1)), _WITHOUT_PREFIX)
            for place in (_runs(bare, wanted[1:]) if len(wanted) > 2 else ())
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


# Events -------------------------------------------------------------------------------------------------------------


def _series(tokens: Tokens, catalogue: Catalogue, taken: frozenset[int]) -> tuple[Named[Series], ...]:
    """Return the series named, the surest first, each by a word of its own: two forums share only their kind."""
    found = [named for series in catalogue.series if (named := _named_series(tokens, series, catalogue, taken))]
    found.sort(key=lambda named: (-named.weight, -len(named.tokens), min(named.tokens)))
    kept: list[Named[Series]] = []
    for named in found:
        used = frozenset().union(*(other.tokens for other in kept))
        rivals = [other for other in kept if other.tokens == named.tokens and other.weight == named.weight]
        own = any(len(_holders(tokens[place].stem, catalogue)) == 1 for place in named.tokens - used)
        if rivals or own or not named.tokens & used:
            kept.append(named)
    return tuple(kept)


def _named_series(tokens: Tokens, series: Series, catalogue: Catalogue, taken: frozenset[int]) -> Named[Series] | None:
    stems = [token.stem if place not in taken else "" for place, token in enumerate(tokens)]
    hits = [frozenset(run) for alias in series.aliases for run in _loose_runs(stems, alias)]
    said = {place for place, each in enumerate(stems) if each in series.words}
    if hits:
        return Named(series, frozenset().union(*hits) | said, 1.0 + 0.01 * max(len(hit) for hit in hits))
    matched = {stems[place] for place in said}
    share = _share(matched, series.words, catalogue)
    own = any(len(_holders(word, catalogue)) == 1 for word in matched)
    if series.head in matched and share >= _ENOUGH / 2 and len(matched) > 1:
        return Named(series, frozenset(said), _ENOUGH + share / 2 if own else _ENOUGH)
    if len(matched) > 1 and own and share >= _ENOUGH / 2:
        return Named(series, frozenset(said), share)
    if series.head in matched:
        alone = sum(each.head == series.head for each in catalogue.series) == 1
        return Named(
            series, frozenset(p for p in said if stems[p] == series.head), _ONLY_OF_KIND if alone else _HEAD_ALONE
        )
    return None


def find_offered(tokens: Tokens, offered: Iterable[Series], catalogue: Catalogue) -> tuple[Named[Series], ...]:
    """Return the series, of those offered to choose from, that a word of its own names: "celui des jeunes"."""
    found = []
    for series in offered:
        own = frozenset(
            place
            for place, token in enumerate(tokens)
            if token.stem in series.words and len(_holders(token.stem, catalogue)) == 1
        )
        found += [Named(series, own, _ENOUGH)] if own else []
    return tuple(found)


def _loose_runs(stems: Sequence[str], wanted: Sequence[str]) -> Iterable[list[int]]:
    """Yield where words stand in order, at most two others (a year, an article) between neighbours."""
    for first, each in enumerate(stems):
        if each != wanted[0]:
            continue
        run = [first]
        for word in wanted[1:]:
            here = next((p for p in range(run[-1] + 1, min(run[-1] + 4, len(stems))) if stems[p] == word), None)
            if here is None:
                break
            run.append(here)
        if len(run) == len(wanted):
            yield run


def _share(matched: Iterable[str], name: Sequence[str], catalogue: Catalogue) -> float:
    whole = sum(catalogue.rarity(word) for word in name)
    return sum(catalogue.rarity(word) for word in set(matched)) / whole if whole else 0.0


def _holders(word: str, catalogue: Catalogue) -> list[Series]:
    return [series for series in catalogue.series if word in series.words]


# Parts --------------------------------------------------------------------------------------------------------------


def _parts(tokens: Tokens, catalogue: Catalogue) -> tuple[Named[tuple[Occurrence, Part]], ...]:
    stems = [token.stem for token in tokens]
    found: list[Named[tuple[Occurrence, Part]]] = []
    for occurrence in catalogue.occurrences:
        title = {stem(word) for word in words(occurrence.event.name)}
        for part in occurrence.event.parts:
            name = [stem(w) for w in words(part.name) if w not in catalogue.lexicon.grammar and stem(w) not in title]
            said = _in_order(stems, name)
            matched = {stems[place] for place in said}
            share = _share(matched, name, catalogue)
            rare = any(0 < catalogue.frequencies.get(word, 0) <= _RARE for word in matched - {*name[:1]})
            if (share > _ENOUGH and len(matched) >= min(2, len(name))) or rare:
                found.append(Named((occurrence, part), frozenset(said), share))
    found.sort(key=lambda named: -named.weight)
    kept: list[Named[tuple[Occurrence, Part]]] = []
    for named in found:  # one that shares words with a surer one is another reading of them
        rivals = [other for other in kept if other.tokens & named.tokens]
        if all(named.weight >= other.weight - 0.05 for other in rivals):
            kept.append(named)
    return tuple(kept)


def _in_order(stems: Sequence[str], name: Sequence[str]) -> list[int]:
    """Return the places of the words of a name that stand in its order, near one another."""
    said: list[int] = []
    for word in name:
        start = said[-1] + 1 if said else 0
        end = min(said[-1] + 5, len(stems)) if said else len(stems)
        here = next((place for place in range(start, end) if stems[place] == word), None)
        if here is not None:
            said.append(here)
    return said


# People -------------------------------------------------------------------------------------------------------------


def _people(tokens: Tokens, catalogue: Catalogue) -> Iterable[Named[str]]:
    """Yield the names of which a word of their own is said; of an office's name, two words."""
    for name in sorted(catalogue.names):
        own = [word for word in words(name) if len(word) > 2 and word not in catalogue.lexicon.fillers]
        said = frozenset(place for place, token in enumerate(tokens) if token.text in own)
        if len(said) >= (2 if any(word in catalogue.lexicon.fillers for word in words(name)) else 1):
            yield Named(name, said, len(said) / len(own))


# Places -------------------------------------------------------------------------------------------------------------


def _places(tokens: Tokens, catalogue: Catalogue) -> Iterable[Named[Occurrence]]:
    """Yield the events that are, or were to be, held at a place that the message names and few others share."""
    for occurrence in catalogue.occurrences:
        event = occurrence.event
        names = {word for place in (event.place, event.was.place if event.was else None) for word in words(place or "")}
        said = frozenset(place for place, token in enumerate(tokens) if token.text in names and len(token.text) > 3)
        if said and not {tokens[place].text for place in said} <= set(words(occurrence.letter.place or "")):
            yield Named(occurrence, said)


# Numbers ------------------------------------------------------------------------------------------------------------


def _numbers(tokens: Tokens, catalogue: Catalogue) -> Iterable[Named[str]]:
    """Yield the numbers of the letters that the message writes, with or without their country's code."""
    digits = [(place, token.text) for place, token in enumerate(tokens) if token.text.isdigit()]
    written = "".join(text for _, text in digits)
    if len(written) < _NUMBER:
        return
    for letter in catalogue.library.letters:
        for contact in letter.contacts:
            for number in filter(None, (contact.phone, contact.fax)):
                if number[-_NUMBER:] in written:
                    yield Named(number, frozenset(place for place, _ in digits))
