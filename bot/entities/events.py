"""Which events, and which of their parts, a message names."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.entities.catalogue import Catalogue
from bot.entities.directory import Directory, Run
from bot.entities.editions import Occurrence, Series
from bot.entities.entity import Entity, Missing, PartRef, SeriesRef, UnknownRef
from bot.entities.naming import Found, Names, Places
from bot.language.lexicon import Lexicon
from bot.language.tokens import Token
from knowledge.model import Part

Tokens = Sequence[Token]

_TOLD = 2.2  # information that names an event by itself, in digits
_SEVERAL = 1.6  # the same, of two words or more
_PART = 0.5  # share of the information of a part's name that names it
_ONLY_OF_KIND, _OF_KIND = 0.45, 0.3  # how surely "le forum" names the only forum, one of several
_BETWEEN = 2  # words (an article, a year) that may stand between two that stand for an event
_MANY = 30  # series of a kind that are looked at one by one
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A series, as a message names it."""

    series: Series
    tokens: frozenset[int]
    score: float
    sure: bool = False  # by what stands for it, or by all of its name


def find_series(
    tokens: Tokens, directory: Directory, taken: Collection[int], dates: Collection[int]
) -> tuple[Naming, ...]:
    """Return the series named, the surest first, each by words of its own.

    `taken`: places with another meaning; `dates`: places of dates, whose numbers may be of a name in capitals.
    """
    places = places_of(tokens, directory.catalogue, {*taken, *dates})
    every = (
        _by_runs(tokens, directory, taken, dates),
        _by_names(tokens, places, directory, dates),
        _by_kind(tokens, places, directory, dates),
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
            both = before.tokens if before and naming.score > _ONLY_OF_KIND else frozenset()
            best[id(naming.series)] = replace(naming, tokens=naming.tokens | both)
        elif before.tokens & naming.tokens or naming.score > _ONLY_OF_KIND:
            best[id(naming.series)] = replace(before, tokens=before.tokens | naming.tokens)
    return sorted(best.values(), key=lambda each: (-each.score, -len(each.tokens), min(each.tokens)))


# By what stands for them ---------------------------------------------------------------------------------------------


def _by_runs(tokens: Tokens, directory: Directory, taken: Collection[int], dates: Collection[int]) -> Iterator[Naming]:
    """Yield the series for which an acronym, or another row of words, stands; of two rows, the longer."""
    found = [
        (run, places)
        for place, token in enumerate(tokens)
        for run in directory.runs.get(token.stem, ())
        if (places := standing(tokens, run.stems, place, directory.catalogue)) and not places & set(taken)
    ]
    for run, places in found:
        longer = any(places < other for _, other in found)
        dated = not places.isdisjoint(dates) and not tokens[min(places)].capital
        if not longer and not dated and _may_stand(tokens, run, places):
            yield Naming(series=run.series, tokens=places, score=run.score + 0.01 * len(places), sure=True)


def standing(tokens: Tokens, stems: Sequence[str], start: int, catalogue: Catalogue) -> frozenset[int]:
    """Return where words stand in a row from a place on, with an article or a year between; nothing if they do not."""
    ties = catalogue.lexicon.function
    run: list[int] = []
    for word in stems:
        first = run[-1] + 1 if run else start
        last = first + (_BETWEEN if run else 0)
        here = next((at for at in range(first, min(last + 1, len(tokens))) if tokens[at].stem == word), None)
        between = (tokens[at].text for at in range(first, here or first))
        if here is None or any(word not in ties and not is_year(word) for word in between):
            return frozenset()
        run.append(here)
    return frozenset(run)


def is_year(text: str) -> bool:
    """Tell whether a word is a year in four digits."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _may_stand(tokens: Tokens, run: Run, places: frozenset[int]) -> bool:
    """Tell whether letters stand for a name here: two of them only in capitals or before a number."""
    if len(run.stems) > 1 or len(run.stems[0]) > _TWO:
        return True
    (place,) = places
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    joined = after is not None and after.text.isdigit() and after.span.start - tokens[place].span.end <= 1
    return tokens[place].capital or joined


# By their words ------------------------------------------------------------------------------------------------------


def _by_names(tokens: Tokens, places: Places, directory: Directory, dates: Collection[int]) -> Iterator[Naming]:
    """Yield the series of which enough words are said, and that no number or kind beside them tells apart."""
    found = [each for each in directory.series.found(places) if _enough(each, directory.series)]
    most = max((each.evidence for each in found), default=0.0)
    for each in found:
        other = each.share < _PART and _goes_on(tokens, max(each.tokens), each.value, directory, dates)
        if not other and not _other(tokens, each, directory.catalogue):
            score = 0.5 + 0.3 * each.evidence / most + 0.19 * (each.share if each.share > 0.9 else 0)
            yield Naming(series=each.value, tokens=each.tokens, score=score, sure=each.share > 0.9)


def _enough(found: Found[Series], names: Names[Series]) -> bool:
    """Tell whether what is said of a name names it: much information, or several words with its kind or one its own."""
    several = len(found.said) >= _TWO and (found.head or any(names.spread(word) == 1 for word in found.said))
    begun = found.head and len(found.said) >= _TWO and found.begun
    return found.evidence >= _TOLD or begun or (several and (found.evidence >= _SEVERAL or found.share > _PART))


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
    if kind not in catalogue.lexicon.kinds or kind in found.value.words or found.share > _PART:
        return False
    return kind in catalogue.kinds or found.evidence < _TOLD


def _goes_on(tokens: Tokens, last: int, series: Series, directory: Directory, dates: Collection[int]) -> bool:
    """Tell whether the name said goes on with a word that tells nothing of a series: "le groupe de suivi"."""
    lexicon = directory.catalogue.lexicon
    known = lexicon.of | lexicon.articles | directory.words_of(series)
    at = last + 1
    while at < len(tokens) and tokens[at].stem in known and not tokens[at].capital:
        at += 1
    if at >= len(tokens) or not joined(tokens, at, lexicon) or at in dates:
        return False
    word = tokens[at]
    tied = word.text in lexicon.function or word.text in lexicon.operators or word.text in directory.catalogue.asked
    plain = word.text[0].isdigit() or word.stem in lexicon.apart
    return not tied and not plain and word.stem not in directory.words_of(series)


def joined(tokens: Tokens, place: int, lexicon: Lexicon) -> bool:
    """Tell whether a word goes on a name by what joins names: "de l'eau", "du Conseil"."""
    before = place - 1
    while before >= 0 and tokens[before].text in lexicon.articles:
        before -= 1
    return before >= 0 and tokens[before].text in lexicon.of


def _by_kind(tokens: Tokens, places: Places, directory: Directory, dates: Collection[int]) -> Iterator[Naming]:
    """Yield the series of a kind that is said: "le forum"."""
    for word in places:
        every = _of_kind(word, tokens, directory) if word in directory.catalogue.lexicon.kinds else ()
        last = max(places[word])
        of_kind = [each for each in every if not _goes_on(tokens, last, each, directory, dates)]
        several = any(
            tokens[place].text != each.words[0] and tokens[place].text.endswith("s")
            for place in places[word]
            for each in of_kind
        )
        score = _ONLY_OF_KIND if len(of_kind) == 1 and not several else _OF_KIND
        yield from (Naming(series=each, tokens=frozenset(places[word]), score=score) for each in of_kind)


def _of_kind(kind: str, tokens: Tokens, directory: Directory) -> Collection[Series]:
    """Return the series of a kind; of many, those at the places that the message names, else some of the latest."""
    every = directory.catalogue.kinds.get(kind, ())
    if len(every) <= _MANY:
        return every
    there = [series for token in tokens for series in directory.held_at.get((kind, token.text), ())]
    return dict.fromkeys(there) if there else every[:_MANY]


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
    return found.evidence >= _TOLD or found.share > 0.99 or several


def _as_sure(found: Found[tuple[Occurrence, Part]], other: Found[tuple[Occurrence, Part]]) -> bool:
    return found.evidence == other.evidence and abs(found.share - other.share) < 0.05


def _part(found: Found[tuple[Occurrence, Part]]) -> Entity:
    occurrence, part = found.value
    ref = PartRef(event=occurrence.key, name=part.name)
    score = min(1.0, 0.5 + found.share / 2) if found.evidence >= _TOLD or len(found.said) >= _TWO else _ONLY_OF_KIND
    return Entity(value=ref, tokens=found.tokens, score=score)


# What no letter announces --------------------------------------------------------------------------------------------


def find_strangers(tokens: Tokens, directory: Directory) -> Iterator[Entity]:
    """Yield the events named that the profession knows and no letter announces."""
    for place, token in enumerate(tokens):
        for each in directory.strangers.get(token.stem, ()):
            places = standing(tokens, each.stems, place, directory.catalogue)
            if places and not any(word in directory.catalogue.letters_with for word in each.stems):
                yield Entity(value=UnknownRef(kind=Missing.EVENT, text=each.name), tokens=places)


def ref_of(series: Series) -> SeriesRef:
    """Return what names a series."""
    return SeriesRef(name=series.name, keys=tuple(each.key for each in series.editions))
