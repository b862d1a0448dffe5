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
    told = [(*found, each) for each in fields if (found := _own_day(each))]
    if not told:
        return
    _, day, source = max(told, key=lambda each: each[0])
    heading.date, heading.place = day.day, day.place
    heading.note("date", source.line.span, "date-label" if source.family else "place-and-date")
    if day.place:
        heading.note("place", source.line.span, "place-and-date")


def _own_day(each: Field) -> tuple[float, Day] | None:
    """Return the day of a value with what speaks for its being the letter's."""
    bare = each.family is None
    if each.family == "reference" or (bare and coded(each.value)):
        coming = _day_after_code(each.value.line)
        return coming and (2.5 if bare or coming.place else 0.5, coming)
    if each.family not in (None, "date", "service") or each.follows in ("subject", "addressees"):
        return None
    day = day_of(each.value.line)
    return day and _weighed(each, day, len(each.value.line) - day.end)


def _weighed(each: Field, day: Day, rest: int) -> tuple[float, Day] | None:
    """Return a day with what its label, its place and its standing alone say for it; `rest` counts what follows."""
    above = each.zone is not Zone.SIGNATURE
    score = 3.0 * (each.family == "date") + 2.0 * bool(day.place) + 1.0 * above + 0.5 * (rest < 3)
    return (score, day) if rest <= _LONGEST_REST else None


def _day_after_code(line: str) -> Day | None:
    """Read "No 2026/014 Morges, le 4 février 2026" and "CIRCULAIRE N° 4127 DU : 9 mars 2026"."""
    for match in re.finditer(r"(?<=\d)\S*[\s,—–-]+", line):
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
    for place, each in enumerate(fields):
        if each.zone is Zone.SIGNATURE or each.told in ("subject", "addressees", "copy", "annexes"):
            continue
        text, weight = _code_of(each, fields, place)
        if text and re.search(r"\d", text):
            dated = year is not None and (year in text or year[2:] in text)
            score = weight + 2.0 * _is_named(fields, place) + 0.5 * dated - 0.01 * place  # the first of equals
            yield _Candidate(text, each.line.span, "reference-label" if each.family else "reference-line", score)


def _is_named(fields: Sequence[Field], place: int) -> bool:
    """Tell whether a code stands after the kind of its document, on its line or just above."""
    kind = FORM.pattern("{heading.kinds}")
    above = fields[max(0, place - 2) : place]
    own = kind.match(fields[place].value.low) is not None
    return own or any(kind.fullmatch(other.value.low.strip()) for other in above)


def _code_of(each: Field, fields: Sequence[Field], place: int) -> tuple[str | None, float]:
    """Return the code that a value gives, and what its label or its standing alone says for it."""
    if each.family == "reference":
        return _labelled_code(each, fields[place + 1 :]), _labelled_weight(each, fields[:place])
    if each.family is None and coded(each.value) is not None:
        amending = _broken_off(fields[max(0, place - 3) : place])
        return _bare(" ".join((*amending, each.value.line))), 3.0 if amending else 2.0
    if each.family == "other" and _amending(each.line.low) and coded(each.line) is not None:
        return _bare(each.line.line), 2.0
    return None, 0.0


def _broken_off(above: Sequence[Field]) -> list[str]:
    """Return the lines of "Corrigendum 1 à la / Circulaire administrative", which a code below goes on with."""
    lines = [each.value.line for each in above if each.family is None]
    first = next((place for place, line in enumerate(lines) if _amending(fold(line))), len(lines))
    told = lines[first:]
    rest = all(FORM.pattern("{heading.kinds}").fullmatch(fold(line)) for line in told[1:])
    return told if told and rest and re.search(r"\b(?:a|au|de|du|la)$|l'$", fold(told[0])) else []


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
    value = _undated(value.strip(" .;,:*—–-"))
    low = fold(value)
    kind = FORM.pattern(r"(?:{heading.kinds}\s*(?:no?\b\.?)?|[a-z' -]{0,40}\bno\b\.?)\s*:?\s*").match(low)
    start = kind.end() if kind and len(low) == len(value) else 0
    code = CODE.match(value, start)
    if code is None:
        return value
    if CODE.fullmatch(after := value[code.end() :].strip()) and not after[0].isdigit():
        value = value[: code.end()]  # the code of another body for the same letter
    dropped = start and not _amending(low) and FORM.pattern(r"{heading.dropped}|.*\bno\b").match(low[:start])
    return value[start:].strip(" .;,") if dropped else value


def _undated(value: str) -> str:
    for match in re.finditer(r"(?<=\d)[\s,—–-]+(?=\w)", value):
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
    heading.amends = _continued(heading.reference or "", body) or _changed(body)


def _continued(reference: str, body: Sequence[Passage]) -> str | None:
    """Return the code that a reference numbers on, where the body names it: of "2026-63-1" it is "2026-63"."""
    base = re.fullmatch(r"(.+\d)-\d{1,2}", reference)
    return base[1] if base and any(re.search(rf"{re.escape(base[1])}(?!-?\d)", each.line) for each in body) else None


def _changed(body: Sequence[Passage]) -> str | None:
    """Return the letter of which the body says that it is changed as follows."""
    changed = FORM.pattern(
        r"(?P<letter>{heading.kinds}\s+(?:no?\.?\s*)?(?:[a-z]{2,}[\w/ .-]*?|)\d[\w/.-]*)(?: du \d[^,;.]{4,25}\d{4})?"
        r"(?: (?:sur|relative?|concernant)[^;.]{0,80})?,? (?:est|sont) (?:ainsi )?{heading.changed}e?s?"
    )
    for sentence in body[:_FIRST_SENTENCES]:
        if match := changed.search(sentence.low):
            return _bare(sentence.group(match, "letter").line)
    return None


# ------------------------------------------------------------------ subject


def read_subject(heading: Heading, fields: Sequence[Field], document: Document) -> None:
    """Find what the letter is about: after its label, or else the title of its header."""
    labelled = (place for place, each in enumerate(fields) if each.family == "subject")
    told = next(filter(None, (_subject_lines(fields, place) for place in labelled)), [])
    if told:
        span = Span(told[0].value.span.start, told[-1].value.span.end)
        heading.subject = Passage(document.text, span).trimmed(" \n*")
        heading.note("subject", Span(told[0].line.span.start, span.end), "subject-label")
        return
    titles = sorted((each for each in fields if _titles(each)), key=lambda each: -_weight(each, document))
    best = next((each.value for each in titles), next(_opening_title(document), None))
    if best is not None:
        heading.subject = best.trimmed(" \n*")
        heading.note("subject", best.span, "title", 0.7)


def _subject_lines(fields: Sequence[Field], place: int) -> list[Field]:
    """Return the fields of a labelled value and of what goes on with it; none when they are empty."""
    return [each for each in (fields[place], *_going_on(fields[place + 1 :])) if each.value]


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
