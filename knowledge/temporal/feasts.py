"""Days known by a name: Easter and what moves with it, and those with a fixed date."""

import datetime as dt
from functools import cache

from knowledge.temporal.lexicon import lexicon


def easter(year: int) -> dt.date:
    """Return Easter Sunday by the Western rule (Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, rank: int) -> dt.date:
    """Return the nth such weekday of a month; rank -1 is the last."""
    if rank < 0:
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (rank - 1))


def feast(name: str, year: int) -> dt.date:
    """Return the day of a feast of the lexicon in a year."""
    rule = _rules()[name]
    if "easter" in rule:
        return easter(year) + dt.timedelta(days=rule["easter"])
    if "weekday" in rule:
        day = nth_weekday(year, rule["month"], rule["weekday"], rule["rank"])
        return day + dt.timedelta(days=rule.get("after", 0))
    return dt.date(year, rule["month"], rule["day"])


@cache
def _rules() -> dict[str, dict[str, int]]:
    return {
        name: {key: value for key, value in rule.items() if key != "said"} for name, rule in lexicon().feasts.items()
    }
