"""When a place may be written to: its hour, its time zone, its quiet hours, its working days."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.temporal.workdays import Workdays

_AHEAD = 15  # days within which there is always a working one
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a place wants of the moment of its reminders."""

    leads: tuple[int, ...]  # days before the last day on which one can act
    hour: int  # local
    zone: dt.tzinfo
    quiet: tuple[int, int] | None = None  # local hours between which nothing is sent: (22, 7)
    working_days: bool = False  # nothing on week-ends and public holidays

    def allows(self, at: dt.datetime) -> bool:
        """Tell whether something may be sent at a moment."""
        local = at.astimezone(self.zone)
        return not self._hushed(local.hour) and self._worked(local.date())

    def moment(self, day: dt.date, closing: dt.datetime) -> dt.datetime:
        """Return when a reminder of a day is sent, in UTC.

        When it may not be sent then, it is sent later, or earlier when later is too late.
        """
        at = self._at(day, self.hour)
        if at < closing and self.allows(at):
            return at
        later = self.next(at)
        return later if later < closing else self._last_before(min(at, closing))

    def next(self, at: dt.datetime) -> dt.datetime:
        """Return the first moment, not before another, at which something may be sent."""
        if self.allows(at):
            return at
        day = at.astimezone(self.zone).date()
        hours = {self.hour, self.quiet[1]} if self.quiet else {self.hour}
        return next(each for n in range(_AHEAD) for each in self._moments(day + n * _DAY, hours) if each > at)

    def _last_before(self, at: dt.datetime) -> dt.datetime:
        day = at.astimezone(self.zone).date()
        hours = {self.hour, (self.quiet[0] - 1) % 24} if self.quiet else {self.hour}
        return next(e for n in range(_AHEAD) for e in reversed(self._moments(day - n * _DAY, hours)) if e < at)

    def _moments(self, day: dt.date, hours: Collection[int]) -> tuple[dt.datetime, ...]:
        """Return those of some hours of a day at which something may be sent, in their order."""
        free = sorted(hour for hour in hours if not self._hushed(hour))
        return tuple(self._at(day, hour) for hour in free) if self._worked(day) else ()

    def _at(self, day: dt.date, hour: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(hour), self.zone).astimezone(dt.UTC)

    def _worked(self, day: dt.date) -> bool:
        return not self.working_days or Workdays().is_one(day)

    def _hushed(self, hour: int) -> bool:
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= hour < end if start <= end else hour >= start or hour < end
