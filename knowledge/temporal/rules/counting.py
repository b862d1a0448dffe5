"""Lengths of time, and the moment that comes so long after another."""

import datetime as dt
from dataclasses import dataclass

from knowledge.temporal.engine import Context
from knowledge.temporal.values import DAY, Clock, Settled, add_months, of_days, with_clock

_WORKDAYS = 5  # Monday to Friday
_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_DAYS = {"day": 1, "week": 7}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_HALVES = {"hour": (0, 0, 1800), "day": (0, 0, 43200), "week": (0, 3, 0), "month": (0, 15, 0), "semester": (3, 0, 0)}
_HALF_YEAR = (6, 0, 0)
UNITS = ("year", "semester", "quarter", "month", "week", "day", "hour", "minute", "second")
_DAY_SECONDS = 86400
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_MOST = 5000  # a longer count is no delay


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time, in the units that do not make each other: a month has no fixed number of days."""

    months: int = 0
    days: int = 0
    workdays: int = 0  # Saturdays and Sundays do not count
    seconds: int = 0
    unit: str = "day"  # the finest unit said

    @classmethod
    def of(cls, count: int, unit: str, *, working: bool = False, half: bool = False) -> "Length | None":
        """Return so many units, and a half if there is one; None is too long, or a half of what has none."""
        if count > _MOST:
            return None
        if working:
            return cls(workdays=count) if unit == "day" and not half else None
        halves = _HALF_YEAR if unit == "year" else _HALVES.get(unit)
        if half and halves is None:
            return None
        months, days, seconds = halves if half and halves else (0, 0, 0)
        return cls(
            months=count * _MONTHS.get(unit, 0) + months,
            days=count * _DAYS.get(unit, 0) + days,
            seconds=count * _SECONDS.get(unit, 0) + seconds,
            unit=unit,
        )

    def __neg__(self) -> "Length":
        return Length(
            months=-self.months,
            days=-self.days,
            workdays=-self.workdays,
            seconds=-self.seconds,
            unit=self.unit,
        )

    def __add__(self, other: "Length") -> "Length":
        return Length(
            months=self.months + other.months,
            days=self.days + other.days,
            workdays=self.workdays + other.workdays,
            seconds=self.seconds + other.seconds,
            unit=max(self.unit, other.unit, key=UNITS.index),
        )

    @property
    def clock(self) -> bool:
        """Tell whether it is counted on the clock."""
        return self.unit in _SECONDS


def counted(context: Context, length: Length, since: dt.date | None = None) -> Settled | None:
    """Return the day so long after a day (before it, when negative), or the minute when it is counted from now."""
    day = _later_day(since or context.today, length)
    if day is None:
        return None
    if since is None and length.clock:
        return at(_later(context.anchor.replace(year=day.year, month=day.month, day=day.day), length.seconds))
    day += length.seconds // _DAY_SECONDS * DAY
    convention = "working-days" if length.workdays else "same-day" if length.months else None
    return of_days(day, convention=convention)


def counted_from(context: Context, length: Length, base: Settled, *, onward: bool) -> Settled | None:
    """Return the day so long after a value, or before it; the minute when both are told on the clock."""
    period = base.period
    if period.start is None or period.end is None:
        return None
    since, length = (period.end.last, length) if onward else (period.start.first, -length)
    time = period.hours.start if period.hours and not period.hours.end else None
    if length.clock and time is not None:
        day = _later_day(since, length)
        return at(_later(dt.datetime.combine(day, time, context.anchor.tzinfo), length.seconds)) if day else None
    return counted(context, length, since) if _in_days(length) else None


def _in_days(length: Length) -> bool:
    """Tell whether a length moves a day whose time is not known: "une heure avant l'ouverture" does not."""
    return not length.clock or length.days != 0 or abs(length.seconds) >= _DAY_SECONDS


def at(instant: dt.datetime) -> Settled:
    """Return a minute of a day."""
    return with_clock(of_days(instant.date()), Clock(start=instant.time().replace(second=0, microsecond=0)))


def _later_day(day: dt.date, length: Length) -> dt.date | None:
    if not _FIRST_YEAR < day.year + length.months // 12 < _LAST_YEAR:
        return None
    day = add_months(day, length.months) + length.days * DAY
    return working_days_after(day, length.workdays) if length.workdays else day


def _later(instant: dt.datetime, seconds: int) -> dt.datetime:
    """Add time that really passes, across a change of hour too."""
    elapsed = dt.timedelta(seconds=seconds)
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
