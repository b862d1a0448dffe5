"""PDF -> a document: lines become paragraphs, tables and columns again; what each page repeats is said once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from knowledge.documents import pdftables
from knowledge.documents.draft import Draft, said
from knowledge.documents.flow import Flow, Paragraph, Table, write
from knowledge.documents.footers import is_footer
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.pdfglyphs import Box, Page, pages
from knowledge.documents.pdflines import Piece, lines_of
from knowledge.documents.pdftext import joined, paragraphs, right_edge, usual_leading
from knowledge.errors import IllegibleFile, LargeFile, ScannedFile
from knowledge.french.language import certainly

_ALONE = re.compile(r"\s*[-–]?\s*(?:page\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*", re.IGNORECASE)
_ILLEGIBLE = 0.008  # share of characters that no font explains
_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_NOTE = re.compile(r"(\d{1,2})\s*(?=\S)")
_FRENCH = "french"
_LEAST_LINES = 4  # of a column of prose
_MOST_LINES = 400  # of a page in columns, of a table: above it nobody set them so
_LEAST_FOREIGN = 150  # characters of a column in another language

Line = list[Piece]


def read(data: bytes, file: str, most: int) -> Document:
    """Return the document of a file of at most `most` characters. Raises UnreadableFile."""
    drawn = list(_drawn(data, file, most))
    draft = Draft(file)
    sheets = [lines_of(page, draft.tell) for page in drawn]
    _check([piece.text for lines in sheets for line in lines for piece in line], file)
    feet = _take_running(sheets)
    layout = _Layout(draft, usual_leading([line[0] for lines in sheets for line in lines if len(line) == 1]))
    for page, lines in zip(drawn, sheets, strict=True):
        layout.add(lines, page.rules)
    layout.close()
    write([*layout.out, *layout.notes], draft)
    with draft.zone(Zone.FOOTER):
        write([Paragraph([list(piece.styled())]) for line in feet for piece in line], draft)
    return draft.finished()


def _drawn(data: bytes, file: str, most: int) -> Iterator[Page]:
    size = 0
    for page in pages(data, file):
        size += len(page.glyphs)
        if size > most:
            raise LargeFile(file=file, size=size, limit=most)
        yield page


def _check(texts: Sequence[str], file: str) -> None:
    said_all = "".join(texts)
    if not said_all.strip():
        raise ScannedFile(file=file)
    if len(_NO_LETTER.findall(said_all)) > _ILLEGIBLE * len(said_all):
        raise IllegibleFile(file=file)


# ------------------------------------------------------------------ what pages repeat


def _take_running(sheets: list[list[Line]]) -> list[Line]:
    """Take the first and last lines that pages share, their numbers apart; what the first page begins with stays."""
    ends: Counter[str] = Counter()
    for lines in sheets:
        ends.update({_masked(line) for line in (*lines[:2], *lines[2:][-3:])})
    usual = median([line[0].size for lines in sheets for line in lines] or [0.0])
    shared = {line for line, count in ends.items() if count > 1}
    feet: dict[str, Line] = {}
    for place, lines in enumerate(sheets):
        head = [line for line in lines[:2] if _is_number(line) or _runs(line, shared, usual)]
        foot = _end(lines[2:][:-4:-1], lines[-4:-3], shared, usual)
        foot = [*foot, *(line for line in _foot(lines) if line not in foot)]
        feet.update({_masked(line): line for line in foot if _masked(line) not in feet and not _is_number(line)})
        gone = [*foot, *(line for line in head if place or _is_number(line))]
        lines[:] = [line for line in lines if line not in gone]
    return list(feet.values())


def _end(lines: Sequence[Line], beyond: Sequence[Line], shared: set[str], usual: float) -> list[Line]:
    """Return the last lines of a page, from the lowest, that run over pages and stand apart from its text."""
    found = [line for line in lines if _is_number(line)]
    running = [line for line in lines if _runs(line, shared, usual)]
    inner = [*lines, *beyond][len(running) : len(running) + 1]
    if running and inner and abs(running[-1][0].base - inner[0][0].base) < 1.6 * 1.2 * usual:
        return found
    return [*found, *(line for line in running if line not in found)]


def _foot(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the last lines of a page from the first of them that is an address of its foot."""
    for place in range(max(0, len(lines) - 4), len(lines)):
        if is_footer(" ".join(piece.text for piece in lines[place])):
            return lines[place:]
    return ()


