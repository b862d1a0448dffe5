"""When a place may be written to."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.terms import Terms

GENEVA = ZoneInfo("Europe/Zurich")
USUAL = Terms(leads=(3,), hour=9, zone=GENEVA)
NIGHT = replace(USUAL, quiet=(22, 7))
WORK = replace(USUAL, working_days=True)
FAR = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)


def at(text: str, zone: str = "Europe/Zurich") -> dt.datetime:
    """Return a moment of a place."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("terms", "day", "closing", "moment"),
    [
        (USUAL, "2021-02-25", FAR, "2021-02-25T09:00"),
        (replace(NIGHT, hour=23), "2021-02-25", FAR, "2021-02-26T07:00"),
        (replace(NIGHT, hour=5), "2021-02-25", FAR, "2021-02-25T07:00"),
        (replace(NIGHT, hour=23), "2021-02-28", at("2021-03-01T00:00"), "2021-02-28T21:00"),
        (WORK, "2021-02-27", FAR, "2021-03-01T09:00"),
        (WORK, "2021-02-28", at("2021-03-01T00:00"), "2021-02-26T09:00"),
        (WORK, "2021-04-02", FAR, "2021-04-06T09:00"),
        (replace(WORK, quiet=(8, 10)), "2021-02-27", FAR, "2021-03-01T10:00"),
    ],
    ids=["usual", "late evening", "early morning", "last evening", "saturday", "last sunday", "good friday", "both"],
)
def test_a_reminder_waits_for_a_moment_that_is_allowed_or_comes_before_the_last(
    terms: Terms, day: str, closing: dt.datetime, moment: str
) -> None:
    """Quiet hours and days off put it off; what would then be too late comes earlier."""
    assert terms.moment(dt.date.fromisoformat(day), closing) == at(moment)


def test_where_the_day_ends_before_the_hour_it_comes_the_day_before() -> None:
    """At 18 h in Honolulu the last day is over in Geneva."""
    hawaii = replace(USUAL, hour=18, zone=ZoneInfo("Pacific/Honolulu"))
    moment = hawaii.moment(dt.date(2021, 2, 28), at("2021-03-01T00:00"))
    assert moment == at("2021-02-27T18:00", "Pacific/Honolulu")


TERMS = st.builds(
    Terms,
    leads=st.just((0,)),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Europe/Zurich", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"]).map(ZoneInfo),
    quiet=st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)),
    working_days=st.booleans(),
)
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2022, 12, 31))


@given(terms=TERMS, day=DAYS)
def test_the_last_day_is_never_skipped(terms: Terms, day: dt.date) -> None:
    """Whatever is chosen, the reminder of the last day comes at an allowed moment before the deadline is over."""
    closing = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), GENEVA)
    moment = terms.moment(day, closing)
    assert moment < closing
    assert terms.allows(moment)


@given(terms=TERMS, day=DAYS, hour=st.integers(0, 23))
def test_the_next_moment_is_allowed(terms: Terms, day: dt.date, hour: int) -> None:
    """What must wait, waits for a moment that is allowed, and what need not does not."""
    now = dt.datetime.combine(day, dt.time(hour), GENEVA)
    following = terms.next(now)
    assert terms.allows(following)
    assert following >= now
    assert (following == now) == terms.allows(now)
