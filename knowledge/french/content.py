"""The words of a text that say what it is about."""

import tomllib
from functools import cache
from pathlib import Path

from knowledge.french.stem import stem
from knowledge.french.text import words


@cache
def stopwords() -> frozenset[str]:
    """Return the folded words that say nothing of what a sentence is about."""
    table = tomllib.loads(Path(__file__).with_name("stopwords.toml").read_text("utf-8"))
    return frozenset(word for kind in table.values() for word in kind.split())


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, in order."""
    return tuple(stem(word) for word in words(text) if word not in stopwords())
