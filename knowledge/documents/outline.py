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
        heads = block.zone in _ABOVE
        if (block.zone is Zone.ANNEX) is not annex:
            annex = not annex
            above.clear()
        if heads and block.kind is Kind.HEADING:
            above = [(level, at) for level, at in above if level < block.level]
        path = tuple(at for _, at in above) if heads else ()
        out.append(block if block.path == path else replace(block, path=path))
        if heads and block.kind is Kind.HEADING:
            above.append((block.level, place))
    return tuple(out)


# ------------------------------------------------------------------ headings


def _titled(text: str, blocks: Sequence[Block], place: int) -> Block:
    """Return a block, as a heading when it is one by its look."""
    block = blocks[place]
    words = text[block.span.start : block.span.end]
    if not _may_head(block) or not _may_title(words):
        return block
    deep = (block.marker or "").strip(".").count(".")
    bold = bold_share(block) > 0.95
    if _is_capital(words, bold=bold):
        return replace(block, kind=Kind.HEADING, level=_CAPITALS)
    if bold:
        return replace(block, kind=Kind.HEADING, level=_BOLD + deep)
    if _stands_over(text, blocks, place, words):
        return replace(block, kind=Kind.HEADING, level=(_BOLD if block.marker else _PLAIN) + deep)
    return block


def _may_head(block: Block) -> bool:
    """Tell whether a block is a short paragraph, or an item that a plain number opens."""
    numbered = re.match(r"\d[\d.]*$", block.marker or "") is not None
    kinds = (Kind.PARAGRAPH, Kind.ITEM) if numbered else (Kind.PARAGRAPH,)
    return block.kind in kinds and block.zone is Zone.BODY and len(block.lines) <= 2


def _is_capital(words: str, *, bold: bool) -> bool:
    """Tell whether words are in capitals, and no code unless they are bold."""
    told = words.isupper() and sum(map(str.isalpha, words)) > 5
    return told and (bold or not re.search(r"\d", _COUNTED.sub("", words)))


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
    end = _emphasised(block)
    title = text[block.span.start : end].rstrip()
    bare = title.rstrip(".:–—- ")
    closed = title != bare or _TITLED.match(text, end, block.span.end)
    goes_on = text[end : block.span.end].strip(" .:–—-\n")
    if not closed or not goes_on or not 0 < len(bare) <= _LONGEST_RUN_IN:
        return block
    return replace(block, run_in=Span(block.span.start, block.span.start + len(bare)))


def _emphasised(block: Block) -> int:
    """Return where the emphasised words that open a block end."""
    end = block.span.start
    for run in block.runs:
        if run.link or run.span.start > end + 1 or not (run.bold or run.italic):
            break
        end = run.span.end
    return end


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
            out.append(replace(block, level=0, cells=_headed(text, block.cells, heads)))
    return out


def _headed(text: str, cells: tuple[Cell, ...], heads: tuple[Cell, ...]) -> tuple[Cell, ...]:
    if len(heads) != len(cells):
        return cells
    named = (head.span if text[slice(*head.span)] else None for head in heads)
    return tuple(replace(cell, header=name) for cell, name in zip(cells, named, strict=True))


def _is_header(text: str, block: Block, rows: Sequence[Block]) -> bool:
    """Tell whether a first row heads its columns: told by the format, or by short names above what is no name."""
    cells = [text[slice(*cell.span)] for cell in block.cells]
    names = list(filter(None, cells))
    if len(names) < 2 or any(name.endswith(":") for name in names):
        return False
    if block.level:
        return True
    if any(map(_is_value, names)):
        return False
    if bold_share(block) > 0.7 > bold_share(rows[0]):
        return True
    counted = all(re.search(r"\d", text[slice(*row.span)]) for row in rows)
    return len(names) == len(cells) and (len(names) > 2 or counted)


def _is_value(name: str) -> bool:
    return len(name) > _SHORT_TITLE or re.search(r"[\d@]", name) is not None
