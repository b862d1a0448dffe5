"""Two years of reminders for many chats all over the world, against a calendar kept by hand."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from bot.reminders.plan import Plan, Schedule
from bot.reminders.watching import watch
from bot.state.records import Place, Step, Wish
from knowledge.temporal.workdays import Workdays
from tests.bot.builders import deadline, letter, library

GENEVA = ZoneInfo("Europe/Zurich")
SCHEDULE = Schedule(lead_days=(30, 14, 7, 3, 1, 0), hour=9, zone=GENEVA, late=dt.timedelta(hours=1))
ZONES = (
    "Europe/Zurich", "Africa/Dakar", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tokyo", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Honolulu", "America/St_Johns", "America/Santiago",
    "Africa/Cairo", "Asia/Tehran", "Pacific/Apia", "Pacific/Chatham", "Atlantic/Azores", "UTC", "Pacific/Kiritimati",
    "America/Caracas",
)  # fmt: skip  # half hours, quarters, both hemispheres, both sides of the date line
START, END = dt.date(2021, 1, 1), dt.date(2022, 12, 31)
CHATS, DEADLINES = 200, 50
Sent = tuple[int, dt.date, int]  # chat, last day, lead


def wishes() -> tuple[Wish, ...]:
    """Return a wish a chat: each zone with five different hours, and lead times of its own."""
    since = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    leads = (None, (14, 3), (7, 1, 0), (30,))
    return tuple(
        Wish(
            place=Place(n + 1),
            since=since,
            zone=ZONES[n % len(ZONES)],
            hour=6 + n // len(ZONES) // 2,
            leads=leads[n % len(leads)],
            working_days=False,
        )
        for n in range(CHATS)
    )


def last_days() -> list[dt.date]:
    """Return days all over the two years, those around the changes of clocks among them."""
    spread = [START + dt.timedelta(days=40 + 13 * n) for n in range(DEADLINES - 4)]
    return [*spread, *(dt.date(2021, 3, 28), dt.date(2021, 10, 31), dt.date(2022, 3, 27), dt.date(2022, 10, 30))]


def by_hand() -> dict[Sent, dt.datetime]:
    """Return when each reminder is expected: that many days before the last working one, at the chat's own hour."""
    return {
        (wish.place.chat, day, lead): dt.datetime.combine(
            Workdays().last(day) - dt.timedelta(days=lead), dt.time(wish.hour or 9), ZoneInfo(wish.zone or "UTC")
        ).astimezone(dt.UTC)
        for wish in wishes()
        for day in last_days()
        for lead in (wish.leads or SCHEDULE.lead_days)
    }


def test_each_reminder_comes_once_at_its_local_hour() -> None:
    """Whenever anything is expected, what comes is what was expected then, once, at its hour, and nothing else."""
    watched = watch(library(letter(*(deadline(day, inclusive=True, action=f"{day}") for day in last_days()))))
    expected, everybody = by_hand(), wishes()
    plan = Plan(watched, everybody, SCHEDULE)
    settled: set[Step] = set()
    sent: Counter[Sent] = Counter()
    for now in sorted(set(expected.values())):
        for push in plan.due(settled, now):
            for reminder in push.reminders:
                key = (push.place.chat, reminder.watched.deadline.last_day, reminder.lead)
                sent[key] += 1
                settled.add(reminder.step)
                assert expected[key] == now == reminder.at
                local = now.astimezone(ZoneInfo(everybody[push.place.chat - 1].zone or "UTC"))
                assert (local.hour, local.minute) == (everybody[push.place.chat - 1].hour, 0)
    assert set(sent) == set(expected)
    assert set(sent.values()) == {1}
