"""Which events, and which of their parts, a message names."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.entities.acronyms import by_runs, is_year
from bot.entities.catalogue import Catalogue
from bot.entities.directory import Directory
from bot.entities.editions import Occurrence, Series
from bot.entities.entity import Entity, PartRef, SeriesRef
from bot.entities.kinds import by_kind, goes_on, many
from bot.entities.naming import Found, Names, Naming, Places
from bot.language.tokens import Token
from knowledge.model import Part

Tokens = Sequence[Token]

_TOLD = 2.2  # information that names an event by itself, in digits
_SEVERAL = 1.6  # the same, of two words or more
_OF_PART = 1.7  # information that names a part of an event
_PART = 0.5  # share of the information of a part's name that names it
_KIND = 0.45  # how surely a kind alone names something, at most
_MOST = 0.9  # share of a name that is as good as all of it
_TWO = 2


def find_series(
    tokens: Tokens, directory: Directory, taken: Collection[int], dates: Collection[int]
) -> tuple[Naming, ...]:
    """Return the series named, the surest first, each by words of its own.

    `taken`: places with another meaning; `dates`: places of dates, whose numbers may be of a name in capitals.
    """
    places = places_of(tokens, directory.catalogue, {*taken, *dates})
    every = (
        by_runs(tokens, directory, taken, dates),
        _by_names(tokens, places, directory, dates),
        by_kind(tokens, places, directory, dates),
    )
    found = _best(naming for way in every for naming in way)
    kept: list[Naming] = []
    for naming in found:
        rivals = [each for each in kept if each.tokens & naming.tokens]
        own = any(
            directory.series.spread(directory.catalogue.key(tokens[place].text)) == 1
            for place in naming.tokens.difference(*(each.tokens for each in rivals))
        )
        alike = rivals and all(each.tokens == naming.tokens and each.score == naming.score for each in rivals)
        if own or alike or not rivals:
            kept.append(naming)
    return tuple(kept)


def places_of(tokens: Tokens, catalogue: Catalogue, taken: Collection[int]) -> dict[str, list[int]]:
    """Return where each word that carries meaning stands, by what it is looked up by."""
    ties = catalogue.lexicon.ties
    found: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        if place not in taken and (token.text not in ties or token.capital):
            found.setdefault(catalogue.key(token.text), []).append(place)
    return found


def _best(found: Iterable[Naming]) -> list[Naming]:
    """Return for each series the surest way in which it is named, the surest of all first."""
    best: dict[int, Naming] = {}
    for naming in found:
        before = best.get(id(naming.series))
        if before is None or (naming.score, len(naming.tokens)) > (before.score, len(before.tokens)):
            both = before.tokens if before and naming.score > _KIND else frozenset()
            best[id(naming.series)] = replace(naming, tokens=naming.tokens | both)
        elif before.tokens & naming.tokens or naming.score > _KIND:
            best[id(naming.series)] = replace(before, tokens=before.tokens | naming.tokens)
    return sorted(best.values(), key=lambda each: (-each.score, -len(each.tokens), min(each.tokens)))


# By their words ------------------------------------------------------------------------------------------------------


def _by_names(tokens: Tokens, places: Places, directory: Directory, dates: Collection[int]) -> Iterator[Naming]:
    """Yield the series of which enough words are said, and that no number or kind beside them tells apart."""
    found = [each for each in directory.series.found(places) if _enough(each, directory.series)]
    most = max((each.evidence for each in found), default=0.0)
    for each in found:
        other = each.share < _PART and goes_on(tokens, max(each.tokens), each.value, directory, dates)
        plural = each.head and each.share < _MOST and many(tokens, min(each.tokens), each.value)
        if not other and not plural and not _other(tokens, each, directory.catalogue):
            score = 0.5 + 0.3 * each.evidence / most + 0.19 * (each.share if each.share > 0.9 else 0)
            yield Naming(series=each.value, tokens=each.tokens, score=score, sure=each.share > 0.9)


def _enough(found: Found[Series], names: Names[Series]) -> bool:
    """Tell whether what is said of a name names it: much information, or several words with its kind or one its own."""
    several = len(found.said) >= _TWO and (found.head or any(names.spread(word) == 1 for word in found.said))
    begun = found.head and len(found.said) >= _TWO and found.begun
    alone = len(found.said) > 1 or names.spread(next(iter(found.said))) == 1
    enough = found.evidence >= _TOLD and alone
    return enough or begun or (several and (found.evidence >= _SEVERAL or found.share > _PART))


def _other(tokens: Tokens, found: Found[Series], catalogue: Catalogue) -> bool:
    """Tell whether a number after its words, or the kind before them, is of another event."""
    last = max(found.tokens)
    if last + 1 < len(tokens) and _ranks(tokens, last + 1) and catalogue.key(tokens[last + 1].text) not in found.said:
        return any(word[0].isdigit() for word in found.value.words)
    first = min(found.tokens)
    ties = catalogue.lexicon.function
    before = next((tokens[at] for at in range(first - 1, -1, -1) if tokens[at].text not in ties), None)
    return not found.head and before is not None and _another_kind(before.stem, found, catalogue)


def _ranks(tokens: Tokens, place: int) -> bool:
    """Tell whether a number tells which of several: "commission d'études 7", not "2021"."""
    text = tokens[place].text
    return text[0].isdigit() and not is_year(text) and len(text) <= 3


def _another_kind(kind: str, found: Found[Series], catalogue: Catalogue) -> bool:
    if kind not in catalogue.lexicon.kinds or kind in found.value.words or found.share > _MOST:
        return False
    return kind in catalogue.kinds or found.evidence < _TOLD


# Their parts ---------------------------------------------------------------------------------------------------------


def find_parts(places: Places, directory: Directory) -> tuple[Entity, ...]:
    """Return the parts of events named; of two readings of the same words the surer, both when as sure."""
    found = sorted(filter(_names_part, directory.parts.found(places)), key=lambda each: (-each.evidence, -each.share))
    kept: list[Found[tuple[Occurrence, Part]]] = []
    for each in found:
        rivals = [other for other in kept if other.tokens & each.tokens]
        if all(_as_sure(each, other) for other in rivals):
            kept.append(each)
    return tuple(_part(each) for each in kept)


def _names_part(found: Found[tuple[Occurrence, Part]]) -> bool:
    several = len(found.said) >= _TWO and (found.share > _PART or found.begun)
    return found.evidence >= _OF_PART or found.share > 0.99 or several


def _as_sure(found: Found[tuple[Occurrence, Part]], other: Found[tuple[Occurrence, Part]]) -> bool:
    return found.evidence == other.evidence and abs(found.share - other.share) < 0.05


def _part(found: Found[tuple[Occurrence, Part]]) -> Entity:
    occurrence, part = found.value
    ref = PartRef(event=occurrence.key, name=part.name)
    score = min(1.0, 0.5 + found.share / 2) if found.evidence >= _TOLD or len(found.said) >= _TWO else _KIND
    return Entity(value=ref, tokens=found.tokens, score=score)


def ref_of(series: Series) -> SeriesRef:
    """Return what names a series."""
    return SeriesRef(name=series.name, keys=tuple(each.key for each in series.editions))
