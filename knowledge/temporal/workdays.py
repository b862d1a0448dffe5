"""Working days where the letters are sent from: Monday to Friday, less the public holidays of a place."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

_DAY = dt.timedelta(days=1)
_WORKDAYS = 5  # Monday to Friday


@dataclass(frozen=True, slots=True, kw_only=True)
class Workdays:
    """The working days of a place, by the codes of the `holidays` library."""

    country: str = "CH"
    subdivision: str | None = "GE"  # Geneva, where the secretariat is

    def is_one(self, day: dt.date) -> bool:
        """Tell whether people work on a day."""
        return day.weekday() < _WORKDAYS and day not in _holidays(self.country, self.subdivision, day.year)

    def count(self, after: dt.date, until: dt.date) -> int:
        """Count the working days after a day, until another, included; negative when it is earlier."""
        if until < after:
            return -self.count(until, after)
        return sum(self.is_one(after + n * _DAY) for n in range(1, (until - after).days + 1))

    def last(self, until: dt.date) -> dt.date:
        """Return the latest working day that is not after a day."""
        while not self.is_one(until):
            until -= _DAY
        return until

    def next(self, since: dt.date) -> dt.date:
        """Return the first working day that is not before a day."""
        while not self.is_one(since):
            since += _DAY
        return since


@cache
def _holidays(country: str, subdivision: str | None, year: int) -> frozenset[dt.date]:
    import holidays  # loaded when a working day is first asked for

    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))
