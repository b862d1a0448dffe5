"""How a push is said: what, by when, for whom, to whom, and the sentence of the letter."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.phrasing import Answer
from bot.reminders.plan import Push, Reminder, closing
from bot.sentences import slots
from knowledge.model import Deadline
from knowledge.temporal.moment import Hours, Moment, Period
from knowledge.temporal.wording import countdown, say, say_clock, say_day

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTable:
    """What the simulator says."""

    moment: str = slots("day", "hour")
    deadline: str = slots("day")
    mark: str = slots("lead")
    mark_day: str
    place: str = slots("chat")
    place_topic: str = slots("chat", "topic")
    imagined: str
    nobody: str
    none: str
    total_one: str
    total: str = slots("count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of the reminders."""

    one: str = slots("when", "countdown")
    last_day: str = slots("when", "countdown")
    several: str = slots("count")
    entry: str = slots("number", "when", "countdown")
    action: str = slots("action")
    limit: str = slots("limit")
    clocks: str = slots("there", "here")
    event: str = slots("event")
    audience: str = slots("audience")
    reply_to: str = slots("addresses")
    late: str = slots("day", "hour")
    and_more: str = slots("first", "last")
    table: OfTable


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)


def phrase(push: Push, said: Sentences, zone: dt.tzinfo) -> Answer:
    """Return a push as an answer that cites the letters. `zone`: that of the letters."""
    zones = (zone, push.zone or zone)
    if len(push.reminders) == 1:
        (only,) = push.reminders
        heading = said.last_day if only.days == 0 else said.one
        lines = [heading.format(**_when(only)), *details(only, said, *zones)]
    else:
        lines = [said.several.format(count=len(push.reminders))]
        for number, each in enumerate(push.reminders, start=1):
            lines += ["", said.entry.format(number=number, **_when(each)), *details(each, said, *zones)]
    return Answer(
        text="\n".join(lines),
        answered=True,
        intent="reminder",
        sources=tuple(each.watched.source for each in push.reminders),
    )


def _when(reminder: Reminder) -> dict[str, str]:
    last = reminder.day
    return {"when": say_day(last), "countdown": countdown(last, last - dt.timedelta(days=reminder.days))}


def details(reminder: Reminder, said: Sentences, zone: dt.tzinfo, here: dt.tzinfo) -> Iterator[str]:
    """Yield what to do, by when, for whom and to whom. `zone`: that of the letters; `here`: that of the place."""
    deadline = reminder.watched.deadline
    yield said.action.format(action=deadline.action)
    if not deadline.inclusive or deadline.time is not None or deadline.due != reminder.day:
        yield said.limit.format(limit=_limit(reminder))
    yield from _clocks(deadline, said, zone, here)
    if deadline.event:
        yield said.event.format(event=deadline.event)
    if deadline.audience:
        yield said.audience.format(audience=deadline.audience)
    if deadline.reply_to:
        yield said.reply_to.format(addresses=_joined(deadline.reply_to, said))
    if reminder.late:
        planned = reminder.at.astimezone(here)
        yield said.late.format(day=say_day(planned.date()), hour=say_clock(planned.time()))


def _clocks(deadline: Deadline, said: Sentences, zone: dt.tzinfo, here: dt.tzinfo) -> Iterator[str]:
    """Yield the last moment by the letters' clock and by the reader's, where the two differ."""
    last = closing(deadline, zone) - dt.timedelta(minutes=1)
    there, local = last.astimezone(zone), last.astimezone(here)
    if there.utcoffset() != local.utcoffset():
        yield said.clocks.format(there=_moment(there), here=_moment(local))


def _moment(at: dt.datetime) -> str:
    return f"{say_day(at.date(), weekday=False, year=False)} {say_clock(at.time())}"


def _limit(reminder: Reminder) -> str:
    deadline = reminder.watched.deadline
    hours = Hours(end=deadline.time, zone=deadline.timezone) if deadline.time is not None else None
    return say(Period(start=None, end=Moment(deadline.due), end_inclusive=deadline.inclusive, hours=hours))


def _joined(pieces: tuple[str, ...], said: Sentences) -> str:
    if len(pieces) == 1:
        return pieces[0]
    return said.and_more.format(first=", ".join(pieces[:-1]), last=pieces[-1])
