"""Say a time in natural French: "du 17 au 21 mai 2021", "avant le 1er mars 2021", "dans trois jours".

What is said reads back as the same value: `parser.read(say(period), anchor).value == period`.
"""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.temporal.moment import Grain, Hours, Moment, Period

_DIVISIONS = (Grain.QUARTER, Grain.SEMESTER)
_KINDS = {
    Grain.DAY: "day",
    Grain.MINUTE: "day",
    Grain.WEEK: "week",
    Grain.QUARTER: "division",
    Grain.SEMESTER: "division",
}
_MONTHS_IN = {Grain.QUARTER: 3, Grain.SEMESTER: 6}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))


def say(period: Period, *, weekday: bool = True) -> str:
    """Return a period as French says it; a single day has its weekday unless `weekday` is false."""
    start, end = period.start, period.end
    if start is None or end is None or not (period.start_inclusive and period.end_inclusive):
        return _open(period)
    if start == end:
        return _one(start, period.hours, weekday=weekday)
    return _instants(start, end, period.hours) if period.hours else _range(start, end)


def say_day(day: dt.date, *, weekday: bool = True, year: bool = True) -> str:
    """Return "lundi 17 mai 2021", without article."""
    words = _words()
    said = _number_and_month(day, year=year)
    return f"{words['weekdays'][day.weekday()]} {said}" if weekday else said


def say_moment(moment: Moment) -> str:
    """Return the name of a moment, without preposition: "17 mai 2021", "septembre 2021", "2e trimestre 2021"."""
    words = _words()
    first, unit = moment.first, words["unit"]
    match moment.grain:
        case Grain.YEAR:
            return str(first.year)
        case Grain.MONTH:
            return f"{words['months'][first.month - 1]} {first.year}"
        case Grain.QUARTER | Grain.SEMESTER:
            number = (first.month - 1) // _MONTHS_IN[moment.grain] + 1
            rank = words["first"] if number == 1 else unit["rank"].format(number=number)
            return str(unit[moment.grain.value].format(rank=rank, year=first.year))
        case Grain.WEEK:
            return str(unit["week"].format(day=_number_and_month(first)))
        case _:
            return _number_and_month(first)


def say_clock(time: dt.time) -> str:
    """Return "13 h" or "14 h 30"."""
    clock = _words()["clock"]
    return str(clock["minute" if time.minute else "hour"].format(hour=time.hour, minute=time.minute))


def say_hours(hours: Hours) -> str:
    """Return "à 13 h", "de 13 h à 14 h 30 (CEST)", "en fin de matinée"."""
    if hours.part:
        return str(_words()["part"][hours.part])
    clock = _words()["clock"]
    if hours.start and hours.end:
        said = clock["between"].format(start=say_clock(hours.start), end=_end_clock(hours.end))
    else:
        time = hours.start or hours.end
        said = clock["at"].format(start=_end_clock(time) if time == hours.end else say_clock(time)) if time else ""
    return str(clock["zone"].format(hours=said, zone=hours.zone)) if hours.zone else said


def countdown(day: dt.date, today: dt.date) -> str:
    """Return how far a day is: "demain", "dans trois jours", "il y a cinq ans"; years only when they are whole."""
    days = (day - today).days
    words = _words()["countdown"]
    near = {0: "today", 1: "tomorrow", 2: "after_tomorrow", -1: "yesterday", -2: "before_yesterday"}
    if days in near:
        return str(words[near[days]])
    count, unit = abs(days), "day"
    if (day.month, day.day) == (today.month, today.day):
        count, unit = abs(day.year - today.year), "year"
    names = words["units"][unit]
    return str(words["ahead" if days > 0 else "behind"].format(count=_count(count), unit=names[count > 1]))


def _count(number: int) -> str:
    numbers: list[str] = _words()["numbers"]
    return numbers[number] if number < len(numbers) else f"{number}"


def _number_and_month(day: dt.date, *, month: bool = True, year: bool = True) -> str:
    words = _words()
    said = words["first"] if day.day == 1 else str(day.day)
    said = f"{said} {words['months'][day.month - 1]}" if month else said
    return f"{said} {day.year}" if month and year else said


def _end_clock(time: dt.time) -> str:
    return str(_words()["clock"]["midnight"]) if time == dt.time(0) else say_clock(time)


def _one(moment: Moment, hours: Hours | None, *, weekday: bool) -> str:
    words = _words()
    if moment.grain in (Grain.DAY, Grain.MINUTE):
        said = str(words["day"]["alone"].format(day=say_day(moment.first, weekday=weekday)))
    else:
        said = str(words["unit"][f"in_{moment.grain.value}"].format(name=say_moment(moment)))
    return f"{said} {say_hours(hours)}" if hours else said


def _range(start: Moment, end: Moment) -> str:
    words = _words()["range"]
    if {start.grain, end.grain} == {Grain.DAY, Grain.MONTH}:
        return _mixed(start, end)
    if start.grain is not end.grain or start.grain in (Grain.WEEK, *_DIVISIONS):
        start, end = Moment(start.first), Moment(end.last)
    same_year = start.first.year == end.first.year
    if start.grain in (Grain.MONTH, Grain.YEAR):
        first = (
            _words()["months"][start.first.month - 1] if same_year and start.grain is Grain.MONTH else say_moment(start)
        )
        return str(words["names"].format(of_start=_of(first), end=say_moment(end)))
    same_month = same_year and start.first.month == end.first.month
    first = _number_and_month(start.first, month=not same_month, year=not same_year)
    return str(words["days"].format(start=first, end=_number_and_month(end.first)))


def _mixed(start: Moment, end: Moment) -> str:
    """Return a range of which one bound is a month and stays one: "de janvier au 21 mai 2021"."""
    words = _words()["range"]
    same_year = start.first.year == end.first.year
    if start.grain is Grain.MONTH:
        month = _words()["months"][start.first.month - 1] if same_year else say_moment(start)
        return str(words["from_month"].format(of_start=_of(month), end=say_moment(end)))
    day = _number_and_month(start.first, year=not same_year)
    return str(words["to_month"].format(start=day, end=say_moment(end)))


def _instants(start: Moment, end: Moment, hours: Hours) -> str:
    key = "instants" if hours.start and hours.end else "from_instant" if hours.start else "to_instant"
    said = str(_words()["range"][key]).format(
        start=say_moment(start),
        begins=say_clock(hours.start) if hours.start else "",
        end=say_moment(end),
        ends=_end_clock(hours.end) if hours.end else "",
    )
    return str(_words()["clock"]["zone"].format(hours=said, zone=hours.zone)) if hours.zone else said


def _open(period: Period) -> str:
    words = _words()["bound"]
    said = []
    if period.start is not None:
        name = say_moment(period.start)
        key = ("from_" if period.start_inclusive else "after_") + _kind(period.start)
        said.append(words[key].format(start=name, of_start=_of(name)))
    if period.end is not None:
        key = ("by_" if period.end_inclusive else "before_") + _kind(period.end)
        said.append(words[key].format(end=say_moment(period.end)))
    whole = words["both"].format(start=said[0], end=said[1]) if len(said) == 2 else "".join(said)
    return f"{whole} {say_hours(period.hours)}" if period.hours else str(whole)


def _kind(moment: Moment) -> str:
    return _KINDS.get(moment.grain, "name")


def _of(name: str) -> str:
    """Return the name after "de", elided before a vowel."""
    return f"d'{name}" if name[0] in _words()["vowels"] else f"de {name}"
