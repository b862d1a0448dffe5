"""What is due: a pure function of the deadlines, the wishes, what was settled, and now.

At any moment each deadline has at most one current step: the last of its lead times that has come. That step is pushed
unless it is settled. Hence nothing is pushed twice, a bot that slept through several steps pushes one message and not
several, and somebody who turns reminders on hears at once of the step in progress, never of those before it. Days are
counted to the last day on which one can act; once that day is over, nothing is pushed any more. A lead time that came
before the letter was written comes with the letter.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.settings import Reminders
from bot.state.records import Place, Step, Wish
from knowledge.library import Library
from knowledge.model import Deadline, Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When reminders leave."""

    lead_days: tuple[int, ...]  # before the last day
    hour: int  # local
    zone: dt.tzinfo
    late: dt.timedelta  # a reminder that leaves later than that is late


def schedule(settings: Reminders, zone: dt.tzinfo) -> Schedule:
    """Return the settings as the plan takes them."""
    late = dt.timedelta(minutes=settings.late_minutes)
    return Schedule(lead_days=settings.lead_days, hour=settings.hour, zone=zone, late=late)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A deadline, and the name under which its reminders are noted."""

    key: str
    identity: str  # stays when the day moves
    reference: str  # of the letter that asks it
    written: dt.date | None  # the letter's date
    deadline: Deadline
    quote: str  # its sentence, cut from the letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One deadline to be reminded of in one place."""

    step: Step
    watched: Watched
    lead: int  # days before the last day
    at: dt.datetime  # when it was to leave, aware
    days: int  # left until the last day on which one can act: 0, today is that day
    late: bool  # the bot was not there at that moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One message for one place."""

    place: Place
    reminders: tuple[Reminder, ...]  # by last day


def watch(library: Library) -> tuple[Watched, ...]:
    """Return the deadlines of all letters, by last day; one that a letter repeats is there once."""
    found = {
        (key := deadline_key(letter.reference, deadline)): Watched(
            key=key,
            identity=identity,
            reference=letter.reference,
            written=letter.date,
            deadline=deadline,
            quote=letter.cut(deadline.span),
        )
        for letter in library.letters
        for deadline, identity in identified(letter)
    }
    return tuple(sorted(found.values(), key=lambda each: (each.deadline.last_day, each.reference, each.key)))


def deadline_key(reference: str, deadline: Deadline) -> str:
    """Return a name that stays the same as long as the letter asks the same action by the same day."""
    return _hash(reference, deadline.due.isoformat(), deadline.action)


def identified(letter: Letter) -> Iterator[tuple[Deadline, str]]:
    """Yield the deadlines of a letter, each once, with a name that stays when its day moves.

    Those that differ by their day alone are told apart by their rank in the letter.
    """
    ranks: dict[tuple[str, str | None], int] = defaultdict(int)
    for deadline in {deadline_key(letter.reference, each): each for each in letter.deadlines}.values():
        alike = (deadline.action, deadline.audience)
        yield deadline, _hash(letter.reference, deadline.action, deadline.audience or "", str(ranks[alike]))
        ranks[alike] += 1


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def due(
    watched: Iterable[Watched],
    wishes: Collection[Wish],
    settled: Collection[Step],
    schedule: Schedule,
    now: dt.datetime,
) -> tuple[Push, ...]:
    """Return what is to be pushed now, one push a place. `settled`: the steps not to be sent, for whatever reason."""
    found: dict[Place, list[Reminder]] = defaultdict(list)
    for each in watched:
        current = _current(each, schedule, now)
        if current is None:
            continue
        days = (each.deadline.last_day - now.astimezone(schedule.zone).date()).days
        overdue = not current.with_letter and current.at < now - schedule.late
        for wish in wishes:
            step = Step(wish.place, each.key, str(current.lead))
            if step not in settled:
                late = overdue and wish.since <= current.at
                found[wish.place].append(
                    Reminder(step=step, watched=each, lead=current.lead, at=current.at, days=days, late=late)
                )
    return tuple(Push(place=place, reminders=tuple(reminders)) for place, reminders in found.items())


def moments(
    watched: Iterable[Watched], schedule: Schedule, start: dt.datetime, end: dt.datetime
) -> tuple[dt.datetime, ...]:
    """Return the moments between two others at which a step comes, in order."""
    found = {come.at for each in watched for come in _steps(each, schedule) if start <= come.at <= end}
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coming:
    """When a lead time comes."""

    at: dt.datetime  # in UTC, for moments to compare across zones
    lead: int
    with_letter: bool  # its day was past when the letter was written


def _current(watched: Watched, schedule: Schedule, now: dt.datetime) -> _Coming | None:
    """Return the lead time in progress; None before the first one and once the deadline is over."""
    if now >= _closing(watched.deadline, schedule.zone):
        return None
    come = [each for each in _steps(watched, schedule) if each.at <= now]
    return max(come, key=lambda each: (each.at, -each.lead), default=None)


def _steps(watched: Watched, schedule: Schedule) -> Iterator[_Coming]:
    """Yield the lead times of a deadline that come before it is over."""
    closing = _closing(watched.deadline, schedule.zone)
    first = None if watched.written is None else _moment(watched.written, schedule)
    for lead in sorted(set(schedule.lead_days), reverse=True):
        at = _moment(watched.deadline.last_day - dt.timedelta(days=lead), schedule)
        with_letter = first is not None and at < first
        at = first if first is not None and with_letter else at
        if at < closing:
            yield _Coming(at=at, lead=lead, with_letter=with_letter)


def _moment(day: dt.date, schedule: Schedule) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(schedule.hour), schedule.zone).astimezone(dt.UTC)


def _closing(deadline: Deadline, zone: dt.tzinfo) -> dt.datetime:
    """Return the first moment at which it is too late to act."""
    if deadline.time is not None and deadline.inclusive:
        last = dt.datetime.combine(deadline.last_day, deadline.time, _zone(deadline, zone))
        return last.astimezone(dt.UTC) + dt.timedelta(minutes=1)
    return dt.datetime.combine(deadline.last_day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC)


def _zone(deadline: Deadline, zone: dt.tzinfo) -> dt.tzinfo:
    return dt.UTC if deadline.timezone in ("UTC", "TU", "GMT", "TUC") else zone
