"""Text and tables of a page while they are being written; a table that only lays a page out becomes paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_CELL = 500  # characters above which a cell of several paragraphs is a part of the page
MOST_SPANNED = 50  # rows or columns that one cell may cover
_MARKUP = re.compile(r"^(#{1,6}\s|>|\|)")  # at the start of a line it would mean something else


@dataclass(slots=True)
class Flow:
    """Lines as they are written; a blank one parts blocks."""

    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of the line in hand
    mark: str = ""  # of the item that the next words begin

    def write(self, text: str) -> None:
        """Add to the line in hand; a line break ends it."""
        first, *others = text.split("\n")
        self._put(first)
        for each in others:
            self.end_line()
            self._put(each)

    def _put(self, text: str) -> None:
        if self.mark and text.strip():
            text, self.mark = f"{self.mark}{text.lstrip()}", ""
        self.pieces.append(text)

    def end_line(self) -> None:
        """End the line in hand, if it says anything."""
        line = re.sub(r" {2,}", " ", "".join(self.pieces)).strip()
        self.pieces.clear()
        if line:
            self.lines.append(_MARKUP.sub(r"\\\1", line))

    def end_block(self) -> None:
        """End the line in hand and its block, unless it is an item that has said nothing yet."""
        self.end_line()
        if self.lines and self.lines[-1] and not self.mark:
            self.lines.append("")

    def take(self, lines: list[str]) -> None:
        """Add a block of lines."""
        self.end_block()
        self.lines.extend(lines)
        self.end_block()

    def finished(self) -> list[str]:
        """Return all lines."""
        self.end_line()
        return self.lines


@dataclass(slots=True)
class Cell:
    """A cell, and how far it reaches."""

    flow: Flow = field(default_factory=Flow)
    rows: int = 1
    columns: int = 1
    nests: bool = False  # a table stands in it

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> "Cell":
        """Return an empty cell of given attributes."""
        return cls(rows=_spanned(attributes, "rowspan"), columns=_spanned(attributes, "colspan"))

    @property
    def said(self) -> list[str]:
        """Its lines, without the blank ones."""
        return [line for line in self.flow.finished() if line]

    @property
    def lays_out(self) -> bool:
        """Whether it holds a part of a page and no value: a table, or text of several paragraphs."""
        said = self.said
        return self.nests or (len(said) > 2 and sum(map(len, said)) > LONGEST_CELL)


@dataclass(slots=True)
class Grid:
    """A table."""

    header: bool = False  # it stands above the subject: its cells hold lines, and addressees
    rows: list[list[Cell]] = field(default_factory=list)
    cell: Cell | None = None  # the open one

    def new_row(self) -> None:
        """Begin a row; an end tag may be missing."""
        self.rows.append([])
        self.cell = None

    def new_cell(self, cell: Cell) -> None:
        """Begin a cell; the row may be missing too."""
        if not self.rows:
            self.new_row()
        self.rows[-1].append(cell)
        self.cell = cell

    def lines(self) -> list[str]:
        """Return a row a line, or the cells as paragraphs when the table only lays them out."""
        told = [[cell for cell in row if cell.said] for row in self.rows]
        if all(len(row) < 2 for row in told) or any(cell.lays_out for row in told for cell in row):
            return [line for row in told for cell in row for line in (*cell.flow.lines, "")]
        out: list[str] = []
        beside: list[str] = []
        covered: dict[int, int] = {}  # column -> rows that a cell from above still reaches
        for row in self.rows:
            cells = self._placed(row, covered, beside)
            if any(cells):
                out.append(f"| {' | '.join(cells)} |")
        return [*out, "", *beside] if beside else out

    def _placed(self, row: list[Cell], covered: dict[int, int], beside: list[str]) -> list[str]:
        """Return the cells of a row in their columns; lines that stand beside several rows go to `beside`."""
        cells: list[str] = []
        heights = [len(cell.said) for cell in row]
        for cell in row:
            while covered.get(len(cells), 0):
                covered[len(cells)] -= 1
                cells.append("")
            said = cell.said
            alone = heights.count(len(said)) < 2  # two cells of as many lines are read line by line
            if self.header and len(said) > 1 and (cell.rows > 1 or (len(said) > 2 and alone)):
                beside.extend(re.sub(r"^[–•-]\s*", "- ", line) for line in said)
                said = []
            first = len(cells)
            text = ("<br>" if self.header else " ").join(said).replace("|", "/")
            cells.extend([text, *[""] * (cell.columns - 1)])
            covered.update(dict.fromkeys(range(first, len(cells)), cell.rows - 1))
        return cells


def _spanned(attributes: Mapping[str, str], name: str) -> int:
    told = attributes.get(name, "")
    return max(1, min(int(told), MOST_SPANNED)) if re.fullmatch(r"\d{1,4}", told) else 1
