"""Tables of the body: rows under columns whose first row says what they hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.reading.cues import pattern
from knowledge.reading.layout import Block
from knowledge.reading.markup import Kind

_DAY = re.compile(r"\b(?:1er|\d{1,2})\b.{0,12}\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}")
ROLES = ("limits", "places", "replies", "dates", "names", "actions", "audiences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose columns have a name."""

    roles: tuple[str | None, ...]
    rows: tuple[Block, ...]  # without the first

    def column(self, role: str) -> int | None:
        """Return the place of the column that plays a role."""
        return self.roles.index(role) if role in self.roles else None


def tables(blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Return the tables among blocks, their columns told apart."""
    found, above = [], ""
    for number, group in groupby(blocks, key=lambda block: block.table):
        rows = tuple(group)
        if number and rows[0].kind is Kind.ROW:
            found.append(table_of(rows, above))
        above = rows[-1].passage.low
    return tuple(found)


def table_of(rows: Sequence[Block], above: str = "") -> Table:
    """Read the names of the columns in the first row, or tell them from the rows and from what stands above."""
    if any(_DAY.search(cell.low) for cell in rows[0].cells):
        return Table(roles=_guessed(rows, above), rows=tuple(rows))
    taken: list[str | None] = []
    for cell in rows[0].cells:
        low = cell.low.strip(" :.")
        role = next(
            (each for each in ROLES if each not in taken and pattern(f"{{tables.{each}}}").fullmatch(low)), None
        )
        taken.append(role)
    return Table(roles=tuple(taken), rows=tuple(rows[1:]))


def _guessed(rows: Sequence[Block], above: str) -> tuple[str | None, ...]:
    """The column that holds days in each row is that of the limits when the words above say so."""
    width = min(len(row.cells) for row in rows)
    dated = next((place for place in range(width) if all(_DAY.search(row.cells[place].low) for row in rows)), None)
    if dated is None or width < 2:
        return (None,) * width
    limits = bool(pattern(r"\b{deadlines.limits}").search(above))
    other = 1 if dated == 0 else 0
    roles: list[str | None] = [None] * width
    roles[dated], roles[other] = ("limits", "actions") if limits else ("dates", "names")
    return tuple(roles)
