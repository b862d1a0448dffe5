"""The words by which dated facts are read: dated.toml, checked and compiled once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.text import fold


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("dated.toml").read_text("utf-8"))


@cache
def cue(section: str, name: str) -> str:
    """Return the alternatives of a list of cues as one group of a regular expression."""
    return "(?:" + "|".join(sorted(_table()[section][name], key=len, reverse=True)) + ")"


@cache
def cue_words(section: str, name: str) -> frozenset[str]:
    """Return a list of plain words."""
    return frozenset(_table()[section][name].split())


@cache
def cue_pairs(section: str, name: str) -> dict[str, str]:
    """Return a list of "one=other" as a mapping."""
    return dict(entry.split("=") for entry in _table()[section][name])


def cue_names(section: str) -> tuple[str, ...]:
    """Return the names of the lists of a section, in the order in which they are tried."""
    return tuple(_table()[section])


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Compile a pattern in which {section.name} stands for the alternatives of a list of cues."""
    return re.compile(re.sub(r"\{(\w+)\.(\w+)\}", lambda match: cue(match[1], match[2]), template))


def faults() -> tuple[str, ...]:
    """Return what is wrong with the cues: an entry that is not folded or is no regular expression."""
    found = []
    for section, names in _table().items():
        for name, entries in names.items():
            for entry in entries if isinstance(entries, list) else [entries]:
                plain = re.sub(r"\\.", "", entry)
                try:
                    re.compile(entry)
                except re.error as error:
                    found.append(f"{section}.{name}: {entry!r} ({error})")
                if fold(plain) != plain:
                    found.append(f"{section}.{name}: {entry!r}")
    return tuple(found)
