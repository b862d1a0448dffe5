"""Times said in French."""

import datetime as dt
import os

import pytest
from hypothesis import given, settings

from knowledge.temporal.moment import Grain, Hours, Moment, Period
from knowledge.temporal.parser import read
from knowledge.temporal.wording import countdown, say, say_clock, say_day, say_moment
from knowledge.temporal.zones import instant
from tests.knowledge.temporal.corpora import instant as now
from tests.knowledge.temporal.periods import periods

_EXAMPLES = int(os.environ.get("WORDING_EXAMPLES", "250"))  # the measure of release: 10,000


@settings(max_examples=_EXAMPLES, deadline=None)
@given(periods())
def test_what_is_said_reads_back_as_the_same_value(period: Period) -> None:
    """Reading what was worded gives the same value, whatever the day on which it is read."""
    said = say(period)
    expression = read(said, now("2021-03-10"))
    assert expression is not None, said
    assert expression.value == period, said


def _day(iso: str) -> Moment:
    return Moment(dt.date.fromisoformat(iso))


def _month(iso: str) -> Moment:
    return Moment(dt.date.fromisoformat(f"{iso}-01"), Grain.MONTH)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(start=_day("2021-05-17"), end=_day("2021-05-21")), "du 17 au 21 mai 2021"),
        (Period(start=_day("2021-12-28"), end=_day("2022-01-03")), "du 28 décembre 2021 au 3 janvier 2022"),
        (Period(start=_day("2021-05-31"), end=_day("2021-06-04")), "du 31 mai au 4 juin 2021"),
        (Period(start=_day("2021-06-01"), end=_day("2021-06-01")), "le mardi 1er juin 2021"),
        (Period(start=_month("2021-09"), end=_month("2021-12")), "de septembre à décembre 2021"),
        (Period(start=_month("2021-04"), end=_month("2021-06")), "d'avril à juin 2021"),
        (Period(start=_month("2021-01"), end=_day("2021-05-21")), "de janvier au 21 mai 2021"),
        (Period(start=_month("2021-05"), end=_month("2021-05")), "en mai 2021"),
        (Period(start=None, end=_day("2021-03-01"), end_inclusive=False), "avant le 1er mars 2021"),
        (Period(start=None, end=_day("2021-07-31")), "d'ici au 31 juillet 2021"),
        (Period(start=_month("2021-10"), end=None), "à partir d'octobre 2021"),
        (Period(start=_day("2021-05-21"), end=None, start_inclusive=False), "après le 21 mai 2021"),
    ],
)
def test_a_period_is_said_as_letters_say_it(period: Period, said: str) -> None:
    """What two bounds share is said once; the first of a month is "1er"; "de" is elided before a vowel."""
    assert say(period) == said


def test_times_are_said_with_their_zone() -> None:
    """A time is written "13 h 30"; its zone follows in brackets, as printed."""
    day = _day("2021-05-17")
    hours = Hours(start=dt.time(13), end=dt.time(14, 30), zone="CEST")
    assert say(Period(start=day, end=day, hours=hours)) == "le lundi 17 mai 2021 de 13 h à 14 h 30 (CEST)"
    limit = Period(start=None, end=day, hours=Hours(end=dt.time(23, 59)))
    assert say(limit) == "d'ici au 17 mai 2021 à 23 h 59"
    assert say_clock(dt.time(9, 5)) == "9 h 05"


def test_days_and_moments_have_names() -> None:
    """A day is named with or without its weekday and year; a unit by its French name."""
    day = dt.date(2021, 5, 17)
    assert say_day(day) == "lundi 17 mai 2021"
    assert say_day(day, weekday=False, year=False) == "17 mai"
    assert say_moment(Moment(dt.date(2021, 4, 1), Grain.QUARTER)) == "2e trimestre 2021"
    assert say_moment(Moment(dt.date(2021, 1, 1), Grain.SEMESTER)) == "1er semestre 2021"
    assert say_moment(Moment(day, Grain.WEEK)) == "semaine du 17 mai 2021"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2021-05-17", "aujourd'hui"),
        ("2021-05-18", "demain"),
        ("2021-05-19", "après-demain"),
        ("2021-05-20", "dans trois jours"),
        ("2021-07-01", "dans 45 jours"),
        ("2022-05-17", "dans un an"),
        ("2021-05-16", "hier"),
        ("2021-05-15", "avant-hier"),
        ("2021-05-10", "il y a sept jours"),
        ("2016-05-17", "il y a cinq ans"),
        ("2021-03-29", "il y a 49 jours"),
    ],
)
def test_a_countdown_counts_calendar_days(day: str, said: str) -> None:
    """Near days have names; others are counted, in years only on the same day of the year."""
    assert countdown(dt.date.fromisoformat(day), dt.date(2021, 5, 17)) == said


def test_a_countdown_crosses_summer_time_and_leap_days() -> None:
    """Days are counted on the calendar: the change of hour and 29 February count as one day each."""
    assert countdown(dt.date(2021, 3, 29), dt.date(2021, 3, 26)) == "dans trois jours"
    assert countdown(dt.date(2024, 3, 1), dt.date(2024, 2, 27)) == "dans trois jours"


def test_printed_zones_are_instants() -> None:
    """CEST and Geneva are one zone, summer or winter; a local time has no instant; an offset is one."""
    noon = dt.time(12)
    summer, winter = dt.date(2021, 7, 1), dt.date(2021, 12, 1)
    assert instant(summer, noon, "CEST") == instant(summer, dt.time(10), "UTC")
    assert instant(winter, noon, None) == instant(winter, dt.time(11), "GMT")
    assert instant(winter, noon, "heure locale") is None
    assert instant(winter, noon, "UTC+2") == instant(winter, dt.time(10), "UTC")
    assert instant(winter, noon, "UTC-03:00") == instant(winter, dt.time(15), "UTC")
    assert instant(winter, noon, "UTC+5:30") is None
