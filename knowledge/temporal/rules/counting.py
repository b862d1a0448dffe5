"""Counting days, weeks and months from a day."""

import datetime as dt
from dataclasses import dataclass

from knowledge.temporal.engine import Context
from knowledge.temporal.values import DAY, Clock, Settled, add_months, of_days, with_clock

_WORKDAYS = 5  # Monday to Friday
_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_MOST = 5000  # a longer count is no delay


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A count of units: "quinze jours", "10 jours ouvrables"."""

    count: int
    unit: str
    working: bool = False  # Saturdays and Sundays do not count

    def __neg__(self) -> "Length":
        return Length(count=-self.count, unit=self.unit, working=self.working)

    @property
    def clock(self) -> bool:
        """Tell whether it is counted on the clock."""
        return self.unit in ("hour", "minute")


def counted(context: Context, length: Length, since: dt.date | None = None) -> Settled | None:
    """Return the day (the minute, for hours) so long after a day, before it when the count is negative."""
    day, count = since or context.today, length.count
    if abs(count) > _MOST:
        return None
    if length.clock:
        instant = _later(context.anchor, dt.timedelta(**{f"{length.unit}s": count}))
        return with_clock(of_days(instant.date()), Clock(start=instant.time().replace(second=0, microsecond=0)))
    if length.working:
        return of_days(working_days_after(day, count), convention="working-days")
    if length.unit in ("day", "week"):
        return of_days(day + count * (7 if length.unit == "week" else 1) * DAY)
    months = count * _MONTHS[length.unit]
    if not _FIRST_YEAR < day.year + months // 12 < _LAST_YEAR:
        return None
    return of_days(add_months(day, months), convention="same-day")


def _later(instant: dt.datetime, elapsed: dt.timedelta) -> dt.datetime:
    """Add time that really passes, across a change of hour too."""
    if instant.tzinfo is None:
        return instant + elapsed
    return (instant.astimezone(dt.UTC) + elapsed).astimezone(instant.tzinfo)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the day so many working days later (earlier when negative), Saturdays and Sundays skipped."""
    step = 1 if count > 0 else -1
    weekend = day.weekday() - (_WORKDAYS - 1)
    if weekend > 0:  # counted from the working day on the other side
        day += (-weekend if count > 0 else 3 - weekend) * DAY
    weeks, rest = divmod(abs(count), _WORKDAYS)
    day += step * weeks * 7 * DAY
    while rest:
        day += step * DAY
        rest -= day.weekday() < _WORKDAYS
    return day
