"""The facts of the letters. Each knows where it stands: a citation is cut from the letter, so it cannot be wrong."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from knowledge.french.text import Span
from knowledge.temporal.moment import Moment

CONFIRMED = "confirmed"  # the field of a correction that only says that what was read is right


class Mode(StrEnum):
    """How people attend an event."""

    VIRTUAL = "virtual"
    IN_PERSON = "in-person"
    HYBRID = "hybrid"


class Status(StrEnum):
    """What has become of the plan for an event."""

    PLANNED = "planned"
    CHANGED = "changed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a field of a fact holds what it holds."""

    field: str  # name of the field: "theme", "start"
    span: Span  # the sentence or line that says it
    rule: str  # the reading rule that found it
    confidence: float = 1.0  # of that rule, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a letter says."""

    span: Span  # the sentence or lines that say it
    evidence: tuple[Evidence, ...] = ()  # for fields said elsewhere than in `span`

    def where(self, field: str) -> Span:
        """Return the span that says a field: its own evidence, else the whole fact's."""
        return next((each.span for each in self.evidence if each.field == field), self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """A fact that may have been read wrongly, with what is known of that."""

    confidence: float = 1.0  # the probability that it is right, 0 to 1
    doubtful: bool = False  # told only as "à vérifier", never pushed, until an operator has confirmed it
    against: str | None = None  # what speaks against it: one French sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Fact):
    """Somebody to ask: a person or an office of the header, or one that the body names for that."""

    name: str | None = None
    title: str | None = None  # "Mme", "M."
    phone: str | None = None  # E.164: "+41227306076"
    fax: str | None = None  # E.164
    email: str | None = None
    purpose: str | None = None  # "contenu du questionnaire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(Fact):
    """Somebody who signed the letter."""

    name: str
    title: str  # "Secrétaire général"
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """Somebody whom the body names for a function, and who is no contact: "le Président du Forum, S. E. M. …"."""

    name: str
    role: str  # as printed: "Président désigné du Forum 2021 du SMSI"
    title: str | None = None  # what else the letter says that the person is: "Vice-Ministre …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex(Fact):
    """Something that comes with the letter; the span covers its text where it is printed."""

    number: int
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Fact):
    """An address of the web, with the sentence that gives it."""

    url: str  # as printed
    label: str | None = None  # the text that carries it, when it is not the address itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox(Fact):
    """An electronic address of the letter, with the sentence that tells what it is for."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """A resolution, decision or letter that the letter cites."""

    text: str  # "Résolution 200 (Rév. Dubaï, 2018)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Fact):
    """What the operator answers to a question that the letter does not; told as a note, never as the letter's."""

    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Claim):
    """A dated part of an event."""

    name: str
    start: Moment | None
    end: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What had been planned before a change."""

    place: str | None = None
    start: Moment | None = None
    end: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """Something that a letter announces with a date, or announces as cancelled."""

    name: str  # full French name, without year
    acronym: str | None = None
    edition: int | None = None
    theme: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    timezone: str | None = None  # as printed: "CEST", "heure de Genève"
    mode: Mode | None = None
    place: str | None = None
    organisers: tuple[str, ...] = ()
    status: Status = Status.PLANNED
    parts: tuple[Part, ...] = ()
    was: Plan | None = None
    reason: Span | None = None  # the sentence that tells why the plan was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Claim):
    """What the addressees must do by a day; `span` is the sentence that asks it."""

    due: dt.date  # the day printed
    inclusive: bool  # False: "avant le", that day is already too late
    action: str
    audience: str | None = None
    reply_to: tuple[str, ...] = ()
    event: str | None = None  # name of the event that it belongs to
    time: dt.time | None = None
    timezone: str | None = None  # as printed
    was: dt.date | None = None  # the day that held before a later letter moved it

    @property
    def last_day(self) -> dt.date:
        """The last day on which one may still act."""
        return self.due if self.inclusive else self.due - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something doubtful or refused, told to the operator."""

    file: str  # name of the file
    message: str  # one sentence in French
    span: Span | None = None  # the sentence that it comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the operator says in place of what was read."""

    fact: str  # what it is about: the name of an event or contact, the action of a deadline; empty for the header
    field: str | None  # the field that it changes; None: the whole fact is added or taken away
    before: str | None  # what was read
    after: str | None  # what holds
    span: Span  # where the letter says the new value, else the sentence that the correction replaces

    @property
    def overrides(self) -> bool:
        """Whether something else holds than what was read."""
        return self.field != CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Amending:
    """A letter that changed another, in whose text its own stands after the other's."""

    reference: str
    date: dt.date | None = None
    start: int = 0  # where its text begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: its text and the facts cut from it."""

    file: str  # name of the file that it was read from
    text: str  # the text that all spans refer to
    reference: str  # as printed: "CL-21/20"
    provisional: bool = False  # the letter prints no reference: this one is its file's name
    date: dt.date | None = None
    place: str | None = None
    service: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    people: tuple[Person, ...] = ()
    annexes: tuple[Annex, ...] = ()
    links: tuple[Link, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    cited: tuple[Citation, ...] = ()
    amends: str | None = None  # the reference that a corrigendum or addendum changes
    amendments: tuple[Amending, ...] = ()  # the letters that changed it, in their order
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    corrections: tuple[Correction, ...] = ()  # what the operator changed in what was read
    notes: tuple[Note, ...] = ()  # what the operator answers where the letter does not tell
    sentences: tuple[Span, ...] = ()  # of the body and annexes, in order: what can be quoted
    evidence: tuple[Evidence, ...] = ()  # for the fields of the header

    def cut(self, span: Span) -> str:
        """Return what the letter says at a span, exactly as it stands."""
        return self.text[span.start : span.end]

    @property
    def amended_by(self) -> tuple[str, ...]:
        """The references of the letters that changed it."""
        return tuple(each.reference for each in self.amendments)

    def speaker(self, span: Span) -> Amending | None:
        """Return the letter that says a span, where it is one that changed this one."""
        return next((each for each in reversed(self.amendments) if span.start >= each.start), None)

    def where(self, field: str) -> Span:
        """Return the span of the line that says a field of the header; an empty span at the start when none does."""
        return next((each.span for each in self.evidence if each.field == field), Span(0, 0))
