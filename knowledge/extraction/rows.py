"""A row of a table as one event: which cell names it, and which event it is."""

import re
from collections.abc import Sequence

from knowledge.extraction.cues import pattern
from knowledge.extraction.drafts import Draft, Register
from knowledge.extraction.features import column_role
from knowledge.extraction.mentions import Column


def sister(cell: str, register: Register) -> Draft | None:
    """A row may tell an event by what sets it apart from its sisters: "7A" is the meeting of Working Party 7A."""
    code = re.search(r"(?<![\w/-])(?:\d*[A-Z]\d*|\d{1,2})$", cell)
    if code is None:
        return None
    told = [each for each in register.drafts if each.name.text.split()[-1:] == [code[0]]]
    kinds = {each.name.text.rpartition(" ")[0] for each in register.drafts}
    return told[0] if len(told) == 1 and len(kinds) < len(register.drafts) else None


def is_step(column: Column) -> bool:
    """Tell whether a cell names a step of a process, "2. Examen des projets" under "Phase", and no event."""
    noun = pattern(r"^{events.heads}\b").match(column.cell.low)
    return noun is None and pattern(r"^{events.steps}$").fullmatch(column.header.strip()) is not None


def naming(cells: Sequence[Column]) -> Column | None:
    """Return the cell that names what takes place: by its noun, by its header, else the first left."""
    headed = [each for each in cells if column_role(each.header) == "names"]
    named = [
        each
        for each in cells
        if pattern(r"^(?:{events.heads}|{events.bodies})\b").match(each.cell.low)
        and column_role(each.header) not in ("places", "audiences")
    ]
    other = ("places", "audiences", "replies", "limits", "dates")
    grid = r"(?:matin|apres-midi|soir|de )?\b(?:matin|apres-midi|soiree?|\d{1,2} ?h)\b.*"  # hours of a timetable
    left = [each for each in cells if column_role(each.header) not in other and not re.fullmatch(grid, each.header)]
    return next(iter([*named, *headed, *left]), None)
