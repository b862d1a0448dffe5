"""Forgive a misspelt month or weekday, and nothing else."""

from functools import lru_cache

_SHORTEST = 5  # shorter names have too many neighbours: "mai" and "main", "mars" and "mare"


def distance(left: str, right: str, limit: int) -> int:
    """Count the insertions, deletions, substitutions and swaps of neighbours between two words, at most `limit` + 1."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, char in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (char != other))
            if row > 1 and column > 1 and char == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


@lru_cache(maxsize=4096)
def nearest(word: str, names: tuple[str, ...], *, loose: bool = False) -> str | None:
    """Return the one name that the word misspells, None when there is none or two.

    Strictly, names of five letters or more that begin alike; loosely, beside a day number, shorter names too.
    """
    best: list[str] = []
    least = 3
    for name in names:
        if not loose and (len(name) < _SHORTEST or not (word[0] == name[0] or word[:2] == name[1::-1])):
            continue
        limit = 2 if min(len(name), len(word)) >= 7 else 1
        apart = distance(word, name, limit)
        if apart <= limit and apart <= least:
            best = [name] if apart < least else [*best, name]
            least = apart
    return best[0] if len(best) == 1 else None


@lru_cache(maxsize=4096)
def slip(word: str, words: tuple[str, ...]) -> str | None:
    """Return the one word of a list that is a single slip away and begins alike, None when there is none or two."""
    near = [each for each in words if {each[0], each[1::-1]} & {word[0], word[:2]} and distance(word, each, 1) == 1]
    return near[0] if len(near) == 1 else None
