"""A day and a time of day said together."""

from typing import Any

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.values import settle, with_clock


def _at(context: Context, found: Found) -> Any:
    day = settle(context, found.one("when"))
    return with_clock(day, found.one("times")) if day and day.period.hours is None else None


_NEAR = "(<comma>|<dash>|<open>|<colon>)? (a|de|vers|des|entre)?"

RULES = (
    Rule("day and clock", f"<date> {_NEAR} <clock>", "date", _at),
    Rule("day and clock", "<clock> <comma>? (le|ce|du)? <date>", "date", _at),
)
# after ranges of days: "du 17 au 21 mai de 9 h à 12 h"
OF_RANGES = (
    Rule("day and hours", f"<when> {_NEAR} <times> <close>?", "period", _at),
    Rule("day and hours", "<hours> <comma>? (le|ce|du|de)? <date>", "period", _at),
)
