"""Who signed: names and functions below the text, in either order, one under the other or side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from knowledge.documents.evidence import Sign, signs, unsigned
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES, has_function, is_name, plain_name, titled
from knowledge.documents.zones import lines_in
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
    lines = lines_in(document, Zone.LETTERHEAD, Zone.HEADER)
    return next((_bare_title([line.line]) for line in lines if signs(line) == {Sign.FUNCTION}), "")


def _columns(document: Document) -> Iterator[list[Passage]]:
    """Yield the lines below the text; signatures side by side in a table come one after the other."""
    rows = [each for each in document.blocks if each.zone is Zone.SIGNATURE and each.kind is Kind.ROW]
    inside = {row.span for row in rows}
    yield [line for line in lines_in(document, Zone.SIGNATURE) if line.span not in inside]
    yield from _table_columns(document, rows)


def _table_columns(document: Document, rows: Sequence[Block]) -> Iterator[list[Passage]]:
    for spans in zip_longest(*([cell.span for cell in row.cells] for row in rows)):
        column = [Passage(document.text, span) for span in spans if span is not None]
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


def _groups(lines: Sequence[Passage]) -> list[list[Passage]]:
    """Part the lines of several signatures: each begins with its name, or ends with it when functions come first."""
    functions = [place for place, line in enumerate(lines) if has_function(line.text)]
    names = [place for place, line in enumerate(lines) if _names(line)]
    starts = _starts(lines, names, functions) if names and functions else names
    return [list(lines[start:end]) for start, end in pairwise((*starts, len(lines)))] if starts else []


def _starts(lines: Sequence[Passage], names: Sequence[int], functions: Sequence[int]) -> list[int]:
    if functions[0] < names[0]:
        return [0, *(_next_function(lines, place) for place in names[:-1])]
    # a name without a function below it is for whom the one above signs
    return [names[0], *(place for place in names[1:] if place < functions[-1])]


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
    name, title = _name_and_function(written) or (written, "")
    titles, organisation = _told_of([line for line in group if line is not name_line], [title] if title else [])
    return Signatory(
        span=Span(group[0].span.start, group[-1].span.end),
        name=titled(plain_name(name))[1],
        title=_bare_title(titles),
        organisation=" ".join(organisation) or None,
    )


def _told_of(lines: Sequence[Passage], titles: list[str]) -> tuple[list[str], list[str]]:
    """Return what somebody is and for whom he signs; "pour le Secrétaire général" is a title when there is no other."""
    own = [line for line in lines if not CUES.pattern("{signs.on_behalf}").match(line.low)]
    functions = any(has_function(line.text) for line in own)
    organisation: list[str] = []
    for line in own if titles or functions else lines:
        if _goes_on(titles, line) if titles else has_function(line.text):
            titles = [*titles, line.line]
        elif _institution(line):
            organisation.append(line.line)
    return titles, organisation


def _goes_on(titles: Sequence[str], line: Passage) -> bool:
    return line.text.lstrip()[:1].islower() or _open_ended(titles[-1])


def _institution(line: Passage) -> bool:
    """Tell whether a line names an organisation or a country: for whom the one above signs."""
    named = CUES.pattern(r"(?:l[ea']\s*)?(?:{signs.offices}|{signs.bodies})\b").match(line.low)
    return bool(named) or is_name(line.line) or len(line.line.split()) == 1


def _bare_title(lines: Sequence[str]) -> str:
    return re.sub(r"^(?:L[ea]\s+|L['’])", "", " ".join(lines).strip(" ,"), flags=re.IGNORECASE)


def _open_ended(title: str) -> bool:
    """A title that stops on a small word goes on on the next line."""
    return fold(title).endswith((" de", " du", " de la", " des", " et", " a", " pour", " l'", ",", " aux", " au"))
