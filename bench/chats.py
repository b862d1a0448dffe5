"""What does the planning of reminders cost when chats are many? Nothing is sent: it is the plan, ticking alone."""

import datetime as dt
import resource
import time
from typing import Any

from bench.replies import five
from bot.reminders.plan import Plan, schedule
from bot.reminders.watching import watch
from bot.settings import Settings
from bot.state.records import Place, Step, Wish

COUNTS = (10, 100, 1_000, 10_000, 100_000)
START = dt.datetime(2021, 2, 1, tzinfo=dt.UTC)
DAYS = 30
_ZONES = (None, "Africa/Dakar", "Asia/Tokyo", "America/Lima", "Pacific/Apia")
_LEADS = (None, (7, 1), (14, 3, 0))
_HOURS = (None, 8, 17)
_AUDIENCES = (None, "member_state", "academia")


def measure() -> dict[str, Any]:
    """Plan a month for ever more chats, of all kinds of wishes; seconds of processor and the memory at its highest."""
    settings, watched = Settings(), watch(five().library)
    steps = []
    for count in COUNTS:
        begun = time.process_time()
        plan = Plan(watched, _wishes(count), schedule(settings.reminders, settings.bot.zone))
        settled: set[Step] = set()
        ticks, longest = 0, 0.0
        for moment in plan.moments(START, START + dt.timedelta(days=DAYS)):
            tick = time.process_time()
            settled.update(reminder.step for push in plan.due(settled, moment) for reminder in push.reminders)
            ticks, longest = ticks + 1, max(longest, time.process_time() - tick)
        spent = time.process_time() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        steps.append({"seconds": spent, "longest": longest, "reminders": len(settled), "memory": memory})
    return {"chats": list(COUNTS), **{key: [step[key] for step in steps] for key in steps[0]}}


def _wishes(count: int) -> tuple[Wish, ...]:
    return tuple(
        Wish(
            place=Place(chat + 1),
            since=START,
            zone=_ZONES[chat % len(_ZONES)],
            leads=_LEADS[chat // 5 % len(_LEADS)],
            hour=_HOURS[chat // 15 % len(_HOURS)],
            audience=_AUDIENCES[chat // 45 % len(_AUDIENCES)],
        )
        for chat in range(count)
    )
