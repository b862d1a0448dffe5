"""The sentences of a letter with what stands above and before each, and the times that they mention."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.extraction.beginning import greeted, heads_table, tells_day
from knowledge.extraction.cues import pattern
from knowledge.french.text import Span
from knowledge.temporal.moment import Expression, Grain, Period
from knowledge.temporal.parser import find

_DOUBLED = re.compile(r"(?<=[^\W\d])\s\((?:\d{1,3})\)(?=\s)")  # "huit (8) semaines"
_DAILY = re.compile(
    r"\b(?:chaque (?:jour|matin|après-midi|soir)|tous les (?:jours|matins|après-midi|soirs))\b,?(?=\s\S)"
)
_WEEKDAYS = re.compile(
    r"\b(?:lun|mar|mercre|jeu|vendre|same)dis(?= \d)|\bdimanches(?= \d)"
)  # "les mardis 16 et 23 juin"
_BOLD = 0.85  # share of a paragraph that is bold when it is a title
_TITLE = 140  # characters of the longest title
_FEW_ITEMS = 2  # that make a list of a line
_ITEMS = 12  # of a list, before which its lead-in stands
_VALUE = 12  # words of a value after a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A cell of a row under the words that head its column."""

    cell: Passage
    header: str = ""  # folded
    head: Passage | None = None  # the same as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and where it stands."""

    passage: Passage
    block: int  # position of its block in the document
    kind: Kind = Kind.PARAGRAPH
    zone: Zone = Zone.BODY
    above: Passage | None = None  # the heading or the run-in title that it stands under
    lead: Passage | None = None  # what introduces the list that it is an item of
    previous: Passage | None = None  # the sentence before it
    first: bool = False  # of its block
    table: int = 0
    columns: tuple[Column, ...] = ()
    titles: bool = False  # it is the title that its paragraph begins with

    @property
    def low(self) -> str:
        """What it says, folded, on one line."""
        return self.passage.low

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.passage.span

    @property
    def heading(self) -> str:
        """The words that it stands under, folded; nothing when there are none."""
        return self.above.low if self.above else ""

    @property
    def introduced(self) -> str:
        """The words that introduce its list, folded."""
        return self.lead.low if self.lead else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An expression of time in a sentence."""

    expression: Expression
    sentence: Sentence
    start: int  # in the folded sentence
    end: int
    clock_only: bool = False  # it says hours and no day
    counted: bool = False  # from an opening: known once the events are

    @property
    def value(self) -> Period:
        """What it means."""
        return self.expression.value

    @property
    def words(self) -> str:
        """What is written, folded."""
        return self.sentence.low[self.start : self.end]

    @property
    def before(self) -> str:
        """What its sentence says before it, folded."""
        return self.sentence.low[: self.start]

    @property
    def after(self) -> str:
        """What its sentence says after it, folded."""
        return self.sentence.low[self.end :]

    @property
    def dated(self) -> bool:
        """Whether it names days or months."""
        return not self.clock_only and self.expression.grain in (Grain.DAY, Grain.MINUTE, Grain.MONTH)

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the other times of the letter."""
        return self.sentence.span.start + self.start, self.end - self.start

    @property
    def is_range(self) -> bool:
        """Whether it says from when to when."""
        return self.value.start is not None and self.value.end is not None and self.value.start != self.value.end


