"""Who writes, when, under which reference and about what: of all candidates the one with the most evidence."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.documents.evidence import Sign, coded, signs
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
_SHORTEST_TITLE = 25
_LONGEST_TITLE = 300
_FIRST_SENTENCES = 6  # in which the body says what it changes
_LETTER = r"(?P<letter>(?:{heading.kinds}\s+)?(?:no?\.?\s*)?(?:[a-z]{2,}[\w/ .-]*?|)\d[\w/.-]*)"


@dataclass
class Heading:
    """What the header says of the letter as a whole."""

    reference: str | None = None
    date: dt.date | None = None
    place: str | None = None
    service: str | None = None
    subject: Passage | None = None
    amends: str | None = None
    evidence: list[Evidence] = field(default_factory=list)

    def note(self, name: str, span: Span, rule: str, confidence: float = 1.0) -> None:
        """Remember where a field stands."""
        self.evidence.append(Evidence(field=name, span=span, rule=rule, confidence=confidence))


# ------------------------------------------------------------------ date and place


def read_date(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the letter's own day: one with its label or its place, or alone on a line above or below the text."""
    told = [(*found, each) for each in fields if (found := _own_day(each))]
    if not told:
        return
    _, day, source = max(told, key=lambda each: each[0])
    heading.date, heading.place = day.day, day.place
    heading.note("date", source.line.span, "date-label" if source.family else "place-and-date")
    if day.place:
        heading.note("place", source.line.span, "place-and-date")


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
    months = (re.fullmatch(r"[a-z]+ ((?:20|19)\d\d)", each.value.low) for each in fields if each.family is None)
    year = str(heading.date.year) if heading.date else next((match[1] for match in months if match), None)
    told = [(score, code, each) for place, each in enumerate(fields) for score, code in _codes(fields, place, year)]
    if told:
        _, heading.reference, source = max(told, key=lambda each: each[0])
        rule = "reference-label" if source.family else "reference-line"
        heading.note("reference", source.line.span, rule, 1.0 if source.family else 0.8)


def _codes(fields: Sequence[Field], place: int, year: str | None) -> Iterator[tuple[float, str]]:
    """Yield the code that a field gives, with the evidence for its being the letter's own."""
    each = fields[place]
    if each.zone is Zone.SIGNATURE or each.told in ("subject", "addressees", "copy", "annexes"):
        yield from _opening_code(each)
        return
    text, weight = _code_of(each, fields, place)
    if text and re.search(r"\d", text):
        kind = FORM.pattern("{heading.kinds}")
        above = any(kind.fullmatch(other.value.low.strip()) for other in fields[max(0, place - 2) : place])
        named = above or kind.match(each.value.low) is not None
        dated = year is not None and (year in text or year[2:] in text)
        filed = FORM.pattern("{heading.filed}").match(each.value.low) is not None
        yield weight + 2.0 * named - 0.5 * filed + 0.5 * dated - 0.01 * place, text  # the first of equals


def _opening_code(each: Field) -> Iterator[tuple[float, str]]:
    """Yield the code that opens the subject, as in a mail: "UAT/SG/2026/118 – Réunion préparatoire"."""
    match = CODE.match(each.value.line) if each.family == "subject" else None
    if match and re.match(r"\s*[–:—-]\s", each.value.line[match.end() :]):
        yield 0.0, match[0]


def _code_of(each: Field, fields: Sequence[Field], place: int) -> tuple[str | None, float]:
    """Return the code that a value gives, and what its label or its standing alone says for it."""
    if each.family == "reference":
        return _labelled_code(each, fields[place + 1 :]), _labelled_weight(each, fields[:place])
    if each.family is None and coded(each.value) is not None:
        amending = _broken_off(fields[max(0, place - 3) : place])
        return _bare(" ".join((*amending, each.value.line))), 3.0 if amending else 2.0
    announced = each.family == "other" and coded(each.line) is not None
    return (_bare(each.line.line), 2.0) if announced else (None, 0.0)


def _broken_off(above: Sequence[Field]) -> list[str]:
    """Return the lines of "Corrigendum 1 à la / Circulaire administrative", which a code below goes on with."""
    lines = [each.value.line for each in above if each.family is None]
    first = next((place for place, line in enumerate(lines) if _amending(fold(line))), len(lines))
    told = lines[first:]
    rest = all(FORM.pattern("{heading.kinds}").fullmatch(fold(line)) for line in told[1:])
    return told if told and rest and re.search(r"\b(?:a|au|de|du|la)$|l'$", fold(told[0])) else []


