"""A day and a time of day said together."""

from typing import Any

from knowledge.temporal.engine import Context, Found, Rule, code
from knowledge.temporal.rules.clocks import clock_time
from knowledge.temporal.values import Clock, settle, with_clock


def _at(context: Context, found: Found) -> Any:
    day = settle(context, found.one("when"))
    return with_clock(day, found.one("times")) if day and day.period.hours is None else None


def _dotted(context: Context, found: Found) -> Any:
    """Read "le 12 mai à 14.30", a day beside it."""
    day = settle(context, found.one("date"))
    numbers = [node for node in found.nodes if node.symbol in _DIGITS]
    times = [clock_time(hour.value, minute.value) for hour, minute in zip(numbers[::2], numbers[1::2], strict=True)]
    if day is None or day.period.hours is not None or None in times or any(n.end - n.start != 2 for n in numbers[1::2]):
        return None
    return with_clock(day, Clock(start=times[0], end=times[1] if len(times) > 1 else None, sure=True))


_DIGITS = frozenset(map(code, ("<day>", "<int>")))
_DOTTED = "<digits> <dot> <digits>"
_NEAR = "(<comma>|<dash>|<open>|<colon>)? (a|de|vers|des|entre)?"

RULES = (
    Rule("day and clock", "<date> <open> (a)? <clock> <close>", "date", _at),
    Rule("day and clock", f"<date> {_NEAR} <clock>", "date", _at),
    Rule("day and clock", f"<date> <comma>? (a|vers) {_DOTTED} (?!<dot> <n>|<percent>)", "date", _dotted),
    Rule("day and clock", f"<date> <comma>? de {_DOTTED} a {_DOTTED} (<hour>)?", "period", _dotted),
    Rule("day and clock", "<clock> <comma>? (le|ce|du)? <date>", "date", _at),
)
# after ranges of days: "du 17 au 21 mai de 9 h à 12 h"
OF_RANGES = (
    Rule("day and hours", f"<when> {_NEAR} <times> <close>?", "period", _at),
    Rule("day and hours", "<hours> <comma>? (le|ce|du|de)? <date>", "period", _at),
)
