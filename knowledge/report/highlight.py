"""A letter cut into paragraphs, lines and segments, each segment with the marks that lie on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.french.text import Span
from knowledge.model import Letter, Problem
from knowledge.report.marks import Kind, Mark

WRAPPED = 60  # characters from which the end of a line is where a page ended, not where its author broke it
_ITEM = re.compile(r"(?:[-•–]|\(?(?:\d{1,2}|[a-z])\))\s|\d{1,2}\.\s+(?=\D)")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text on which the same marks lie."""

    text: str
    words: Mark | None = None  # the narrowest mark whose words it is: its colour
    sentence: Mark | None = None  # the narrowest mark whose sentence it is in: its underline
    marks: tuple[Mark, ...] = ()  # all of them, the narrowest first
    opens: bool = False  # whether `words` begins here
    anchors: tuple[str, ...] = ()  # the facts that are said here first


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a paragraph."""

    segments: tuple[Segment, ...]
    broken: bool  # whether what follows begins a new line


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or an item of a list, with the doubts about what it says."""

    span: Span
    lines: tuple[Line, ...]
    item: bool
    doubts: tuple[Problem, ...] = ()


def paragraphs(letter: Letter, marks: Sequence[Mark], doubts: Sequence[Problem] = ()) -> tuple[Paragraph, ...]:
    """Cut the text of a letter; a doubt stands beside the paragraph in which its sentence begins."""
    seen: set[str] = set()
    made = []
    text, within = letter.text, _inside(letter)
    for lines in _blocks(text):
        span = Span(lines[0].start, lines[-1].end)
        near = [mark for mark in marks if mark.span.start < span.end and span.start < mark.span.end]
        beside = tuple(each for each in doubts if each.span and span.start <= each.span.start <= span.end)
        drawn = tuple(
            Line(
                segments=tuple(_segments(text, line, near, seen)),
                broken=line.end - line.start < WRAPPED or line.end not in within,
            )
            for line in lines
        )
        item = bool(_ITEM.match(text[span.start : span.end]))
        made.append(Paragraph(span=span, lines=drawn, item=item, doubts=beside))
    return tuple(made)


def _inside(letter: Letter) -> frozenset[int]:
    """Return the ends of lines at which a sentence goes on."""
    breaks = (found.start() + span.start for span in letter.sentences for found in re.finditer("\n", letter.cut(span)))
    return frozenset(breaks)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the lines of each paragraph: parted by blank lines, and each item of a list on its own."""
    block: list[Span] = []
    for found in _LINE.finditer(text):
        line = Span(*found.span())
        if not found[0].strip():
            continue
        if block and (text[block[-1].end : line.start].count("\n") > 1 or _ITEM.match(found[0])):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _segments(text: str, line: Span, marks: Sequence[Mark], seen: set[str]) -> Iterator[Segment]:
    on = [mark for mark in marks if mark.span.start < line.end and line.start < mark.span.end]
    ends = {line.start, line.end}
    ends |= {place for mark in on for place in mark.span if line.start < place < line.end}
    places = sorted(ends)
    for start, end in pairwise(places):
        covering = [mark for mark in on if mark.span.start <= start and end <= mark.span.end]
        yield _segment(text, Span(start, end), sorted(covering, key=_width), seen)


def _segment(text: str, span: Span, marks: list[Mark], seen: set[str]) -> Segment:
    words = next((mark for mark in marks if not mark.sentence), None)
    facts = dict.fromkeys(mark.fact for mark in marks if mark.fact not in seen)
    seen.update(facts)
    return Segment(
        text=text[span.start : span.end],
        words=words,
        sentence=next((mark for mark in marks if mark.sentence), None),
        marks=tuple(marks),
        opens=words is not None and words.span.start == span.start,
        anchors=tuple(facts),
    )


def _width(mark: Mark) -> tuple[bool, int, str, str]:
    """The order of the marks on a segment: a doubt first, since it qualifies the rest, then the narrowest."""
    return mark.kind is not Kind.DOUBT, mark.span.end - mark.span.start, mark.field, mark.fact
