"""What the header of a letter tells: values with their labels, in lines, in cells or run together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.evidence import Sign, labels, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import MAIL, day_of, phone_number
from knowledge.french.text import Span

_EDGES = " /;|•·\n\t"
_OPEN = {"et", "aux", "au", "de", "des", "du", "la", "l'", "les", "a", "pour", "sur"}  # ends of no sentence
_ALONE = {Sign.DAY, Sign.SALUTATION, Sign.TOWARDS, Sign.CODE}  # what goes on with nothing above it …
_AWAITED = {"copy": {Sign.TOWARDS}, "reference": {Sign.CODE}, "date": {Sign.DAY}}  # … but with these labels
_READ = (Zone.LETTERHEAD, Zone.HEADER, Zone.SIGNATURE)
_LONGEST_DATELINE = 60  # characters
_BEFORE_DAY = re.compile(r"(?<=[\w)])[\s,—–|-]+(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value of the header or below the signature, or a line that no label announces."""

    family: str | None  # of its label: "phone", as in evidence.toml; "other" for a label of no known kind
    value: Passage
    line: Passage  # the whole line or row
    block: int  # position of its block in the document
    zone: Zone
    words: str = ""  # of the label, folded
    purpose: str | None = None  # "Contact (contenu du questionnaire): …"
    follows: str | None = None  # family of the value that this line goes on with

    @property
    def told(self) -> str | None:
        """The family that the value belongs to, by its own label or the one above."""
        return self.family or self.follows


def read_fields(document: Document) -> tuple[Field, ...]:
    """Return the values of the header and of what stands below the signature, in order."""
    found: list[Field] = []
    columns: dict[int, Field] = {}  # the last label of each column
    for place, block in enumerate(document.blocks):
        if block.zone not in _READ:
            continue
        lines = (Passage(document.text, span) for span in block.lines or (block.span,))
        row = block.kind is Kind.ROW
        told = (
            _cells(document, block, place, columns)
            if row
            else (each for line in lines for each in _split(line, line, block, place))
        )
        for field in told:
            found.append(_continued(field, found, document))
    return tuple(_dealt(found))


def goes_on(each: Field, before: Field) -> bool:
    """Tell whether a line only ends the one before: it stands below in its block and continues its sentence."""
    if each.family or each.block != before.block or each.line == before.line:
        return False
    end = before.value.low.split()[-1:] or [""]
    return end[0].endswith((",", ";")) or end[0] in _OPEN or each.value.text[:1].islower()


# ------------------------------------------------------------------ cells and lines


def _cells(document: Document, block: Block, place: int, columns: dict[int, Field]) -> Iterator[Field]:
    """A cell that is only a label announces the next one, or those below it; others are read as lines."""
    row = Passage(document.text, block.span)
    pending: Field | None = None
    empty = False  # the cell before
    for column, cell in enumerate(_joined(document, block)):
        told = list(_split(cell, row, block, place)) if cell else []
        if told and pending is not None:
            told = [replace(pending, value=cell)]
            pending, columns[column] = None, told[0]
        elif len(told) == 1 and told[0].family and not told[0].value:
            pending = columns[column] = told.pop()
        elif told and _goes_under(told[0], columns.get(column), empty=empty):
            told[0] = replace(told[0], follows=columns[column].family)
        yield from told
        empty = not cell
    yield from filter(None, [pending])


def _goes_under(field: Field, above: Field | None, *, empty: bool) -> bool:
    """Tell whether a cell goes on with its column: beside an empty one, or below a label without a value."""
    if above is None or field.family is not None or Sign.DAY in signs(field.value):
        return False
    return empty or not above.value


