"""Paragraphs and tables as rich formats nest them -> blocks; a table that only lays out a page becomes paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from knowledge.documents.draft import Draft, Line, Words, said, trimmed
from knowledge.documents.model import Kind

_LONGEST_CELL = 500  # characters above which a cell of several paragraphs is a part of the page
_LONGEST_TABBED = 80  # characters of words that a tab sets in columns
MOST_SPANNED = 50  # rows or columns that one cell may cover
_MARKER = re.compile(
    r"(?:[-–—•●▪◦‣·*\uf0b7\uf0a7\uf02d]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}(?:\.\d{1,2})*\.)(?:\s+)(?=\S)"
)
_COUNTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:\t| {2,})\s*(?=\S)")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a format; tabs may stand in its words."""

    lines: list[list[Words]]
    kind: Kind = Kind.PARAGRAPH
    marker: str = ""
    level: int = 0


@dataclass(slots=True)
class TableCell:
    """A cell, and how far it reaches."""

    flow: "list[Paragraph | Table]" = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    heads: bool = False  # the format says that it is a header

    @property
    def lines(self) -> list[Line]:
        """Its lines, tabs as blanks; a marker stands before its item."""
        out: list[Line] = []
        for each in self.flow:
            if isinstance(each, Paragraph):
                lines = [kept for line in each.lines if (kept := trimmed(_untabbed(line)))]
                if lines and each.marker:
                    lines[0] = [Words(f"{each.marker} "), *lines[0]]
                out.extend(lines)
        return out

    @property
    def lays_out(self) -> bool:
        """Whether it holds a part of a page and no value: a table, or text of several paragraphs."""
        if any(isinstance(each, Table) for each in self.flow):
            return True
        lines = self.lines
        return len(lines) > 2 and sum(len(said(line)) for line in lines) > _LONGEST_CELL


@dataclass(slots=True)
class Table:
    """A table."""

    rows: list[list[TableCell]] = field(default_factory=list)


Flow = list[Paragraph | Table]


def write(flow: Iterable[Paragraph | Table], draft: Draft) -> None:
    """Write a flow."""
    tabbed = False
    for each in flow:
        if isinstance(each, Table):
            _table(each, draft)
            tabbed = False
            continue
        cells = _tabbed(each)
        if cells:
            draft.new_table() if not tabbed else None
            draft.row(cells)
        else:
            _paragraph(each, draft)
        tabbed = bool(cells)


def _paragraph(each: Paragraph, draft: Draft) -> None:
    kind, marker, lines = each.kind, each.marker, each.lines
    if not marker and lines and kind is not Kind.NOTE:
        words = said(lines[0]).lstrip()
        if (found := _MARKER.match(words)) or (found := _COUNTED.match(words)):
            marker = found[0].strip().strip("\uf0b7\uf0a7\uf02d*") or "-"
            lines = [_without(lines[0], found.end()), *lines[1:]]
            if kind is Kind.PARAGRAPH:
                kind = Kind.ITEM if found.re is _MARKER else Kind.PARAGRAPH
    elif kind is Kind.ITEM:
        marker = marker or "-"
    draft.add(kind, [_untabbed(line) for line in lines], marker=marker, level=each.level)


def _without(line: Line, count: int) -> list[Words]:
    """Return a line without its first characters, those before its first word not counted."""
    out = list[Words]()
    begun = False
    for each in line:
        text = each.text if begun else each.text.lstrip()
        begun = begun or bool(text)
        cut = min(count, len(text))
        count -= cut
        out.append(each._replace(text=text[cut:]))
    return out


def _untabbed(line: Line) -> list[Words]:
    return [each._replace(text=each.text.replace("\t", " ")) for each in line]


