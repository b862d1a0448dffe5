"""Tables whose bars were lost: so many labels under one another, then as many values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents.cutting import part, rebuilt
from knowledge.documents.model import Block, Cell, Document, Kind, Zone
from knowledge.french.text import Span

_LONGEST_LABEL = 70  # characters
_FEWEST = 2  # labels


def with_tables(document: Document) -> Document:
    """Return the document with each flattened table as rows: a value, headed by its label."""
    tables = max((block.table for block in document.blocks), default=0)
    pieces: list[list[Block]] = []
    for block in document.blocks:
        found = _table(document, block) if block.kind is Kind.PARAGRAPH and block.zone is Zone.BODY else None
        tables += found is not None
        pieces.append(list(_rows(block, *found, tables)) if found else [block])
    return rebuilt(document, pieces)


def _table(document: Document, block: Block) -> tuple[int, list[tuple[int, int]]] | None:
    """Return where the labels begin and which lines each value covers; None when the lines are no table."""
    lines = [document.text[span.start : span.end].strip() for span in block.lines]
    for first in range(len(lines) - 2 * _FEWEST + 1):
        labels = 0
        while first + labels < len(lines) and _is_label(lines[first + labels]):
            labels += 1
            values = _values(lines, first + labels, labels)
            if labels >= _FEWEST and values:
                return first, values
    return None


def _is_label(line: str) -> bool:
    return line[:1].isupper() and len(line) <= _LONGEST_LABEL and not re.search(r"\d|[.;:,]$", line)


def _values(lines: Sequence[str], start: int, count: int) -> list[tuple[int, int]]:
    """Return the lines of so many values, each with a figure, what begins in lower case going on; none when fewer."""
    found: list[tuple[int, int]] = []
    for place in range(start, len(lines)):
        if found and lines[place][:1].islower():
            found[-1] = (found[-1][0], place + 1)
        elif len(found) == count or not re.search(r"\d", lines[place]) or lines[place].endswith("."):
            break
        else:
            found.append((place, place + 1))
    return found if len(found) == count else []


def _rows(block: Block, first: int, values: Sequence[tuple[int, int]], table: int) -> Iterator[Block]:
    if first:
        yield part(block, 0, first)
    for place, (start, end) in enumerate(values):
        row = part(block, start, end)
        cell = Cell(span=row.span, header=block.lines[first + place])
        yield replace(
            row, kind=Kind.ROW, lines=(Span(*row.span),), cells=(cell,), table=table, marker=None, run_in=None
        )
    if values[-1][1] < len(block.lines):
        yield part(block, values[-1][1], len(block.lines))
