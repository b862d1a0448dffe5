"""Days known by a name."""

import datetime as dt

import holidays
import pytest

from knowledge.temporal.feasts import easter, feast, nth_weekday
from knowledge.temporal.lexicon import lexicon


@pytest.mark.parametrize("day", ["1961-04-02", "2000-04-23", "2019-04-21", "2021-04-04", "2024-03-31", "2038-04-25"])
def test_easter_follows_the_western_rule(day: str) -> None:
    """Easter falls on the Sundays that almanacs give, the latest possible one included."""
    expected = dt.date.fromisoformat(day)
    assert easter(expected.year) == expected


@pytest.mark.parametrize("year", range(2015, 2036))
def test_feasts_agree_with_the_public_holidays_of_geneva(year: int) -> None:
    """Each public holiday of Geneva is a feast that can be said, on the same day."""
    official = set(holidays.country_holidays("CH", subdiv="GE", years=year))
    names = (
        "new_year",
        "good_friday",
        "easter_monday",
        "ascension",
        "whit_monday",
        "swiss",
        "geneva_fast",
        "christmas",
    )
    ours = {feast(name, year) for name in names} | {feast("new_year_eve", year)}
    assert official <= ours


def test_each_feast_has_a_day_and_a_name() -> None:
    """No feast of the lexicon lacks its rule or its words."""
    for name, rule in lexicon().feasts.items():
        assert rule["said"], name
        assert feast(name, 2024).year == 2024


def test_weekdays_of_a_month_are_counted_from_either_end() -> None:
    """The first and the last Monday of a month, December included."""
    assert nth_weekday(2021, 9, 6, 1) == dt.date(2021, 9, 5)
    assert nth_weekday(2021, 12, 0, -1) == dt.date(2021, 12, 27)