def _joined(document: Document, block: Block) -> list[Passage]:
    """Return the cells of a row; "Genève, le" and the day beside it are one."""
    cells = [Passage(document.text, cell.span) for cell in block.cells]
    for place in range(len(cells) - 1, 0, -1):
        both = Passage(document.text, Span(cells[place - 1].span.start, cells[place].span.end))
        if cells[place - 1].low.endswith((",", " le")) and {Sign.DAY} < signs(both) & {Sign.DAY, Sign.DATELINE}:
            cells[place - 1 : place + 1] = [both]
    return cells


def _split(passage: Passage, line: Passage, block: Block, place: int) -> Iterator[Field]:
    """Yield the values of a line that may hold several: "Tél.: +41 … / Courriel: …"."""
    found = [label for label in labels(passage) if label.family or block.kind is not Kind.HEADING]
    starts = [*(label.start for label in found), len(passage.low)]
    whole = Field(family=None, value=passage.at(0, starts[0]).trimmed(_EDGES), line=line, block=place, zone=block.zone)
    if whole.value:
        yield from _parted(whole)
    for label, stop in zip(found, starts[1:], strict=True):
        purpose = passage.at(*label.purpose).line if label.purpose else None
        value = passage.at(min(label.end, stop), stop).trimmed(_EDGES)
        yield from _parted(
            replace(whole, family=label.family or "other", words=label.words, value=value, purpose=purpose)
        )


def _parted(field: Field) -> Iterator[Field]:
    """Part a code or an office from the day after it: "Circulaire TSB 198 — Genève, le 14 février 2028"."""
    value = field.value
    for match in _BEFORE_DAY.finditer(value.text) if field.family in (None, "reference") else ():
        rest = value.text[match.end() :]
        day = day_of(rest) if len(rest) <= _LONGEST_DATELINE else None
        head = Passage(value.letter, Span(value.span.start, value.span.start + match.start()))
        if day and len(rest) - day.end < 3 and (field.family or signs(head) & {Sign.CODE, Sign.OFFICE}):
            yield replace(field, value=head)
            tail = Passage(value.letter, Span(value.span.start + match.end(), value.span.end))
            yield replace(field, family=None, words="", value=tail, follows=field.family)
            return
    yield field


# ------------------------------------------------------------------ what goes on


def _continued(field: Field, before: Sequence[Field], document: Document) -> Field:
    """A line without label goes on with the value above: in one block, table or list, or when that has none yet."""
    if field.family or field.follows or not before:
        return field
    above = before[-1]
    alone = signs(field.value) & (_ALONE - _AWAITED.get(above.told or "", set()))
    return field if alone or not _near(field, above, document) else replace(field, follows=above.told)


def _near(field: Field, above: Field, document: Document) -> bool:
    one, other = document.blocks[above.block], document.blocks[field.block]
    if one is other or (one.kind is other.kind is Kind.ROW and one.table == other.table):
        return True
    waits = above.family not in (None, "other") and not above.value
    listed = all(block.kind is Kind.ITEM or block.marker for block in (one, other))
    return field.block - above.block == 1 and (waits or listed)


def _dealt(fields: Sequence[Field]) -> Iterator[Field]:
    """Give their values to labels that stand together without any: each takes the first that is of its type."""
    waiting: list[Field] = []
    together = False  # several wait
    for field in fields:
        fit = next((each for each in waiting if together and _fits(each, field)), None)
        if field.family not in (None, "other") and not field.value:
            waiting.append(field)
            together = len(waiting) > 1
        elif fit is None:
            waiting, together = [], False
        else:
            waiting.remove(fit)
            field = replace(field, family=fit.family, words=fit.words, follows=None)  # noqa: PLW2901  # its own label
        yield field


def _fits(label: Field, field: Field) -> bool:
    if field.family is not None:
        return False
    shown, text = signs(field.value), field.value.text
    match label.family:
        case "phone" | "fax":
            return phone_number(text) is not None
        case "email":
            return MAIL.search(text) is not None
        case "date" | "reference":
            return (Sign.DAY if label.family == "date" else Sign.CODE) in shown
    return not shown & {Sign.WAY, Sign.DAY, Sign.CODE}
