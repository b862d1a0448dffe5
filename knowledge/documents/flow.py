"""Paragraphs and tables as rich formats nest them -> blocks; a table that only lays out a page becomes paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
    if not marker and kind is not Kind.NOTE:
        found = _opening(lines)
        if found is not None:
            marker = found[0].strip().strip("\uf0b7\uf0a7\uf02d*") or "-"
            lines = [_without(lines[0], found.end()), *lines[1:]]
            kind = Kind.ITEM if kind is Kind.PARAGRAPH and found.re is _MARKER else kind
        elif kind is Kind.ITEM:
            marker = "-"
    draft.add(kind, [_untabbed(line) for line in lines], marker=marker, level=each.level)


def _opening(lines: Sequence[Line]) -> re.Match[str] | None:
    """Return the marker that was typed at the beginning of a paragraph."""
    words = said(lines[0]).lstrip() if lines else ""
    return _MARKER.match(words) or _COUNTED.match(words)


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
    if each.kind is not Kind.PARAGRAPH or each.marker or len(each.lines) != 1:
        return []
    if "\t" not in said(each.lines[0]).strip() or _opening(each.lines):
        return []
    cells: list[list[Words]] = [[]]
    for word in each.lines[0]:
        first, *others = word.text.split("\t")
        cells[-1].append(word._replace(text=first))
        cells.extend([word._replace(text=other)] for other in others)
    filled: list[Line] = [cell for cell in cells if said(cell).strip()]
    return filled if max(len(said(cell)) for cell in filled) <= _LONGEST_TABBED else []


# ------------------------------------------------------------------ tables


def _table(table: Table, draft: Draft) -> None:
    """Write a table; one that has a single cell a row only lays a page out."""
    told = [[cell for cell in row if cell.lines or cell.lays_out] for row in table.rows]
    if max(map(len, told), default=0) < 2:
        _lay_out([cell for row in told for cell in row], draft)
        return
    rows = _Rows(draft, form=any(_labels(cell) for row in told for cell in row))
    for place, row in enumerate(table.rows):
        rows.add(row, first=not place)
    rows.end()


def _labels(cell: TableCell) -> bool:
    return any(said(line).endswith(":") for line in cell.lines)


def _lay_out(cells: Iterable[TableCell], draft: Draft) -> None:
    """Write cells that hold parts of a page one after the other."""
    for cell in cells:
        write(cell.flow, draft)


class _Rows:
    """The rows of a table while they are written.

    In a form, a table of labels and values, lines stand side by side, and what stands beside several rows comes after
    them. In others a cell that covers several rows is said in each.
    """

    def __init__(self, draft: Draft, *, form: bool) -> None:
        self.draft, self.form = draft, form
        self.beside: list[Line] = []
        self.above: dict[int, tuple[int, list[Line]]] = {}  # column -> rows that a cell still reaches, what it says
        draft.new_table()

    def add(self, row: list[TableCell], *, first: bool) -> None:
        """Write a row."""
        if any(cell.lays_out for cell in row):
            _lay_out(row, self.draft)
            self.draft.new_table()
            return
        covered = bool(self.above)
        header = first and bool(row) and all(cell.heads for cell in row)
        for line in self._lines(self._placed(row)):
            self.draft.row(line, header=header)
        if covered and not self.above and self.beside:  # what stood beside the rows so far ends with them
            self.end()
            self.draft.new_table()

    def end(self) -> None:
        """Write what stood beside the rows."""
        for line in self.beside:
            _paragraph(Paragraph([list(line)]), self.draft)
        self.beside.clear()

    def _placed(self, row: list[TableCell]) -> list[list[Line]]:
        """Return the cells of a row in their columns."""
        cells: list[list[Line]] = []
        heights = [len(cell.lines) for cell in row]
        for cell in row:
            self._cover(cells)
            lines = cell.lines
            if self.form and self._stands_beside(cell, alone=heights.count(len(lines)) < 2):
                self.beside.extend(lines)
                lines = []
            reach: dict[int, list[Line]] = {column: [] for column in range(len(cells) + 1, len(cells) + cell.columns)}
            if cell.rows > 1:
                said_again = {len(cells): [] if self.form else lines, **reach}
                self.above.update({column: (cell.rows - 1, each) for column, each in said_again.items()})
            cells.extend((lines, *reach.values()))
        self._cover(cells)
        return cells

    def _stands_beside(self, cell: TableCell, *, alone: bool) -> bool:
        """Tell whether a cell stands beside labels: two cells of as many lines are read line by line."""
        height = len(cell.lines)
        return height > 1 and (cell.rows > 1 or (height > 2 and alone))

    def _cover(self, cells: list[list[Line]]) -> None:
        """Add the cells that reach into a row from above, up to the next of its own."""
        while (found := self.above.pop(len(cells), None)) is not None:
            left, lines = found
            if left > 1:
                self.above[len(cells)] = (left - 1, lines)
            cells.append(lines)

    def _lines(self, cells: list[list[Line]]) -> Iterator[list[Line]]:
        """Yield the lines of a row: those of a form side by side, those of others as one."""
        if self.form and any(len(lines) > 1 for lines in cells):
            yield from (list(each) for each in zip_longest(*cells, fillvalue=()))
        else:
            yield [_as_one(lines) for lines in cells]


def _as_one(lines: Iterable[Line]) -> Line:
    return [word for place, line in enumerate(lines) for word in ((Words(" "), *line) if place else line)]
