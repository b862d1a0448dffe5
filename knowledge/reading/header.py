"""Who writes, when, under which reference and about what."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.french.text import Span, fold
from knowledge.model import Evidence
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.labels import Entry
from knowledge.reading.layout import Block, Layout
from knowledge.reading.markup import Kind
from knowledge.reading.passage import Passage
from knowledge.temporal.moment import Grain
from knowledge.temporal.parser import find

ANCHOR = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # of the letter's own date, which must be printed in full
_CODE = r"[A-Z]{2,}(?:[/ -][A-Z]{1,5})*[/ -]?\s?\d[\w/.-]*(?:\s*\([^)]*\))?"


@dataclass
class Head:
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


def read_head(layout: Layout, entries: Sequence[Entry]) -> Head:
    """Read the fields of the header that have one value, and the addressees."""
    head = Head()
    _subject(head, entries)
    _reference(head, entries)
    _date(head, [*entries, *_signing_lines(layout)])
    _service(head, entries)
    _addressees(head, layout.header, entries)
    _amends(head)
    return head


def _labelled(entries: Sequence[Entry], label: str) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield the entries of a label, each with the lines that go on with it."""
    for place, entry in enumerate(entries):
        if entry.label != label:
            continue
        rest = []
        for following in entries[place + 1 :]:
            if following.label == label:
                break
            if following.follows == label:
                rest.append(following)
        yield entry, rest


def _subject(head: Head, entries: Sequence[Entry]) -> None:
    for entry, rest in _labelled(entries, "subject"):
        below = [each for each in entries if each.block == entry.block + 1 and not each.label]
        parts = [each.value for each in (entry, *(rest if entry.value or rest else below)) if each.value]
        if parts:
            span = Span(parts[0].span.start, parts[-1].span.end)
            head.subject = Passage(entry.value.letter, span).trimmed(" \n*")
            head.note("subject", Span(entry.line.span.start, span.end), "subject-label")
            return


# ------------------------------------------------------------------ reference


def _reference(head: Head, entries: Sequence[Entry]) -> None:
    for entry, rest in _labelled(entries, "reference"):
        value = " ".join(each.line for each in (entry.value, *(each.value for each in rest[:1])) if each)
        value = value if not re.search(r"\d", entry.value.text) else entry.value.line
        if value:
            head.reference = _bare(value)
            head.note("reference", entry.line.span, "reference-label")
            return
    for entry in entries:
        if entry.label is None and _looks_like_reference(entry.value):
            head.reference = _bare(entry.value.line)
            head.note("reference", entry.line.span, "reference-line", 0.8)
            return


def _looks_like_reference(value: Passage) -> bool:
    if re.fullmatch(_CODE, value.line):
        return True
    kinds = pattern(r"(?:{header.letter_kinds}|{header.amending})\b.{0,60}\d[\w/.-]*(?:\s*\(.{0,40}\))?")
    return len(value.line) < 80 and bool(kinds.fullmatch(value.low.strip()))


def _bare(value: str) -> str:
    """A reference as printed, without the words "Lettre circulaire" before a code that says all."""
    low = fold(value)
    match = re.match(r"lettre( circulaire)?( no?\.?)?\s+(?=[a-z]{2,}[-/ ]\d|[a-z]+/)", low)
    return value[match.end() :].strip(" .;,") if match else value.strip(" .;,")


def _amends(head: Head) -> None:
    """A corrigendum or addendum names the letter that it changes, in its reference or else in its subject."""
    named = pattern(
        r"{header.amending}\.?\s*(?:no?\.?\s*)?\d*\s*(?:\([^)]*\)\s*)?(?:a|au|de|du)\s+(?:l'|la\s+|notre\s+|ma\s+)?"
        r"(?P<letter>(?:{header.letter_kinds}\s+)?(?:no?\.?\s*)?[a-z]{2,}[\w/ -]*?\d[\w/.-]*)"
    )
    trailing = pattern(r"(?P<letter>.*\d\S*)\s*[(,/–-]?\s*{header.amending}\.?\s*(?:no?\.?\s*)?\d*\)?")
    for text in (head.reference or "", head.subject.line if head.subject else ""):
        low = fold(text)
        match = named.search(low) or (trailing.fullmatch(low) if text is head.reference else None)
        if match and len(low) == len(text):
            head.amends = _bare(text[match.start("letter") : match.end("letter")].rstrip(" (,/"))
            return


# ------------------------------------------------------------------ date, place, service


def _signing_lines(layout: Layout) -> Iterator[Entry]:
    for block in layout.closing:
        for row in block.rows:
            yield Entry(label=None, value=row, line=row, block=-1)


