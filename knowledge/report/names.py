"""Names of pages: safe in any file system and any address, one a letter."""

import re
from collections.abc import Iterable

from knowledge.french.text import fold

LONGEST = 80  # characters: file systems take 255, and a reference of a corrigendum is long
_UNTITLED = "lettre"


def slug(reference: str) -> str:
    """Return the name of a reference in lower-case letters, digits and hyphens: "CL-21/4" gives "cl-21-4"."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(reference)).strip("-")
    return name[:LONGEST].rstrip("-") or _UNTITLED


def slugs(references: Iterable[str]) -> dict[str, str]:
    """Return a name for each reference; those that would share one are numbered in their order."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for reference in references:
        name, number = slug(reference), 1
        while (made := name if number == 1 else f"{name}-{number}") in taken:
            number += 1
        names[reference] = made
        taken.add(made)
    return names
