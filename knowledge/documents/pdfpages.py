"""The lines of PDF pages: what pages repeat, which lines stand in columns, which were only stretched."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from knowledge.documents import pdftables
from knowledge.documents.footers import is_footer
from knowledge.documents.pdflines import Piece
from knowledge.documents.pdftext import right_edge
from knowledge.french.language import certainly

_ALONE = re.compile(r"\s*[-–]?\s*(?:page\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*", re.IGNORECASE)
_TITLED = re.compile(r"[^\W\d]+(?: [^\W\d]+)* \d{1,2}")  # "ANNEXE 1"
_LEAST_LINES = 4  # of a column of prose
_MOST_LINES = 400  # of a page in columns, of a table: above it nobody set them so
_LEAST_FOREIGN = 150  # characters of a column in another language

Line = list[Piece]


# ------------------------------------------------------------------ what pages repeat


def take_running(sheets: list[list[Line]]) -> list[Line]:
    """Take the first and last lines that pages share, and return those of the foot; what page one begins with stays."""
    ends: Counter[str] = Counter()
    for lines in sheets:
        ends.update({_masked(line) for line in (*lines[:2], *lines[2:][-3:])})
    usual = median([line[0].size for lines in sheets for line in lines] or [0.0])
    running = _Running(frozenset(line for line, count in ends.items() if count > 1), usual)
    feet: dict[str, Line] = {}
    for place, lines in enumerate(sheets):
        foot = running.foot(lines)
        gone = {id(line) for line in (*foot, *running.head(lines, first=not place))}
        lines[:] = [line for line in lines if id(line) not in gone]
        for line in foot:
            feet.setdefault(_masked(line), line)
    return [line for line in feet.values() if not _is_number(line)]


@dataclass(frozen=True, slots=True)
class _Running:
    """The lines that pages share."""

    shared: frozenset[str]
    size: float  # of most lines

    def head(self, lines: Sequence[Line], *, first: bool) -> list[Line]:
        """Return the running lines at the top of a page; on the first they are part of the letter."""
        return [line for line in lines[:2] if _is_number(line) or (not first and self._runs(line))]

    def foot(self, lines: Sequence[Line]) -> list[Line]:
        """Return the last lines of a page that run over pages and stand apart from its text, and addresses."""
        last = lines[2:][-3:]
        numbers, running = list(filter(_is_number, last)), list(filter(self._runs, last))
        inner = lines[: len(lines) - len(running)][-1:]
        near = running and inner and inner[0][0].base - running[0][0].base < 1.9 * self.size
        address = next((at for at in range(len(lines))[-4:] if is_footer(_said(lines[at]))), len(lines))
        return [*numbers, *([] if near else running), *lines[address:]]

    def _runs(self, line: Line) -> bool:
        """Tell whether a line is one that pages share; two headings that differ in their number are none."""
        text = _said(line)
        titled = _TITLED.fullmatch(text) is not None and line[0].size > 0.95 * self.size
        return _masked(line) in self.shared and (not titled or text.lower().startswith("page"))


def _said(line: Line) -> str:
    return " ".join(piece.text for piece in line)


def _masked(line: Line) -> str:
    """Return what a line that pages repeat shares: its words, and its height on the page."""
    return f"{round(line[0].base / 4)} {re.sub(r'[0-9]+', '#', _said(line))}"


def _is_number(line: Line) -> bool:
    return len(line) == 1 and _ALONE.fullmatch(line[0].text) is not None


# ------------------------------------------------------------------ edges and tables


def fit(lines: Sequence[Line], edge: float = 0.0) -> None:
    """Tell lines between which edges their column stands; those of tables do not say."""
    whole = [line[0] for line in lines if len(line) == 1] or [piece for line in lines for piece in line]
    if whole:
        left, right = median(piece.left for piece in whole), max(edge, right_edge(whole))
        for line in lines:
            for piece in line:
                piece.margin, piece.edge = left, right


def certain_language(lines: Sequence[Line]) -> str | None:
    """Return the language of a column, None when it is short or not sure."""
    text = " ".join(piece.text for line in lines for piece in line)
    return certainly(text) if len(text) > _LEAST_FOREIGN else None


def unjustified(lines: Sequence[Line], place: int) -> Line:
    """Return a line in one piece when it was only stretched: it fills its column, and none near has a gap there."""
    line = lines[place]
    near = [*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3]]
    if len(line) < 2 or not _fills(line) or not any(map(_is_full_prose, near)) or _shares_a_gap(line, near):
        return line
    inner = [after.left - before.right for piece in line for before, after in pairwise(piece.words) if not after.glued]
    if inner and median(inner) < 0.45 * line[0].size:
        return line
    first = line[0]
    return [Piece([word for piece in line for word in piece.words], first.base, first.size, first.margin, first.edge)]


def _fills(line: Line) -> bool:
    first, last = line[0], line[-1]
    return first.left <= first.margin + first.size and last.right >= last.edge - first.size


def _is_full_prose(line: Line) -> bool:
    return len(line) == 1 and line[0].right > line[0].edge - 3 * line[0].size


def _shares_a_gap(line: Line, near: Sequence[Line]) -> bool:
    starts = [piece.left for other in near for piece in other[1:]]
    return any(abs(piece.left - start) < 0.6 * piece.size for piece in line[1:] for start in starts)


def table_end(lines: Sequence[Line], start: int, leading: float) -> int:
    """Return the place after the last line of the table that begins at a line, that line's own when none does."""
    if len(lines[start]) < 2:
        return start
    last = start + 1
    columns = pdftables.columns_of(lines[start:last])
    for end in range(last, min(len(lines), start + _MOST_LINES)):
        line, above = lines[end], lines[end - 1]
        gap = (above[0].base - line[0].base) / max(above[0].size, 1.0)
        if len(line) > 1 and 0 < gap < 4 * leading:
            wider = pdftables.columns_of(lines[start : end + 1])
            if len(wider) < max(len(line), len(columns)):
                break
            last, columns = end + 1, wider
            continue
        below = _below(line[0], lines[last - 1])
        if not 0 < gap < 1.6 * leading or not (below or _in_a_column(line[0], columns)):
            break
        last = end + 1 if below or line[0].left > columns[0][1] else last
    return last


