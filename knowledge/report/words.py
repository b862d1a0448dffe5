"""The French words of the report, kept as data."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, dict[str, Any]]:
    """Return all words, by section."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def say(key: str, **details: object) -> str:
    """Return the phrase of a dotted key, filled. Raises KeyError when there is none."""
    section, _, name = key.partition(".")
    return str(words()[section][name]).format(**details)


def count(thing: str, number: int) -> str:
    """Return "aucun doute", "1 doute", "3 doutes"."""
    return str(words()["count"][thing][min(number, 2)]).format(count=number)
