"""A day and a time of day said together."""

from typing import Any

from knowledge.temporal.engine import Context, Found, Rule, code
from knowledge.temporal.rules.clocks import clock_time
from knowledge.temporal.rules.dayparts import OF_DAYS, on_day
from knowledge.temporal.rules.ranges import span_of
from knowledge.temporal.values import Clock, settle, with_clock


def _at(context: Context, found: Found) -> Any:
    day = settle(context, found.one("when"))
    return on_day(context, day, found.one("times")) if day else None


def _two_days(context: Context, found: Found) -> Any:
    """Read "de 16 h aujourd'hui à 17 h demain"."""
    days = [settle(context, date) for date in found.all("date")]
    begins, ends = found.all("clock")
    if days[0] is None or days[1] is None:
        return None
    first, last = on_day(context, days[0], begins), on_day(context, days[1], ends)
    return span_of(context, first, last) if first and last else None


def _night(context: Context, found: Found) -> Any:
    """Read "dans la nuit du 12 au 13 mai"."""
    return found.one("period")


def _dotted(context: Context, found: Found) -> Any:
    """Read "le 12 mai à 14.30", a day beside it."""
    day = settle(context, found.one("date"))
    numbers = [node for node in found.nodes if node.symbol in _DIGITS]
    times = [clock_time(hour.value, minute.value) for hour, minute in zip(numbers[::2], numbers[1::2], strict=True)]
    if day is None or day.period.hours is not None or None in times or any(n.end - n.start != 2 for n in numbers[1::2]):
        return None
    return with_clock(day, Clock(start=times[0], end=times[1] if len(times) > 1 else None, sure=True))


def _dotted_bare(context: Context, found: Found) -> Any:
    """Read "29.02.2024 13.12"."""
    return _dotted(context, found) if found.nodes[0].rule == "numeric date" else None


_DIGITS = frozenset(map(code, ("<day>", "<int>")))
_DOTTED = "<digits> <dot> <digits>"
_ON = "<comma>? (le|ce|du)?"
_TO = "(a|au|et|jusqu a|jusqua)"
_NEAR = "(<comma>|<dash>|<open>|<colon>|mais|par exemple)? (a|de|vers|des|entre)?"

RULES = (
    Rule(
        "clocks of two days",
        f"(de|du|d|entre)? <clock> {_ON} <date> {_TO}? <clock> {_ON} <date>",
        "period",
        _two_days,
    ),
    Rule("day and clock", "<date> <open> (a)? <clock> <close>", "date", _at),
    Rule("day and clock", f"<date> {_NEAR} <clock>", "date", _at),
    Rule("day and clock", f"<date> <comma>? (a|vers) {_DOTTED} (?!<dot> <n>|<percent>)", "date", _dotted),
    Rule("day and clock", f"<date> {_DOTTED} (?!<dot> <n>|<percent>)", "date", _dotted_bare),
    Rule("day and clock", f"<date> <comma>? de {_DOTTED} a {_DOTTED} (<hour>)?", "period", _dotted),
    Rule("day and clock", f"<clock> {_ON} <date>", "date", _at),
)
# after what is counted: "dans deux semaines à 14 h", "la veille au soir"
OF_LENGTHS = (*OF_DAYS, Rule("day and clock", f"<date> {_NEAR} <times>", "date", _at))
# after ranges of days: "du 17 au 21 mai de 9 h à 12 h"
OF_RANGES = (
    Rule("night of two days", "<part> (du|de)? <period>", "period", _night),
    Rule("day and hours", f"<when> {_NEAR} <times> <close>?", "period", _at),
    Rule("day and hours", "<hours> <comma>? (le|ce|du|de)? <date>", "period", _at),
)
