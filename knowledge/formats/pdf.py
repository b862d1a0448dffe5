"""PDF documents -> marked-up text: columns become rows, broken lines are joined, page headers and footers dropped."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.errors import DamagedFile, LargeFile, ProtectedFile, ScannedFile
from knowledge.formats.wrapping import is_full, page_width, unwrapped

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_BULLET = re.compile(r"^\s*[\uf0b7\uf0a7\uf02d•●▪◦‣]\s*")
_NUMBER = re.compile(r"^(\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|\(?[a-z\d]{1,2}\)))\s{2,}(?=\S)")  # of a paragraph

_ALONE = re.compile(r"\s*[-–]?\s*(?:page\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*", re.IGNORECASE)

_MOST_PAGES = 400


def read(data: bytes, file: str, most: int) -> str:
    """Return the marked-up text of a document of at most `most` characters. Raises UnreadableFile."""
    pages = list(_pages(data, file, most))
    if not any(page.strip() for page in pages):
        raise ScannedFile(file=file)
    bodies = [_without_running(page, _running(pages)) for page in pages]
    width = page_width([line for body in bodies for line in body if line and not _GAP.search(line)])
    blocks: list[list[str]] = []
    for body in bodies:
        _add_page(body, blocks, width)
    return "\n\n".join("\n".join(_block(block, width)) for block in _tables_joined(blocks))


def _tables_joined(blocks: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the blocks, those set in columns that follow one another as one table, a blank line between rows."""
    table: list[str] = []
    for block in blocks:
        if _in_columns(block):
            table.extend(("", *block) if table else block)
            continue
        if table:
            yield table
            table = []
        yield block
    if table:
        yield table


def _in_columns(lines: Sequence[str]) -> bool:
    return any(_GAP.search(line.strip()) for line in lines)


def _pages(data: bytes, file: str, most: int) -> Iterator[str]:
    from pypdf import PdfReader  # 100 ms: loaded only to read such a document
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            raise ProtectedFile(file=file)
        size = 0
        for page in reader.pages[:_MOST_PAGES]:
            text = page.extract_text(extraction_mode="layout")
            size += len(text.strip())
            if size > most:
                raise LargeFile(file=file, size=size, limit=most)
            yield text
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        raise DamagedFile(file=file, format="PDF") from None


def _opens(reader: object) -> bool:
    """Tell whether a protected document opens without a password."""
    try:
        return bool(reader.decrypt(""))  # type: ignore[attr-defined]  # a PdfReader
    except Exception:  # noqa: BLE001 - any failure to decrypt leaves it closed
        return False


# ------------------------------------------------------------------ pages


def _running(pages: Sequence[str]) -> set[str]:
    """Return the first and last lines that pages share, their numbers apart."""
    ends: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        ends.update({_masked(line) for line in (*lines[:2], *lines[-3:])})
    return {line for line, count in ends.items() if count > 1 and len(pages) > 1}


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _without_running(page: str, running: set[str]) -> list[str]:
    lines = [_NUMBER.sub(r"\1  ", _BULLET.sub("- ", line.rstrip())) for line in page.split("\n")]
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in (*filled[:2], *filled[-3:]):
        if _ALONE.fullmatch(lines[place]) or _masked(lines[place]) in running:
            lines[place] = ""
    return lines


def _add_page(lines: Sequence[str], blocks: list[list[str]], width: int) -> None:
    """Add the paragraphs of a page; the first goes on with the last of the page before when it was cut."""
    fresh = [block.split("\n") for block in re.split(r"\n\s*\n", "\n".join(lines).strip("\n")) if block.strip()]
    if fresh and blocks and not _GAP.search(fresh[0][0]):
        last, first = blocks[-1][-1], fresh[0][0].strip()
        bracket = "".join(blocks[-1]).count("(") > "".join(blocks[-1]).count(")")
        full = is_full(last, first, width) and (bracket or not last.rstrip().endswith((".", ":", ";")))
        if first[:1].islower() or full:
            blocks[-1].extend(fresh.pop(0))
    blocks.extend(fresh)


# ------------------------------------------------------------------ tables


def _block(lines: Sequence[str], width: int) -> Iterator[str]:
    yield from _rows(lines) if _in_columns(lines) else unwrapped(lines, width)


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """Yield the rows of lines set in columns; a line that fills no first column goes on with the row above."""
    columns = _columns(lines)
    rows: list[list[str]] = []
    apart = True  # whether a blank line parts this line from the row above
    for line in lines:
        if not line.strip():
            apart = True
            continue
        cells = _cells(line, columns)
        broken = sum(map(bool, cells)) == 1 and cells[0][:1].islower()
        if rows and not apart and (not cells[0] or broken):
            rows[-1] = [_in_cell(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        apart = False
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _columns(lines: Sequence[str]) -> list[int]:
    """Return where the columns after the first begin."""
    starts = sorted({match.end() for line in lines for match in _GAP.finditer(line)})
    return [start for place, start in enumerate(starts) if not place or start - starts[place - 1] > 3]


def _cells(line: str, columns: Sequence[int]) -> list[str]:
    cells = [""] * (len(columns) + 1)
    place = len(line) - len(line.lstrip())
    for piece in _GAP.split(line.strip()):
        place = line.index(piece, place)
        column = sum(place >= start - 2 for start in columns)
        cells[column] = f"{cells[column]} {piece}".strip()
        place += len(piece)
    return cells


def _in_cell(above: str, below: str) -> str:
    """Join two lines of a cell; an address that the column broke comes together."""
    address = above and below and re.search(r"(?:https?://|www\.|\S@)\S*$", above) and " " not in below
    return above + below if address else f"{above} {below}".strip()
