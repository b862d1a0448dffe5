"""The phrases of the answers, one file a shape of result."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("phrases")


@cache
def table(shape: str) -> Mapping[str, Any]:
    """Return the phrases of a shape of result, read once."""
    return tomllib.loads((FOLDER / f"{shape}.toml").read_text("utf-8"))


def say(phrase: str, **slots: object) -> str:
    """Fill the phrase "lists.event"."""
    shape, _, name = phrase.partition(".")
    return str(table(shape)["say"][name]).format(**slots)
