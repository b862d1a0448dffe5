"""What the blocks of a page are to each other: headings, what stands below them, run-in titles, heads of columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.documents.lists import with_leads
from knowledge.documents.model import Block, Cell, Kind, Zone
from knowledge.french.text import Span

_LONGEST_TITLE = 120  # characters of a heading that is bold
_SHORT_TITLE = 60  # characters of a heading that only its place tells
_LONG_TEXT = 100  # characters that stand below such a heading
_LONGEST_RUN_IN = 80
_CAPITALS, _BOLD, _PLAIN = 7, 8, 9  # levels of headings that no style tells
_TITLED = re.compile(r"\s*[.:–—-](?=\s|$)")
_COUNTED = re.compile(r"\s\d{1,2}$")  # "ANNEXE 1"
_SENTENCE = re.compile(r"[.!?…]\s+[A-ZÀ-Þ]")
_ABOVE = (Zone.BODY, Zone.ANNEX)  # zones whose headings head something


def outlined(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a page as they stand to each other."""
    told = [_titled(text, blocks, place) for place in range(len(blocks))]
    told = with_leads(text, _with_headers(text, told))
    return with_paths([_with_run_in(text, block) for block in told])


def with_paths(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give each block the headings above it; to be done again once zones are known: a letterhead heads nothing."""
    out = []
    above: list[tuple[int, int]] = []  # level and place
    annex = False
    for place, block in enumerate(blocks):
        if (block.zone is Zone.ANNEX) is not annex:
            annex = not annex
            above.clear()
        if block.kind is not Kind.HEADING or block.zone not in _ABOVE:
            path = tuple(each for _, each in above) if block.zone in _ABOVE else ()
            out.append(block if block.path == path else replace(block, path=path))
            continue
        while above and above[-1][0] >= block.level:
            above.pop()
        out.append(replace(block, path=tuple(each for _, each in above)))
        above.append((block.level, place))
    return tuple(out)


# ------------------------------------------------------------------ headings


def _titled(text: str, blocks: Sequence[Block], place: int) -> Block:
    """Return a block, as a heading when it is one by its look."""
    block = blocks[place]
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.zone is not Zone.BODY or len(block.lines) > 2:
        return block
    words = text[block.span.start : block.span.end]
    numbered = block.marker is not None and block.marker[0].isdigit() and not block.marker.endswith(")")
    if not _may_title(words) or (block.kind is Kind.ITEM and not numbered):
        return block
    deep = block.marker.strip(".").count(".") if block.marker else 0
    bold = bold_share(block) > 0.95
    if words.isupper() and sum(map(str.isalpha, words)) > 5 and (bold or not re.search(r"\d", _COUNTED.sub("", words))):
        return replace(block, kind=Kind.HEADING, level=_CAPITALS)
    if bold:
        return replace(block, kind=Kind.HEADING, level=_BOLD + deep)
    if _stands_over(text, blocks, place, words):
        return replace(block, kind=Kind.HEADING, level=(_BOLD if numbered else _PLAIN) + deep)
    return block


def bold_share(block: Block) -> float:
    """Return how much of a block is bold, from 0 to 1."""
    length = sum(line.end - line.start for line in block.lines)
    return sum(run.span.end - run.span.start for run in block.runs if run.bold) / max(1, length)


def _may_title(words: str) -> bool:
    return (
        2 < len(words) <= _LONGEST_TITLE
        and words.rstrip(' »"')[-1:] not in (".", ";", ",")
        and not words[0].islower()
        and not _SENTENCE.search(words)
    )


def _stands_over(text: str, blocks: Sequence[Block], place: int, words: str) -> bool:
    """Tell whether a short line ends nothing and stands between a text that is over and a long one."""
    if len(words) > _SHORT_TITLE or re.search(r"[\d:@!?]", words) or not 0 < place < len(blocks) - 1:
        return False
    above, below = blocks[place - 1], blocks[place + 1]
    over = above.kind is Kind.ROW or text[above.span.end - 1] in ".;!?"
    plain = below.kind is Kind.PARAGRAPH and below.span.end - below.span.start >= _LONG_TEXT
    return over and plain and len(blocks[place].lines) == 1


def _with_run_in(text: str, block: Block) -> Block:
    """Return a block with the title that opens it: "**Visas.** Les participants …"."""
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or not block.runs:
        return block
    end = block.span.start
    for run in block.runs:
        if run.span.start > end + 1 or not (run.bold or run.italic) or run.link:
            break
        end = run.span.end
    title = text[block.span.start : end].rstrip()
    bare = title.rstrip(".:–—- ")
    closed = title != bare or _TITLED.match(text, end, block.span.end)
    if not bare or not closed or len(bare) > _LONGEST_RUN_IN or not text[end : block.span.end].strip(" .:–—-\n"):
        return block
    return replace(block, run_in=Span(block.span.start, block.span.start + len(bare)))


# ------------------------------------------------------------------ tables


def _with_headers(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give the cells of tables that have a row of headers the one that heads their column."""
    out: list[Block] = []
    heads: tuple[Cell, ...] = ()
    table = 0
    for place, block in enumerate(blocks):
        if block.kind is not Kind.ROW:
            out.append(block)
        elif block.table != table:
            table = block.table
            rows = [each for each in blocks[place + 1 : place + 4] if each.table == table]
            heads = block.cells if rows and _is_header(text, block, rows) else ()
            out.append(replace(block, level=0))
        else:
            same = len(heads) == len(block.cells)
            cells = tuple(
                replace(cell, header=heads[column].span if same and text[slice(*heads[column].span)] else None)
                for column, cell in enumerate(block.cells)
            )
            out.append(replace(block, level=0, cells=cells))
    return out


def _is_header(text: str, block: Block, rows: Sequence[Block]) -> bool:
    """Tell whether a first row heads its columns: told by the format, or by short names above what is no name."""
    names = [text[slice(*cell.span)] for cell in block.cells]
    if len([name for name in names if name]) < 2 or any(name.endswith(":") for name in names):
        return False
    if block.level:
        return True
    if any(len(name) > _SHORT_TITLE or re.search(r"[\d@]", name) for name in names):
        return False
    if bold_share(block) > 0.7 and bold_share(rows[0]) < 0.7:
        return True
    below = [text[slice(*row.span)] for row in rows]
    return all(names) and (len(names) > 2 or all(re.search(r"\d", each) for each in below))
