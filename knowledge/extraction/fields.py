"""What the header of a letter tells: values with their labels, in lines, in cells or run together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.evidence import Label, Sign, labels, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import MAIL, phone_number
from knowledge.french.text import Span

_EDGES = " /;|•·\n\t"
_OPEN = (
    ",",
    ";",
    " et",
    " aux",
    " au",
    " de",
    " des",
    " du",
    " la",
    " l'",
    " les",
    " a",
    " pour",
    " sur",
)  # ends of no sentence
_ALONE = {Sign.DAY, Sign.SALUTATION, Sign.TOWARDS, Sign.CODE}  # what goes on with nothing above it …
_AWAITED = {"copy": {Sign.TOWARDS}, "reference": {Sign.CODE}, "date": {Sign.DAY}}  # … but with these labels
_ABOVE = (Zone.LETTERHEAD, Zone.HEADER)


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
    item: bool = False  # of a list

    @property
    def told(self) -> str | None:
        """The family that the value belongs to, by its own label or the one above."""
        return self.family or self.follows


def read_fields(document: Document) -> tuple[Field, ...]:
    """Return the values of the header and of what stands below the signature, in order."""
    found: list[Field] = []
    columns: dict[int, str] = {}  # what the last label of each column announces
    for place, block in enumerate(document.blocks):
        if block.zone not in (*_ABOVE, Zone.SIGNATURE):
            continue
        cells = block.kind is Kind.ROW
        lines = _cells(document, block, place, columns) if cells else _lines(document, block, place)
        for field in lines:
            found.append(_continued(field, found, document))
    return tuple(_dealt(found))


def _lines(document: Document, block: Block, place: int) -> Iterator[Field]:
    for span in block.lines or (block.span,):
        line = Passage(document.text, span)
        yield from _split(line, line, block, place)


def _cells(document: Document, block: Block, place: int, columns: dict[int, str]) -> Iterator[Field]:
    """A cell that is only a label announces the next one; others are read as lines."""
    row = Passage(document.text, block.span)
    pending: Field | None = None
    empty = False  # the cell before
    for column, cell in enumerate(Passage(document.text, cell.span) for cell in block.cells):
        told = tuple(_split(cell, row, block, place)) if cell else ()
        if told and pending is not None:
            columns[column] = pending.family or ""
            yield replace(pending, value=cell)
            pending = None
        elif _is_label(told):
            pending = told[0]
        else:
            yield from _under(told, columns.get(column)) if empty else told
        empty = not cell
    if pending is not None:
        yield pending


def _is_label(told: Sequence[Field]) -> bool:
    return len(told) == 1 and told[0].family is not None and not told[0].value


def _under(told: Sequence[Field], above: str | None) -> Iterator[Field]:
    """Let a cell beside an empty one go on with its column, unless it is a day of its own."""
    for field in told[:1]:
        alone = field.family is not None or Sign.DAY in signs(field.value)
        yield field if alone else replace(field, follows=above)
    yield from told[1:]


def _split(passage: Passage, line: Passage, block: Block, place: int) -> Iterator[Field]:
    """Yield the values of a line that may hold several: "Tél.: +41 … / Courriel: …"."""
    found = labels(passage)
    end = found[0].start if found else len(passage.low)
    bare = Field(
        family=None,
        value=passage.at(0, end).trimmed(_EDGES) if end else passage,
        line=line,
        block=place,
        zone=block.zone,
        item=block.kind is Kind.ITEM,
    )
    if end and bare.value:
        yield bare
    for label, following in zip(found, (*found[1:], None), strict=False):
        stop = following.start if following else len(passage.low)
        yield replace(
            bare,
            family=label.family or "other",
            words=label.words,
            value=_value(passage, label, stop),
            purpose=passage.at(*label.purpose).line if label.purpose else None,
        )


def _value(passage: Passage, label: Label, stop: int) -> Passage:
    if label.end >= stop:
        return Passage(passage.letter, Span(passage.span.end, passage.span.end))
    return passage.at(label.end, stop).trimmed(_EDGES)


def _continued(field: Field, before: Sequence[Field], document: Document) -> Field:
    """A line without label goes on with the value above: in one block, table or list, or when that has none yet."""
    if field.family or field.follows or not before:
        return field
    above = before[-1]
    alone = signs(field.value) & (_ALONE - _AWAITED.get(above.told or "", set()))
    return field if alone or not _near(field, above, document) else replace(field, follows=above.told)


def _near(field: Field, above: Field, document: Document) -> bool:
    if field.block == above.block or _joined(document.blocks[above.block], document.blocks[field.block]):
        return True
    waits = above.family not in (None, "other") and not above.value
    return field.block - above.block == 1 and (waits or (field.item and above.item))


def goes_on(each: Field, before: Field) -> bool:
    """Tell whether a line only ends the one before: it stands below in its block and continues its sentence."""
    if each.family or each.block != before.block or each.line == before.line:
        return False
    end = before.value.low.split()[-1:] or [""]
    return end[0].endswith((",", ";")) or end[0] in _OPEN or each.value.text[:1].islower()


def _joined(above: Block, below: Block) -> bool:
    return above.kind is below.kind is Kind.ROW and above.table == below.table


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
