"""The units of the calendar: the one that holds a day, those that make up a longer one, the next one."""

import datetime as dt
from itertools import islice

from knowledge.temporal.engine import Found
from knowledge.temporal.moment import Grain
from knowledge.temporal.values import DAY, Partial, Settled, add_months, of_days, of_moment

Kind = str | int  # "day", "workday", "week", "weekend", "fortnight", "half", "month" …, or a weekday's number
GRAINS = {
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "year": Grain.YEAR,
    "quarter": Grain.QUARTER,
    "semester": Grain.SEMESTER,
}
MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_WORKDAYS, _SATURDAY = 5, 5
_MIDDLE = 15  # the last day of the first half of a month
_CHOICES = {"workday": "working-days", "weekend": "weekend", "week": "week-of-month", "fortnight": "fortnight"}
Stretch = tuple[dt.date, dt.date]


def kind_of(found: Found) -> Kind | None:
    """Return the kind of unit that was named, None when there is none."""
    date = found.one("date")
    weekday = date.weekday if isinstance(date, Partial) and date.day is None else found.one("weekday")
    if weekday is not None:
        return int(weekday)
    if found.has("weekend") or found.has("end"):
        return "weekend"
    if found.one("dozen") == _MIDDLE:
        return "fortnight"
    if found.has("moitie"):
        return "half"
    unit: str | None = found.one("unit")
    return "workday" if unit == "day" and found.has("ouvre") else unit


def unit_at(day: dt.date, unit: str, shift: int = 0) -> Settled | None:
    """Return the calendar week, month, quarter, semester or year that holds a day, or one so many units later."""
    if unit not in GRAINS:
        return None
    if unit == "week":
        return of_moment(day - day.weekday() * DAY + 7 * shift * DAY, Grain.WEEK)
    length = MONTHS[unit]
    first = day.replace(day=1, month=(day.month - 1) // length * length + 1)
    return of_moment(add_months(first, shift * length), GRAINS[unit])


def weekend_at(day: dt.date, shift: int = 0) -> Settled:
    """Return the week-end of the week that holds a day, or of one so many weeks later."""
    saturday = day + (_SATURDAY - day.weekday() + 7 * shift) * DAY
    return of_days(saturday, saturday + DAY, convention="weekend")


def is_a(day: dt.date, kind: Kind) -> bool:
    """Tell whether a unit of this kind begins on a day."""
    match kind:
        case "day":
            return True
        case "workday":
            return day.weekday() < _WORKDAYS
        case "weekend":
            return day.weekday() == _SATURDAY
        case "week":
            return day.weekday() == 0
        case _:
            return day.weekday() == kind


def members(whole: Settled, kind: Kind) -> list[Stretch]:
    """Return the units of a kind that a longer one is made of, in order; whole ones only."""
    if whole.period.start is None or whole.period.end is None:
        return []
    first, last = whole.period.start.first, whole.period.end.last
    if kind in ("fortnight", "half"):
        return _halves(whole)
    if kind in MONTHS:
        return _months(first, last, MONTHS[str(kind)])
    if kind == "week" and whole.grain is Grain.YEAR:  # the first week of a year is that of ISO
        first = dt.date.fromisocalendar(first.year, 1, 1)
        last = dt.date.fromisocalendar(last.year, dt.date(last.year, 12, 28).isocalendar().week, 7)
    length = {"week": 7, "weekend": 2}.get(str(kind), 1)
    days = (first + n * DAY for n in range((last - first).days + 2 - length))
    return [(day, day + (length - 1) * DAY) for day in days if is_a(day, kind)]


def _halves(whole: Settled) -> list[Stretch]:
    start = whole.period.start
    if start is None:
        return []
    if whole.grain is Grain.YEAR:
        return _months(start.first, start.last, MONTHS["semester"])
    middle = start.first.replace(day=_MIDDLE)
    return [(start.first, middle), (middle + DAY, start.last)] if whole.grain is Grain.MONTH else []


def _months(first: dt.date, last: dt.date, length: int) -> list[Stretch]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    begins = [add_months(first, shift) for shift in range(0, count, length)]
    parts = [(begin, add_months(begin, length) - DAY) for begin in begins]
    return parts if count % length == 0 and len(parts) > 1 else []


def stretch(kind: Kind, first: dt.date, last: dt.date, *, year_given: bool = True) -> Settled:
    """Return the value of one unit, or of several in a row."""
    convention = _CHOICES.get(str(kind))
    single = kind in GRAINS and unit_at(first, str(kind)) == of_moment(first, GRAINS[str(kind)])
    if single and of_moment(first, GRAINS[str(kind)]).period.last_day == last:
        return of_moment(first, GRAINS[str(kind)], convention=convention, year_given=year_given)
    return of_days(first, last, convention=convention, year_given=year_given)


def day_beside(day: dt.date, kind: Kind, rank: int) -> Settled:
    """Return the nth day of a kind after a day, or before it when the rank is negative."""
    step = DAY if rank > 0 else -DAY
    days = (day + n * step for n in range(1, 7 * abs(rank) + 1))
    found = next(islice((each for each in days if is_a(each, kind)), abs(rank) - 1, None))
    return stretch(kind, found, found)
