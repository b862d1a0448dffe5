"""Which events a message names by what stands for them: acronyms, or other words in a row."""

from collections.abc import Collection, Iterator, Sequence

from bot.entities.catalogue import Catalogue
from bot.entities.directory import Directory, Run
from bot.entities.entity import Entity, Missing, UnknownRef
from bot.entities.naming import Naming, Places
from bot.language.distance import slips
from bot.language.tokens import Token

Tokens = Sequence[Token]

_BETWEEN = 2  # words (an article, a year) that may stand between two that stand for an event
_LONG = 5  # letters of a word of a name in which a slip is forgiven beside another
_MOST = 0.9  # share of a known name that names what no letter announces
_TWO = 2


def by_runs(tokens: Tokens, directory: Directory, taken: Collection[int], dates: Collection[int]) -> Iterator[Naming]:
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
        reach = range(first, min(last + 1, len(tokens)))
        here = next((at for at in reach if tokens[at].stem == word or (run and _slip(tokens[at], word))), None)
        between = (tokens[at].text for at in range(first, here or first))
        if here is None or any(word not in ties and not is_year(word) for word in between):
            return frozenset()
        run.append(here)
    return frozenset(run)


def _slip(token: Token, word: str) -> bool:
    """Tell whether a word beside another of a name may be the next one, mistyped: "digital word"."""
    return len(word) >= _LONG and token.text[0] == word[0] and slips(token.text, word) <= 1


def is_year(text: str) -> bool:
    """Tell whether a word is a year in four digits."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _may_stand(tokens: Tokens, run: Run, places: frozenset[int]) -> bool:
    """Tell whether letters stand for a name here: two of them only in capitals or before a number."""
    if len(run.stems) > 1 or len(run.stems[0]) > _TWO or run.stems[0][0].isdigit():
        return True
    (place,) = places
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    joined = after is not None and after.text.isdigit() and after.span.start - tokens[place].span.end <= 1
    return tokens[place].capital or joined


def find_unannounced(places: Places, directory: Directory) -> Iterator[Entity]:
    """Yield the events that the profession knows by a name that is said, and that no letter announces."""
    for each in directory.unannounced.found(places):
        if each.share > _MOST and len(each.said) > _TWO:
            yield Entity(value=UnknownRef(kind=Missing.EVENT, text=each.value), tokens=each.tokens)


def find_strangers(tokens: Tokens, directory: Directory) -> Iterator[Entity]:
    """Yield the events named that the profession knows and no letter announces."""
    for place, token in enumerate(tokens):
        for each in directory.strangers.get(token.stem, ()):
            places = standing(tokens, each.stems, place, directory.catalogue)
            if places and not any(word in directory.catalogue.letters_with for word in each.stems):
                yield Entity(value=UnknownRef(kind=Missing.EVENT, text=each.name), tokens=places)
