"""The facts that people are told of: as they are kept to see what changes, and as they go into calendars."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bot.entities.editions import Occurrence, key_of
from bot.reminders.audience import named
from bot.reminders.watching import asking, deadline_key, event_of, identified
from bot.understanding.catalogue import Catalogue
from knowledge.library import Library
from knowledge.model import Deadline, Letter, Mode, Status
from knowledge.temporal.moment import Hours, Moment, Period
from knowledge.temporal.wording import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The letter that a fact comes from, and its sentence."""

    reference: str
    written: dt.date | None
    quote: str  # cut from the letter
    amended_by: tuple[str, ...] = ()  # the letters that changed it, in their order
    groups: tuple[str, ...] = ()  # whom it concerns; none: everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDeadline:
    """What must be done by a day."""

    subject: str  # its identity: stays when the day moves
    key: str  # of its reminders
    origin: Origin
    event: str | None  # key of the edition that it belongs to
    title: str  # of that edition, else the subject of the letter
    due: dt.date
    inclusive: bool
    action: str
    audience: str | None = None
    reply_to: tuple[str, ...] = ()
    time: dt.time | None = None
    timezone: str | None = None
    doubtful: bool = False  # not to be told before somebody has confirmed it

    @property
    def last_day(self) -> dt.date:
        """The last day on which one may still act."""
        return self.due if self.inclusive else self.due - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """A dated part of an event."""

    name: str
    start: Moment | None
    end: Moment | None
    quote: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """One edition of an event; a cancelled one keeps the days that had been planned."""

    subject: str  # key of the edition
    origin: Origin
    title: str
    start: Moment | None = None
    end: Moment | None = None
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    timezone: str | None = None
    mode: Mode | None = None
    place: str | None = None
    cancelled: bool = False
    postponed: bool = False  # to days that are not known yet
    parts: tuple[ToldPart, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLetter:
    """A letter that is known."""

    subject: str  # key of its reference
    origin: Origin
    title: str  # its subject
    amends: str | None = None  # the reference of the letter that it changes
    deadlines: tuple[ToldDeadline, ...] = ()  # that it sets, unless they stand in the letter that it amends


Told = ToldDeadline | ToldEvent | ToldLetter


class Kind(StrEnum):
    """What a fact is, as it is noted."""

    DEADLINE = "deadline"
    EVENT = "event"
    LETTER = "letter"


CLASSES: dict[Kind, type[Told]] = {Kind.DEADLINE: ToldDeadline, Kind.EVENT: ToldEvent, Kind.LETTER: ToldLetter}


def kind_of(fact: Told) -> Kind:
    """Return what a fact is."""
    return next(kind for kind, cls in CLASSES.items() if isinstance(fact, cls))


def facts(catalogue: Catalogue) -> tuple[Told, ...]:
    """Return all that the letters in force say: letters with what is sure of them, events, deadlines."""
    asked = tuple(deadlines(catalogue))
    sure = tuple(each for each in asked if not each.doubtful)
    letters = (_letter(letter, found) for letter, found in _asking(catalogue.library, sure))
    events = (told_event(each) for each in catalogue.occurrences)
    return (*letters, *(_sure(each) for each in events), *asked)


def _sure(event: ToldEvent) -> ToldEvent:
    """Return an event without the parts that are doubtful."""
    return replace(event, parts=tuple(each for each in event.parts if not each.doubtful))


def is_doubtful(fact: Told) -> bool:
    """Tell whether a fact is not to be told before somebody has confirmed it."""
    return not isinstance(fact, ToldLetter) and fact.doubtful


def last_day(fact: ToldDeadline | ToldEvent) -> dt.date | None:
    """Return the last day of a fact; None when it has none."""
    if isinstance(fact, ToldDeadline):
        return fact.last_day
    spans = ((fact.start, fact.end), *((part.start, part.end) for part in fact.parts))
    return max((last.last for start, end in spans if (last := end or start) is not None), default=None)


def limit_of(fact: ToldDeadline) -> str:
    """Return "avant le 1er mars 2021", "d'ici au 7 mars 2022 à 23 h 59 (heure de Genève)"."""
    hours = Hours(end=fact.time, zone=fact.timezone) if fact.time else None
    return say(Period(start=None, end=Moment(fact.due), end_inclusive=fact.inclusive, hours=hours))


def _asking(library: Library, asked: Iterable[ToldDeadline]) -> Iterator[tuple[Letter, tuple[ToldDeadline, ...]]]:
    by_letter: dict[str, list[ToldDeadline]] = defaultdict(list)
    for each in asked:
        by_letter[each.origin.reference].append(each)
    return ((letter, tuple(by_letter.get(letter.reference, ()))) for letter in library.letters)


def _letter(letter: Letter, asked: tuple[ToldDeadline, ...]) -> ToldLetter:
    subject = key_of(letter.reference)
    title = letter.subject or ""
    return ToldLetter(subject=subject, origin=_origin(letter), title=title, amends=letter.amends, deadlines=asked)


def told_event(occurrence: Occurrence) -> ToldEvent:
    """Return an edition of an event as it is told."""
    event, letter = occurrence.event, occurrence.letter
    cancelled = event.status is Status.CANCELLED
    plan = event.was if cancelled else None
    dated = event if plan is None else plan
    return ToldEvent(
        subject=occurrence.key,
        origin=_origin(letter, letter.cut(event.where("status" if cancelled else "start"))),
        title=occurrence.title,
        start=dated.start,
        end=dated.end,
        start_time=event.start_time,
        end_time=event.end_time,
        timezone=event.timezone,
        mode=event.mode,
        place=dated.place,
        cancelled=cancelled,
        postponed=not cancelled and event.start is None and event.was is not None,
        parts=tuple(
            ToldPart(
                name=part.name,
                start=part.start,
                end=part.end,
                quote=_one_line(letter.cut(part.span)),
                doubtful=part.doubtful,
            )
            for part in event.parts
        ),
        doubtful=event.doubtful,
    )


def deadlines(catalogue: Catalogue) -> Iterator[ToldDeadline]:
    """Yield the deadlines of all letters, each with the edition that it belongs to."""
    for letter in asking(catalogue.library):
        for deadline, subject in identified(letter):
            edition = catalogue.occurrence(event_of(letter, deadline) or "")
            yield _deadline(deadline, subject, letter, edition)


def _deadline(deadline: Deadline, subject: str, letter: Letter, edition: Occurrence | None) -> ToldDeadline:
    return ToldDeadline(
        subject=subject,
        key=deadline_key(letter.reference, deadline),
        origin=_origin(letter, letter.cut(deadline.span), deadline.audience or ""),
        event=edition.key if edition else None,
        title=edition.title if edition else deadline.event or letter.subject or letter.reference,
        due=deadline.due,
        inclusive=deadline.inclusive,
        action=deadline.action,
        audience=deadline.audience,
        reply_to=deadline.reply_to,
        time=deadline.time,
        timezone=deadline.timezone,
        doubtful=deadline.doubtful,
    )


def _origin(letter: Letter, quote: str = "", audience: str = "") -> Origin:
    return Origin(
        reference=letter.reference,
        written=letter.date,
        quote=_one_line(quote),
        amended_by=letter.amended_by,
        groups=tuple(sorted(named(audience) or named("\n".join(letter.addressees)))),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------ as text


def dump(fact: Told) -> str:
    """Return a fact as JSON, always the same for the same fact."""
    return json.dumps(asdict(fact), ensure_ascii=False, sort_keys=True, default=lambda time: time.isoformat())


def load(kind: Kind, text: str) -> Told:
    """Return the fact of a JSON text; what it lacks takes its default. Raises ValueError, KeyError or TypeError."""
    made: Told = _made(CLASSES[kind], json.loads(text))
    return made


def _made(wanted: Any, value: Any) -> Any:
    if isinstance(wanted, UnionType):
        return None if value is None else _made(get_args(wanted)[0], value)
    if get_origin(wanted) is tuple:
        return tuple(_made(get_args(wanted)[0], each) for each in value)
    if is_dataclass(wanted):
        hints = get_type_hints(wanted)
        return wanted(
            **{each.name: _made(hints[each.name], value[each.name]) for each in fields(wanted) if each.name in value}
        )  # type: ignore[operator]  # a class
    if wanted in (dt.date, dt.time):
        return wanted.fromisoformat(value)
    return wanted(value)
