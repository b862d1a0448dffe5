"""Who signed: names and functions below the text, in either order, one under the other or side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents.evidence import Sign, signs, unsigned
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES, has_function, is_name, plain_name, titled
from knowledge.french.text import Span, fold
from knowledge.model import Signatory

_ASIDE = {Sign.SIGNED, Sign.DAY, Sign.ADDRESS, Sign.WAY, Sign.SALUTATION, Sign.CLOSING, Sign.PROSE, Sign.OTHER_LABEL}


def signatories(document: Document) -> Iterator[Signatory]:
    """Yield those who signed: a name, what they are, and for whom when a line says it."""
    for column in _columns(document):
        for group in _groups(list(_own(column))):
            signatory = _signatory(group)
            yield signatory if signatory.title else replace(signatory, title=_office_above(document))


def _office_above(document: Document) -> str:
    """Return the function that the letterhead names as the writer: "La Directrice générale"."""
    for block in document.blocks:
        line = Passage(document.text, block.span)
        if block.zone in (Zone.LETTERHEAD, Zone.HEADER) and Sign.FUNCTION in signs(line):
            return _bare_title([line.line])
    return ""


def _columns(document: Document) -> Iterator[list[Passage]]:
    """Yield the lines below the text; signatures side by side in a table come one after the other."""
    blocks = [block for block in document.blocks if block.zone is Zone.SIGNATURE]
    rows = [block for block in blocks if block.kind is Kind.ROW]
    yield [Passage(document.text, line) for block in blocks if block.kind is not Kind.ROW for line in block.lines]
    for place in range(max((len(row.cells) for row in rows), default=0)):
        column = [Passage(document.text, row.cells[place].span) for row in rows if place < len(row.cells)]
        if any(has_function(cell.text) for cell in column):
            yield column


def _own(lines: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the lines down to the list of annexes or copies that may be of a signature."""
    for line in lines:
        shown = signs(line)
        if shown & {Sign.ANNEXES, Sign.ANNEXED, Sign.LABEL}:
            return
        if line and not shown & _ASIDE:
            yield line


def _groups(lines: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Part the lines of several signatures: each begins with its name, or ends with it when functions come first."""
    functions = [place for place, line in enumerate(lines) if has_function(line.text)]
    names = [place for place, line in enumerate(lines) if _names(line)]
    if not names:
        return
    if functions and functions[0] > names[0]:  # a name without a function below it is for whom the one above signs
        names = names[:1] + [place for place in names[1:] if functions[-1] > place]
    if functions and functions[0] < names[0]:
        starts = [0] + [_next_function(lines, place) for place in names[:-1]]
    else:
        starts = names
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        yield list(lines[start:end])


def _next_function(lines: Sequence[Passage], after: int) -> int:
    return next((place for place in range(after + 1, len(lines)) if has_function(lines[place].text)), after + 1)


def _names(line: Passage) -> bool:
    written = unsigned(line.line)
    return is_name(written) or _name_and_function(written) is not None


def _name_and_function(text: str) -> tuple[str, str] | None:
    name, comma, rest = text.partition(",")
    return (name, rest.strip()) if comma and rest.strip() and is_name(name) and has_function(rest) else None


def _signatory(group: list[Passage]) -> Signatory:
    name_line = next(line for line in group if _names(line))
    written = unsigned(name_line.line)
    both = _name_and_function(written)
    name, titles = (both[0], [both[1]]) if both else (written, [])
    rest = [line for line in group if line is not name_line]
    behalf = CUES.pattern("{signs.on_behalf}")
    own = [line for line in rest if not behalf.match(line.low)]
    organisation: list[str] = []
    for line in own if titles or any(has_function(line.text) for line in own) else rest:
        going_on = bool(titles) and (line.text.lstrip()[:1].islower() or _open_ended(titles[-1]))
        if going_on or (not titles and (has_function(line.text) or behalf.match(line.low))):
            titles.append(line.line)
        elif _institution(line):
            organisation.append(line.line)
    span = Span(group[0].span.start, group[-1].span.end)
    return Signatory(
        span=span,
        name=titled(plain_name(name))[1],
        title=_bare_title(titles),
        organisation=" ".join(organisation) or None,
    )


def _institution(line: Passage) -> bool:
    """Tell whether a line names an organisation or a country: for whom the one above signs."""
    named = CUES.pattern(r"(?:l[ea']\s*)?(?:{signs.offices}|{signs.bodies})\b").match(line.low)
    return bool(named) or is_name(line.line) or len(line.line.split()) == 1


def _bare_title(lines: Sequence[str]) -> str:
    return re.sub(r"^(?:L[ea]\s+|L['’])", "", " ".join(lines).strip(" ,"), flags=re.IGNORECASE)


def _open_ended(title: str) -> bool:
    """A title that stops on a small word goes on on the next line."""
    return fold(title).endswith((" de", " du", " de la", " des", " et", " a", " pour", " l'", ",", " aux", " au"))
