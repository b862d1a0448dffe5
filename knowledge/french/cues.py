"""Words kept as TOML by which a text is read: pieces of regular expressions, folded, checked and compiled once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.text import fold


class Cues:
    """A file of cues: sections of names; a list of alternatives, or a string of plain words, a name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._patterns: dict[str, re.Pattern[str]] = {}

    @property
    def table(self) -> dict[str, dict[str, Any]]:
        """All sections."""
        return _load(self._path)

    def any_of(self, section: str, name: str) -> str:
        """Return the alternatives of a list as one group of a regular expression, the longest first."""
        entries = self.table[section][name]
        entries = entries.split() if isinstance(entries, str) else entries
        return "(?:" + "|".join(sorted(entries, key=len, reverse=True)) + ")"

    def words(self, section: str, name: str) -> frozenset[str]:
        """Return a list of plain words."""
        return frozenset(self.table[section][name].split())

    def pattern(self, template: str) -> re.Pattern[str]:
        """Compile a pattern in which {section.name} stands for the alternatives of a list."""
        if template not in self._patterns:
            filled = re.sub(r"\{(\w+)\.(\w+)\}", lambda match: self.any_of(match[1], match[2]), template)
            self._patterns[template] = re.compile(filled)
        return self._patterns[template]

    def faults(self, *written: str) -> tuple[str, ...]:
        """Return the entries that are not folded or are no regular expressions, but for sections kept as written."""
        entries = [
            (f"{section}.{name}", entry)
            for section, names in self.table.items()
            for name, listed in names.items()
            if section not in written
            for entry in (listed if isinstance(listed, list) else [listed])
        ]
        return tuple(f"{key}: {entry!r}" for key, entry in entries if not _sound(entry))


def _sound(entry: str) -> bool:
    plain = re.sub(r"\\.", "", entry)
    try:
        re.compile(entry)
    except re.error:
        return False
    return fold(plain) == plain


@cache
def _load(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text("utf-8"))
