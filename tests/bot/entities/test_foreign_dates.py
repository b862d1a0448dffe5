"""Dates that a message gives in another language."""

import datetime as dt

import pytest

from bot.entities.periods import find_periods, first_period
from knowledge.temporal.dates import bounds_of

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("que se passe-t-il el 17 de mayo de 2021 ?", "2021-05-17"),
        ("was ist am 3. März 2021 ?", "2021-03-03"),
        ("que faire avant le 1er mars 2021 ?", "2021-03-01"),
    ],
)
def test_a_foreign_date_is_read_where_french_reads_none(text: str, day: str) -> None:
    """A message may give a date of a neighbour language; French comes first."""
    period = first_period(find_periods(text, (), NOW))
    assert period is not None
    assert day in bounds_of(period.value)


def test_a_message_without_such_a_date_has_no_period() -> None:
    """What looks like no date is not shown to another library."""
    assert first_period(find_periods("quand est le Forum du SMSI ?", (), NOW)) is None