def _labelled_weight(each: Field, above: Sequence[Field]) -> float:
    """A label says less when it is the addressee's, stands below the subject, or cites other letters."""
    theirs = FORM.pattern("{heading.theirs}").match(each.words) is not None
    below = any(other.family == "subject" for other in above)
    cites = each.words.endswith("s") or re.search(r"\bdu \d", each.line.low) is not None
    return 3.0 - 2.0 * theirs - 1.0 * below - 1.5 * cites


def _labelled_code(each: Field, rest: Sequence[Field]) -> str | None:
    value = each.value.line
    if not re.search(r"\d", value):
        below = next((other for other in rest if other.follows == "reference"), None)
        value = f"{value} {below.value.line}".strip() if below else value
    if not re.search(r"\d", value) or len(value) > _LONGEST_CODE:
        return None
    if re.fullmatch(r"\W*\d+\W*", value) and FORM.pattern("{heading.kinds}").match(each.words):
        value = each.line.line  # a mere number needs the kind of its document
    return _bare(value)


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
    if CODE.fullmatch(after := value[code.end() :].strip()) and not after[0].isdigit():
        value = value[: code.end()]  # the code of another body for the same letter
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
        if each.family == "subject" and (
            told := [each.value for each in (each, *_going_on(fields[place + 1 :])) if each.value]
        ):
            heading.subject = Passage(document.text, Span(told[0].span.start, told[-1].span.end)).trimmed(" \n*")
            heading.note("subject", Span(each.line.span.start, told[-1].span.end), "subject-label")
            return
    titles = sorted((each for each in fields if _titles(each)), key=lambda each: -_weight(each, document))
    best = next((each.value for each in titles), next(_opening_title(document), None))
    if best is not None:
        heading.subject = best.trimmed(" \n*")
        heading.note("subject", best.span, "title", 0.7)


def _going_on(fields: Sequence[Field]) -> Iterator[Field]:
    for each in fields:
        if each.family is not None or each.follows != "subject":
            return
        yield each


def _opening_title(document: Document) -> Iterator[Passage]:
    """Yield the lines that stand at the top of the body, above its first sentence, and may be its title."""
    for block in document.blocks:
        line = Passage(document.text, block.span)
        if block.zone is not Zone.BODY:
            continue
        if block.marker or signs(line) - {Sign.SHORT, Sign.NAME, Sign.OFFICE}:
            return
        if _SHORTEST_TITLE <= len(line.line) <= _LONGEST_TITLE:
            yield line


def _titles(each: Field) -> bool:
    """Tell whether a line of the header may be the title of the letter: words that are of no other kind."""
    if each.told or each.zone is not Zone.HEADER or each.value.line.startswith(("[", "(")):
        return False
    plain = signs(each.value) <= {Sign.SHORT, Sign.PROSE, Sign.OTHER_LABEL}
    return plain and _SHORTEST_TITLE <= len(each.value.line) <= _LONGEST_TITLE


def _weight(each: Field, document: Document) -> float:
    strong = document.blocks[each.block].kind is Kind.HEADING
    return 1.0 * strong + 0.5 * ("–" in each.value.line) - 0.01 * each.block


# ------------------------------------------------------------------ service


def read_service(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the office that writes: after its label, or a line that names an office above the addressees."""
    office = CUES.pattern(r"(?:[a-z]{2,12} - )?(?P<office>(?:l[ea']\s*)?{signs.offices}\b.*)")
    for place, each in enumerate(fields):
        if each.told in ("subject", "addressees") or each.zone is Zone.SIGNATURE:
            return
        match = office.fullmatch(each.value.low)
        if not _serves(each) or not (match or each.family == "service"):
            continue
        value = each.value.group(match, "office") if match else each.value
        below = fields[place + 1].value if place + 1 < len(fields) and goes_on(fields[place + 1], each) else value
        heading.service = Passage(value.letter, Span(value.span.start, below.span.end)).trimmed(" ,;.").line
        heading.note("service", each.line.span, "service-label" if each.family else "letterhead")
        return


def _serves(each: Field) -> bool:
    if not each.value or len(each.value.line) > _LONGEST_SERVICE or each.family not in (None, "service"):
        return False
    return not signs(each.value) & {Sign.TOWARDS, Sign.DAY, Sign.WAY, Sign.NAME}
