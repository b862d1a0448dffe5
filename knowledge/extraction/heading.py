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
_LONGEST_SERVICE = 120
_SHORTEST_TITLE = 25
_LONGEST_TITLE = 300
_FIRST_SENTENCES = 6  # in which the body says what it changes


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value that a line may give, with the evidence for it."""

    text: str
    span: Span
    rule: str
    score: float


# ------------------------------------------------------------------ date and place


def read_date(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the letter's own day: one with its label or its place, or alone on a line above or below the text."""
    best: tuple[float, Day, Field] | None = None
    for each in fields:
        told = _own_day(each)
        if told is not None and (best is None or told[0] > best[0]):
            best = (*told, each)
    if best is None:
        return
    _, day, source = best
    heading.date = day.day
    heading.note("date", source.line.span, "date-label" if source.family else "place-and-date")
    if day.place:
        heading.place = day.place
        heading.note("place", source.line.span, "place-and-date")


def _own_day(each: Field) -> tuple[float, Day] | None:
    """Return the day of a value with what speaks for its being the letter's."""
    told = each.family == "reference" or (each.family is None and coded(each.value) is not None)
    if told and (day := _day_after_code(each.value.line)):
        return 2.5 if each.family is None or day.place else 0.5, day
    day = day_of(each.value.line) if each.family in (None, "date", "service") else None
    if day is None or each.follows in ("subject", "addressees") or len(each.value.line) - day.end > 40:
        return None
    score = 3.0 * (each.family == "date") + 2.0 * (day.place is not None) + 1.0 * (each.zone is not Zone.SIGNATURE)
    return score + 0.5 * (len(each.value.line) - day.end < 3), day


def _day_after_code(line: str) -> Day | None:
    """Read "No 2026/014 Morges, le 4 février 2026" and "CIRCULAIRE N° 4127 DU : 9 mars 2026"."""
    for match in re.finditer(r"(?<=\d)\S*[\s,–-]+", line):
        day = day_of(line[match.end() :])
        if day is not None and len(line) - match.end() - day.end < 3:
            return day
    return None


def _month_year(fields: Sequence[Field]) -> str | None:
    """Return the year of a letter dated by its month alone."""
    alone = (re.fullmatch(r"[a-z]+ (20\d\d|19\d\d)", each.value.low) for each in fields if each.family is None)
    return next((match[1] for match in alone if match), None)


# ------------------------------------------------------------------ reference


