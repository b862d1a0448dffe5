"""The rules of a time zone, as a calendar reads them: when its offset changes, by the local time before the change."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

SPAN = 10  # years at least that are looked at: the fourth Sunday is often the last
DAY, SECOND, WEEK = dt.timedelta(days=1), dt.timedelta(seconds=1), 7
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of offset, once or each year."""

    onset: dt.datetime  # local, by the offset before it; naive
    before: dt.timedelta
    after: dt.timedelta
    name: str
    summer: bool
    yearly: tuple[int, str] | None = None  # month, and which day of it: "-1SU"; None: once


def changes(zone: dt.tzinfo, first: int, last: int) -> tuple[Change, ...]:
    """Return the changes from the year before one to the year after another; what is in force, where there is none."""
    years = range(first - 1, max(last + 1, first + SPAN) + 1)
    found = tuple(_found(zone, years))
    if not found:
        moment = dt.datetime(first - 1, 1, 1, tzinfo=zone)
        offset = moment.utcoffset() or dt.timedelta()
        onset = moment.replace(tzinfo=None)
        return (Change(onset=onset, before=offset, after=offset, name=moment.tzname() or "", summer=False),)
    alike: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for each in found:
        alike[each.before, each.after, each.name, each.summer, each.onset.month, each.onset.time()].append(each)
    return tuple(change for every in alike.values() for change in _together(every, years))


def _found(zone: dt.tzinfo, years: range) -> Iterator[Change]:
    """Yield each change of some years."""
    day = dt.datetime(years[0], 1, 1, tzinfo=dt.UTC)
    while day.year in years:
        low, high = day, day + DAY
        if _kind(low, zone) != _kind(high, zone):
            while high - low > SECOND:
                middle = low + (high - low) // 2
                low, high = (middle, high) if _kind(middle, zone) == _kind(low, zone) else (low, middle)
            yield _change(high.replace(microsecond=0), zone)
        day += DAY


def _change(at: dt.datetime, zone: dt.tzinfo) -> Change:
    before, after = (at - SECOND).astimezone(zone), at.astimezone(zone)
    offset = before.utcoffset() or dt.timedelta()
    return Change(
        onset=(at + offset).replace(tzinfo=None),
        before=offset,
        after=after.utcoffset() or dt.timedelta(),
        name=after.tzname() or "",
        summer=bool(after.dst()),
    )


def _kind(at: dt.datetime, zone: dt.tzinfo) -> tuple[object, ...]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname(), local.dst()


def _together(every: list[Change], years: range) -> Iterator[Change]:
    """Yield one change that comes back each year where the same day of the month makes all of them, else each."""
    first = every[0].onset
    same = {each.onset.weekday() for each in every} == {first.weekday()}
    if same and [each.onset.year for each in every] == list(years):
        ranks = {(each.onset.day - 1) // WEEK + 1 for each in every}
        last = all((each.onset + WEEK * DAY).month != each.onset.month for each in every)
        rank = -1 if last else min(ranks)
        if last or len(ranks) == 1:
            yield replace(every[0], yearly=(first.month, f"{rank}{WEEKDAYS[first.weekday()]}"))
            return
    yield from every
