"""Reasoning on periods: what they hold, what lies between them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.temporal.moment import Grain, Moment, Period
from tests.knowledge.temporal.periods import days, moments


def _days(first: str | None, last: str | None, *, begins: bool = True, ends: bool = True) -> Period:
    start, end = (Moment(dt.date.fromisoformat(day)) if day else None for day in (first, last))
    return Period(start=start, end=end, start_inclusive=begins, end_inclusive=ends)


@given(moments((Grain.DAY, Grain.MONTH, Grain.YEAR)))
def test_a_moment_is_read_back_from_its_iso_form(moment: Moment) -> None:
    """A day, a month or a year and its ISO form say the same."""
    assert Moment.parse(moment.iso) == moment


def test_a_month_is_not_its_first_day() -> None:
    """A month, a quarter or a semester ends where the next begins, in leap years too."""
    assert Moment(dt.date(2024, 2, 1), Grain.MONTH).last == dt.date(2024, 2, 29)
    assert Moment(dt.date(2021, 10, 1), Grain.QUARTER).last == dt.date(2021, 12, 31)
    assert Moment(dt.date(2021, 7, 1), Grain.SEMESTER).last == dt.date(2021, 12, 31)
    assert Moment(dt.date(2021, 12, 27), Grain.WEEK).last == dt.date(2022, 1, 2)


@given(days, st.booleans())
def test_an_excluded_bound_does_not_belong(day: dt.date, inclusive: bool) -> None:  # noqa: FBT001  # drawn
    """What is "before" a day does not hold it; "by" that day does; both hold the day before."""
    period = Period(start=None, end=Moment(day), end_inclusive=inclusive)
    assert period.contains(day) is inclusive
    assert period.contains(day - dt.timedelta(days=1))
    assert not period.contains(day + dt.timedelta(days=1))


def test_what_is_before_a_month_ends_with_the_month_before() -> None:
    """A month that is excluded is excluded whole, on either side."""
    march = Moment(dt.date(2021, 3, 1), Grain.MONTH)
    assert Period(start=None, end=march, end_inclusive=False).last_day == dt.date(2021, 2, 28)
    assert Period(start=march, end=None, start_inclusive=False).first_day == dt.date(2021, 4, 1)


@pytest.mark.parametrize(
    ("left", "right", "overlap", "gap"),
    [
        (_days("2021-05-17", "2021-05-21"), _days("2021-05-21", "2021-05-25"), True, 0),
        (_days("2021-05-17", "2021-05-21"), _days("2021-05-22", "2021-05-25"), False, 0),
        (_days("2021-05-17", "2021-05-21"), _days("2021-05-25", "2021-05-25"), False, 3),
        (_days("2024-02-28", "2024-02-28"), _days("2024-03-01", "2024-03-01"), False, 1),
        (_days(None, "2021-03-01", ends=False), _days("2021-03-01", None), False, 0),
        (_days(None, "2021-03-01"), _days("2021-03-01", None), True, 0),
    ],
)
def test_two_periods_overlap_or_have_a_gap(left: Period, right: Period, overlap: bool, gap: int) -> None:  # noqa: FBT001
    """Periods that share a day overlap; the gap is what lies strictly between; both are the same either way."""
    assert left.overlaps(right) is right.overlaps(left) is overlap
    assert left.gap(right) == right.gap(left) == gap
    assert left.before(right) is not overlap


def test_a_period_knows_its_length() -> None:
    """Days are counted with both bounds, across a leap day; an open period has no length."""
    assert _days("2024-02-28", "2024-03-01").days == 3
    assert _days("2021-05-17", None).days is None
