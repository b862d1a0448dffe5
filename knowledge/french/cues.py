"""Words kept as TOML by which a text is read: pieces of regular expressions, folded, checked and compiled once."""

import re
import tomllib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.french.text import fold


class Cues:
    """A file of cues: sections of names; a list of alternatives, or a string of plain words, a name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._groups: dict[tuple[str, str], str] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}

    @cached_property
    def table(self) -> dict[str, dict[str, Any]]:
        """All sections."""
        return tomllib.loads(self._path.read_text("utf-8"))

    def names(self, section: str) -> tuple[str, ...]:
        """Return the names of a section, in the order in which they are tried."""
        return tuple(self.table[section])

    def any_of(self, section: str, name: str) -> str:
        """Return the alternatives of a list as one group of a regular expression, the longest first."""
        key = (section, name)
        if key not in self._groups:
            entries = self.table[section][name]
            entries = entries.split() if isinstance(entries, str) else entries
            self._groups[key] = "(?:" + "|".join(sorted(entries, key=len, reverse=True)) + ")"
        return self._groups[key]

    def words(self, section: str, name: str) -> frozenset[str]:
        """Return a list of plain words."""
        key = (section, name)
        if key not in self._words:
            self._words[key] = frozenset(self.table[section][name].split())
        return self._words[key]

    def pairs(self, section: str, name: str) -> dict[str, str]:
        """Return a list of "one=other" as a mapping."""
        return dict(entry.split("=") for entry in self.table[section][name])

    def pattern(self, template: str) -> re.Pattern[str]:
        """Compile a pattern in which {section.name} stands for the alternatives of a list."""
        if template not in self._patterns:
            filled = re.sub(r"\{(\w+)\.(\w+)\}", lambda match: self.any_of(match[1], match[2]), template)
            self._patterns[template] = re.compile(filled)
        return self._patterns[template]

    def thin(self, taken: Callable[[], bool], *whole: str) -> None:
        """Take out alternatives by a throw of dice, none of a list that would be empty; before any is compiled.

        A reader that has lost words meets letters as if they were worded otherwise. Some sections may be left whole.
        """
        self._groups.clear()
        for section, names in self.table.items():
            for name, listed in names.items() if section not in whole else ():
                entries = listed.split() if isinstance(listed, str) else listed
                kept = [each for each in entries if not taken()] or entries
                names[name] = " ".join(kept) if isinstance(listed, str) else kept

    def faults(self, *written: str) -> tuple[str, ...]:
        """Return the entries that are not folded or are no regular expressions, but for sections kept as written."""
        sections = ((section, names) for section, names in self.table.items() if section not in written)
        entries = ((f"{section}.{name}", listed) for section, names in sections for name, listed in names.items())
        each = ((key, entry) for key, listed in entries for entry in ([listed] if isinstance(listed, str) else listed))
        return tuple(f"{key}: {entry!r}" for key, entry in each if not _sound(entry))


def _sound(entry: str) -> bool:
    plain = re.sub(r"\\.", "", entry)
    try:
        re.compile(entry)
    except re.error:
        return False
    return fold(plain) == plain