def _tabbed(each: Paragraph) -> list[Line]:
    """Return the cells of a paragraph that tabs set in columns, none when they only indent or part a number."""
    if each.kind is not Kind.PARAGRAPH or each.marker or len(each.lines) != 1 or "\t" not in said(each.lines[0]):
        return []
    words = said(each.lines[0]).strip()
    if "\t" not in words or _MARKER.match(words) or _COUNTED.match(words):
        return []
    cells: list[list[Words]] = [[]]
    for word in each.lines[0]:
        first, *others = word.text.split("\t")
        cells[-1].append(word._replace(text=first))
        cells.extend([word._replace(text=other)] for other in others)
    filled = [cell for cell in cells if said(cell).strip()]
    return list(filled) if all(len(said(cell)) <= _LONGEST_TABBED for cell in filled) else []


# ------------------------------------------------------------------ tables


def _table(table: Table, draft: Draft) -> None:
    told = [[cell for cell in row if cell.lines or cell.lays_out] for row in table.rows]
    if all(len(row) < 2 for row in told):
        _laid_out([cell for row in told for cell in row], draft)
        return
    form = any(said(line).endswith(":") for row in told for cell in row for line in cell.lines)
    draft.new_table()
    beside: list[Line] = []
    above: dict[int, tuple[int, list[Line]]] = {}  # column -> rows that a cell still reaches, and what it says
    for place, row in enumerate(table.rows):
        if any(cell.lays_out for cell in row):
            _laid_out(row, draft)
            draft.new_table()
            continue
        covered = bool(above)
        header = not place and bool(row) and all(cell.heads for cell in row)
        for line in _rows(_placed(row, above, beside, form=form), form=form):
            draft.row(line, header=header)
        if covered and not above and beside:  # what stood beside the rows so far ends with them
            _beside(beside, draft)
            draft.new_table()
    _beside(beside, draft)


def _beside(lines: list[Line], draft: Draft) -> None:
    for line in lines:
        _paragraph(Paragraph([list(line)]), draft)
    lines.clear()


def _laid_out(cells: Iterable[TableCell], draft: Draft) -> None:
    """Write cells that hold parts of a page one after the other."""
    for cell in cells:
        write(cell.flow, draft)


def _placed(
    row: list[TableCell], above: dict[int, tuple[int, list[Line]]], beside: list[Line], *, form: bool
) -> list[list[Line]]:
    """Return the cells of a row in their columns; lines that stand beside the rows of a form go to `beside`.

    A cell that covers several rows is said in each of them, but a label is said once.
    """
    cells: list[list[Line]] = []
    heights = [len(cell.lines) for cell in row]
    for cell in row:
        _covered(cells, above)
        lines = cell.lines
        alone = heights.count(len(lines)) < 2  # two cells of as many lines are read line by line
        if form and len(lines) > 1 and (cell.rows > 1 or (len(lines) > 2 and alone)):
            beside.extend(lines)
            lines = []
        first = len(cells)
        cells.append(lines)
        cells.extend([] for _ in range(cell.columns - 1))
        if cell.rows > 1:
            above[first] = (cell.rows - 1, [] if form else lines)
            above.update({column: (cell.rows - 1, []) for column in range(first + 1, len(cells))})
    _covered(cells, above)
    return cells


def _covered(cells: list[list[Line]], above: dict[int, tuple[int, list[Line]]]) -> None:
    """Add the cells that reach into a row from above, up to the next of its own."""
    while (found := above.get(len(cells))) is not None:
        left, lines = found
        if left > 1:
            above[len(cells)] = (left - 1, lines)
        else:
            del above[len(cells)]
        cells.append(lines)


def _rows(cells: list[list[Line]], *, form: bool) -> Iterator[list[Line]]:
    """Yield the lines of a row: those of a form side by side, those of others as one."""
    heights = {len(lines) for lines in cells if lines}
    if form and heights != {1}:
        yield from (list(each) for each in zip_longest(*cells, fillvalue=()))
        return
    yield [[word for place, line in enumerate(lines) for word in _spaced(line, first=not place)] for lines in cells]


def _spaced(line: Line, *, first: bool) -> Line:
    return line if first else [Words(" "), *line]
