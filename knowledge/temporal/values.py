"""What rules produce before an expression is whole: incomplete dates, clock times, and readings that are settled."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from knowledge.temporal.engine import Context
from knowledge.temporal.feasts import feast
from knowledge.temporal.moment import Grain, Hours, Moment, Period

DAY = dt.timedelta(days=1)
_MONTHS_AHEAD = 24  # how far a day of the month without its month is looked for
_AHEAD = 20  # years of two digits are of this century up to so many years ahead
_YEARS_AHEAD = 9  # how far 29 February is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A period whose days are known."""

    period: Period
    grain: Grain = Grain.DAY
    year_given: bool = True
    convention: str | None = None  # key of the documented choice that decided
    conflict: str | None = None  # key of a contradiction in what was written
    ending: bool = False  # the end of something: "fin juin"; what is before it is before its last day's end


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What was said of a day, a month or a year; what was not said comes from a neighbour or from the anchor."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    feast: str | None = None  # a day of each year known by its name
    past: bool = False  # "dernier": the latest one, not the next
    convention: str | None = None

    @property
    def grain(self) -> Grain:
        """The finest unit said."""
        if self.day is not None or self.weekday is not None or self.feast is not None:
            return Grain.DAY
        return Grain.MONTH if self.month is not None else Grain.YEAR

    def settle(self, context: Context, *, since: dt.date | None = None) -> Settled | None:
        """Find the day, month or year meant, not before `since` when given. None when there is no such day."""
        first = self._first(since or context.today, forward=(context.forward and not self.past) or since is not None)
        if first is None:
            return None
        moment = Moment(first, self.grain)
        conflict = None
        if self.day is not None and self.weekday is not None and first.weekday() != self.weekday:
            conflict = "weekday"
        convention = self.convention or (None if self.year is not None else _CHOICES.get(self._said))
        return Settled(
            period=Period(start=moment, end=moment),
            grain=self.grain,
            year_given=self.year is not None,
            convention=convention,
            conflict=conflict,
        )

    @property
    def _said(self) -> str:
        parts = (("day", self.day), ("month", self.month), ("weekday", self.weekday), ("feast", self.feast))
        return "-".join(name for name, value in parts if value is not None)

    def _first(self, from_day: dt.date, *, forward: bool) -> dt.date | None:
        if self.feast is not None:
            return _feast(self.feast, self.year, from_day, forward=forward)
        if self.day is None and self.weekday is not None:
            return _weekday(self.weekday, from_day, forward=forward)
        if self.year is not None:
            return _day(self.year, self.month or 1, self.day or 1)
        if self.month is None:
            return self._same_number(from_day, forward=forward)
        if self.day is None:
            return _next_month(self.month, from_day, forward=forward)
        return self._next_such(from_day, forward=forward)

    def _same_number(self, from_day: dt.date, *, forward: bool) -> dt.date | None:
        """Return the next (or latest) day of the month with this number, and with this weekday if one was said."""
        step = 1 if forward else -1
        for ahead in range(_MONTHS_AHEAD):
            first = add_months(from_day.replace(day=1), step * ahead)
            day = _day(first.year, first.month, self.day or 1)
            if day is None or (day < from_day if forward else day > from_day):
                continue
            if self.weekday is None or day.weekday() == self.weekday:
                return day
        return None

    def _next_such(self, from_day: dt.date, *, forward: bool) -> dt.date | None:
        years = range(_YEARS_AHEAD) if forward else range(0, -_YEARS_AHEAD, -1)
        days = (self._in(from_day.year + ahead) for ahead in years)
        such = next((day for day in days if day and (day == from_day or (day > from_day) == forward)), None)
        return self._nearer(such, from_day) if such and forward else such

    def _in(self, year: int) -> dt.date | None:
        return _day(year, self.month or 1, self.day or 1)

    def _nearer(self, such: dt.date, from_day: dt.date) -> dt.date:
        """Return the day of the year before when it is nearer and has the weekday that was said."""
        before = self._in(such.year - 1)
        if before is None or self.weekday in (None, such.weekday()) or before.weekday() != self.weekday:
            return such
        return before if from_day - before < such - from_day else such


