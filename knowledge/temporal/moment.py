"""What an expression of time means: its grain, its openness and whether its bounds are included."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from knowledge.french.text import Span


class Grain(StrEnum):
    """How finely a moment was said."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEMESTER: 6, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar named by one unit of it: September 2021 is a month, not its first day."""

    first: dt.date  # its first day
    grain: Grain = Grain.DAY

    @property
    def last(self) -> dt.date:
        """Its last day, included."""
        if self.grain in (Grain.DAY, Grain.MINUTE):
            return self.first
        if self.grain is Grain.WEEK:
            return self.first + dt.timedelta(days=6)
        month = self.first.month - 1 + _MONTHS[self.grain] - 1
        year = self.first.year + month // 12
        return dt.date(year, month % 12 + 1, calendar.monthrange(year, month % 12 + 1)[1])

    @property
    def iso(self) -> str:
        """Its ISO form: "2021-05-17", "2021-09" or "2021"; the first day for weeks, quarters and semesters."""
        length = {Grain.MONTH: 7, Grain.YEAR: 4}.get(self.grain, 10)
        return self.first.isoformat()[:length]

    @classmethod
    def parse(cls, iso: str) -> "Moment":
        """Read back "2021-05-17", "2021-09" or "2021". Raises ValueError on anything else."""
        match len(iso):
            case 4:
                return cls(dt.date(int(iso), 1, 1), Grain.YEAR)
            case 7:
                return cls(dt.date.fromisoformat(f"{iso}-01"), Grain.MONTH)
            case _:
                return cls(dt.date.fromisoformat(iso))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Clock times of a period: `start` on its first day, `end` on its last, where 00:00 is the end of that day."""

    start: dt.time | None = None
    end: dt.time | None = None
    zone: str | None = None  # as printed: "CEST", "heure de Genève", "UTC"
    part: str | None = None  # "evening", "morning-fin": the part of the day whose hours, by convention, these are


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time between two moments, either of which may be open (None) or excluded ("avant le 1er mars")."""

    start: Moment | None
    end: Moment | None
    start_inclusive: bool = True
    end_inclusive: bool = True
    hours: Hours | None = None

    @property
    def first_day(self) -> dt.date | None:
        """The first day that belongs to the period, None when it has no beginning."""
        if self.start is None:
            return None
        return self.start.first if self.start_inclusive else self.start.last + dt.timedelta(days=1)

    @property
    def last_day(self) -> dt.date | None:
        """The last day that belongs to the period, None when it has no end."""
        if self.end is None:
            return None
        excluded = not self.end_inclusive and (self.hours is None or self.hours.end is None)
        return self.end.first - dt.timedelta(days=1) if excluded else self.end.last

    def contains(self, day: dt.date) -> bool:
        """Tell whether a day belongs to the period."""
        first, last = self.first_day, self.last_day
        return (first is None or first <= day) and (last is None or day <= last)

    @property
    def days(self) -> int | None:
        """How many days belong to the period, None when it is open."""
        first, last = self.first_day, self.last_day
        return None if first is None or last is None else (last - first).days + 1

    def before(self, other: "Period") -> bool:
        """Tell whether the period has ended when the other begins."""
        last, their_first = self.last_day, other.first_day
        return last is not None and their_first is not None and last < their_first

    def gap(self, other: "Period") -> int | None:
        """Count the days between two periods; 0 when they touch or overlap."""
        if self.overlaps(other):
            return 0
        early, late = (self, other) if self.before(other) else (other, self)
        last, first = early.last_day, late.first_day
        return None if last is None or first is None else (first - last).days - 1

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two periods share at least one day."""
        first, last = self.first_day, self.last_day
        their_first, their_last = other.first_day, other.last_day
        return (first is None or their_last is None or first <= their_last) and (
            last is None or their_first is None or their_first <= last
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A period read in a text: where it stands, and the rule that read it."""

    value: Period
    span: Span  # in the text as written
    rule: str
    grain: Grain = Grain.DAY
    convention: str | None = None  # key of the documented choice that decided an ambiguity
    year_given: bool = True  # false: the year, or the day itself, was inferred from the anchor
    conflict: str | None = None  # key of a contradiction in what was written: "weekday"
