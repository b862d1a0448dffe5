"""The rules of zones in a file: read back, they tell the same time as the zones themselves."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from bot.calendars.entries import Entry
from bot.calendars.ics import write
from bot.calendars.timezones import changes

HOUR, MINUTE, DAY = dt.timedelta(hours=1), dt.timedelta(minutes=1), dt.timedelta(days=1)
NOON = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC).replace(tzinfo=None)  # of UTC


def file(name: str, year: int) -> bytes:
    """Return a calendar with one entry, in a zone."""
    start = dt.datetime(year, 5, 17, 13, tzinfo=ZoneInfo(name))
    return write((Entry(uid="u", summary="s", description="d", start=start, end=start + HOUR),), "x", start)


def test_a_change_begins_by_the_hour_before_it() -> None:
    """RFC 5545, 3.6.5: at two of winter, at three of summer; each year, since Outlook passes over RDATE."""
    lines = file("Europe/Zurich", 2021).decode().split("\r\n")
    assert lines.count("BEGIN:VTIMEZONE") == lines.count("BEGIN:DAYLIGHT") == lines.count("BEGIN:STANDARD") == 1
    for start, rule in (("20200329T020000", "BYDAY=-1SU;BYMONTH=3"), ("20201025T030000", "BYDAY=-1SU;BYMONTH=10")):
        assert lines[lines.index(f"DTSTART:{start}") + 1] == f"RRULE:FREQ=YEARLY;{rule}"
    assert "RDATE" not in "".join(lines)


def offsets(name: str, year: int) -> Callable[[dt.datetime], dt.timedelta]:
    """Return the offset at a moment of UTC, as RFC 5545 has a file read: that of the last onset."""
    (kept,) = Calendar.from_ical(file(name, year)).walk("VTIMEZONE")
    onsets: dict[dt.datetime, dt.timedelta] = {}
    parts: list[Any] = list(kept.subcomponents)
    for part in parts:
        begun = part["dtstart"].dt
        rule = part["rrule"].to_ical().decode() if "rrule" in part else "FREQ=YEARLY;COUNT=1"
        for onset in rrulestr(rule, dtstart=begun).between(begun, begun.replace(year=year + 1), inc=True):
            onsets[onset - part["tzoffsetfrom"].td] = part["tzoffsetto"].td
    return lambda moment: onsets[max(each for each in onsets if each <= moment)]


ZONES = ("Europe/Zurich", "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "Asia/Tehran")


@pytest.mark.parametrize("year", [2019, 2021, 2026, 2040])
@pytest.mark.parametrize("name", ZONES)
def test_read_back_it_is_the_zone(name: str, year: int) -> None:
    """Around each change of the year, to the minute, and through the rest of it."""
    zone, offset = ZoneInfo(name), offsets(name, year)
    moments = {each.onset - each.before + n * MINUTE for each in changes(zone, year, year) for n in (-61, -1, 0, 60)}
    moments |= {NOON.replace(year=year) + n * DAY for n in range(0, 360, 7)}
    for moment in sorted(moment for moment in moments if moment.year == year):
        assert offset(moment) == moment.replace(tzinfo=dt.UTC).astimezone(zone).utcoffset(), moment


def test_a_zone_without_changes_has_one_part() -> None:
    """What is in force is told, from before the entry on."""
    (only,) = changes(ZoneInfo("Asia/Kolkata"), 2021, 2021)
    assert (only.before, only.after, only.yearly) == (5.5 * HOUR, 5.5 * HOUR, None)
    assert only.onset.year == 2020


def test_what_does_not_come_back_each_year_is_told_each_time() -> None:
    """Tehran gave up its summers in 2022: no rule goes on after that."""
    every = changes(ZoneInfo("Asia/Tehran"), 2021, 2021)
    assert sorted(each.onset.year for each in every) == [2020, 2020, 2021, 2021, 2022, 2022]
    assert all(each.yearly is None for each in every)
