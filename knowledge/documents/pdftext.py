"""From lines to paragraphs: distances, and what would have fitted, tell which line goes on with the one above."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.documents.draft import Words, said
from knowledge.documents.flow import Paragraph
from knowledge.documents.model import Kind
from knowledge.documents.pdflines import MARKER, Piece
from knowledge.documents.wrapping import joint

_BULLETS = frozenset("-–—•●▪◦‣·*o")
_OVER = re.compile(r"[.:;!?…][»\")\]]*$")
_LABELLED = re.compile(r"[A-ZÀ-Þ][\w.'/-]*(?: [\w.'/-]+){0,2}(?: \([^)]*\))? ?:\s+\S")
_APART = 1.3  # times the usual distance of lines


def usual_leading(pieces: Iterable[Piece]) -> float:
    """Return the usual distance of lines, in sizes of their letters."""
    gaps = [(one.base - other.base) / other.size for one, other in pairwise(pieces) if other.size]
    told = sorted(gap for gap in gaps if 0.8 < gap < 2.2)
    return told[len(told) // 3] if told else 1.2


def right_edge(pieces: Sequence[Piece]) -> float:
    """Return where full lines end: further than all but a few."""
    ends = sorted((piece.right for piece in pieces), reverse=True)
    return ends[len(ends) // 25] if ends else 0.0


def is_full(one: Piece, other: Piece, right: float | None = None) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    edge = one.edge if right is None else right
    return edge - one.right < other.first + 0.3 * one.size


def paragraphs(pieces: Sequence[Piece], leading: float) -> list[Paragraph]:
    """Return the paragraphs of lines that stand in one column; a page ends where lines begin again higher."""
    out: list[Paragraph] = []
    last: Piece | None = None
    counted = 0  # the number of the last paragraph
    for piece in pieces:
        if last is None or _begins(last, piece, leading):
            out.append(_opened(piece, counted))
            number = re.match(r"\d+", out[-1].marker)
            counted = int(number[0]) if number else counted
        elif _goes_on(last, piece, item=bool(out[-1].marker)):
            out[-1].lines[-1] = joined(out[-1].lines[-1], list(piece.styled()))
        elif _OVER.search(last.text):
            out.append(_opened(piece, counted))
        else:
            out[-1].lines.append(list(piece.styled()))
        last = piece
    return out


def _goes_on(last: Piece, piece: Piece, *, item: bool) -> bool:
    """Tell whether a line goes on with the one above: that is full, or broken within a sentence or a word."""
    if _LABELLED.match(piece.text):
        return False
    long = last.right > last.margin + 0.45 * (last.edge - last.margin)  # a line of a signature is not
    broken = re.search(r"\w-$", last.text) is not None
    return is_full(last, piece) or broken or (piece.text[:1].islower() and (item or long))


def _opened(piece: Piece, counted: int) -> Paragraph:
    """Return the paragraph that a line opens; a number alone is its marker when it counts on or stands far off."""
    first = piece.words[0].text
    if len(piece.words) < 2 or MARKER.fullmatch(first) is None:
        return Paragraph([list(piece.styled())])
    rest = [list(Piece(piece.words[1:], piece.base, piece.size).styled())]
    if first in _BULLETS:
        return Paragraph(rest, Kind.ITEM, "–" if first in "–—" else "-")
    if not first[-1].isdigit() or "." in first:
        return Paragraph(rest, Kind.ITEM, first)
    gap = (piece.words[1].left - piece.words[0].right) / piece.size
    counts = gap > 0.5 and (not counted or int(first) in (1, counted + 1))
    return Paragraph(rest, Kind.PARAGRAPH, first) if counts or gap > 1.5 else Paragraph([list(piece.styled())])


def _begins(last: Piece, piece: Piece, leading: float) -> bool:
    """Tell whether a line begins a paragraph."""
    gap, full = last.base - piece.base, is_full(last, piece)
    if gap < 0:  # on another page, or in the next column
        return not (piece.text[:1].islower() or (full and _runs_over(last, piece)))
    far = gap > _APART * leading * max(last.size, piece.size) or abs(last.size - piece.size) > 0.15 * last.size
    other = last.bold != piece.bold and not full
    return far or other or _is_marked(piece, full=full) or _is_indented(last, piece)


def _runs_over(last: Piece, piece: Piece) -> bool:
    """Tell whether a sentence is not over where a column ends, and no title follows."""
    titled = piece.text.isupper() and not last.text.isupper() and not _OVER.search(piece.text)
    return not titled and not _OVER.search(last.text)


def _is_marked(piece: Piece, *, full: bool) -> bool:
    """Tell whether a line opens with the marker of an item; a figure at the end of a sentence is none."""
    first = piece.words[0].text
    if len(piece.words) < 2 or MARKER.fullmatch(first) is None:
        return False
    wide = piece.words[1].left - piece.words[0].right > 0.5 * piece.size
    return first in _BULLETS or wide or (not full and first.endswith((")", ".")))


def _is_indented(last: Piece, piece: Piece) -> bool:
    """Tell whether a line is indented below one that is not, as the first of a paragraph is."""
    indented = piece.left > last.left + 0.8 * piece.size and last.left < last.margin + 0.8 * piece.size
    return indented and MARKER.fullmatch(last.words[0].text) is None and _OVER.search(last.text) is not None


def joined(line: list[Words], other: list[Words]) -> list[Words]:
    """Return two lines of a paragraph as one."""
    if not line or not other:
        return [*line, *other]
    drop, between = joint(said(line), said(other))
    last = line[-1]
    kept = [*line[:-1], last._replace(text=last.text[: len(last.text) - drop])]
    same = last[1:] == other[0][1:]
    return [*kept, *([Words(between) if not same else last._replace(text=between)] if between else []), *other]