def _runs(line: Line, shared: set[str], usual: float) -> bool:
    """Tell whether a line is one that pages share; two headings that differ in their number are none."""
    text = " ".join(piece.text for piece in line)
    numbered = re.search(r"\d", text) is not None and len(line) == 1 and line[0].size > 0.95 * usual
    titled = numbered and re.fullmatch(r"[^\W\d]+(?: [^\W\d]+)* \d{1,2}", text) is not None
    return _masked(line) in shared and not (titled and not text.lower().startswith("page"))


def _masked(line: Line) -> str:
    """Return what a line that pages repeat shares: its words, and its height on the page."""
    return f"{round(line[0].base / 4)} {re.sub(r'[0-9]+', '#', ' '.join(piece.text for piece in line))}"


def _is_number(line: Line) -> bool:
    return len(line) == 1 and _ALONE.fullmatch(line[0].text) is not None


# ------------------------------------------------------------------ what stands where


class _Layout:
    """Pages as they gather into paragraphs and tables."""

    def __init__(self, draft: Draft, leading: float) -> None:
        self.draft, self.leading = draft, leading
        self.out: Flow = []
        self.notes: Flow = []
        self._prose: list[Piece] = []  # lines that may go on over a page
        self._edge = 0.0  # of the pages so far that are one column

    def add(self, lines: list[Line], rules: Sequence[Box]) -> None:
        """Add a page."""
        lines = self._without_notes(lines)
        for band in _bands(lines) if len(lines) < _MOST_LINES else [[lines]]:
            told = [_certain(side) for side in band]
            if len(band) == 1:
                self._edge = max(self._edge, right_edge([line[0] for line in band[0] if len(line) == 1]))
            for side, language in zip(band, told, strict=True):
                if len(band) > 1 and language not in (None, _FRENCH) and _FRENCH in told:
                    self.draft.tell("foreign")
                else:
                    self._side(side, rules, self._edge if len(band) == 1 else 0.0)

    def close(self) -> None:
        """End the paragraph in hand."""
        self.out.extend(paragraphs(self._prose, self.leading))
        self._prose = []

    def _take(self, flow: Flow, *, first: bool) -> None:
        """Add what stands in columns; a table at the top of a page goes on with the one at the foot of that before."""
        last, coming = self.out[-1] if self.out else None, flow[0] if flow else None
        if first and isinstance(last, Table) and isinstance(coming, Table) and len(last.rows[0]) == len(coming.rows[0]):
            last.rows.extend(coming.rows)
            flow = flow[1:]
        self.out.extend(flow)

    def _continues(self, piece: Piece) -> bool:
        """Tell whether a line ends the first cell of a row that began on the page before, to which it is then added."""
        last = self.out[-1] if self.out and not self._prose else None
        if not isinstance(last, Table) or not piece.text[:1].islower():
            return False
        for each in last.rows[-1][0].flow[:1]:
            if isinstance(each, Paragraph):
                each.lines[-1] = joined(each.lines[-1], list(piece.styled()))
        return True

    def _without_notes(self, lines: list[Line]) -> list[Line]:
        """Take the notes at the foot of a page, which are printed smaller."""
        usual = median([line[0].size for line in lines]) if lines else 0.0
        start = len(lines)
        while start and lines[start - 1][0].size < 0.9 * usual:
            start -= 1
        noted = [line[0] for line in lines[start:]]
        if not noted or not start or not _NOTE.match(noted[0].text):
            return lines
        _fit(lines[start:])
        for each in paragraphs(noted, self.leading):
            found = _NOTE.match(said(each.lines[0]))
            number = each.marker or (found[1] if found else "")
            if found and not each.marker:
                first = each.lines[0][0]
                each.lines[0][0] = first._replace(text=first.text[found.end() :])
            self.notes.append(Paragraph(each.lines, Kind.NOTE, number))
        return lines[:start]

    def _side(self, lines: list[Line], rules: Sequence[Box], edge: float) -> None:
        """Add lines of one column of the page: prose, and tables in it."""
        _fit(lines, edge)
        lines = [_unjustified(lines, place) for place in range(len(lines))]
        place = 0
        while place < len(lines):
            end = _table_end(lines, place, self.leading)
            if end > place:
                self.close()
                self._take(pdftables.flow_of(lines[place:end], rules, self.leading), first=not place)
                place = end
            elif not place and self._continues(lines[place][0]):
                place += 1
            else:
                self._prose.append(lines[place][0])
                place += 1


