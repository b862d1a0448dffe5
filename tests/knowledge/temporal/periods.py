"""Periods of every kind, for what must hold of all of them."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

import knowledge.temporal
from knowledge.temporal.moment import Grain, Hours, Moment, Period

_CONVENTIONS = Path(knowledge.temporal.__file__).with_name("conventions.toml")
PARTS: dict[str, dict[str, list[str]]] = tomllib.loads(_CONVENTIONS.read_text("utf-8"))["day-part"]["hours"]
_FIRST, _LAST = dt.date(1950, 1, 1), dt.date(2150, 12, 31)
_ZONES = st.sampled_from([None, "CEST", "UTC", "heure de Genève"])
days = st.dates(_FIRST, _LAST)
times = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def _first_of(day: dt.date, grain: Grain) -> dt.date:
    if grain is Grain.WEEK:
        return day - dt.timedelta(days=day.weekday())
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEMESTER: 6, Grain.YEAR: 12}.get(grain)
    return day.replace(day=1, month=(day.month - 1) // months * months + 1) if months else day


_UNITS = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.SEMESTER, Grain.YEAR)


@st.composite
def moments(draw: st.DrawFn, grains: tuple[Grain, ...] = _UNITS) -> Moment:
    """One unit of the calendar."""
    grain = draw(st.sampled_from(grains))
    return Moment(_first_of(draw(days), grain), grain)


def _units() -> st.SearchStrategy[Period]:
    return moments().map(lambda moment: Period(start=moment, end=moment))


@st.composite
def _stretches(draw: st.DrawFn) -> Period:
    grain = draw(st.sampled_from([Grain.DAY, Grain.MONTH, Grain.YEAR]))
    first, last = draw(moments((grain,))), draw(moments((grain,)))
    if draw(st.booleans()):  # near each other, as events are
        near = first.first + dt.timedelta(days=draw(st.integers(0, 400)))
        last = Moment(_first_of(near, grain), grain)
    return Period(start=min(first, last, key=_begins), end=max(first, last, key=_begins))


def _begins(moment: Moment) -> dt.date:
    return moment.first


@st.composite
def _limits(draw: st.DrawFn) -> Period:
    moment, inclusive = draw(moments()), draw(st.booleans())
    if draw(st.booleans()):
        return Period(start=None, end=moment, end_inclusive=inclusive)
    return Period(start=moment, end=None, start_inclusive=inclusive)


@st.composite
def _two_sided(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(moments((Grain.DAY,))), draw(moments((Grain.DAY,)))), key=_begins)
    begins, ends = draw(st.booleans()), draw(st.booleans())
    return Period(start=first, end=last, start_inclusive=begins, end_inclusive=ends)


@st.composite
def _timed(draw: st.DrawFn) -> Period:
    moment, zone = draw(moments((Grain.DAY,))), draw(_ZONES)
    start, end = draw(times), draw(times)
    match draw(st.sampled_from(["at", "between", "until", "from"])):
        case "at":
            return Period(start=moment, end=moment, hours=Hours(start=start, zone=zone))
        case "between":
            return Period(start=moment, end=moment, hours=Hours(start=start, end=end, zone=zone))
        case "until":
            hours = Hours(end=end, zone=zone)
            return Period(start=None, end=moment, end_inclusive=draw(st.booleans()), hours=hours)
        case _:
            return Period(start=moment, end=None, hours=Hours(start=start, zone=zone))


@st.composite
def _in_parts(draw: st.DrawFn) -> Period:
    moment = draw(moments((Grain.DAY,)))
    name, modifiers = draw(st.sampled_from(sorted(PARTS.items())))
    modifier, (start, end) = draw(st.sampled_from(sorted(modifiers.items())))
    part = name if modifier == "whole" else f"{name}-{modifier}"
    hours = Hours(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end), part=part)
    return Period(start=moment, end=moment, hours=hours)


@st.composite
def _timed_stretches(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(days), draw(days)))
    begins, ends = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    hours = Hours(start=draw(times) if begins else None, end=draw(times) if ends else None)
    if begins and ends:
        hours = replace(hours, zone=draw(_ZONES))
    if first == last:
        last += dt.timedelta(days=1)
    return Period(start=Moment(first), end=Moment(last), hours=hours)


def periods() -> st.SearchStrategy[Period]:
    """All that can be said: units, stretches, limits open on one side, times and parts of the day."""
    return st.one_of(_units(), _stretches(), _limits(), _two_sided(), _timed(), _in_parts(), _timed_stretches())
