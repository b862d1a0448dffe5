"""The words by which a letter is read: cues.toml, checked and compiled once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.text import fold

_FREE = {("contacts", "offices")}  # entries matched as written, capitals and accents included


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("cues.toml").read_text("utf-8"))


@cache
def cue(section: str, name: str) -> str:
    """Return the alternatives of a list of cues as one group of a regular expression."""
    entries = _table()[section][name]
    return "(?:" + "|".join(sorted(entries, key=len, reverse=True)) + ")"


@cache
def cue_words(section: str, name: str) -> frozenset[str]:
    """Return a list of plain words."""
    return frozenset(_table()[section][name].split())


def cue_map(section: str) -> dict[str, Any]:
    """Return a whole section."""
    return _table()[section]


@cache
def pattern(template: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in which {section.name} stands for the alternatives of a list of cues."""
    filled = re.sub(r"\{(\w+)\.(\w+)\}", lambda match: cue(match[1], match[2]), template)
    return re.compile(filled, flags)


def faults() -> tuple[str, ...]:
    """Return what is wrong with the cues: an entry that is not folded or is no regular expression."""
    found = []
    for section, names in _table().items():
        for name, entries in names.items():
            for entry in entries if isinstance(entries, list) else [entries]:
                plain = re.sub(r"\\.", "", entry)
                if (section, name) not in _FREE and section != "titles" and fold(plain) != plain:
                    found.append(f"{section}.{name}: {entry!r}")
                try:
                    re.compile(entry)
                except re.error as error:
                    found.append(f"{section}.{name}: {entry!r} ({error})")
    return tuple(found)
