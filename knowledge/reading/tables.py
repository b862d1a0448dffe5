"""Tables of the body: rows under columns whose first row says what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.reading.cues import pattern
from knowledge.reading.layout import Block
from knowledge.reading.markup import Kind

ROLES = ("limits", "places", "replies", "dates", "names", "actions", "audiences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose columns have a name."""

    roles: tuple[str | None, ...]
    rows: tuple[Block, ...]  # without the first

    def column(self, role: str) -> int | None:
        """Return the place of the column that plays a role."""
        return self.roles.index(role) if role in self.roles else None


def tables(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return the rows of each table."""
    rows = [block for block in blocks if block.kind is Kind.ROW]
    return tuple(tuple(group) for _, group in groupby(rows, key=lambda block: block.table))


def table_of(rows: Sequence[Block]) -> Table:
    """Read the names of the columns in the first row."""
    taken: list[str | None] = []
    for cell in rows[0].cells:
        low = cell.low.strip(" :.")
        role = next(
            (each for each in ROLES if each not in taken and pattern(f"{{tables.{each}}}").fullmatch(low)), None
        )
        taken.append(role)
    return Table(roles=tuple(taken), rows=tuple(rows[1:]))
