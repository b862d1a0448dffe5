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
Interval = tuple[float, float]


def flow_of(lines: Sequence[Line], rules: Sequence[Box], leading: float) -> Flow:
    """Return what lines in columns say."""
    columns = columns_of(lines)
    grid = [_placed(line, columns) for line in lines]
    _fit(grid, columns)
    first = [row[0].text for row in grid if row[0] is not None]
    if sum(bool(_LABELLED.match(text)) for text in first) * 2 > max(1, len(first)) and len(lines) > 2:
        return [each for column in range(len(columns)) for each in _column(grid, column, leading)]
    if sum(text.endswith(":") for text in first) < 2:
        return [_table(grid, columns, rules, form=False)]
    if len(columns) < 3 or _labelled(grid, 2):
        return [_table(grid, columns, (), form=True)]
    end = 1 + max(place for place, row in enumerate(grid) if any(row[2:]))
    beside = [each for column in range(2, len(columns)) for each in _column(grid[:end], column, leading)]
    rest = [_table([row[:2] for row in grid[end:]], columns[:2], (), form=True)] if grid[end:] else []
    return [_table([row[:2] for row in grid[:end]], columns[:2], (), form=True), *beside, *rest]


def _table(
    grid: Sequence[Sequence[Piece | None]], columns: Sequence[Interval], rules: Sequence[Box], *, form: bool
) -> Table:
    return Table([_cells(row) for row in _rows(grid, columns, rules, form=form)])


def _fit(grid: Sequence[Sequence[Piece | None]], columns: Sequence[Interval]) -> None:
    """Tell the pieces of a column between which edges it stands."""
    for row in grid:
        for place, piece in enumerate(row):
            if piece is not None:
                piece.margin = columns[place][0]
                piece.edge = columns[place + 1][0] - piece.size if place + 1 < len(columns) else piece.edge


def _labelled(grid: Sequence[Sequence[Piece | None]], column: int) -> bool:
    told = [piece.text for row in grid if len(row) > column and (piece := row[column]) is not None]
    return sum(text.endswith(":") or bool(_LABELLED.match(text)) for text in told) > 1


def _column(grid: Sequence[Sequence[Piece | None]], column: int, leading: float) -> Flow:
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


def _rows(
    grid: Sequence[Sequence[Piece | None]], columns: Sequence[Interval], rules: Sequence[Box], *, form: bool
) -> list[list[list[Piece]]]:
    """Return the rows, each cell with its lines."""
    bases = [next(piece.base for piece in row if piece is not None) if any(row) else 0.0 for row in grid]
    told = [(row, base) for row, base in zip(grid, bases, strict=True) if any(row)]
    if not told:
        return []
    ruled = _ruled([base for _, base in told], columns, rules)
    gaps = [one[1] - other[1] for one, other in pairwise(told)]
    least = min((gap for gap in gaps if gap > 0), default=0.0)
    out = [[[piece] if piece else [] for piece in told[0][0]]]
    for place, (row, _) in enumerate(told[1:]):
        size = next(piece.size for piece in row if piece is not None)
        near = 0 < gaps[place] <= _LINE * max(least, 1.1 * size)
        if ruled is not None:
            goes_on = not ruled[place]
        else:
            goes_on = (near or (gaps[place] <= 1.6 * least and row[0] is None)) and _goes_on(
                out[-1], row, columns, form=form, spaced=max(gaps) > _LINE * least
            )
        if goes_on:
            for cell, piece in zip(out[-1], row, strict=True):
                cell.extend([piece] if piece else [])
        else:
            out.append([[piece] if piece else [] for piece in row])
    return out


def _ruled(bases: Sequence[float], columns: Sequence[Interval], rules: Sequence[Box]) -> list[bool] | None:
    """Tell between which lines a rule is drawn across the table, None when rows are not ruled."""
    left, right = columns[0][0], columns[-1][1]
    across = [
        (rule.bottom + rule.top) / 2
        for rule in rules
        if rule.right - rule.left > rule.top - rule.bottom and rule.left < left + 40 and rule.right > right - 40
    ]
    parted = [any(below < rule < above for rule in across) for above, below in pairwise(bases)]
    return parted if sum(parted) > 1 and len(bases) > 2 else None


def _goes_on(
    row: Sequence[Sequence[Piece]],
    coming: Sequence[Piece | None],
    columns: Sequence[Interval],
    *,
    form: bool,
    spaced: bool,
) -> bool:
    """Tell whether a line goes on with the row above."""
    broken = any(
        cell and piece and (piece.text[:1].islower() or is_full(cell[-1], piece, columns[at][1]))
        for at, (cell, piece) in enumerate(zip(row, coming, strict=True))
    )
    if coming[0] is None:
        return broken or not form
    if form and (coming[0].text.endswith(":") or _LABELLED.match(coming[0].text)):
        return False
    alone = sum(piece is not None for piece in coming) == 1
    return (alone and coming[0].text[:1].islower()) or (spaced and broken)


def _cells(row: Sequence[Sequence[Piece]]) -> list[TableCell]:
    out = []
    for cell in row:
        line: list[Words] = []
        for piece in cell:
            line = joined(line, list(piece.styled()))
        out.append(TableCell([Paragraph([line])] if line else []))
    return out
