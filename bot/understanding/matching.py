"""How near two words are: the one door to rapidfuzz."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_FIRST = 7  # letters of a word whose first one may be another
_BUDGETS = ((4, 0), (9, 1), (14, 2))  # below so many letters, so many slips; beyond, three


def budget(word: str) -> int:
    """Return how many slips a word of its length may hold: none in three letters, one in seven, two in twelve."""
    return next((slips for length, slips in _BUDGETS if len(word) < length), 3)


def nearest(word: str, candidates: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return the candidates within the budget of a word, each with its number of slips, nearest first.

    A slip is a letter more, less, other, or two neighbours swapped. Short words begin with the same
    letter, unless all the others are right.
    """
    slips = budget(word)
    if not slips:
        return ()
    found = extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=8)
    return tuple((near, int(distance)) for near, distance, _ in found if _plausible(word, near))


def slips(word: str, meant: str) -> int:
    """Return how many slips lie between a word as typed and the one it is taken for."""
    return int(OSA.distance(word, meant))


def _plausible(word: str, near: str) -> bool:
    """Tell whether a hand that meant `near` could have written `word`."""
    swapped = word[:2] == near[1::-1]
    begun = near[1:] == word or (len(word) >= _FIRST and near[1:] == word[1:])  # the first letter left out, or another
    return word[0] == near[0] or swapped or begun or (len(word) >= 8 and len(near) >= 8)
