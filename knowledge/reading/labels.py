"""The labelled lines of a header, whether they stand as lines or as cells of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.french.text import Span
from knowledge.reading.cues import cue, cue_map
from knowledge.reading.layout import Block
from knowledge.reading.markup import Kind
from knowledge.reading.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value of the header, or a line that no label announces."""

    label: str | None  # "phone", as in the cues
    value: Passage
    line: Passage  # the whole line or row
    block: int  # place of its block in the header
    purpose: Passage | None = None  # "Contact (contenu du questionnaire): …"
    follows: str | None = None  # label of the entry that this line may go on


@cache
def _label() -> re.Pattern[str]:
    families = "|".join(f"(?P<{name}>{cue('labels', name)})" for name in cue_map("labels"))
    return re.compile(
        rf"(?P<before>^|\s{{2,}}|[/;,|•·–]\s*|\d\s+|(?<=[.\w])\s(?=[a-z-]+\.?\s?:)|\)\s*)(?:{families})"
        r"\s*(?:\((?P<purpose>[^)]*)\))?(?:\s*\.?\s*:\s*|\.\s+(?=[+(\d]|cl-|dm-)|\s+(?=\+\d)|\s*$)"
    )


def entries(header: Sequence[Block]) -> tuple[Entry, ...]:
    """Return the labelled values and the other lines of a header, in order."""
    found: list[Entry] = []
    columns: dict[int, str] = {}  # what the last label of each column announces
    for place, block in enumerate(header):
        lines = _cells(block, place, columns) if block.kind is Kind.ROW else _lines(block, place)
        for entry in lines:
            found.append(_continued(entry, found, place - (block.kind is Kind.ROW)))
    return tuple(found)


def _continued(entry: Entry, before: Sequence[Entry], earliest: int) -> Entry:
    """A line without label goes on with the value above it when it stands in the same block or table."""
    if entry.label or entry.follows or not before or before[-1].block < earliest:
        return entry
    above = before[-1].label or before[-1].follows
    return Entry(label=None, value=entry.value, line=entry.line, block=entry.block, follows=above)


def _lines(block: Block, place: int) -> Iterator[Entry]:
    """A dash before "Genève, le …" parts two lines that stand on one."""
    for row in block.rows:
        cut = re.search(r"\s+-\s+(?=[a-z][a-z' -]*,\s+(?:le\s+)?\d)", row.low)
        halves = (row.at(0, cut.start()), row.at(cut.end(), len(row.low))) if cut else (row,)
        for half in halves:
            yield from _split(half, row, place)


def _cells(block: Block, place: int, columns: dict[int, str]) -> Iterator[Entry]:
    """A cell that is only a label announces the next one; others are read as lines."""
    row, cells = block.passage, block.cells
    pending: Entry | None = None
    for column, cell in enumerate(cells):
        if not cell:
            continue
        if pending is not None:
            columns[column] = pending.label or ""
            yield Entry(label=pending.label, value=cell, line=row, block=place, purpose=pending.purpose)
            pending = None
            continue
        told = tuple(_split(cell, row, place))
        if len(told) == 1 and told[0].label and not told[0].value:
            pending = told[0]
        elif column and not cells[column - 1] and told and told[0].label is None:
            yield Entry(label=None, value=cell, line=row, block=place, follows=columns.get(column))
        else:
            yield from told
    if pending is not None:
        yield pending


def _split(passage: Passage, line: Passage, place: int) -> Iterator[Entry]:
    """Yield the values of a line that may hold several: "Tél.: +41 … / Courriel: …"."""
    low = passage.low
    marks = [mark for mark in _label().finditer(low) if mark.start() == 0 or mark.end() < len(low)]
    if not marks or marks[0].start() > 0:
        first = passage.at(0, marks[0].start() + 1 if marks else len(low)) if low else passage
        yield Entry(label=None, value=first.trimmed(" /;,|•·\n"), line=line, block=place)
    for mark, following in zip(marks, (*marks[1:], None), strict=False):
        end = (
            following.start() + (following["before"][:1].isdigit() + following["before"][:1].count(")"))
            if following
            else len(low)
        )
        value = (
            passage.at(mark.end(), end)
            if mark.end() < end
            else Passage(passage.letter, Span(passage.span.end, passage.span.end))
        )
        purpose = passage.group(mark, "purpose") if mark["purpose"] else None
        label = next(name for name in cue_map("labels") if mark[name] is not None)
        yield Entry(label=label, value=value.trimmed(" /;,|•·\n"), line=line, block=place, purpose=purpose)
