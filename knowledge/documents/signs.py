"""The words that tell the lines of a page apart: signs.toml."""

import re
from pathlib import Path

from knowledge.french.cues import Cues

_PAGE = Cues(Path(__file__).with_name("signs.toml"))


def words(name: str) -> frozenset[str]:
    """Return a list of plain words."""
    return _PAGE.words("page", name)


def sign(name: str) -> re.Pattern[str]:
    """Return a list of expressions as one; it is to be tried on folded text."""
    return _PAGE.pattern(f"{{page.{name}}}")
