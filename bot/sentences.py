"""Sentences that the user reads, kept as TOML beside the code that says them, and checked when they are loaded."""

import string
import tomllib
from collections.abc import Iterator
from dataclasses import field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import BadPhrases
from knowledge.settings import fill

T = TypeVar("T")


def slots(*names: str) -> Any:
    """Declare what a sentence is filled with: it must use every slot and no other."""
    return field(metadata={"slots": frozenset(names)})


def load(cls: type[T], file: Path) -> T:
    """Return a dataclass of sentences read from a file. Raises ConfigurationError or BadPhrases."""
    table = tomllib.loads(file.read_text("utf-8"))
    made = fill(cls, table, file.stem, environ={}, file=str(file))
    faults = tuple(_faults(made))
    if faults:
        raise BadPhrases(file=file, faults=" ".join(faults))
    return made


def _faults(made: Any) -> Iterator[str]:
    for each in fields(made):
        value = getattr(made, each.name)
        if is_dataclass(value):
            yield from _faults(value)
        elif isinstance(value, str):
            wanted = each.metadata.get("slots", frozenset())
            used = _used(value)
            if used != wanted:
                yield f"{each.name} : {sorted(used)} != {sorted(wanted)}."


def _used(sentence: str) -> frozenset[str]:
    try:
        return frozenset(slot for _, slot, _, _ in string.Formatter().parse(sentence) if slot is not None)
    except ValueError:
        return frozenset("{")
