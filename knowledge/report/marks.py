"""What to highlight in a letter: for each fact, the words that say it, else the sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.french.text import Span
from knowledge.model import Deadline, Event, Evidence, Fact, Letter, Plan
from knowledge.report.locating import day_at, hours_at, mode_at, number_at, period_at, words_at
from knowledge.temporal.moment import Moment


class Kind(StrEnum):
    """The colours of the report: few, so that a page stays calm."""

    DATE = "date"
    DEADLINE = "deadline"
    PERSON = "person"
    PLACE = "place"
    THEME = "theme"
    POINTER = "pointer"  # references, addresses, annexes: what leads elsewhere
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a letter that says a fact."""

    span: Span
    kind: Kind
    field: str  # key of its name in words.toml
    fact: str  # its card on the page: "event-1"
    rule: str | None = None  # the reading rule that found it
    confidence: float = 1.0  # of that rule
    sentence: bool = False  # the whole sentence, underlined rather than tinted


KINDS = {
    **dict.fromkeys(("date", "start", "start_time", "part", "was", "status"), Kind.DATE),
    **dict.fromkeys(("due", "deadline"), Kind.DEADLINE),
    **dict.fromkeys(("addressees", "organisers", "audience", "contact", "signatory", "person"), Kind.PERSON),
    **dict.fromkeys(("place", "mode"), Kind.PLACE),
    **dict.fromkeys(("subject", "theme", "name"), Kind.THEME),
    **dict.fromkeys(("reference", "service", "link", "mailbox", "citation", "annex", "reply_to"), Kind.POINTER),
}


def card(kind: str, place: int) -> str:
    """Return the identifier of a fact on its page."""
    return f"{kind}-{place + 1}"


def marks_of(letter: Letter) -> tuple[Mark, ...]:
    """Return the marks of a letter in the order of the text, the wider first; each fact has at least one."""
    every = (*_header(letter), *_people(letter), *_pointers(letter), *_events(letter), *_deadlines(letter))
    kept = {mark for mark in every if mark.span.start < mark.span.end}
    return tuple(sorted(kept, key=lambda mark: (mark.span.start, -mark.span.end, mark.field, mark.fact)))


def _words(letter: Letter, span: Span, mark: Mark, values: Iterable[str | None]) -> Iterator[Mark]:
    """Yield a mark on each value that the span says, else one on the whole span."""
    found = [place for value in values if value and (place := words_at(letter, span, value))]
    yield from _placed(mark, span, found)


def _placed(mark: Mark, span: Span, found: Iterable[Span | None]) -> Iterator[Mark]:
    places = [each for each in found if each]
    for place in places:
        yield replace(mark, span=place)
    if not places:
        yield replace(mark, span=span, sentence=True)


def _mark(field: str, fact: str, span: Span, evidence: Evidence | None = None) -> Mark:
    rule, confidence = (evidence.rule, evidence.confidence) if evidence else (None, 1.0)
    return Mark(span=span, kind=KINDS[field], field=field, fact=fact, rule=rule, confidence=confidence)


# ------------------------------------------------------------------ the header and those whom one may ask


def _header(letter: Letter) -> Iterator[Mark]:
    values: dict[str, tuple[str | None, ...]] = {
        "reference": (letter.reference,),
        "place": (letter.place,),
        "service": (letter.service,),
        "subject": (letter.subject,),
        "addressees": letter.addressees,
    }
    for each in letter.evidence:
        mark = _mark(each.field, "head", each.span, each) if each.field in KINDS else None
        if mark and each.field == "date" and letter.date:
            yield from _placed(mark, each.span, [day_at(letter, each.span, letter.date)])
        elif mark and each.field in values:
            yield from _words(letter, each.span, mark, values[each.field])


def _people(letter: Letter) -> Iterator[Mark]:
    for place, contact in enumerate(letter.contacts):
        fact = _mark("contact", card("contact", place), contact.span)
        said = [words_at(letter, contact.span, each) for each in (contact.name, contact.email) if each]
        said += [number_at(letter, contact.span, each) for each in (contact.phone, contact.fax) if each]
        yield from _placed(fact, contact.span, said)
    for place, signatory in enumerate(letter.signatories):
        fact = _mark("signatory", card("signatory", place), signatory.span)
        yield from _words(letter, signatory.span, fact, (signatory.name, signatory.title, signatory.organisation))
    for place, person in enumerate(letter.people):
        fact = _mark("person", card("person", place), person.span)
        yield from _words(letter, person.span, fact, (person.name, person.role, person.title))


