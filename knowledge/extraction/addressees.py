"""To whom a letter goes: lines that say "Aux …", what a label announces, or those whom a note verbale greets."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.evidence import Sign, signs
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES
from knowledge.extraction.fields import Field, goes_on
from knowledge.extraction.form import FORM
from knowledge.french.text import Span

_GREETING = (
    r"present(?:e|ent) (?:ses|leurs) compliments (?P<who>(?:aux?|a la|a l'|a toute?s les|a tous les)\s?.+?)"
    r"(?=,?\s+(?:et,? (?:a|ont|se|lui|leur|la|les?|par)\b|et (?:saisi|tien|souhait)|en se)|\s*[.;]|$)"
)
_OTHERS = frozenset((Sign.SALUTATION, Sign.DAY, Sign.PROSE, Sign.CODE))  # what no line of addressees shows


def read_addressees(
    fields: Sequence[Field], sentences: Sequence[Passage], place: str | None
) -> tuple[tuple[str, ...], Span | None]:
    """Return the groups that the letter goes to, and where they stand; `place` is where it was written."""
    ways = (_lines(_in_place(fields)), _greeted(sentences), _titled(fields), _saluted(fields))
    lines = next((found for found in map(list, ways) if found), [])
    groups = [group for line in lines for group in _groups(line) if group != place]
    if not groups:
        return (), None
    return tuple(dict.fromkeys(groups)), Span(lines[0].span.start, lines[-1].span.end)


def _in_place(fields: Sequence[Field]) -> list[Field]:
    """Leave out what stands below the subject when there are addressees above it: it greets somebody."""
    subject = next((place for place, each in enumerate(fields) if each.family == "subject"), len(fields))
    above = list(fields[:subject])
    told = any(True for _ in _lines(above))
    return above + [each for each in fields[subject:] if not told or each.told == "addressees"]


def _lines(fields: Sequence[Field]) -> Iterator[Passage]:
    """Yield the lines that say to whom the letter goes; one that breaks off is yielded with the next."""
    open_line: Passage | None = None
    before: Field | None = None
    for each in fields:
        if open_line is not None and before is not None and goes_on(each, before):
            open_line = Passage(open_line.letter, Span(open_line.span.start, each.value.span.end))
        elif _addresses(each, before, started=open_line is not None):
            if open_line is not None:
                yield open_line
            open_line = each.value
        else:
            if open_line is not None:
                yield open_line
            open_line = None
        before = each
    if open_line is not None:
        yield open_line


def _addresses(each: Field, before: Field | None, *, started: bool) -> bool:
    """Tell whether a value names addressees: its label says so, it says "aux", or it is listed with others that do."""
    shown = signs(each.value) if each.value else _OTHERS
    if shown & _OTHERS:
        return False
    if each.told == "addressees":
        return True
    if each.family is not None or each.follows in ("subject", "copy", "annexes", "service"):
        return False
    return Sign.TOWARDS in shown or (_names_group(each.value) and _listed(each, before, started=started))


def _names_group(value: Passage) -> bool:
    first = re.match(r"[a-z-]+", value.low)
    return first is not None and first[0] in CUES.words("words", "groups")


def _listed(each: Field, before: Field | None, *, started: bool) -> bool:
    return each.item or (started and before is not None and each.block - before.block <= 1)


def _greeted(sentences: Sequence[Passage]) -> Iterator[Passage]:
    for sentence in sentences[:4]:
        match = re.search(_GREETING, sentence.low)
        if match:
            yield sentence.group(match, "who")
            return


def _titled(fields: Sequence[Field]) -> Iterator[Passage]:
    """Yield whom the title of the document names: "NOTIFICATION AUX PARTIES"."""
    for each in fields:
        match = re.fullmatch(r"(?:note|notification|lettre|circulaire)\b.{0,30}? (?P<who>aux .{4,60})", each.value.low)
        if each.family is None and match:
            yield each.value.group(match, "who")
            return


def _saluted(fields: Sequence[Field]) -> Iterator[Passage]:
    """Yield whom the salutation names: "Mesdames, Messieurs les Points focaux,"."""
    for each in fields:
        match = re.search(r"\b(?:mesdames|messieurs) (?P<who>les [a-z].{5,80}),$", each.value.low)
        if match and Sign.SALUTATION in signs(each.value):
            yield each.value.group(match, "who")


def _groups(line: Passage) -> Iterator[str]:
    """Yield the groups of "Aux États Membres, Membres de Secteur et Associés de l'UIT, ainsi qu'aux …"."""
    heads = "|".join(sorted(CUES.words("words", "groups"), key=len, reverse=True))
    to = r"(?:aux?\s+|a la\s+|a l'|a\s+)"
    cut = re.compile(
        rf"\s*[;,]?\s+[-–•]\s+{to}|\s*[;,](?!\s*(?:(?:de|des|du)\s|d'))\s*(?:ainsi qu'|et\s+)?{to}?"
        rf"|\s+ainsi qu'{to}|\s+et\s+{to}"
        rf"|\s+et\s+(?:(?:les|des|ses|leurs)\s+)?(?=(?:{heads})\b)"
    )
    lead = FORM.pattern(r"(?:[-–•]\s*)?(?:et\s+)?{addressees.lead}*").match(line.low)
    low, start = line.low, lead.end() if lead else 0
    cuts = [
        match
        for match in cut.finditer(low, start)
        if low.count("(", 0, match.start()) == low.count(")", 0, match.start())
    ]
    for match in (*cuts, None):
        end = match.start() if match else len(low)
        if low[start:end].strip(" .;,"):
            yield line.at(start, end).trimmed(" .;,\n").line
        start = match.end() if match else end
