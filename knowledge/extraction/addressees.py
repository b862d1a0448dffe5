"""To whom a letter goes: lines that say "Aux …", what a label announces, or those whom a note verbale greets."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.evidence import Sign, signs
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES
from knowledge.extraction.fields import Field, goes_on
from knowledge.extraction.form import FORM
from knowledge.extraction.heading import Heading
from knowledge.french.text import Span

_GREETING = (
    r"present(?:e|ent) (?:ses|leurs) compliments (?P<who>(?:aux?|a la|a l'|a toute?s les|a tous les)\s?.+?)"
    r"(?=,?\s+(?:et,? (?:a|ont|se|lui|leur|la|les?|par)\b|et (?:saisi|tien|souhait)|en se)|\s*[.;]|$)"
)
_TITLE = r"^(?:note|notification|lettre|circulaire)\b.{0,30}? (?P<who>aux .{4,60})$"
_SALUTATION = r"\b(?:mesdames|messieurs) (?P<who>les [a-z].{5,80}),$"
_OTHER_FAMILIES = ("subject", "copy", "annexes", "service")
_OTHERS = frozenset((Sign.SALUTATION, Sign.DAY, Sign.PROSE, Sign.CODE))  # what no line of addressees shows


def read_addressees(heading: Heading, fields: Sequence[Field], sentences: Sequence[Passage]) -> None:
    """Find the groups that the letter goes to."""
    values = [each.value for each in fields if each.family is None]
    named = (_named(_GREETING, sentences[:4]), _named(_TITLE, values), _named(_SALUTATION, values))
    lines = next(filter(None, (_lines(_in_place(fields)), *named)), [])
    groups = [group for line in lines for group in _groups(line) if group != heading.place]
    if groups:
        heading.addressees = tuple(dict.fromkeys(groups))
        heading.note("addressees", Span(lines[0].span.start, lines[-1].span.end), "addressees")


def _named(pattern: str, lines: Sequence[Passage]) -> list[Passage]:
    """Return whom the first of some lines names in passing: a greeting, a title, a salutation."""
    found = ((line, match) for line in lines if (match := re.search(pattern, line.low)))
    return [line.group(match, "who") for line, match in found][:1]


def _in_place(fields: Sequence[Field]) -> list[Field]:
    """Leave out what stands below the subject when there are addressees above it: it greets somebody."""
    subject = next((place for place, each in enumerate(fields) if each.family == "subject"), len(fields))
    told = bool(_lines(fields[:subject]))
    return [each for place, each in enumerate(fields) if place < subject or not told or each.told == "addressees"]


def _lines(fields: Sequence[Field]) -> list[Passage]:
    """Return the lines that say to whom the letter goes, one that breaks off with the next."""
    found: list[Passage] = []
    before: Field | None = None  # the line above, when it is one of them
    for each in fields:
        if before is not None and goes_on(each, before):
            found[-1] = Passage(each.value.letter, Span(found[-1].span.start, each.value.span.end))
        elif _addresses(each):
            found.append(each.value)
        else:
            before = None
            continue
        before = each
    return found


def _addresses(each: Field) -> bool:
    """Tell whether a value names addressees: its label says so, or it says "aux"."""
    worded = re.search(r"[^\W\d_]{3}", each.value.text) is not None  # no mere mark of a list
    shown = signs(each.value) if worded else _OTHERS
    if Sign.TOWARDS in shown:  # "Mesdames et Messieurs les chefs des autorités" are greeted and written to
        shown -= {Sign.SALUTATION}
    towards = Sign.TOWARDS in shown and each.family is None and each.follows not in _OTHER_FAMILIES
    return not shown & _OTHERS and (each.told == "addressees" or towards)


def _groups(line: Passage) -> Iterator[str]:
    """Yield the groups of "Aux États Membres, Membres de Secteur et Associés de l'UIT, ainsi qu'aux …"."""
    to = r"(?:aux?\s+|a la\s+|a l'|a\s+)"
    cut = CUES.pattern(
        rf"\s*[;,]?\s+[-–•]\s+(?:{to}|des\s+)|\s*[;,](?!\s*(?:(?:de|des|du)\s|d'))\s*(?:ainsi qu'|et\s+)?{to}?"
        rf"|\s+ainsi qu'{to}|\s+et\s+{to}|\s+et\s+(?:(?:les|des|ses|leurs)\s+)?(?={{words.groups}}\b)"
    )
    low = line.low
    lead = FORM.pattern(r"(?:[-–•]\s*)?(?:et\s+)?{addressees.lead}*")
    start = lead.match(low).end()  # type: ignore[union-attr]
    for match in (*cut.finditer(low, start), None):
        end = match.start() if match else len(low)
        if low.count("(", 0, end) > low.count(")", 0, end) and match:
            continue
        if low[start:end].strip(" .;,"):
            yield line.at(start, end).trimmed(" .;,\n").line
        start = lead.match(low, match.end()).end() if match else end  # type: ignore[union-attr]
