"""Parts of the day: "ce soir", "vendredi matin", "en fin d'après-midi", whose hours conventions.toml gives.

In a letter a part of the day is read as its day: no hour is told that was not written.
"""

import datetime as dt
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.values import DAY, Clock, Partial, Settled, of_days, settle, with_clock

_MODIFIERS = ("debut", "mi", "fin")
_LEADS = ("en", "dans", "pendant", "durant", "moment")  # words before a part of the day that is meant of today
_EDGE_LEADS = (*_LEADS, "au", "a", "tot", "tard")
_NOON = 12
_DAYS = {"hier": -1, "ce": 0, "demain": 1}


@cache
def _hours() -> dict[str, dict[str, list[str]]]:
    data = tomllib.loads(Path(__file__).parents[1].joinpath("conventions.toml").read_text("utf-8"))
    hours: dict[str, dict[str, list[str]]] = data["day-part"]["hours"]
    return hours


def _name(found: Found) -> str:
    return "afternoon" if found.has("midi") else str(found.one("partday"))


def _part(context: Context, found: Found) -> Clock | None:
    """Read a part of the day, whole or its beginning, middle or end."""
    name = _name(found)
    modifier = next((node.value for node in found.nodes if node.value in _MODIFIERS), "whole")
    modifier = "debut" if found.has("tot") or found.has("bon") else "fin" if found.has("tard") else modifier
    hours = _hours()[name].get(modifier)
    if hours is None:
        return None
    start, end = map(dt.time.fromisoformat, hours)
    sure = any(found.has(word) for word in (_LEADS if modifier == "whole" else _EDGE_LEADS))
    return Clock(start=start, end=end, part=name if modifier == "whole" else f"{name}-{modifier}", sure=sure)


def on_day(context: Context, day: Settled, clock: Clock) -> Settled | None:
    """Return a day qualified by a time of day or by a part of it: "ce soir" and "à 7 h" are 19 h."""
    hours = day.period.hours
    if hours is not None and (hours.part is None or clock.part is not None):
        return None
    if clock.part is None:
        bare = replace(day, period=replace(day.period, hours=None))
        return with_clock(bare, in_part(clock, hours.part) if hours and hours.part else clock)
    if context.strict:
        return replace(day, ending=not clock.part.startswith("morning"))
    return with_clock(day, clock)


def in_part(clock: Clock, part: str) -> Clock:
    """Return a time as it is meant in a part of the day: 7 h of an evening is 19 h."""
    if clock.start is None or part.startswith("morning") or clock.start.hour >= _NOON:
        return clock
    if part.startswith("night") and clock.start.hour < _hours_of_dawn():
        return clock
    return replace(clock, start=clock.start.replace(hour=clock.start.hour + _NOON))


def _hours_of_dawn() -> int:
    return dt.time.fromisoformat(_hours()["morning"]["whole"][0]).hour


def of_the_day(context: Context, found: Found) -> Clock | None:
    """Read "8 h du soir", "à 4 heures cet après-midi", "8 du matin"."""
    clock: Clock | None = found.one("clock")
    if clock is None:
        hour: int = found.one("digits")
        clock = Clock(start=dt.time(hour)) if hour <= _NOON else None
    return replace(in_part(clock, _name(found)), sure=True) if clock else None


def _today(context: Context, found: Found) -> Settled | None:
    clock = _part(context, found)
    return on_day(context, of_days(context.today), clock) if clock else None


def _early(context: Context, found: Found) -> Settled | None:
    """Read "tôt demain matin", "tard hier soir", "tôt ce matin"."""
    clock = _part(context, found)
    days = next(shift for word, shift in _DAYS.items() if found.has(word))
    return on_day(context, of_days(context.today + days * DAY), clock) if clock else None


def _near(context: Context, found: Found) -> Settled | None:
    """Read "la nuit dernière", "la nuit prochaine"."""
    return on_day(context, of_days(context.today - found.has("dernier") * DAY), found.one("part"))


def _of_day(context: Context, found: Found) -> Any:
    value: Settled | Partial = found.one("date")
    clock: Clock = found.one("part")
    if context.strict and clock.part == "morning":
        return value
    day = settle(context, value)
    return on_day(context, day, clock) if day else None


_NAMED = "(<partday>|apres <dash>? midi)"
_THE = "(la|le|l|les)"
_IN = f"(au|en|de|du|de la|de l|a la|a l|a l heure (du|de)|au moment (du|de)|(dans|pendant|durant) {_THE}|{_THE})"
_EDGE = "(debut|mi|fin)"
_DAY = f"({'|'.join(_DAYS)})"

CLOCKS = (
    Rule("clock of the day", f"<clock> <comma>? ({_IN}|ce)? {_NAMED}", "clock", of_the_day),
    Rule("clock of the day", f"(?<!le) (?<!du) <digits> (du|de la|dans la) {_NAMED}", "clock", of_the_day, chat=True),
)
RULES = (
    Rule("part of a day", f"(?<!plus) (tres)? (tot|tard) {_DAY} {_NAMED}", "date", _early, chat=True),
    Rule("this part of today", f"ce {_NAMED}", "date", _today),
    Rule("part of the day", f"(en|au|a la|des)? {_EDGE} (de|d) {_THE}? {_NAMED}", "part", _part),
    Rule("part of the day", f"(?<!plus) (tres)? (tot|tard) ({_IN}|ce)? {_NAMED}", "part", _part),
    Rule("part of the day", f"({_IN}|ce)? {_NAMED} (tres)? (tot|tard)", "part", _part),
    Rule("part of the day", f"(de|a)? (bon)? {_IN}? {_NAMED}", "part", _part),
)
OF_DAYS = (
    Rule("near part", f"{_THE}? <part> (prochain|dernier)", "date", _near, chat=True),
    Rule("part of a day", "<date> (<comma>|<open>)? (de|d)? <part> <close>?", "date", _of_day),
    Rule(
        "part of a day",
        f"{_THE}? <part> (<comma>|de|du|d)? {_THE}? <date> (?!(a|au) <date>)",
        "date",
        _of_day,
        chat=True,
    ),
)
