"""Facts as lines of a page: a label, what it holds and what held before."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model import Contact, Deadline, Event, Letter, Plan
from knowledge.report.marks import Kind, card
from knowledge.report.words import say
from knowledge.temporal.moment import Hours, Period
from knowledge.temporal.wording import say as say_period
from knowledge.temporal.wording import say_clock, say_day, say_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: a label and its values."""

    field: str  # key of the label
    values: tuple[str, ...]
    before: str | None = None  # what held before an amendment or a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A fact on its own."""

    id: str
    kind: Kind
    title: str
    rows: tuple[Row, ...]
    before: str | None = None  # of the title
    state: str | None = None  # "modifié", "annulé"
    gone: bool = False  # cancelled


def web_address(value: str) -> str | None:
    """Return where an address leads, None when it is no address of the web or of a mailbox."""
    low = value.lower()
    if low.startswith(("http://", "https://")):
        return value
    if low.startswith("www."):
        return f"https://{value}"
    return f"mailto:{value}" if "@" in value and " " not in value and ":" not in value else None


def when(plan: Event | Plan) -> str | None:
    """Return the dates of an event or of a former plan."""
    return say_period(Period(start=plan.start, end=plan.end)) if plan.start or plan.end else None


def named(event: Event) -> str:
    """Return the name of an event with its acronym and its edition, unless the name holds them."""
    acronym = f" ({event.acronym})" if event.acronym and event.acronym not in event.name else ""
    edition = f" {event.edition}" if event.edition and str(event.edition) not in f"{event.name}{acronym}" else ""
    return f"{event.name}{acronym}{edition}"


def event_card(letter: Letter, place: int) -> Card:
    """Return an event of a letter as a card."""
    event = letter.events[place]
    changed = event.status != "planned"
    return Card(
        id=card("event", place),
        kind=Kind.DATE,
        title=named(event),
        rows=tuple(row for row in _event_rows(letter, event) if row.values or row.before),
        state=say(f"value.{event.status}") if changed else None,
        gone=event.status == "cancelled",
    )


def _event_rows(letter: Letter, event: Event) -> Iterator[Row]:
    was = event.was or Plan()
    yield Row(field="start", values=_some(when(event)), before=when(was))
    if event.start_time:
        hours = Hours(start=event.start_time, end=event.end_time, zone=event.timezone)
        yield Row(field="start_time", values=(say_hours(hours),))
    yield Row(field="place", values=_some(event.place), before=was.place if was.place != event.place else None)
    yield Row(field="mode", values=_some(event.mode and say(f"value.{event.mode}")))
    yield Row(field="theme", values=_some(event.theme))
    yield Row(field="organisers", values=event.organisers)
    told = ((part.name, say_period(Period(start=part.start, end=part.end))) for part in event.parts)
    yield Row(field="parts", values=tuple(f"{name} : {dates}" for name, dates in told))
    if event.reason:
        yield Row(field="reason", values=(" ".join(letter.cut(event.reason).split()),))


def due(deadline: Deadline) -> str:
    """Return the limit as a reader counts it: "avant le lundi 1er mars 2021", its time if it has one."""
    day = say("value.until" if deadline.inclusive else "value.before", day=say_day(deadline.due))
    if deadline.time is None:
        return day
    zone = f" ({deadline.timezone})" if deadline.timezone else ""
    return say("value.at", day=day, hours=f"{say_clock(deadline.time)}{zone}")


def deadline_card(letter: Letter, place: int) -> Card:
    """Return a deadline of a letter as a card, with the sentence that asks it."""
    deadline = letter.deadlines[place]
    last = () if deadline.inclusive else (say_day(deadline.last_day),)
    rows = (
        Row(field="action", values=_some(deadline.action)),
        Row(field="last_day", values=last),
        Row(field="audience", values=_some(deadline.audience)),
        Row(field="reply_to", values=deadline.reply_to),
        Row(field="event", values=_some(deadline.event)),
    )
    return Card(
        id=card("deadline", place),
        kind=Kind.DEADLINE,
        title=due(deadline),
        rows=tuple(row for row in rows if row.values),
        before=say_day(deadline.was) if deadline.was and deadline.was != deadline.due else None,
    )


def head_rows(letter: Letter) -> tuple[Row, ...]:
    """Return the header of a letter."""
    rows = (
        Row(field="reference", values=(letter.reference,)),
        Row(field="date", values=_some(say_day(letter.date) if letter.date else None)),
        Row(field="place", values=_some(letter.place)),
        Row(field="service", values=_some(letter.service)),
        Row(field="addressees", values=letter.addressees),
        Row(field="file", values=(letter.file,)),
    )
    return tuple(row for row in rows if row.values)


def other_cards(letter: Letter) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return the other facts of a letter, by kind of fact."""
    people, pointers = Kind.PERSON, Kind.POINTER
    groups = (
        ("contacts", "contact", people, [_contact(each) for each in letter.contacts]),
        ("signatories", "signatory", people, [(s.name, _some(s.title, s.organisation)) for s in letter.signatories]),
        ("people", "person", people, [(each.name, _some(each.role, each.title)) for each in letter.people]),
        ("annexes", "annex", pointers, [_annex(each.number, each.title) for each in letter.annexes]),
        ("links", "link", pointers, [(each.url, _some(each.label)) for each in letter.links]),
        ("mailboxes", "mailbox", pointers, [(each.address, ()) for each in letter.mailboxes]),
        ("cited", "citation", pointers, [(each.text, ()) for each in letter.cited]),
    )
    return tuple(
        (
            field,
            tuple(
                Card(id=card(kind, place), kind=colour, title=title, rows=(Row(field=kind, values=tuple(values)),))
                for place, (title, values) in enumerate(told)
            ),
        )
        for field, kind, colour, told in groups
        if told
    )


def _contact(contact: Contact) -> tuple[str, tuple[str, ...]]:
    name = " ".join(_some(contact.title, contact.name))
    values = _some(name, contact.phone, contact.fax and f"{say('field.fax')} {contact.fax}", contact.email)
    return values[0] if values else "", (*values[1:], *_some(contact.purpose))


def _annex(number: int, title: str | None) -> tuple[str, tuple[str, ...]]:
    return say("value.annex", number=number), _some(title)


def _some(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)
