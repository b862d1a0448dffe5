"""How common the words of French are."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_LEAST = 3.5  # of the words of the list
_WORD = re.compile("([A-Z])([a-z]+)")
RARE = 3.0  # of a word that the list does not hold, on its scale


@cache
def frequencies() -> Mapping[str, float]:
    """Return the folded words of the list, each with how common it is: 3.5 to 7.5."""
    lines = Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()
    words, steps = (line for line in lines if not line.startswith("#"))
    return {word: _LEAST + (ord(step) - ord("0")) / 4 for word, step in zip(_unfolded(words), steps, strict=True)}


def _unfolded(words: str) -> Iterator[str]:
    """Yield words, each made from the one before by letters taken off, told by a capital, and letters added."""
    word = ""
    for taken, added in _WORD.findall(words):
        word = word[: len(word) - ord(taken) + ord("A")] + added
        yield word


def commonness(word: str) -> float:
    """Return how common a folded word is, or its other number when that is commoner: 3 (rare) to 7.5."""
    table = frequencies()
    other = word[:-1] if word.endswith(("s", "x")) else f"{word}s"
    return max(table.get(word, RARE), table.get(other, RARE))


def raised(count: int) -> float:
    """Return how much more is expected of a word that a base uses so often."""
    return min(1.0, math.log10(count + 1) / 2)
