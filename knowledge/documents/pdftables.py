"""Lines that stand in columns -> a table, or columns to be read one after the other."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.documents.draft import Words
from knowledge.documents.flow import Flow, Paragraph, Table, TableCell
from knowledge.documents.pdfglyphs import Box
from knowledge.documents.pdflines import Piece
from knowledge.documents.pdftext import is_full, joined, paragraphs

_LABELLED = re.compile(r"[^:]{2,40}:\s+\S")
_LINE = 1.25  # times the smallest distance of lines: below it lines may be of one row

Line = list[Piece]
Row = Sequence[Piece | None]  # the pieces of a line, each in its column
Interval = tuple[float, float]


def flow_of(lines: Sequence[Line], rules: Sequence[Box], leading: float) -> Flow:
    """Return what lines in columns say."""
    columns = columns_of(lines)
    grid = [_placed(line, columns) for line in lines]
    _fit(grid, columns)
    first = _told(grid, 0)
    if len(lines) > 2 and len(list(filter(_is_labelled, first))) * 2 > max(1, len(first)):
        return [each for column in range(len(columns)) for each in _column(grid, column, leading)]
    if len(list(filter(_is_label, first))) < 2:
        return [_table(grid, columns, rules, form=False)]
    if len(columns) < 3 or len(list(filter(_names_a_field, _told(grid, 2)))) > 1:
        return [_table(grid, columns, (), form=True)]
    return _beside_labels(grid, columns, leading)


def _beside_labels(grid: Sequence[Row], columns: Sequence[Interval], leading: float) -> Flow:
    """Return labels and values, then what stands beside them, then the labels and values below that."""
    end = 1 + max(place for place, row in enumerate(grid) if any(row[2:]))
    parts = [[row[:2] for row in grid[:end]], [row[:2] for row in grid[end:]]]
    tables = [_table(part, columns[:2], (), form=True) for part in parts if part]
    beside = [each for column in range(2, len(columns)) for each in _column(grid[:end], column, leading)]
    return [*tables[:1], *beside, *tables[1:]]


def _told(grid: Sequence[Row], column: int) -> list[str]:
    return [piece.text for row in grid if (piece := row[column]) is not None]


def _is_label(text: str) -> bool:
    return text.endswith(":")


def _is_labelled(text: str) -> bool:
    return _LABELLED.match(text) is not None


def _names_a_field(text: str) -> bool:
    return _is_label(text) or _is_labelled(text)


def _table(grid: Sequence[Row], columns: Sequence[Interval], rules: Sequence[Box], *, form: bool) -> Table:
    told = [row for row in grid if any(row)]
    return Table([_cells(row) for row in _Rows(told, columns, rules, form=form).joined()] if told else [])


def _fit(grid: Sequence[Row], columns: Sequence[Interval]) -> None:
    """Tell the pieces of a column between which edges it stands."""
    for row in grid:
        for place, piece in enumerate(row):
            if piece is not None:
                piece.margin = columns[place][0]
                piece.edge = columns[place + 1][0] - piece.size if place + 1 < len(columns) else piece.edge


def _column(grid: Sequence[Row], column: int, leading: float) -> Flow:
    return list(paragraphs([piece for row in grid if (piece := row[column]) is not None], leading))


# ------------------------------------------------------------------ columns


def columns_of(lines: Sequence[Line]) -> list[Interval]:
    """Return the intervals in which the pieces of lines stand."""
    most = max(map(len, lines))
    merged = _merged(piece for line in lines if len(line) > 1 for piece in line)
    return merged if len(merged) >= most else _merged(piece for line in lines if len(line) == most for piece in line)


def _merged(pieces: Iterable[Piece]) -> list[Interval]:
    out: list[Interval] = []
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if out and left < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _placed(line: Line, columns: Sequence[Interval]) -> list[Piece | None]:
    row: list[Piece | None] = [None] * len(columns)
    for piece in line:
        covered = [at for at, column in enumerate(columns) if _shared(piece, column) > piece.size]
        nearest = min(range(len(columns)), key=lambda at: abs(piece.left - columns[at][0]))
        place = covered[0] if covered else nearest
        held = row[place]
        row[place] = piece if held is None else Piece([*held.words, *piece.words], held.base, held.size)
    return row


def _shared(piece: Piece, column: Interval) -> float:
    return max(0.0, min(piece.right, column[1]) - max(piece.left, column[0]))


# ------------------------------------------------------------------ rows


class _Rows:
    """The lines of a table while they gather into rows."""

    def __init__(self, lines: Sequence[Row], columns: Sequence[Interval], rules: Sequence[Box], *, form: bool) -> None:
        self.lines, self.columns, self.form = lines, columns, form
        heads = [next(filter(None, line)) for line in lines]
        self.bases, self.sizes = [head.base for head in heads], [head.size for head in heads]
        gaps = [above - below for above, below in pairwise(self.bases)]
        self.least = min((gap for gap in gaps if gap > 0), default=0.0)
        self.spaced = max(gaps, default=0.0) > _LINE * self.least  # some lines stand further apart than others
        self.ruled = self._ruled(rules)

    def joined(self) -> list[list[list[Piece]]]:
        """Return the rows, each cell with its lines."""
        out: list[list[list[Piece]]] = []
        for place, line in enumerate(self.lines):
            if out and self._belongs(place, out[-1]):
                for cell, piece in zip(out[-1], line, strict=True):
                    cell.extend([piece] if piece else [])
            else:
                out.append([[piece] if piece else [] for piece in line])
        return out

    def _ruled(self, rules: Sequence[Box]) -> list[bool] | None:
        """Tell between which lines a rule is drawn across the table, None when rows are not ruled."""
        left, right = self.columns[0][0] + 40, self.columns[-1][1] - 40
        across = [(rule.bottom + rule.top) / 2 for rule in rules if rule.left < left and rule.right > right]
        parted = [any(below < rule < above for rule in across) for above, below in pairwise(self.bases)]
        return parted if sum(parted) > 1 else None

    def _belongs(self, place: int, row: Sequence[Sequence[Piece]]) -> bool:
        """Tell whether a line is of the row above."""
        if self.ruled is not None:
            return not self.ruled[place - 1]
        gap, line = self.bases[place - 1] - self.bases[place], self.lines[place]
        near = 0 < gap <= _LINE * max(self.least, 1.1 * self.sizes[place])
        return (near or (line[0] is None and gap <= 1.6 * self.least)) and self._goes_on(row, line)

    def _goes_on(self, row: Sequence[Sequence[Piece]], line: Row) -> bool:
        """Tell whether a line goes on with the row above by what both say."""
        broken = any(self._broken(at, cell, piece) for at, (cell, piece) in enumerate(zip(row, line, strict=True)))
        first = line[0]
        if first is None:
            return broken or not self.form
        if self.form and _names_a_field(first.text):
            return False
        alone = sum(piece is not None for piece in line) == 1
        return (alone and first.text[:1].islower()) or (self.spaced and broken)

    def _broken(self, at: int, cell: Sequence[Piece], piece: Piece | None) -> bool:
        if piece is None or not cell:
            return False
        return piece.text[:1].islower() or is_full(cell[-1], piece, self.columns[at][1])


def _cells(row: Sequence[Sequence[Piece]]) -> list[TableCell]:
    out = []
    for cell in row:
        line: list[Words] = []
        for piece in cell:
            line = joined(line, list(piece.styled()))
        out.append(TableCell([Paragraph([line])] if line else []))
    return out