def _pointers(letter: Letter) -> Iterator[Mark]:
    told: list[tuple[str, int, Fact, tuple[str | None, ...]]] = [
        *(("link", place, each, (each.label or each.url,)) for place, each in enumerate(letter.links)),
        *(("mailbox", place, each, (each.address,)) for place, each in enumerate(letter.mailboxes)),
        *(("citation", place, each, (each.text,)) for place, each in enumerate(letter.cited)),
    ]
    for field, place, fact, values in told:
        yield from _words(letter, fact.span, _mark(field, card(field, place), fact.span), values)
    for place, annex in enumerate(letter.annexes):
        heading = letter.cut(annex.span).partition("\n")[0]
        yield _mark("annex", card("annex", place), Span(annex.span.start, annex.span.start + len(heading)))


# ------------------------------------------------------------------ events and deadlines


def _events(letter: Letter) -> Iterator[Mark]:
    for place, event in enumerate(letter.events):
        fact = card("event", place)
        for each in event.evidence:
            yield from _event(letter, event, each, fact)
        for part in event.parts:
            mark = _mark("part", fact, part.span)
            named = words_at(letter, part.span, part.name)
            yield from _placed(mark, part.span, [named, *period_at(letter, part.span, part.start, part.end)])
        if not any(each.field == "name" for each in event.evidence):
            named = words_at(letter, event.span, event.name)
            if named or not event.evidence:
                yield from _placed(_mark("name", fact, event.span), event.span, [named])


def _event(letter: Letter, event: Event, evidence: Evidence, fact: str) -> Iterator[Mark]:
    field = evidence.field if evidence.field in KINDS else "status"
    mark = _mark(field, fact, evidence.span, evidence)
    yield from _placed(mark, evidence.span, _said(letter, event, field, evidence.span))


def _said(letter: Letter, event: Event, field: str, span: Span) -> Iterator[Span | None]:
    """Yield where a span says a field of an event; what a cancelled event was to be is its plan."""
    plan = event.was or Plan()
    match field:
        case "start":
            yield from period_at(letter, span, event.start or plan.start, event.end or plan.end)
        case "start_time":
            yield from {hours_at(letter, span, each): None for each in (event.start_time, event.end_time) if each}
        case "was":
            yield words_at(letter, span, plan.place or "")
            yield from period_at(letter, span, plan.start, plan.end)
        case "place":
            yield _place_at(letter, span, event.place or plan.place or "")
        case "mode" if event.mode:
            yield mode_at(letter, span, event.mode)
        case "name":
            yield words_at(letter, span, event.name) or words_at(letter, span, event.acronym or "")
        case "organisers" | "theme":
            values = event.organisers if field == "organisers" else (event.theme or "",)
            yield from (words_at(letter, span, value) for value in values)


def _place_at(letter: Letter, span: Span, place: str) -> Span | None:
    """Return where a place is named: "Tunis (Tunisie)" may be said "à Tunis"."""
    return words_at(letter, span, place) or words_at(letter, span, place.partition(" (")[0])


def _deadlines(letter: Letter) -> Iterator[Mark]:
    for place, deadline in enumerate(letter.deadlines):
        fact = card("deadline", place)
        evidence = next((each for each in deadline.evidence if each.field == "due"), None)
        mark = _mark("due", fact, deadline.span, evidence)
        yield replace(mark, field="deadline", sentence=True)
        span = deadline.where("due")
        opening = _opening(letter, deadline)
        yield from _placed(mark, span, [day_at(letter, span, deadline.due, opening.first if opening else None)])
        for field, values in (("audience", (deadline.audience,)), ("reply_to", deadline.reply_to)):
            for value in values:
                if value and (said := words_at(letter, deadline.span, value)):
                    yield _mark(field, fact, said, evidence)


def _opening(letter: Letter, deadline: Deadline) -> Moment | None:
    return next((event.start for event in letter.events if event.name == deadline.event), None)
