"""One letter's facts for people, in plain text."""

from collections.abc import Iterator

from knowledge.model import Correction, Deadline, Event, Letter, Plan
from knowledge.phrases import say
from knowledge.temporal.moment import Period
from knowledge.temporal.wording import say as say_period
from knowledge.temporal.wording import say_day


def sheet(letter: Letter) -> str:
    """Return the facts of a letter, one a line, its name before each."""
    date = say_day(letter.date) if letter.date else "?"
    return "\n".join((say("sheet.title", reference=letter.reference, date=date), *_head(letter), *_facts(letter)))


def _line(label: str, *values: str | None) -> str:
    return f"{say(f'sheet.{label}')} : {', '.join(value for value in values if value)}"


def _head(letter: Letter) -> Iterator[str]:
    yield _line("file", letter.file)
    if letter.service:
        yield _line("service", letter.service)
    if letter.subject:
        yield _line("subject", letter.subject)
    if letter.amends:
        yield _line("amends", letter.amends)
    if letter.addressees:
        yield _line("addressees", *letter.addressees)
    for contact in letter.contacts:
        name = " ".join(each for each in (contact.title, contact.name) if each)
        yield _line("contact", name, contact.phone, contact.fax, contact.email, contact.purpose)


def _facts(letter: Letter) -> Iterator[str]:
    for event in letter.events:
        yield from _event(event)
    for deadline in letter.deadlines:
        yield from _deadline(deadline, letter)
    for annex in letter.annexes:
        yield _line("annex", str(annex.number), annex.title)
    for link in letter.links:
        yield _line("link", link.url, link.label)
    for citation in letter.cited:
        yield _line("cited", citation.text)
    for correction in letter.corrections:
        yield _line("correction", told(correction))
    for signatory in letter.signatories:
        yield _line("signatory", signatory.name, signatory.title, signatory.organisation)


def told(correction: Correction) -> str:
    """Return what an operator changed: "Forum, start : 2024-05-16 → 2024-05-17"."""
    if not correction.overrides:
        return say("sheet.confirmed", fact=correction.fact)
    what = ", ".join(each for each in (correction.fact, correction.field) if each)
    return f"{what} : {correction.before or '—'} → {correction.after or '—'}"


def _when(plan: Event | Plan) -> str | None:
    return say_period(Period(start=plan.start, end=plan.end)) if plan.start or plan.end else None


def _event(event: Event) -> Iterator[str]:
    edition = str(event.edition) if event.edition else None
    yield _line("event", event.name, event.acronym, edition, _when(event))
    if event.theme:
        yield "  " + _line("theme", event.theme)
    if event.mode:
        yield "  " + _line("mode", say(f"sheet.{event.mode}"))
    if event.place:
        yield "  " + _line("place", event.place)
    if event.organisers:
        yield "  " + _line("organisers", *event.organisers)
    for part in event.parts:
        period = Period(start=part.start, end=part.end)
        yield "  " + _line("part", part.name, say_period(period))
    yield "  " + _line("status", say(f"sheet.{event.status}"))
    if event.was:
        yield "  " + _line("was", event.was.place, _when(event.was))


def _deadline(deadline: Deadline, letter: Letter) -> Iterator[str]:
    day = say_day(deadline.due)
    yield _line("deadline", say("sheet.until" if deadline.inclusive else "sheet.before", day=day), deadline.action)
    if deadline.audience:
        yield "  " + _line("audience", deadline.audience)
    if deadline.reply_to:
        yield "  " + _line("reply_to", *deadline.reply_to)
    yield f"  « {' '.join(letter.cut(deadline.span).split())} »"