def read_reference(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the code of the letter: by its label, alone on a line, or after the kind of the document."""
    year = str(heading.date.year) if heading.date else _month_year(fields)
    candidates = list(_codes(fields, year))
    best = max(candidates or list(_opening_codes(fields)), key=lambda each: each.score, default=None)
    if best is not None:
        heading.reference = best.text
        heading.note("reference", best.span, best.rule, 1.0 if best.rule == "reference-label" else 0.8)


def _codes(fields: Sequence[Field], year: str | None) -> Iterator[_Candidate]:
    kind = FORM.pattern("{heading.kinds}")
    for place, each in enumerate(fields):
        if each.zone is Zone.SIGNATURE or each.told in ("subject", "addressees", "copy", "annexes"):
            continue
        text, weight = _code_of(each, fields, place)
        if text and re.search(r"\d", text):
            above = any(kind.fullmatch(other.value.low.strip()) for other in fields[max(0, place - 2) : place])
            named = above or kind.match(each.value.low) is not None
            dated = year is not None and (year in text or year[2:] in text)
            score = weight + 2.0 * named + 0.5 * dated - 0.01 * place  # the first of equals
            yield _Candidate(text, each.line.span, "reference-label" if each.family else "reference-line", score)


def _code_of(each: Field, fields: Sequence[Field], place: int) -> tuple[str | None, float]:
    """Return the code that a value gives, and what its label or its standing alone says for it."""
    if each.family == "reference":
        return _labelled_code(each, fields[place + 1 :]), _labelled_weight(each, fields[:place])
    if each.family is None and coded(each.value) is not None:
        return _bare(each.value.line), 2.0
    if each.family == "other" and _amending(each.line.low) and coded(each.line) is not None:
        return _bare(each.line.line), 2.0
    return None, 0.0


def _opening_codes(fields: Sequence[Field]) -> Iterator[_Candidate]:
    """Yield the code that opens the subject, as in a mail: "UAT/SG/2026/118 – Réunion préparatoire"."""
    for each in fields:
        match = CODE.match(each.value.line) if each.family == "subject" else None
        if match and re.match(r"\s*[–:—-]\s", each.value.line[match.end() :]):
            yield _Candidate(match[0], each.line.span, "reference-line", 1.0)


def _labelled_weight(each: Field, above: Sequence[Field]) -> float:
    """A label says less when it is the addressee's, stands below the subject or before a cited day."""
    theirs = FORM.pattern(r"{heading.theirs}").match(each.words) is not None
    below = any(other.family == "subject" for other in above)
    dated = re.search(r"(?i)\bdu \d", each.value.line) is not None
    return 3.0 - 2.0 * theirs - 1.0 * below - 1.5 * dated


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
    """A reference as printed, without its day and without the kind of the document before a code that says all."""
    value = _undated(value.strip(" .;,:*–-"))
    kind = FORM.pattern(r"(?:{heading.kinds}\s*(?:no?\b\.?)?|[a-z' -]{0,40}\bno\b\.?)\s*:?\s*").match(fold(value))
    rest = value[kind.end() :] if kind and len(fold(value)) == len(value) else value
    code = CODE.match(rest)
    if code is not None and CODE.fullmatch(after := rest[code.end() :].strip()) and not after[0].isdigit():
        value = value[: len(value) - len(after)].strip()  # the code of another body for the same letter
        rest = code[0]
    own = kind is not None and code is not None and not _amending(fold(value))
    dropped = kind is not None and FORM.pattern(r"{heading.dropped}|.*\bno\b").match(kind[0])
    return rest.strip(" .;,") if own and dropped else value


def _undated(value: str) -> str:
    for match in re.finditer(r"(?<=\d)[\s,–-]+(?=\w)", value):
        if day_of(value[match.end() :]):
            return value[: match.start()].strip(" ,")
    return value


def read_amended(heading: Heading, body: Sequence[Passage]) -> None:
    """Find the letter that this one changes: named in the reference, in the subject, or where the body says so."""
    named = FORM.pattern(
        r"{heading.amending}\.?\s*(?:no?\.?\s*)?\d*\s*(?:\([^)]*\)\s*)?(?:a|au|de|du)\s+(?:l'|la\s+|notre\s+|ma\s+)?"
        r"(?P<letter>(?:{heading.kinds}\s+)?(?:no?\.?\s*)?(?:[a-z]{2,}[\w/ .-]*?|)\d[\w/.-]*)"
    )
    trailing = FORM.pattern(r"(?P<letter>.*\d\S*)\s*[(,/–-]?\s*{heading.amending}\.?\s*(?:no?\.?\s*)?\d*\)?")
    for text in (heading.reference or "", heading.subject.line if heading.subject else ""):
        low = fold(text)
        match = named.search(low) or (trailing.fullmatch(low) if text is heading.reference else None)
        if match and len(low) == len(text):
            heading.amends = _bare(text[match.start("letter") : match.end("letter")].rstrip(" (,/"))
            return
    changed = FORM.pattern(
        r"(?P<letter>{heading.kinds}\s+(?:no?\.?\s*)?(?:[a-z]{2,}[\w/ .-]*?|)\d[\w/.-]*)(?: du \d[^,;.]{4,25}\d{4})?"
        r"(?: (?:sur|relative?|concernant)[^;.]{0,80})?,? (?:est|sont) (?:ainsi )?{heading.changed}e?s?"
    )
    for sentence in body[:_FIRST_SENTENCES]:
        if match := changed.search(sentence.low):
            heading.amends = _bare(sentence.group(match, "letter").line)
            return


# ------------------------------------------------------------------ subject


def read_subject(heading: Heading, fields: Sequence[Field], document: Document) -> None:
    """Find what the letter is about: after its label, or else the title of its header."""
    for place, each in enumerate(fields):
        if each.family != "subject":
            continue
        parts = [each.value] + [other.value for other in _going_on(fields[place + 1 :])]
        parts = [part for part in parts if part]
        if parts:
            span = Span(parts[0].span.start, parts[-1].span.end)
            heading.subject = Passage(document.text, span).trimmed(" \n*")
            heading.note("subject", Span(each.line.span.start, span.end), "subject-label")
            return
    titles = [(_weight(each, document), each.value) for each in fields if _titles(each)]
    opening = next(_opening_title(document), None)
    best = max(titles, key=lambda each: each[0])[1] if titles else opening
    if best is not None:
        heading.subject = best.trimmed(" \n*")
        heading.note("subject", best.span, "title", 0.7)


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


def _going_on(fields: Sequence[Field]) -> Iterator[Field]:
    for each in fields:
        if each.family is not None or each.follows != "subject":
            return
        yield each


def _titles(each: Field) -> bool:
    """Tell whether a line of the header may be the title of the letter: words that are of no other kind."""
    if each.family is not None or each.follows or each.zone is not Zone.HEADER:
        return False
    plain = signs(each.value) <= {Sign.SHORT, Sign.PROSE}
    return (
        plain
        and _SHORTEST_TITLE <= len(each.value.line) <= _LONGEST_TITLE
        and not each.value.line.startswith(("[", "("))
    )


def _weight(each: Field, document: Document) -> float:
    strong = document.blocks[each.block].kind is Kind.HEADING
    return 1.0 * strong + 0.5 * ("–" in each.value.line) - 0.01 * each.block


# ------------------------------------------------------------------ service


def read_service(heading: Heading, fields: Sequence[Field]) -> None:
    """Find the office that writes: after its label, or a line that names an office above the addressees."""
    for place, each in enumerate(fields):
        if each.told in ("subject", "addressees") or each.zone is Zone.SIGNATURE:
            return
        if not _serves(each):
            continue
        below = fields[place + 1] if place + 1 < len(fields) and goes_on(fields[place + 1], each) else each
        whole = Passage(each.value.letter, Span(each.value.span.start, below.value.span.end))
        heading.service = whole.trimmed(" ,;.").line
        heading.note("service", each.line.span, "service-label" if each.family else "letterhead")
        return


def _serves(each: Field) -> bool:
    if not each.value or len(each.value.line) > _LONGEST_SERVICE or each.family not in (None, "service"):
        return False
    office = CUES.pattern(r"(?:l[ea']\s*)?{signs.offices}\b").match(each.value.low)
    other = signs(each.value) & {Sign.TOWARDS, Sign.DAY, Sign.WAY, Sign.NAME}
    return (office is not None or each.family == "service") and not other
