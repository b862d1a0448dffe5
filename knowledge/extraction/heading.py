"""Who writes, when, under which reference and about what: of all candidates the one with the most evidence."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile

from knowledge.documents.evidence import Sign, coded, signs
from knowledge.documents.forwarded import sent_day
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import CODE, CUES, Day, day_of
from knowledge.extraction.fields import Field, goes_on
from knowledge.extraction.form import FORM
from knowledge.french.text import Span, fold
from knowledge.model import Evidence

_LONGEST_CODE = 80  # characters
_LONGEST_REST = 40  # after a day that is the letter's: "(après-midi)"
_LONGEST_SERVICE = 120
BY_MAIL = "mail-sent"  # the rule of a day that the letter does not print
_FILING = re.compile(r"[\w ]+/[\w./-]+")  # "TSB Ateliers/LC"
_SHORTEST_TITLE = 25
_LONGEST_TITLE = 300
_NO_CODES = ("subject", "addressees", "copy", "annexes")
_BELOW = ("subject", "addressees")  # what the office stands above
_FIRST_SENTENCES = 6  # in which the body says what it changes
_OPENING_CODE = re.compile(rf"({CODE.pattern})\s*[–:—-]\s")  # as in a mail: "UAT/SG/2026/118 – Réunion préparatoire"
_LETTER = r"(?P<letter>(?:{heading.kinds}\s+)?(?:no?\.?\s*)?(?:[a-z]{2,}[\w/ .-]*?|)\d[\w/.-]*)"


@dataclass
class Heading:
    """What the header says of the letter as a whole."""

    reference: str | None = None
    date: dt.date | None = None
    place: str | None = None
    service: str | None = None
    subject: Passage | None = None
    addressees: tuple[str, ...] = ()
    amends: str | None = None
    evidence: list[Evidence] = field(default_factory=list)

    def note(self, name: str, span: Span, rule: str, confidence: float = 1.0) -> None:
        """Remember where a field stands."""
        self.evidence.append(Evidence(field=name, span=span, rule=rule, confidence=confidence))


# ------------------------------------------------------------------ date and place


def read_date(heading: Heading, fields: Sequence[Field], document: Document) -> None:
    """Find the letter's own day: one with its label or its place, or alone on a line above or below the text.

    A letter that prints none, and was written as a mail, is of the day on which that mail was sent.
    """
    told = [(*found, each) for each in fields if (found := _own_day(each))]
    if not told:
        _date_by_mail(heading, document)
        return
    _, day, source = max(told, key=lambda each: each[0])
    heading.date, heading.place = day.day, day.place
    heading.note("date", source.line.span, "date-label" if source.family else "place-and-date")
    if day.place:
        heading.note("place", source.line.span, "place-and-date")


def _date_by_mail(heading: Heading, document: Document) -> None:
    if document.sent is not None and (day := sent_day(document.text[slice(*document.sent)])):
        heading.date = day
        heading.note("date", document.sent, BY_MAIL, 0.8)


def _own_day(each: Field) -> tuple[float, Day] | None:
    """Return the day of a value with what its label, its place and its standing alone say for it."""
    if each.family not in (None, "date", "service") or each.follows in ("subject", "addressees"):
        return None
    day = day_of(each.value.line)
    rest = len(each.value.line) - day.end if day else 0
    if day is None or rest > _LONGEST_REST:
        return None
    cited = each.follows == "reference" and not day.place
    above = each.zone is not Zone.SIGNATURE and not cited
    return 3.0 * (each.family == "date") + 2.0 * bool(day.place) + 1.0 * above + 0.5 * (rest < 3), day


# ------------------------------------------------------------------ reference


def read_reference(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the code of the letter: by its label, alone on a line, or after the kind of the document."""
    year = str(heading.date.year) if heading.date else _year_of_month(fields)
    told = []
    for place, each in enumerate(fields):
        text, weight = _code_of(each, fields[:place], fields[place + 1 :])
        if re.search(r"\d", text):
            told.append((weight + _named(each, fields[max(0, place - 2) : place], text, year), -place, text, each))
    if told:
        _, _, heading.reference, source = max(told, key=lambda each: each[:2])  # the first of equals
        rule = "reference-label" if source.family else "reference-line"
        heading.note("reference", source.line.span, rule, 1.0 if source.family else 0.8)


def _year_of_month(fields: Sequence[Field]) -> str | None:
    months = (re.fullmatch(r"[a-z]+ ((?:20|19)\d\d)", each.value.low) for each in fields if each.family is None)
    return next((match[1] for match in months if match), None)


