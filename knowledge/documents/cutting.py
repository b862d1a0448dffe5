"""Blocks cut into others, while those that remember positions keep pointing to the same."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.documents.model import Block, Document
from knowledge.french.text import Span


def rebuilt(document: Document, pieces: Sequence[Sequence[Block]]) -> Document:
    """Return the document with each block replaced by its pieces; what pointed to a block points to its first piece."""
    moved: list[int] = []
    blocks: list[Block] = []
    for piece in pieces:
        moved.append(len(blocks))
        blocks.extend(piece)
    pointed = (
        replace(
            block,
            path=tuple(moved[each] for each in block.path),
            lead=None if block.lead is None else moved[block.lead],
        )
        for block in blocks
    )
    return replace(document, blocks=tuple(pointed))


def part(block: Block, start: int, end: int) -> Block:
    """Return some lines of a block as a block of its own; the first keeps its marker and its title."""
    lines = block.lines[start:end]
    span = Span(lines[0].start, lines[-1].end)
    return replace(
        block,
        span=span,
        lines=lines,
        runs=tuple(run for run in block.runs if span.start <= run.span.start < span.end),
        marker=block.marker if start == 0 else None,
        run_in=block.run_in if start == 0 else None,
    )
