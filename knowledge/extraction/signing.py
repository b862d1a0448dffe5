"""Who signed: names and functions below the text, in either order, one under the other or side by side."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from knowledge.documents.evidence import Sign, signs, unsigned
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES, MAIL, has_function, is_name, plain_name, titled
from knowledge.documents.zones import lines_in
from knowledge.french.text import Span, fold
from knowledge.model import Signatory

_ASIDE = {Sign.SIGNED, Sign.DAY, Sign.ADDRESS, Sign.WAY, Sign.SALUTATION, Sign.CLOSING, Sign.PROSE, Sign.OTHER_LABEL}
_END = {Sign.ANNEXES, Sign.ANNEXED, Sign.LABEL}  # of the signatures: lists of annexes or copies
_OPEN = re.compile(r".* (?:d[eu]|de la|des|et|a|pour|l'|aux?)|.*,")  # a title that goes on on the next line


def signatories(document: Document) -> Iterator[Signatory]:
    """Yield those who signed: a name, what they are, and for whom when a line says it."""
    above = lines_in(document, Zone.LETTERHEAD, Zone.HEADER)
    office = next((line.line for line in above if signs(line) == {Sign.FUNCTION}), "")  # the letterhead may tell it
    for column in _columns(document):
        end = next((place for place, line in enumerate(column) if _ends(line)), len(column))
        own = [line for line in column[:end] if line and (_signed(line) or not signs(line) & _ASIDE)]
        yield from (_signatory(group, office) for group in _groups(own))


def _ends(line: Passage) -> bool:
    """Tell whether a line is none of the signatures any more; "Signé: Jean Dupont" is a label and a signature."""
    return bool(signs(line) & _END) and not _signed(line)


def _signed(line: Passage) -> bool:
    """Tell whether a line says that its original was signed, and by whom."""
    return unsigned(line.line) != line.line


def _columns(document: Document) -> Iterator[list[Passage]]:
    """Yield the lines below the text; signatures side by side in a table come one after the other."""
    rows = [each for each in document.blocks if each.zone is Zone.SIGNATURE and each.kind is Kind.ROW]
    inside = {row.span for row in rows}
    to_ask = {row.table for row in rows if MAIL.search(document.text[slice(*row.span)])}
    rows = [row for row in rows if row.table not in to_ask]
    yield [line for line in lines_in(document, Zone.SIGNATURE) if line.span not in inside]
    for spans in zip_longest(*([cell.span for cell in row.cells] for row in rows)):
        column = [Passage(document.text, span) for span in spans if span is not None]
        if any(has_function(cell.text) for cell in column):
            yield column


def _groups(lines: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Part the lines of several signatures: each begins with its name, or ends with it when functions come first."""
    functions = [place for place, line in enumerate(lines) if has_function(line.text)]
    names = [place for place, line in enumerate(lines) if _named(line)]
    if names and functions and functions[0] < names[0]:
        nexts = (next((place for place in functions if place > name), name + 1) for name in names[:-1])
        starts = [0, *nexts]
    else:  # a name without a function below it is for whom the one above signs
        starts = [*names[:1], *(place for place in names[1:] if not functions or place < functions[-1])]
    for start, end in pairwise((*starts, len(lines))):
        yield list(lines[start:end])


def _named(line: Passage) -> tuple[str, str] | None:
    """Return the name on a line, and the function behind its comma."""
    written = unsigned(line.line)
    name, _, rest = written.partition(",")
    if rest.strip() and is_name(name) and has_function(rest):
        return name, rest.strip()
    return (written, "") if is_name(written) else None


def _signatory(group: list[Passage], office: str) -> Signatory:
    line, (name, title) = next((line, named) for line in group if (named := _named(line)))
    titles, organisation = _told_of([each for each in group if each is not line], [title] if title else [])
    return Signatory(
        span=Span(group[0].span.start, group[-1].span.end),
        name=titled(plain_name(name))[1],
        title=re.sub(r"^(?:L[ea]\s+|L['’])", "", " ".join(titles or [office]).strip(" ,"), flags=re.IGNORECASE),
        organisation=" ".join(organisation) or None,
    )


def _told_of(lines: Sequence[Passage], titles: list[str]) -> tuple[list[str], list[str]]:
    """Return what somebody is and for whom he signs; "pour le Secrétaire général" is a title when there is no other."""
    own = [line for line in lines if not CUES.pattern("{signs.on_behalf}").match(line.low)]
    functions = any(has_function(line.text) for line in own)
    organisation: list[str] = []
    for line in own if titles or functions else lines:
        goes_on = titles and (line.text.lstrip()[:1].islower() or _OPEN.fullmatch(fold(titles[-1])))
        if goes_on or (not titles and has_function(line.text)):
            titles = [*titles, line.line]
        elif _institution(line):
            organisation.append(line.line)
    return titles, organisation


def _institution(line: Passage) -> bool:
    """Tell whether a line names an organisation or a country: for whom the one above signs."""
    named = CUES.pattern(r"(?:l[ea']\s*)?(?:{signs.offices}|{signs.bodies})\b").match(line.low)
    return bool(named) or is_name(line.line) or len(line.line.split()) == 1
