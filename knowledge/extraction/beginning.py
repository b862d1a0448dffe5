"""Where something begins in a letter: its body, and the rows of a table below their head."""

import re

from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.extraction.cues import pattern

_TITLE = 12  # words of a paragraph that is no more than a title and a value


def heads_table(document: Document, position: int) -> bool:
    """Tell whether a row without a day stands above one with a day and as many cells: it heads its table."""
    block = document.blocks[position]
    below = document.blocks[position + 1] if position + 1 < len(document.blocks) else block
    first = position == 0 or document.blocks[position - 1].table != block.table
    same = first and below.table == block.table and len(below.cells) == len(block.cells)
    return same and not tells_day(document, block) and tells_day(document, below)


def tells_day(document: Document, block: Block) -> bool:
    """Tell whether a cell of a row names a month or a day."""
    told = " ".join(Passage(document.text, cell.span).low for cell in block.cells)
    return bool(pattern(r"\b{months.names}\b|\d[/.]\d{1,2}[/.]\d").search(told))


def greeted(document: Document) -> int:
    """Return the position of the salutation or of the first title of a passage, past all blocks when there is none.

    What stands below is body.
    """
    for position, block in enumerate(document.blocks):
        low = Passage(document.text, block.span).low
        greeting = pattern(r"^\W*{ledger.salutations}\b[^.:;]{0,60},?\s*$").match(low)
        numbered = block.kind is Kind.HEADING and re.match(r"(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]?\s+(?=[a-z]{4})", low)
        run_in = block.run_in is not None and len(low.split()) > _TITLE and low.rstrip().endswith(".")
        if block.zone is Zone.HEADER and (greeting or numbered or run_in):
            return position
    return len(document.blocks)