def _below(piece: Piece, above: Line) -> bool:
    """Tell whether a line alone begins where one above it does, its label apart."""
    return any(abs(piece.left - each.left) < 0.3 * piece.size for each in (above[1:] or above))


def _in_a_column(piece: Piece, columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a line alone lies within one column."""
    touched = sum(piece.left < right and left < piece.right for left, right in columns)
    return touched <= 1 and (len(columns) < 2 or piece.right < columns[-1][1] + 2 * piece.size)


# ------------------------------------------------------------------ columns of prose


def bands(lines: list[Line]) -> Iterator[list[list[Line]]]:
    """Yield the parts of a page from top to bottom, each with its columns of prose from left to right."""
    start, end, gutter = _columns(lines) if len(lines) < _MOST_LINES else (0, 0, 0.0)
    if end <= start:
        yield [lines]
        return
    yield from [[lines[:start]]] if start else []
    left = [[piece for piece in line if piece.left < gutter] for line in lines[start:end]]
    right = [[piece for piece in line if piece.left >= gutter] for line in lines[start:end]]
    yield [list(filter(None, side)) for side in (left, right)]
    if end < len(lines):
        yield from bands(lines[end:])


def _columns(lines: Sequence[Line]) -> tuple[int, int, float]:
    """Return the lines that stand in two columns of prose, and where the second begins."""
    for first, line in enumerate(lines):
        for piece in line[1:]:
            gutter = piece.left - 0.5 * piece.size
            end = first
            while end < len(lines) and not any(each.left < gutter < each.right for each in lines[end]):
                end += 1
            if _is_prose(lines[first:end], gutter):
                above = first
                while above and _parted(lines[above - 1], piece):
                    above -= 1
                return above, end, gutter
    return 0, 0, 0.0


def _parted(line: Line, piece: Piece) -> bool:
    """Tell whether a line has a piece that begins where a column does."""
    return any(abs(each.left - piece.left) < 0.5 * piece.size for each in line[1:])


def _is_prose(lines: Sequence[Line], gutter: float) -> bool:
    """Tell whether both sides of a gutter are filled by lines of text, as no table is."""
    left = [piece for line in lines for piece in line if piece.left < gutter]
    right = [piece for line in lines for piece in line if piece.left >= gutter]
    return all(len(side) >= _LEAST_LINES and _filled(side) for side in (left, right))


def _filled(side: Sequence[Piece]) -> bool:
    start, end = min(piece.left for piece in side), sorted(piece.right for piece in side)[-2]
    full = sum(piece.right > end - 0.2 * (end - start) for piece in side)
    wide = end - start > 12 * side[0].size and len({piece.base for piece in side}) > 0.8 * len(side)
    return wide and full >= max(_LEAST_LINES - 1, 0.45 * len(side))
