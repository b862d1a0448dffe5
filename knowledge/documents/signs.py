"""The words that tell the lines of a page apart: signs.toml, read and compiled once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("signs.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of plain words."""
    return frozenset(_table()[name].split())


@cache
def sign(name: str) -> re.Pattern[str]:
    """Return a list of expressions as one; it is to be tried on folded text."""
    return re.compile("|".join(f"(?:{each})" for each in _table()[name]))
