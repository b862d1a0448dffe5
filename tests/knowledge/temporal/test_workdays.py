"""Working days of Geneva."""

import datetime as dt

import pytest

from knowledge.temporal.rules.counting import working_days_after
from knowledge.temporal.workdays import Workdays

GENEVA = Workdays()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2021-05-17", True),
        ("2021-05-15", False),  # a Saturday
        ("2021-05-13", False),  # Ascension
        ("2021-09-09", False),  # Jeûne genevois
        ("2021-12-31", False),  # Restauration de la République
        ("2021-07-14", True),  # not a holiday in Geneva
    ],
)
def test_weekends_and_the_holidays_of_geneva_are_off(day: str, works: bool) -> None:  # noqa: FBT001
    """A working day is a weekday that Geneva does not celebrate."""
    assert GENEVA.is_one(dt.date.fromisoformat(day)) is works


def test_working_days_are_counted_between_two_days() -> None:
    """The first day is not counted, the last one is; backwards the count is negative."""
    friday, tuesday = dt.date(2021, 5, 21), dt.date(2021, 5, 25)
    assert GENEVA.count(friday, tuesday) == 1  # Monday is Pentecost's
    assert GENEVA.count(tuesday, friday) == -1
    assert GENEVA.next(dt.date(2021, 5, 22)) == tuesday


def test_another_place_has_other_holidays() -> None:
    """The calendar is a setting: 14 July is off in France."""
    assert not Workdays(country="FR", subdivision=None).is_one(dt.date(2021, 7, 14))


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        ("2021-03-10", 3, "2021-03-15"),
        ("2021-03-12", 1, "2021-03-15"),
        ("2021-03-13", 1, "2021-03-15"),
        ("2021-03-14", 5, "2021-03-19"),
        ("2021-03-15", -1, "2021-03-12"),
        ("2021-03-14", -1, "2021-03-12"),
        ("2021-03-10", 15, "2021-03-31"),
    ],
)
def test_jours_ouvrables_skip_saturdays_and_sundays(day: str, count: int, after: str) -> None:
    """Counted forwards or backwards, from a weekend too, the result is a weekday."""
    assert working_days_after(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(after)