_CHOICES = {
    "feast": "next-feast",
    "day-month": "next-day",
    "day": "next-number",
    "month": "next-month",
    "weekday": "next-weekday",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day, or two."""

    start: dt.time | None = None
    end: dt.time | None = None
    zone: str | None = None
    midnight: bool = False  # "minuit": the end of the day said
    sure: bool = False  # cannot be a duration: minutes, a zone or "à" were written
    part: str | None = None  # a part of the day, whose hours are those of the convention


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def _feast(name: str, year: int | None, from_day: dt.date, *, forward: bool) -> dt.date:
    if year is not None:
        return feast(name, year)
    days = [feast(name, from_day.year + shift) for shift in (-1, 0, 1)]
    return next(day for day in days if day >= from_day) if forward else [day for day in days if day <= from_day][-1]


def _weekday(weekday: int, from_day: dt.date, *, forward: bool) -> dt.date:
    """Return the nearest such weekday strictly after (or before) a day."""
    if forward:
        return from_day + dt.timedelta(days=(weekday - from_day.weekday() - 1) % 7 + 1)
    return from_day - dt.timedelta(days=(from_day.weekday() - weekday - 1) % 7 + 1)


def _next_month(month: int, from_day: dt.date, *, forward: bool) -> dt.date:
    year = from_day.year
    if forward and month < from_day.month:
        year += 1
    if not forward and month > from_day.month:
        year -= 1
    return dt.date(year, month, 1)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later (or earlier) month, or that month's last day when it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def full_year(context: Context, year: int, digits: int) -> int:
    """Return the year meant by two or four digits: of this century, unless that is more than twenty years away."""
    if digits != 2:
        return year
    return 2000 + year - 100 * (2000 + year > context.today.year + _AHEAD)


def settle(context: Context, value: "Partial | Settled", *, since: dt.date | None = None) -> Settled | None:
    """Return a value whose days are known."""
    return value.settle(context, since=since) if isinstance(value, Partial) else value


def of_days(first: dt.date, last: dt.date | None = None, **known: object) -> Settled:
    """Return the settled period of one day, or from one day to another."""
    return Settled(period=Period(start=Moment(first), end=Moment(last or first)), **known)  # type: ignore[arg-type]


def of_moment(first: dt.date, grain: Grain, **known: object) -> Settled:
    """Return the settled period of one unit of the calendar."""
    moment = Moment(first, grain)
    return Settled(period=Period(start=moment, end=moment), grain=grain, **known)  # type: ignore[arg-type]


def closing(value: Settled) -> tuple[Moment | None, Hours | None]:
    """Return the last moment of a value and its time there; midnight is the end of the day before."""
    end, hours = value.period.end, value.period.hours
    if hours is None or end is None:
        return end, hours
    if hours.end is not None:
        return end, replace(hours, start=None, part=None)
    if hours.start == dt.time(0):
        end = Moment(end.first - DAY)
    return end, replace(hours, start=None, end=hours.start)


def opening(value: Settled) -> Settled:
    """Return a value whose hours, when they are a stretch, are only those of its beginning: "avant ce soir"."""
    hours = value.period.hours
    if hours is None or hours.start is None or hours.end is None:
        return value
    return replace(value, period=replace(value.period, hours=replace(hours, end=None, part=None)))


def after_hours(hours: Hours | None) -> Hours | None:
    """Return the time after which a stretch of hours is over: "après ce matin"."""
    return replace(hours, start=hours.end, end=None, part=None) if hours and hours.end else hours


def with_clock(value: Settled, clock: Clock) -> Settled:
    """Return a day, or days, qualified by clock times."""
    period = value.period
    if clock.midnight and clock.end is None and period.start is not None and period.start == period.end:
        moment = Moment(period.start.first + DAY)
        period = replace(period, start=moment, end=moment)
    hours = Hours(start=clock.start, end=clock.end, zone=clock.zone, part=clock.part)
    return replace(value, period=replace(period, hours=hours), grain=Grain.MINUTE)