def _fit(lines: Sequence[Line], edge: float = 0.0) -> None:
    """Tell lines between which edges their column stands; those of tables do not say."""
    whole = [line[0] for line in lines if len(line) == 1] or [piece for line in lines for piece in line]
    if whole:
        left, right = median(piece.left for piece in whole), max(edge, right_edge(whole))
        for line in lines:
            for piece in line:
                piece.margin, piece.edge = left, right


def _certain(lines: Sequence[Line]) -> str | None:
    text = " ".join(piece.text for line in lines for piece in line)
    return certainly(text) if len(text) > _LEAST_FOREIGN else None


def _unjustified(lines: Sequence[Line], place: int) -> Line:
    """Return a line in one piece when it was only stretched: it fills its column, and none near has a gap there."""
    line = lines[place]
    if len(line) < 2 or line[-1].right < line[-1].edge - line[0].size or line[0].left > line[0].margin + line[0].size:
        return line
    inner = [after.left - before.right for piece in line for before, after in pairwise(piece.words) if not after.glued]
    if inner and median(inner) < 0.45 * line[0].size:
        return line
    near = [*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3]]
    starts = [piece.left for other in near for piece in other[1:]]
    if any(abs(piece.left - start) < 0.6 * piece.size for piece in line[1:] for start in starts):
        return line
    prose = any(len(other) == 1 and other[0].right > other[0].edge - 3 * other[0].size for other in near)
    if not prose:
        return line
    whole = Piece([word for piece in line for word in piece.words], line[0].base, line[0].size)
    whole.margin, whole.edge = line[0].margin, line[0].edge
    return [whole]


def _table_end(lines: Sequence[Line], start: int, leading: float) -> int:
    """Return the place after the last line of the table that begins at a line, that line's own when none does."""
    if len(lines[start]) < 2:
        return start
    end = last = start + 1
    columns = pdftables.columns_of(lines[start:end])
    while end < min(len(lines), start + _MOST_LINES):
        line, above = lines[end], lines[end - 1]
        gap = (above[0].base - line[0].base) / max(above[0].size, 1.0)
        if len(line) > 1 and 0 < gap < 4 * leading:
            wider = pdftables.columns_of(lines[start : end + 1])
            if len(wider) < max(len(line), len(columns)):
                break
            last, columns = end + 1, wider
        elif not (0 < gap < 1.6 * leading and (_in_a_column(line[0], columns) or _below(line[0], lines[last - 1]))):
            break
        elif line[0].left > columns[0][1] or _below(line[0], lines[last - 1]):
            last = end + 1
        end += 1
    return last


def _below(piece: Piece, above: Line) -> bool:
    """Tell whether a line alone begins where one above it does, its label apart."""
    return any(abs(piece.left - each.left) < 0.3 * piece.size for each in (above[1:] or above))


def _in_a_column(piece: Piece, columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a line alone lies within one column."""
    touched = sum(piece.left < right and left < piece.right for left, right in columns)
    return touched <= 1 and (len(columns) < 2 or piece.right < columns[-1][1] + 2 * piece.size)


# ------------------------------------------------------------------ columns of prose


def _bands(lines: list[Line]) -> Iterator[list[list[Line]]]:
    """Yield the parts of a page from top to bottom, each with its columns of prose from left to right."""
    start, end, gutter = _columns(lines)
    if end <= start:
        yield [lines]
        return
    if start:
        yield [lines[:start]]
    left = [[piece for piece in line if piece.left < gutter] for line in lines[start:end]]
    right = [[piece for piece in line if piece.left >= gutter] for line in lines[start:end]]
    yield [[line for line in side if line] for side in (left, right)]
    if end < len(lines):
        yield from _bands(lines[end:])


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
