"""Which events, and which of their parts, a message names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import fsum
from typing import Generic, TypeVar

from bot.understanding.catalogue import Catalogue
from bot.understanding.directory import MOSTLY, Directory, PartName, gathered
from bot.understanding.evidence import passages
from bot.understanding.occurrence import Occurrence, Series
from bot.understanding.period import of_year
from bot.understanding.words import Token
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Part
from knowledge.temporal.moment import Expression

T = TypeVar("T")
Tokens = Sequence[Token]
Places = Mapping[str, Sequence[int]]  # words -> where each stands

_ENOUGH = 0.5  # share of a name's weight that must be said
_BEGUN = 0.3  # the same, when it is said from its beginning: "les tables rondes"
_WHOLE = 0.999  # share of two words that a sentence must hold to hold both
_TWO = 2
_RARE = 2  # a word in so few sentences names a part by itself
_ONLY_OF_KIND = 0.45  # weight of "le forum", where only one is of its kind
_AS_SURE = 0.05  # difference of weights below which two are as sure
_HEAD_ALONE = 0.3  # the same, where several are


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something that a message names, and where."""

    what: T
    tokens: frozenset[int]  # positions of the words that name it
    weight: float = 1.0


def find_series(tokens: Tokens, directory: Directory, taken: frozenset[int]) -> tuple[Named[Series], ...]:
    """Return the series named, the surest first, each by a word of its own: two forums share only their kind.

    `taken`: positions of the words that name somebody.
    """
    stems = [token.stem if place not in taken else "" for place, token in enumerate(tokens)]
    said = places_of(stems)
    found, kinds = _possible(stems, said, directory)
    found.sort(key=lambda named: (-named.weight, -len(named.tokens), min(named.tokens)))
    kept: list[Named[Series]] = []
    used: frozenset[int] = frozenset()
    alike: dict[tuple[frozenset[int], float], bool] = {}  # whether series named so are kept
    for named in found:
        key = (named.tokens, named.weight)
        if key not in alike:
            own = any(directory.holders.get(stems[place]) == 1 for place in named.tokens - used)
            alike[key] = own or not named.tokens & used
        if alike[key]:
            kept += (replace(named, what=each) for each in kinds.get(id(named), (named.what,)))
            used |= named.tokens
    return tuple(kept)


def _possible(
    stems: Sequence[str], said: Places, directory: Directory
) -> tuple[list[Named[Series]], dict[int, list[Series]]]:
    """Return the series that words may name; of those named by their kind alone, one a kind, and all that it is of."""
    found = [named for each in gathered(said, directory.aliased) if (named := _by_alias(stems, said, each))]
    known = {id(named.what) for named in found}
    counts: dict[int, int] = {}
    for word in said:
        for series in directory.named.get(word, ()):
            counts[id(series)] = counts.get(id(series), 0) + 1
    of_kind: dict[str, list[Series]] = {}
    for series in gathered(said, directory.named):
        if id(series) in known:
            continue
        named = _by_words(stems, said, series, directory) if counts[id(series)] > 1 else None
        if named is not None:
            found.append(named)
        elif series.head in said:
            of_kind.setdefault(series.head, []).append(series)
    kinds = {}
    for head, every in of_kind.items():
        weight = _ONLY_OF_KIND if directory.kinds[head] == 1 else _HEAD_ALONE
        found.append(Named(every[0], frozenset(said[head]), weight))
        kinds[id(found[-1])] = every
    return found, kinds


