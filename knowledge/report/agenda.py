"""The calendar of a base: its events, their parts and its deadlines, month by month."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.model import Deadline, Event, Letter
from knowledge.report.marks import Kind, card
from knowledge.report.telling import due, named, when
from knowledge.report.words import say
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.wording import say as say_period
from knowledge.temporal.wording import say_day, say_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the calendar."""

    day: dt.date | None  # by which it is sorted
    kind: Kind
    label: str  # "Événement", "Partie", "Échéance"
    when: str
    title: str
    detail: str | None  # place, audience
    before: str | None  # what held before
    gone: bool  # cancelled
    reference: str
    fact: str  # its card on the page of its letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The entries that begin in a month; without a name, those of no date."""

    name: str | None
    year: int | None
    first: bool  # of its year
    entries: tuple[Entry, ...]


Amended = Callable[[Letter], Letter | None]  # the letter of the base that a corrigendum or addendum has changed


def months(letters: Sequence[Letter], amended: Amended) -> tuple[Month, ...]:
    """Return the calendar of some letters; what an amending letter says of an amended one is told once."""
    entries = sorted(_entries(letters, amended), key=lambda entry: (entry.day is None, entry.day or dt.date.max))
    made, year = [], None
    for key, group in groupby(entries, key=lambda entry: entry.day and entry.day.replace(day=1)):
        name = say_moment(Moment(key, Grain.MONTH)) if key else None
        made.append(Month(name=name, year=key and key.year, first=bool(key) and key.year != year, entries=tuple(group)))
        year = key.year if key else year
    return tuple(made)


def _entries(letters: Iterable[Letter], amended: Amended) -> Iterator[Entry]:
    for letter in letters:
        target = amended(letter)
        for place, event in enumerate(letter.events):
            if target is None or not any(_same(event, each) for each in target.events):
                yield from _event(letter, event, card("event", place))
        for place, deadline in enumerate(letter.deadlines):
            said = target is not None and any(_asks_the_same(deadline, each) for each in target.deadlines)
            if not said:
                yield _deadline(letter, deadline, card("deadline", place))


def _same(event: Event, other: Event) -> bool:
    return event.name == other.name or (event.acronym is not None and event.acronym == other.acronym)


def _asks_the_same(deadline: Deadline, other: Deadline) -> bool:
    return deadline.due == other.due


def _event(letter: Letter, event: Event, fact: str) -> Iterator[Entry]:
    start = event.start or event.end or (event.was.start if event.was else None)
    was = (when(event.was), event.was.place) if event.was else ()
    yield Entry(
        day=start.first if start else None,
        kind=Kind.DATE,
        label=say("agenda.event"),
        when=when(event) or (say("value.cancelled") if event.status == "cancelled" else say("agenda.no_day")),
        title=named(event),
        detail=event.place or (say(f"value.{event.mode}") if event.mode else None),
        before=", ".join(each for each in was if each) or None,
        gone=event.status == "cancelled",
        reference=letter.reference,
        fact=fact,
    )
    for part in event.parts:
        start = part.start or part.end
        yield Entry(
            day=start.first if start else None,
            kind=Kind.DATE,
            label=say("agenda.part"),
            when=say_period(Period(start=part.start, end=part.end)) if start else say("agenda.no_day"),
            title=part.name,
            detail=named(event),
            before=None,
            gone=event.status == "cancelled",
            reference=letter.reference,
            fact=fact,
        )


def _deadline(letter: Letter, deadline: Deadline, fact: str) -> Entry:
    return Entry(
        day=deadline.due,
        kind=Kind.DEADLINE,
        label=say("agenda.deadline"),
        when=due(deadline),
        title=deadline.action,
        detail=deadline.audience or deadline.event,
        before=say_day(deadline.was) if deadline.was and deadline.was != deadline.due else None,
        gone=False,
        reference=letter.reference,
        fact=fact,
    )
