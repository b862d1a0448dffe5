"""Forgive a misspelt month or weekday, and nothing else."""

from functools import lru_cache

_LONG = 7  # letters of a name that may be misspelt twice
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
    apart = {name: _apart(word, name) for name in names if loose or _alike(word, name)}
    near = {name: steps for name, steps in apart.items() if steps is not None}
    best = [name for name, steps in near.items() if steps == min(near.values())]
    return best[0] if len(best) == 1 else None


def _alike(word: str, name: str) -> bool:
    return len(name) >= _SHORTEST and (word[0] == name[0] or word[:2] == name[1::-1])


def _apart(word: str, name: str) -> int | None:
    """Return how many errors make the word of the name, None when they are too many for its length."""
    limit = 2 if min(len(name), len(word)) >= _LONG else 1
    steps = distance(word, name, limit)
    return steps if steps <= limit else None


@lru_cache(maxsize=4096)
def slip(word: str, words: tuple[str, ...]) -> str | None:
    """Return the one word of a list that is a single slip away and begins alike, None when there is none or two."""
    near = [each for each in words if {each[0], each[1::-1]} & {word[0], word[:2]} and distance(word, each, 1) == 1]
    return near[0] if len(near) == 1 else None