def places_of(words: Sequence[str]) -> dict[str, list[int]]:
    """Return where each of some words stands."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        found.setdefault(word, []).append(place)
    return found


def _by_alias(stems: Sequence[str], said: Places, series: Series) -> Named[Series] | None:
    """Return how what people say for a series names it."""
    aliases = [alias for alias in series.aliases if alias[0] in said]
    hits = [frozenset(run) for alias in aliases for run in _loose_runs(stems, alias)]
    if not hits:
        return None
    places = frozenset(place for word in series.words for place in said.get(word, ()))
    return Named(series, frozenset().union(*hits) | places, 1.0 + 0.01 * max(len(hit) for hit in hits))


def _by_words(stems: Sequence[str], said: Places, series: Series, directory: Directory) -> Named[Series] | None:
    """Return how several words of a name name a series: its kind among them, or a word of its own."""
    matched = [word for word in series.words if word in said]
    share = fsum(map(directory.catalogue.rarity, matched)) / directory.weight(series)
    own = any(directory.holders[word] == 1 for word in matched)
    if share < _ENOUGH / 2 or not (own or series.head in matched):
        return None
    first = min(place for word in matched for place in said[word])
    if series.head not in matched and directory.catalogue.lexicon.shapes.kinds & set(stems[max(0, first - 1) : first]):
        return None  # "l'assemblée mondiale des télécommunications" is another event
    weight = share if series.head not in matched else _ENOUGH + share / 2 if own else _ENOUGH
    return Named(series, frozenset(place for word in matched for place in said[word]), weight)


def refine(
    series: tuple[Named[Series], ...], parts: tuple[Named[tuple[Occurrence, Part]], ...], day: Expression | None
) -> tuple[tuple[Named[Series], ...], tuple[Named[tuple[Occurrence, Part]], ...]]:
    """Return the series and parts that make sense together: "le forum en ligne de X" names X's, no other forum.

    `day`: the one day spoken of; a part that is not held on it is not meant.
    """
    kept = tuple(named for named in parts if day is None or _held(named.what[1], day))
    inside = frozenset().union(*(named.tokens for named in kept))
    owners = [each for each in series if any(named.what[0] in each.what.editions for named in kept)]
    if not owners:
        return series, kept
    return tuple(each for each in series if each in owners or not each.tokens <= inside), kept


def _held(part: Part, day: Expression) -> bool:
    start, end = part.start or part.end, part.end or part.start
    moved = of_year(day, start.first.year) if start else None
    put = moved.value.first_day if moved else None
    return start is None or end is None or put is None or start.first <= put <= end.last


def belongs(year: Named[int], tokens: Tokens, catalogue: Catalogue) -> bool:
    """Tell whether a year that no event has belongs to a name that the letters use: "Connect 2030"."""
    place = min(year.tokens)
    if not place or year.what in catalogue.editions:
        return False
    pair = (tokens[place - 1].stem, tokens[place].stem)
    told = passages(pair, None, catalogue, _WHOLE)
    return any(pair in pairwise(map(stem, words(passage.text))) for passage in told)


def find_offered(tokens: Tokens, offered: Iterable[Series], directory: Directory) -> tuple[Named[Series], ...]:
    """Return the series, of those offered to choose from, that a word of its own names: "celui des jeunes"."""
    found = []
    for series in offered:
        own = frozenset(
            place
            for place, token in enumerate(tokens)
            if token.stem in series.words and directory.holders.get(token.stem) == 1
        )
        found += [Named(series, own, _ENOUGH)] if own else []
    return tuple(found)


def find_ordinal(
    tokens: Tokens, offered: Sequence[Series], ordinals: Sequence[frozenset[str]]
) -> tuple[Named[Series], ...]:
    """Return the series, of those offered to choose from, that a word counts out: "le deuxième"."""
    counted = zip(offered, ordinals, strict=False)
    return tuple(
        Named(series, frozenset({place}), _ENOUGH)
        for series, words in counted
        for place, token in enumerate(tokens)
        if token.text in words
    )


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


def find_strangers(tokens: Tokens, directory: Directory) -> tuple[Named[str], ...]:
    """Return the event named that no letter announces, if any: by what people say for it, or by most of its name."""
    stems = [token.stem for token in tokens]
    found = []
    for each in directory.strangers:
        hit = frozenset(place for alias in each.aliases for run in _loose_runs(stems, alias) for place in run)
        said = frozenset(_in_order(stems, each.words))
        own = {stems[place] for place in said} - directory.catalogue.lexicon.shapes.kinds - directory.holders.keys()
        if hit or (own and len(said) >= max(_TWO, MOSTLY * len(each.words))):
            found.append(Named(each.name, hit | said))
    return tuple(sorted(found, key=lambda named: -len(named.tokens))[:1])


def _share(matched: Iterable[str], name: Sequence[str], catalogue: Catalogue) -> float:
    whole = fsum(map(catalogue.rarity, name))
    return fsum(map(catalogue.rarity, set(matched))) / whole if whole else 0.0


def find_parts(tokens: Tokens, directory: Directory) -> tuple[Named[tuple[Occurrence, Part]], ...]:
    """Return the parts of events named; of two readings of the same words the surer, both when as sure."""
    stems = [token.stem for token in tokens]
    said = places_of(stems)
    possible = [name for name in gathered(said, directory.parts) if _may_be(name, said, directory)]
    named = (_named_part(stems, name, directory) for name in possible)
    found = sorted((each for each in named if each), key=lambda each: -each.weight)
    kept: list[Named[tuple[Occurrence, Part]]] = []
    for part in found:
        rivals = [other for other in kept if other.tokens & part.tokens]
        if all(part.weight >= other.weight - _AS_SURE for other in rivals):
            kept.append(part)
    return tuple(kept)


def _may_be(name: PartName, said: Mapping[str, object], directory: Directory) -> bool:
    """Tell whether enough words of a part's name are said, wherever they stand."""
    matched = [word for word in name.stems if word in said]
    return len(matched) >= min(2, len(name.stems)) or any(_rare(word, directory) for word in matched)


def _rare(word: str, directory: Directory) -> bool:
    return 0 < directory.catalogue.frequencies.get(word, 0) <= _RARE


def _named_part(stems: Sequence[str], name: PartName, directory: Directory) -> Named[tuple[Occurrence, Part]] | None:
    said = _in_order(stems, name.stems)
    matched = {stems[place] for place in said}
    share = _share(matched, name.stems, directory.catalogue)
    rare = any(_rare(word, directory) for word in matched - {*name.stems[:1]})
    begun = len(name.stems) > 2 and set(name.stems[:2]) <= matched and share > _BEGUN
    if (share > _ENOUGH and len(matched) >= min(2, len(name.stems))) or rare or begun:
        return Named((name.occurrence, name.part), frozenset(said), share)
    return None


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