def _code_of(each: Field, above: Sequence[Field], below: Sequence[Field]) -> tuple[str, float]:
    """Return the code that a value gives, and what its label or its standing alone says for it."""
    match each.family:
        case _ if each.zone is Zone.SIGNATURE or each.follows in _NO_CODES:
            return "", 0.0
        case "subject":
            opening = _OPENING_CODE.match(each.value.line)
            return (opening[1], 0.0) if opening else ("", 0.0)
        case "reference":
            return _labelled_code(each, below), _labelled_weight(each, above)
        case None if coded(each.value):
            amending = _broken_off(above[-3:])
            whole = " ".join((*amending, each.value.line, *_amended_below(each, below[:1])))
            return _bare(whole), 2.0 + (whole != each.value.line)
    return (_bare(each.line.line), 2.0) if each.family == "other" and coded(each.line) else ("", 0.0)


def _named(each: Field, above: Sequence[Field], text: str, year: str | None) -> float:
    """Return what the kind of the document, on the line of a code or just above, and the year say for it."""
    kind, filed = FORM.pattern("{heading.kinds}"), FORM.pattern("{heading.filed}")
    named = any(kind.fullmatch(other.value.low.strip()) for other in above) or kind.match(each.value.low) is not None
    dated = year is not None and (year in text or year[2:] in text)
    return 2.0 * named - 0.5 * bool(filed.match(each.value.low)) + 0.5 * dated


def _broken_off(above: Sequence[Field]) -> list[str]:
    """Return the lines of "Corrigendum 1 à la / Circulaire administrative", which a code below goes on with."""
    lines = [each.value.line for each in above if each.family is None]
    first = next((place for place, line in enumerate(lines) if _amending(fold(line))), len(lines))
    told = lines[first:]
    rest = all(FORM.pattern("{heading.kinds}").fullmatch(fold(line)) for line in told[1:])
    return told if told and rest and re.search(r"\b(?:a|au|de|du|la)$|l'$", fold(told[0])) else []


def _amended_below(each: Field, below: Sequence[Field]) -> list[str]:
    """Return the line "à la Lettre circulaire CR/538" that goes on with "Addendum 1"."""
    goes_on = _amending(each.value.low) and all(re.match(r"(?:a|au|de|du)\b", other.value.low) for other in below)
    return [other.value.line for other in below if other.family is None and goes_on]


def _labelled_weight(each: Field, above: Sequence[Field]) -> float:
    """A label says less when it is the addressee's, stands below the subject, or cites other letters."""
    theirs = FORM.pattern("{heading.theirs}").match(each.words) is not None
    below = any(other.family == "subject" for other in above)
    cites = each.words.endswith("s") or re.search(r"\bdu \d", each.line.low) is not None
    several = re.search(r"\d\S*(?:,|;| et) .*\d", each.value.low) is not None
    return 3.0 - 2.0 * theirs - 1.0 * below - 1.5 * cites - 1.5 * several


def _labelled_code(each: Field, rest: Sequence[Field]) -> str:
    value = each.value.line
    if not re.search(r"\d", value):
        below = (other.value.line for other in rest if other.follows == "reference")
        value = f"{value} {next(below, '')}".strip()
    if re.fullmatch(r"\W*\d+\W*", value) and FORM.pattern("{heading.kinds}").match(each.words):
        value = each.line.line  # a mere number needs the kind of its document
    return _bare(value) if len(value) <= _LONGEST_CODE else ""


def _amending(low: str) -> bool:
    return bool(FORM.pattern(r"{heading.amending}\b").match(low))


def _bare(value: str) -> str:
    """A reference as printed, without the kind of the document before a code that says all."""
    value = value.strip(" .;,:*—–-")
    low = fold(value)
    kind = FORM.pattern(r"(?:[a-z' -]{0,40}\bno\b\.?|{heading.kinds}\s*(?:no?\b\.?)?)\s*:?\s*").match(low)
    start = kind.end() if kind and len(low) == len(value) else 0
    code = CODE.match(value, start)
    if code is None:
        return value
    after = value[code.end() :].strip()
    initials = re.fullmatch(r"[—–-]\s*[A-Za-z]{2,6}(?:/[A-Za-z]{1,6})*", after)  # of who wrote it
    if initials or (re.match(r"[A-Z]{2}", after) and (CODE.fullmatch(after) or _FILING.fullmatch(after))):
        value = value[: code.end()]  # the code of another body, or of its files, for the same letter
    dropped = start and not _amending(low) and FORM.pattern(r"{heading.dropped}\W*$|.*\bno\b").match(low[:start])
    return value[start:].strip(" .;,") if dropped else value


# ------------------------------------------------------------------ the letter that this one changes


