"""PDF -> a document: lines become paragraphs, tables and columns again; what each page repeats is said once."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from knowledge.documents import pdftables
from knowledge.documents.draft import Draft, said
from knowledge.documents.flow import Flow, Paragraph, Table, write
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.pdfglyphs import Box, Page, pages
from knowledge.documents.pdflines import Piece, lines_of
from knowledge.documents.pdfpages import Line, bands, certain_language, fit, table_end, take_running, unjustified
from knowledge.documents.pdftext import joined, paragraphs, right_edge, usual_leading
from knowledge.errors import IllegibleFile, LargeFile, ScannedFile

_ILLEGIBLE = 0.008  # share of characters that no font explains
_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_NOTE = re.compile(r"(\d{1,2})\s*(?=\S)")
_FRENCH = "french"


def read(data: bytes, file: str, most: int) -> Document:
    """Return the document of a file of at most `most` characters. Raises UnreadableFile."""
    drawn = list(_drawn(data, file, most))
    draft = Draft(file)
    sheets = [lines_of(page, draft.tell) for page in drawn]
    _check([piece.text for lines in sheets for line in lines for piece in line], file)
    feet = take_running(sheets)
    write(_laid_out(drawn, sheets, draft), draft)
    with draft.zone(Zone.FOOTER):
        write([Paragraph([list(piece.styled())]) for line in feet for piece in line], draft)
    return draft.finished()


def _laid_out(drawn: Sequence[Page], sheets: Sequence[list[Line]], draft: Draft) -> Flow:
    """Return the paragraphs and tables of all pages, then their notes."""
    layout = _Layout(draft, usual_leading([line[0] for lines in sheets for line in lines if len(line) == 1]))
    for page, lines in zip(drawn, sheets, strict=True):
        layout.add(lines, page.rules)
    layout.close()
    return [*layout.out, *layout.notes]


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
        for band in bands(self._without_notes(lines)):
            if len(band) == 1:
                self._edge = max(self._edge, right_edge([line[0] for line in band[0] if len(line) == 1]))
                self._side(band[0], rules, self._edge)
            else:
                for side in self._in_french(band):
                    self._side(side, rules, 0.0)

    def _in_french(self, band: list[list[Line]]) -> Iterator[list[Line]]:
        """Yield the columns of a page, without those that say the same in another language."""
        told = [certain_language(side) for side in band]
        for side, language in zip(band, told, strict=True):
            if language not in (None, _FRENCH) and _FRENCH in told:
                self.draft.tell("foreign")
            else:
                yield side

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
        if not 0 < start < len(lines) or not _NOTE.match(lines[start][0].text):
            return lines
        fit(lines[start:])
        self.notes.extend(_noted(each) for each in paragraphs([line[0] for line in lines[start:]], self.leading))
        return lines[:start]

    def _side(self, lines: list[Line], rules: Sequence[Box], edge: float) -> None:
        """Add lines of one column of the page: prose, and tables in it."""
        fit(lines, edge)
        lines = [unjustified(lines, place) for place in range(len(lines))]
        place = 0
        while place < len(lines):
            end = table_end(lines, place, self.leading)
            if end > place:
                self.close()
                self._take(pdftables.flow_of(lines[place:end], rules, self.leading), first=not place)
                place = end
            elif not place and self._continues(lines[place][0]):
                place += 1
            else:
                self._prose.append(lines[place][0])
                place += 1


def _noted(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph as a note, its number apart."""
    found = _NOTE.match(said(paragraph.lines[0]))
    if found and not paragraph.marker:
        first = paragraph.lines[0][0]
        paragraph.lines[0][0] = first._replace(text=first.text[found.end() :])
    return Paragraph(paragraph.lines, Kind.NOTE, paragraph.marker or (found[1] if found else ""))