def read_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of the body and of the annexes, in order."""
    found: list[Sentence] = []
    title: Passage | None = None
    headers = {cell.header for block in document.blocks for cell in block.cells}
    begun = greeted(document)
    for position, each in enumerate(document.blocks):
        block = replace(each, zone=Zone.BODY) if position > begun and each.zone is Zone.HEADER else each
        if block.cells and (any(cell.span in headers for cell in block.cells) or heads_table(document, position)):
            continue
        if block.zone in (Zone.BODY, Zone.ANNEX) or (block.zone is Zone.HEADER and _limits(document, block)):
            before = next((each.passage for each in reversed(found[-1:]) if each.zone is block.zone), None)
            title = _titled(document, position, title)
            found.extend(
                replace(each, above=each.above or title) for each in _of_block(document, position, block, before)
            )
    return tuple(found)


def _titled(document: Document, position: int, title: Passage | None) -> Passage | None:
    """Return the bold paragraph that titles what follows; a heading, or such a paragraph, ends its reach."""
    block = document.blocks[position]
    passage = Passage(document.text, block.span)
    if block.kind is Kind.HEADING or block.zone is not Zone.BODY:
        return None
    bold = sum(run.span.end - run.span.start for run in block.runs if run.bold)
    whole = block.kind is Kind.PARAGRAPH and bold >= _BOLD * len(passage.text) and len(passage.text) < _TITLE
    return passage.trimmed() if whole and not passage.low.rstrip().endswith((".", ";")) else title


def _limits(document: Document, block: Block) -> bool:
    """Tell whether a line of the header sets a limit: "Date limite de dépôt: 27 mars 2026"."""
    low = Passage(document.text, block.span).low
    return bool(pattern(r"\b(?:{deadlines.limit_nouns}|{ledger.header_limits})\b[^:]*:").search(low))


def _of_block(document: Document, position: int, block: Block, before: Passage | None) -> Iterator[Sentence]:
    whole = _labelled_lines(document, block) or sentences(document, block)
    said = [
        each for each in map(_unmarked, whole) if each and (not _inside(each.span, block.run_in) or _tells_day(each))
    ]
    base = Sentence(
        passage=Passage(document.text, block.span),
        block=position,
        kind=block.kind,
        zone=block.zone,
        above=_above(document, block),
        lead=_lead(document, position, block) or _lead_of_marked(document, position),
        table=block.table,
        columns=_columns(document, block),
    )
    for place, passage in enumerate(said):
        if items := _enumerated(passage):
            lead = passage.at(0, items[0][0]).trimmed(" :\n")
            told = (passage.at(start, end).trimmed(" ;,.\n") for start, end in items)
            yield from (replace(base, passage=each, lead=lead, previous=before, first=True) for each in told)
            continue
        if _inside(passage.span, block.run_in):
            over = _above(document, replace(block, run_in=None))
            yield replace(base, passage=passage, above=over, previous=before, first=True, titles=True)
            continue
        if block.run_in and passage.span.start < block.run_in.end and _prose(document, block.run_in, passage.span):
            rest = Passage(document.text, Span(block.run_in.end, passage.span.end)).trimmed(" \n.:–-")
            yield replace(base, passage=rest, previous=before, first=place == 0)
            continue
        previous = said[place - 1] if place else before
        yield replace(base, passage=passage, previous=previous, first=place == 0)


def _tells_day(passage: Passage) -> bool:
    return bool(pattern(r"\b\d{1,2}(?:er)? {months.names}\b").search(passage.low))


def _labelled_lines(document: Document, block: Block) -> list[Passage]:
    """Return the lines of a block that sets out labels and values ("Dates: …", "Lieu: …"), nothing for any other."""
    lines = [Passage(document.text, span) for span in block.lines]
    told = [line for line in lines if re.match(r"[^:.;,]{3,40}\s?:\s", line.low)]
    return lines if len(lines) > 1 and len(told) > 1 and 2 * len(told) >= len(lines) else []


def _prose(document: Document, title: Span, sentence: Span) -> bool:
    """Tell whether more than a value follows a run-in title; "**Vote:** du 3 au 5 mai" is read as a whole.

    So is "**Six semaines avant l'ouverture:** demandes …", where the title is the value.
    """
    counted = pattern(r"\b{months.units} .*\bavant\b").search(Passage(document.text, title).low)
    return counted is None and len(document.text[title.end : sentence.end].split()) > _VALUE


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other.start <= span.start and span.end <= other.end + 1


def _above(document: Document, block: Block) -> Passage | None:
    if block.run_in is not None:
        return Passage(document.text, block.run_in).trimmed()
    above = document.blocks[block.path[-1]] if block.path else None
    if above is None or above.zone not in (Zone.BODY, Zone.ANNEX):
        return None
    return Passage(document.text, above.span).trimmed()


def _lead(document: Document, position: int, block: Block) -> Passage | None:
    """Return what introduces a list; for the rows of a table, the sentence right before it."""
    if block.lead is not None:
        said = sentences(document, document.blocks[block.lead])
        return said[-1] if said else None
    if not block.table:
        return None
    first = next((place for place in range(position, -1, -1) if document.blocks[place].table != block.table), None)
    said = () if first is None else sentences(document, document.blocks[first])
    return said[-1] if said else None


def _columns(document: Document, block: Block) -> tuple[Column, ...]:
    """Return the cells of a row; a first row without a single day heads its table though nothing marks it."""
    headers = [cell.header for cell in block.cells]
    if block.cells and not any(headers):
        first = next(each for each in document.blocks if each.table == block.table)
        if first is not block and not tells_day(document, first) and len(first.cells) == len(block.cells):
            headers = [cell.span for cell in first.cells]
    return tuple(_column(document, cell.span, header) for cell, header in zip(block.cells, headers, strict=True))


_MARKER = re.compile(r"^\s*(?:\(?[ivx]{1,4}[.)]|\(?[a-z]\)|\(?\d{1,2}(?:[°o]?\)|°|\.\d{1,2}(?=\s+(?:a|d|s)\b)))\s+")


def _unmarked(passage: Passage) -> Passage:
    """Return a sentence without the marker of an item that was read as a paragraph: "ii. lui faire tenir …"."""
    match = _MARKER.match(passage.low)
    return passage.at(match.end(), len(passage.low)) if match and match.end() < len(passage.low) else passage


def _enumerated(passage: Passage) -> list[tuple[int, int]]:
    """Return the items that one line counts: "Suite à donner: a) répondre …; b) désigner …"."""
    marks = list(re.finditer(r"(?<=[:;,] )\(?(?:[a-h]|\d|i{1,3})\) ", passage.low))
    if len(marks) < _FEW_ITEMS or ":" not in passage.low[: marks[0].start()]:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(passage.low)]
    return [(mark.end(), end) for mark, end in zip(marks, ends, strict=True)]


def _lead_of_marked(document: Document, position: int) -> Passage | None:
    """Return what introduces the items of a list that were read as paragraphs."""
    if not _MARKER.match(Passage(document.text, document.blocks[position].span).low):
        return None
    for block in reversed(document.blocks[max(0, position - _ITEMS) : position]):
        passage = Passage(document.text, block.span)
        if not _MARKER.match(passage.low):
            said = sentences(document, block)
            return said[-1] if said and passage.low.rstrip().endswith(":") else None
    return None


def _column(document: Document, cell: Span, header: Span | None) -> Column:
    head = Passage(document.text, header) if header else None
    low = head.low.strip(" :.*") if head else ""
    return Column(cell=Passage(document.text, cell).trimmed(" \n"), header=low, head=head)


def times(sentence: Sentence, anchor: dt.datetime, opening: dt.date | None = None) -> tuple[Time, ...]:
    """Return the times of a sentence, read from the letter's date and from the opening in view."""
    passage = sentence.passage
    if not pattern(r"\d|\b(?:{months.names}|{months.units})\b").search(passage.low):
        return ()
    if sentence.columns:
        return tuple(each for cell in sentence.columns for each in _of_cell(sentence, cell.cell, anchor, opening))
    return tuple(_time(sentence, each, anchor) for each in _found(_plain(passage.text), anchor, opening))


