"""The time that a message speaks of, and where it was written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entities.periods import find_periods, first_period, no_such_day, of_year
from knowledge.temporal.moment import Expression
from tests.bot.drafts import at
from tests.bot.understanding.words import tokenised

NOW = at("2024-04-10T09:00")


def read_period(message: str, now: dt.datetime = NOW) -> Expression | None:
    """Return the first expression of time of a message."""
    return first_period(find_periods(message, tokenised(message), now))


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("pour le 3 juin", "3 juin"),
        ("kelles echeanses pour le 3 juin ?", "3 juin"),
        ("le programmme du 3 juin 2024 svp", "3 juin 2024"),
        ("kelles echeanses demain ?", "demain"),
    ],
)
def test_a_time_is_where_it_was_written(message: str, written: str) -> None:
    """Mending what stands before moves nothing."""
    found = read_period(message)
    assert found is not None
    assert written in message[slice(*found.span)]


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("interprétation CE5 nov 2028", dt.date(2028, 11, 1)),
        ("le gt7 juin 2028", dt.date(2028, 6, 1)),
        ("le5 nov 2028", dt.date(2028, 11, 5)),
        ("du3 nov 2028", dt.date(2028, 11, 3)),
    ],
)
def test_the_number_of_a_body_is_no_day(message: str, first: dt.date) -> None:
    """Glued to its initials it tells the body from its likes; glued to an article it is a day typed in haste."""
    found = read_period(message)
    assert found is not None
    assert found.value.start is not None
    assert found.value.start.first == first


@pytest.mark.parametrize("message", ["le 17 ma 2021", "le 3 xx 2024 ?"])
def test_a_day_of_a_month_that_cannot_be_read_is_no_day_of_this_month(message: str) -> None:
    """The 17th of this month would be a wrong date."""
    assert read_period(message) is None


@pytest.mark.parametrize(
    ("message", "day"),
    [
        ("et le 30 février ?", "30 février"),
        ("le 31 avril 2021", "31 avril 2021"),
        ("le 29 fevrier 2021", "29 fevrier 2021"),
        ("le 29 février 2020", None),
        ("le 29 février", None),
        ("le 1er mai et le 31 mai", None),
        ("en 2021 mars", None),
        ("avant le 31/04/2021 ?", "31/04/2021"),
        ("du 28 au 31 avril", "31 avril"),
        ("kelles echeanses le 30 février ?", "30 février"),
    ],
)
def test_a_day_that_the_calendar_does_not_know(message: str, day: str | None) -> None:
    """Whatever its year, or in that year alone."""
    assert no_such_day(message, tokenised(message), NOW) == day


def test_no_time() -> None:
    """A message that speaks of no time has none."""
    assert read_period("le programme") is None


@given(
    st.lists(st.sampled_from(["3 juin", "kelles", "cest", "demain", "2main", "écheanses", "🙂", "l'", "?"]), max_size=7)
)
def test_a_span_lies_in_the_message(pieces: list[str]) -> None:
    """Whatever was mended, the span stays within what was typed."""
    message = " ".join(pieces)
    found = read_period(message)
    assert found is None or 0 <= found.span.start < found.span.end <= len(message)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 17 mai", dt.date(2021, 5, 17)),
        ("le 17 mai 2020", dt.date(2020, 5, 17)),
        ("demain", dt.date(2023, 6, 2)),
        ("lundi", dt.date(2023, 6, 5)),
        ("le 29 février", dt.date(2021, 2, 28)),
    ],
)
def test_a_day_without_its_year_is_of_the_year_of_the_event(text: str, day: dt.date) -> None:
    """A day and month without a year are those of the event spoken of; what counts from today is left where it is."""
    now = dt.datetime(2023, 6, 1, 9, tzinfo=dt.UTC)
    found = read_period(text, now)
    assert found is not None
    assert of_year(found, 2021).value.first_day == day