def _date(head: Head, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry.label not in (None, "date") or entry.follows == "subject" or not re.search(r"\d", entry.value.text):
            continue
        read = _dated(entry.value)
        if read is None or (entry.label is None and len(entry.value.line) > 80):
            continue
        head.date, place = read
        head.note("date", entry.line.span, "date-label" if entry.label else "place-and-date")
        if place:
            head.place = place
            head.note("place", entry.line.span, "place-and-date")
        return


def _dated(value: Passage) -> tuple[dt.date, str | None] | None:
    """Read "Genève, le 5 février 2024": the day printed in full and the place before it."""
    for expression in find(value.text, ANCHOR, strict=True):
        period = expression.value
        if period.start is None or period.start != period.end or period.start.grain is not Grain.DAY:
            continue
        if not re.search(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d", value.text[expression.span.start : expression.span.end]):
            continue
        before = value.text[: expression.span.start]
        match = re.fullmatch(
            r"(?:(?:Fait|Donné)\s+à\s+)?(?P<place>[^\W\d][\w'’ -]*?)?\s*(?:\([^)]*\))?\s*,?\s*(?:[Ll]e\s+)?", before
        )
        if match:
            return period.start.first, None if fold(match["place"] or "le") == "le" else match["place"]
    return None


def _service(head: Head, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry.label == "subject":
            return
        low = entry.value.low
        named = entry.label == "service" or (entry.label is None and entry.follows is None)
        if not named or len(entry.value.line) > 120 or pattern(r"^{header.not_services}(?:\s*\(\w+\))?$").match(low):
            continue
        if entry.label == "service" or pattern(r"^(?:l[ea']\s*)?{header.services}\b").match(low):
            if pattern(r"^{header.towards}").match(low):
                continue
            head.service = entry.value.trimmed(" ,;.").line
            head.note("service", entry.line.span, "service-label" if entry.label else "letterhead")
            return


# ------------------------------------------------------------------ addressees


def _addressees(head: Head, header: Sequence[Block], entries: Sequence[Entry]) -> None:
    lines = list(_address_lines(header, entries))
    groups = [group for line in lines for group in _groups(line)]
    if groups:
        head.addressees = tuple(dict.fromkeys(groups))
        head.note("addressees", Span(lines[0].span.start, lines[-1].span.end), "addressees")


def _address_lines(header: Sequence[Block], entries: Sequence[Entry]) -> Iterator[Passage]:
    """Yield the lines that say to whom the letter goes, up to those who get a copy."""
    started = False
    for entry in entries:
        if entry.label in ("copy", "subject", "annexes") and started:
            return
        if "subject" in (entry.label, entry.follows):
            continue
        item = entry.block < len(header) and header[entry.block].kind is Kind.ITEM
        if entry.label == "addressees" or _addresses(entry, started=started, item=item):
            started = True
            if entry.value:
                yield entry.value


def _addresses(entry: Entry, *, started: bool, item: bool) -> bool:
    """Tell whether a line without label names addressees: it says "aux", is an item that names a group, or goes on."""
    if entry.label is not None or not entry.value:
        return False
    first = re.match(r"[a-z-]+", entry.value.low)
    group = item and first is not None and first[0] in cue_words("header", "groups")
    goes_on = started and (item or entry.follows == "addressees") and not _salutes(entry.value)
    return bool(names_addressees(entry.value)) or group or goes_on


def names_addressees(value: Passage) -> bool:
    """Tell whether a line says to whom it goes: "Aux États Membres"."""
    return bool(pattern(r"(?:-\s*)?(?:et\s+)?{header.towards}(?:\b|(?<='))").match(value.low))


def _salutes(value: Passage) -> bool:
    return bool(pattern(r"{layout.salutation}\b.*,$").match(value.low.strip()))


def _groups(line: Passage) -> Iterator[str]:
    """Yield the groups of "Aux États Membres, Membres de Secteur et Associés de l'UIT, ainsi qu'aux …"."""
    heads = "|".join(sorted(cue_words("header", "groups"), key=len, reverse=True))
    to = r"(?:aux?\s+|a la\s+|a l'|a\s+)"
    cut = re.compile(
        rf"\s*[;,]\s*(?:ainsi qu'|et\s+)?{to}?|\s+ainsi qu'{to}|\s+et\s+{to}"
        rf"|\s+et\s+(?:(?:les|des|ses|leurs)\s+)?(?=(?:{heads})\b)"
    )
    lead = re.match(r"(?:-\s*)?(?:et\s+)?(?:(?:aux?|a la|a l'attention (?:des?|du|d'))\s+|a l'|a\s+(?=tou))", line.low)
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
