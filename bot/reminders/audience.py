"""Whom a deadline concerns: the groups that its letter names."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.french.text import fold
from knowledge.settings import fill

FILE = Path(__file__).with_name("audiences.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A group that letters are written to."""

    label: str
    words: tuple[str, ...]  # how letters name it, folded


@cache
def audiences() -> dict[str, Audience]:
    """Return the groups by key, in the order of the file. Raises ConfigurationError."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return {key: fill(Audience, entry, key, environ={}, file=str(FILE)) for key, entry in table.items()}


def named(text: str) -> frozenset[str]:
    """Return the keys of the groups that a text names."""
    folded = fold(text)
    return frozenset(key for key, each in audiences().items() if any(word in folded for word in each.words))
