"""What leaves for one place in one message: reminders, or what has changed, with the reminders that it repeats."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.phrasing import Answer
from bot.reminders import notices, wording
from bot.reminders.buttons import of_change, offered, row
from bot.reminders.changes import Difference, Notice, amending
from bot.reminders.plan import Push
from bot.reminders.told import Kind, Told, ToldDeadline, ToldEvent, ToldLetter
from bot.state.records import Place, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How and when what leaves is written."""

    now: dt.datetime
    zone: dt.tzinfo  # of the letters
    sentences: wording.Sentences
    audible_days: int


class Parcel(Protocol):
    """Steps for one place that one message carries."""

    @property
    def place(self) -> Place:
        """Where to."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """To be claimed."""

    def write(self, taken: tuple[Step, ...]) -> tuple[Answer, bool]:
        """Return the message of the steps claimed, and whether it leaves silently."""


def parcels(
    pushes: Iterable[Push], told: Mapping[Place, tuple[Notice, ...]], zones: Mapping[Place, dt.tzinfo], writing: Writing
) -> Iterator[Parcel]:
    """Yield what leaves: a reminder that would only repeat what is told of a change leaves with it."""
    left = dict(told)
    for push in pushes:
        mine = left.pop(push.place, ())
        keys = {key for each in mine for key in _keys(each.difference.after)}
        repeated = tuple(each.step for each in push.reminders if each.watched.key in keys)
        if mine:
            yield Changes(place=push.place, told=mine, beside=repeated, here=zones[push.place], writing=writing)
        others = tuple(each for each in push.reminders if each.watched.key not in keys)
        if others:
            yield Reminding(push=replace(push, reminders=others), writing=writing)
    for place, mine in left.items():
        yield Changes(place=place, told=mine, beside=(), here=zones[place], writing=writing)


def _keys(fact: Told | None) -> Iterator[str]:
    """Yield the keys of the deadlines that are told with a fact."""
    if isinstance(fact, ToldDeadline):
        yield fact.key
    elif isinstance(fact, ToldLetter):
        yield from (each.key for each in fact.deadlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """Reminders."""

    push: Push
    writing: Writing

    @property
    def place(self) -> Place:
        """Where to."""
        return self.push.place

    @property
    def steps(self) -> tuple[Step, ...]:
        """To be claimed."""
        return tuple(each.step for each in self.push.reminders)

    def write(self, taken: tuple[Step, ...]) -> tuple[Answer, bool]:
        """Return the message of the steps claimed, and whether it leaves silently."""
        reminders = tuple(each for each in self.push.reminders if each.step in taken)
        silent = min(each.days for each in reminders) > self.writing.audible_days
        push = replace(self.push, reminders=reminders)
        answer = wording.phrase(push, self.writing.sentences, self.writing.zone)
        return replace(answer, suggestions=offered(map(row, reminders))), silent


_ORDER = (Kind.DEADLINE, Kind.EVENT, Kind.LETTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has changed."""

    place: Place
    told: tuple[Notice, ...]
    beside: tuple[Step, ...]  # reminders that this message makes needless
    here: dt.tzinfo  # of the place
    writing: Writing

    @property
    def steps(self) -> tuple[Step, ...]:
        """To be claimed."""
        return (*(step for each in self.told for step in each.steps), *self.beside)

    def write(self, taken: tuple[Step, ...]) -> tuple[Answer, bool]:
        """Return the message of the steps claimed, and whether it leaves silently."""
        mine = [each.difference for each in self.told if set(each.steps) & set(taken)]
        every = in_order(mine or [each.difference for each in self.told])
        writing = self.writing
        reader = notices.Reader(now=writing.now, zone=writing.zone, here=self.here, reminding=writing.sentences)
        answer = replace(notices.phrase(every, reader), suggestions=offered(map(of_change, every)))
        return answer, not any(map(self._near, every))

    def _near(self, difference: Difference) -> bool:
        """Tell whether something that changed is so near that it makes a sound."""
        today = self.writing.now.astimezone(self.writing.zone).date()
        return any(
            0 <= (day - today).days <= self.writing.audible_days
            for fact in (difference.before, difference.after)
            if fact is not None
            for day in _days(fact)
        )


def in_order(every: Sequence[Difference]) -> list[Difference]:
    """Return deadlines, events, then letters, each by day, without the letters that made a change told beside."""
    made = {reference for each in every for reference in amending(each)}
    left = [each for each in every if each.kind is not Kind.LETTER or each.fact.origin.reference not in made]
    return sorted(left, key=lambda each: (_ORDER.index(each.kind), min(_days(each.fact), default=dt.date.max)))


def _days(fact: Told) -> Iterator[dt.date]:
    if isinstance(fact, ToldDeadline):
        yield fact.last_day
    elif isinstance(fact, ToldEvent) and fact.start is not None:
        yield fact.start.first