def _of_cell(sentence: Sentence, cell: Passage, anchor: dt.datetime, opening: dt.date | None) -> Iterator[Time]:
    """Yield the times of a cell, which is read alone."""
    shift = cell.span.start - sentence.span.start
    for each in _found(_plain(cell.text), anchor, opening):
        span = Span(each.span.start + shift, each.span.end + shift)
        yield _time(sentence, replace(each, span=span), anchor)


def _plain(text: str) -> str:
    """Return a text as the reader of time takes it, no longer and no shorter: each event is *the* event."""
    text = text.replace("\n", " ")
    text = _DAILY.sub(lambda match: " " * len(match[0]), text)
    text = _WEEKDAYS.sub(lambda match: " " * len(match[0]), text)
    return _DOUBLED.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=512)  # the sentences of a letter or two: each is asked for by several readings
def _found(text: str, anchor: dt.datetime, opening: dt.date | None) -> tuple[Expression, ...]:
    return find(text, anchor, opening=opening, strict=True)


def _time(sentence: Sentence, expression: Expression, anchor: dt.datetime) -> Time:
    passage = sentence.passage
    start = passage.place(passage.span.start + expression.span.start)
    end = passage.place(passage.span.start + expression.span.end)
    end += len(re.match(r"[a-z]*", passage.low[end:])[0]) if passage.low[end - 1].isalpha() else 0  # type: ignore[index]
    words, period = passage.low[start:end], expression.value
    bound = period.start or period.end
    today = bound is not None and bound.first == anchor.date() and not expression.year_given
    named = pattern(r"aujourd|ce jour|{months.names}|\d/\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")
    return Time(
        expression=_exclusive(expression, passage.low[:start]),
        sentence=sentence,
        start=start,
        end=end,
        clock_only=today and period.hours is not None and not named.search(words),
        counted="from the opening" in expression.rule or bool(re.search(r"\b(?:precedant|avant) l'ouverture", words)),
    )


def _exclusive(expression: Expression, before: str) -> Expression:
    """“avant le 5 mai, dernier délai” excludes that day all the same."""
    if expression.value.start is None and re.search(r"\bavant(?: le)?\s$", before):
        return replace(expression, value=replace(expression.value, end_inclusive=False))
    return expression


def subject_of(subject: Passage) -> Sentence:
    """Return the subject line as a sentence."""
    return Sentence(passage=subject, block=-1, zone=Zone.HEADER)
