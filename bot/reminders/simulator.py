"""What would be pushed, to whom, between two moments. Nothing is sent and nothing is noted."""

import datetime as dt
import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.errors import BadInterval
from bot.reminders.plan import Plan, Reminder, schedule
from bot.reminders.watching import watch
from bot.reminders.wording import Sentences, load_sentences
from bot.settings import Settings
from bot.state.address import is_there
from bot.state.records import Place, Settled, Step, Wish
from bot.state.store import open_state
from knowledge.library import Library
from knowledge.temporal.wording import say_clock, say_day

WIDEST = 60  # characters of an action that a line of the table shows
ALWAYS = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
IMAGINED = Wish(place=Place(0), since=ALWAYS)
Pushed = tuple[dt.datetime, Reminder]  # when a reminder leaves
Keys = Sequence[str]  # those that open the state


def simulate(
    library: Library, settings: Settings, start: dt.datetime, end: dt.datetime, keys: Keys = ()
) -> Iterator[str]:
    """Yield the lines of a table. Raises BadInterval, UnusableState."""
    wished = _wished(settings, start, end, keys)
    said = load_sentences()
    if wished.wishes == (IMAGINED,):
        yield said.table.imagined
    rows = [
        _row(moment.astimezone(settings.bot.zone), reminder, said)
        for moment, reminder in pushed(library, settings, wished, start, end)
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield {0: said.table.none, 1: said.table.total_one}.get(len(rows), said.table.total.format(count=len(rows)))


def simulate_as_json(
    library: Library, settings: Settings, start: dt.datetime, end: dt.datetime, keys: Keys = ()
) -> Iterator[str]:
    """Yield one JSON object a reminder. Raises BadInterval, UnusableState."""
    for moment, reminder in pushed(library, settings, _wished(settings, start, end, keys), start, end):
        deadline, place = reminder.watched.deadline, reminder.step.place
        told = {
            "at": moment.astimezone(settings.bot.zone).isoformat(),
            "chat": None if place == IMAGINED.place else place.chat,
            "topic": place.topic,
            "lead": reminder.lead,
            "letter": reminder.watched.reference,
            "due": deadline.due.isoformat(),
            "inclusive": deadline.inclusive,
            "last_day": deadline.last_day.isoformat(),
            "action": deadline.action,
        }
        yield json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What chats want, and what they have dealt with or put off."""

    wishes: tuple[Wish, ...] = (IMAGINED,)
    held: tuple[Settled, ...] = ()


def pushed(
    library: Library, settings: Settings, wished: Wished, start: dt.datetime, end: dt.datetime
) -> Iterator[Pushed]:
    """Yield each reminder of some wishes, with the moment when it leaves: the plan, ticking alone."""
    plan = Plan(watch(library), wished.wishes, schedule(settings.reminders, settings.bot.zone), wished.held)
    settled: set[Step] = set()
    for moment in plan.moments(start, end):
        for push in plan.due(settled, moment):
            for reminder in push.reminders:
                settled.add(reminder.step)
                if reminder.at >= start:
                    yield moment, reminder


def _wished(settings: Settings, start: dt.datetime, end: dt.datetime, keys: Keys) -> Wished:
    """Return what the state holds, the usual wish of an imagined chat when there is none."""
    if end <= start:
        raise BadInterval(start=start.isoformat(), end=end.isoformat())
    if not is_there(settings.state.database):
        return Wished()
    state = open_state(settings.state.database, dt.timedelta(minutes=settings.bot.memory_minutes), keys=keys)
    try:
        wishes = state.chats.wishes()
        return Wished(wishes=wishes, held=state.facts.settled()) if wishes else Wished()
    finally:
        state.close()


def _row(moment: dt.datetime, reminder: Reminder, said: Sentences) -> tuple[str, ...]:
    table, deadline = said.table, reminder.watched.deadline
    lead = reminder.lead
    return (
        table.moment.format(day=say_day(moment.date(), weekday=False), hour=say_clock(moment.time())),
        _who(reminder.step.place, said),
        table.mark.format(lead=lead) if lead else table.mark_day,
        table.deadline.format(day=say_day(deadline.last_day, weekday=False)),
        reminder.watched.reference,
        textwrap.shorten(deadline.action, WIDEST, placeholder="…"),
    )


def _who(place: Place, said: Sentences) -> str:
    if place == IMAGINED.place:
        return said.table.nobody
    return (said.table.place if place.topic is None else said.table.place_topic).format(
        chat=place.chat, topic=place.topic
    )