def read_amended(heading: Heading, body: Sequence[Passage]) -> None:
    """Find the letter that this one changes: named in the reference, in the subject, or where the body says so."""
    named = FORM.pattern(
        r"{heading.amending}\.?\s*(?:no?\.?\s*)?\d*\s*(?:\([^)]*\)\s*)?(?:a|au|de|du)\s+(?:l'|la\s+|notre\s+|ma\s+)?"
        rf"{_LETTER}"
    )
    trailing = FORM.pattern(r"(?P<letter>.*\d\S*)\s*[(,/–-]?\s*{heading.amending}\.?\s*(?:no?\.?\s*)?\d*\)?")
    changed = FORM.pattern(
        rf"\b(?={{heading.kinds}}\s){_LETTER}(?: du \d[^,;.]{{4,25}}\d{{4}})?"
        r"(?: (?:sur|relative?|concernant)[^;.]{0,80})?,? (?:est|sont) (?:ainsi )?{heading.changed}e?s?"
    )
    reference, subject = heading.reference or "", heading.subject.line if heading.subject else ""
    said = ((each.line, changed.search) for each in body[:_FIRST_SENTENCES])
    ways = ((reference, named.search), (reference, trailing.fullmatch), (subject, named.search), *said)
    for text, way in ways:
        match = way(fold(text))
        if match and len(fold(text)) == len(text):
            heading.amends = _bare(text[match.start("letter") : match.end("letter")].rstrip(" (,/"))
            return
    heading.amends = _continued(reference, body)


def _continued(reference: str, body: Sequence[Passage]) -> str | None:
    """Return the code that a reference numbers on, where the body names it: of "2026-63-1" it is "2026-63"."""
    base = re.fullmatch(r"(.+\d)-\d{1,2}", reference)
    return base[1] if base and any(re.search(rf"{re.escape(base[1])}(?!-?\d)", each.line) for each in body) else None


# ------------------------------------------------------------------ subject


def read_subject(heading: Heading, fields: Sequence[Field], document: Document) -> None:
    """Find what the letter is about: after its label, or else the title of its header."""
    for place, each in enumerate(fields):
        if told := _labelled_subject(each, fields[place + 1 :]):
            heading.subject = Passage(document.text, Span(told[0].span.start, told[-1].span.end)).trimmed(" \n*")
            heading.note("subject", Span(each.line.span.start, told[-1].span.end), "subject-label")
            return
    titles = [each for each in fields if _titles(each)]
    strong = (each.value for each in titles if document.blocks[each.block].kind is Kind.HEADING)
    best = next(chain(strong, (each.value for each in titles), _opening_title(document)), None)
    if best is not None:
        heading.subject = best.trimmed(" \n*")
        heading.note("subject", best.span, "title", 0.7)


def _labelled_subject(each: Field, rest: Sequence[Field]) -> list[Passage]:
    going_on = takewhile(lambda other: other.family is None and other.follows == "subject", rest)
    return [other.value for other in (each, *going_on) if other.value] if each.family == "subject" else []


def _titles(each: Field) -> bool:
    """Tell whether a line of the header may be the title of the letter: words that are of no other kind."""
    bare = each.told is None and each.zone is Zone.HEADER and not each.value.line.startswith(("[", "("))
    return bare and _long_enough(each.value) and signs(each.value) <= {Sign.SHORT, Sign.PROSE, Sign.OTHER_LABEL}


def _opening_title(document: Document) -> Iterator[Passage]:
    """Yield the lines that stand at the top of the body, above its first sentence, and may be its title."""
    for block in (block for block in document.blocks if block.zone is Zone.BODY):
        line = Passage(document.text, block.span)
        if block.marker or signs(line) - {Sign.SHORT, Sign.NAME, Sign.OFFICE}:
            return
        if _long_enough(line):
            yield line


def _long_enough(title: Passage) -> bool:
    return _SHORTEST_TITLE <= len(title.line) <= _LONGEST_TITLE


# ------------------------------------------------------------------ service


def read_service(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the office that writes: after its label, or a line that names an office above the addressees."""
    office = CUES.pattern(r"(?:[a-z]{2,12} - )?(?P<office>(?:l[ea']\s*)?{signs.offices}\b.*)")
    above = takewhile(lambda each: each.told not in _BELOW and each.zone is not Zone.SIGNATURE, fields)
    for each, below in zip(above, (*fields[1:], None), strict=False):
        match = office.fullmatch(each.value.low)
        if _serves(each) and (match or each.family):
            value = each.value.group(match, "office") if match else each.value
            end = below.value.span.end if below and goes_on(below, each) else value.span.end
            heading.service = Passage(value.letter, Span(value.span.start, end)).trimmed(" ,;.").line
            heading.note("service", each.line.span, "service-label" if each.family else "letterhead")
            return


def _serves(each: Field) -> bool:
    fit = each.family in (None, "service") and 0 < len(each.value.line) <= _LONGEST_SERVICE
    return fit and not signs(each.value) & {Sign.TOWARDS, Sign.DAY, Sign.WAY, Sign.NAME}
