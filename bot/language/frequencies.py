"""How common the words of French are."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

RARE = 3.0  # of a word that the list does not hold, on its scale


@cache
def frequencies() -> Mapping[str, float]:
    """Return the folded words of the list, each with how common it is: 3.5 to 7.5."""
    found: dict[str, float] = {}
    for line in Path(__file__).with_name("words.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            level, *words = line.split()
            found.update(dict.fromkeys(words, float(level)))
    return found


def commonness(word: str) -> float:
    """Return how common a folded word is, or its other number when that is commoner: 3 (rare) to 7.5."""
    table = frequencies()
    other = word[:-1] if word.endswith(("s", "x")) else f"{word}s"
    return max(table.get(word, RARE), table.get(other, RARE))


def raised(count: int) -> float:
    """Return how much more is expected of a word that a base uses so often."""
    return min(1.0, math.log10(count + 1) / 2)
