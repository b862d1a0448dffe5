"""Tables whose bars were lost: so many labels under one another, then as many values."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.documents.cutting import part, rebuilt
from knowledge.documents.model import Block, Cell, Document, Kind, Zone

_LONGEST_LABEL = 70  # characters
_FEWEST = 2  # labels
_LABEL = re.compile(rf"(?=[^\W\d_])(?![a-zà-ÿ])[^\d]{{1,{_LONGEST_LABEL}}}(?<![.;:,])")


def with_tables(document: Document) -> Document:
    """Return the document with each flattened table as rows: a value, headed by its label."""
    tables = max((block.table for block in document.blocks), default=0)
    pieces: list[list[Block]] = []
    for block in document.blocks:
        plain = block.kind is Kind.PARAGRAPH and block.zone is Zone.BODY
        lines = [document.text[slice(*span)].strip() for span in block.lines] if plain else []
        tables += 1
        starts = (place for place in range(len(lines) - 2 * _FEWEST + 1))
        found = ((first, values) for first in starts if (values := _values(lines[first:], first)))
        pieces.append(next((_rows(block, first, values, tables) for first, values in found), [block]))
    return rebuilt(document, pieces)


def _values(lines: Sequence[str], first: int) -> list[tuple[int, int]]:
    """Return the lines of the values below so many labels, each with a figure, what begins in lower case going on."""
    labels = next((place for place, line in enumerate(lines) if not _LABEL.fullmatch(line)), len(lines))
    found: list[tuple[int, int]] = []
    for place, line in enumerate(lines[labels:], first + labels):
        if found and line[:1].islower():
            found[-1] = (found[-1][0], place + 1)
        elif len(found) == labels or not re.search(r"\d", line) or line.endswith("."):
            break
        else:
            found.append((place, place + 1))
    return found if len(found) == labels >= _FEWEST else []


def _rows(block: Block, first: int, values: Sequence[tuple[int, int]], table: int) -> list[Block]:
    rows = []
    for place, (start, end) in enumerate(values):
        row = part(block, start, end)
        cells = (Cell(span=row.span, header=block.lines[first + place]),)
        rows.append(replace(row, kind=Kind.ROW, lines=(row.span,), cells=cells, table=table, marker=None, run_in=None))
    last = values[-1][1]
    above = [part(block, 0, first)] if first else []
    below = [part(block, last, len(block.lines))] if last < len(block.lines) else []
    return [*above, *rows, *below]
