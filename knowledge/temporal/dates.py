"""Expressions of time for programs, one JSON object a line, and for people, explained."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.errors import BadLine
from knowledge.temporal import fallback
from knowledge.temporal.moment import Expression, Period
from knowledge.temporal.parser import find, read, recurrences
from knowledge.temporal.wording import say

_MORNING = 9  # the hour of a now that is a bare date
_YEARS = range(1801, 2199)  # of a now: those that are read, but for the edges
_KEYS = ("start", "end", "start_inclusive", "end_inclusive", "grain", "rule")


def bounds_of(period: Period) -> tuple[str | None, str | None]:
    """Return both bounds as ISO days, or as ISO minutes where a time of day was said; an open bound is None."""
    return _start(period), _end(period)


def answer_jsonl(lines: Iterable[str], now: dt.datetime) -> Iterator[str]:
    """Answer each line {"id", "text"[, "now"]} by one line; `now` serves those that have none. Raises BadLine."""
    for number, line in enumerate(lines, 1):
        if line.strip("\ufeff \t\r\n"):  # the mark of its encoding may open a file
            yield _shown(_answered(line.lstrip("\ufeff"), number, now))


def instant(iso: str) -> dt.datetime:
    """Return a now; a bare day is nine in the morning. Raises ValueError, also far from our centuries."""
    given = dt.datetime.fromisoformat(iso)
    if given.year not in _YEARS:
        raise ValueError(iso)
    return given if "T" in iso or " " in iso else given.replace(hour=_MORNING)


def _shown(answer: dict[str, Any]) -> str:
    """Return an answer as JSON; half a character in an id, which no encoding has, is escaped."""
    line = json.dumps(answer, ensure_ascii=False)
    return line if line.encode(errors="ignore").decode() == line else json.dumps(answer)


def explain(text: str, now: dt.datetime) -> str:
    """Return in French what was read in a text, by which rules and conventions."""
    phrases = _data("dates.toml")
    said = [_explained(text, expression) for expression in find(text, now)]
    for span in recurrences(text, now):
        choice = _data("conventions.toml")["recurrence"]["choice"]
        said.append(phrases["recurrence"].format(written=text[span.start : span.end], choice=choice))
    return "\n".join(said or [phrases["nothing"]])


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def _start(period: Period) -> str | None:
    hours = period.hours
    if period.start is None:
        return None
    if hours and hours.start:
        return f"{period.start.first}T{hours.start:%H:%M}"
    return str(period.start.first if period.start_inclusive else period.start.last)


def _end(period: Period) -> str | None:
    hours = period.hours
    if period.end is None:
        return None
    if hours and hours.end:
        day = period.end.last + dt.timedelta(days=hours.end == dt.time(0))
        return f"{day}T{hours.end:%H:%M}"
    if hours and hours.start and period.start == period.end:
        return _start(period)
    return str(period.end.last if period.end_inclusive else period.end.first)


def _answered(line: str, number: int, now: dt.datetime) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        text, anchor = asked["text"], instant(asked["now"]) if asked.get("now") else now
    except (ValueError, RecursionError) as error:
        raise BadLine(line=number, reason=error) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise BadLine(line=number, reason=line.strip()[:60]) from error
    if not isinstance(text, str):
        raise BadLine(line=number, reason=line.strip()[:60])
    expression = read(text, anchor) or fallback.read(text, anchor)
    if expression is None:
        return {"id": asked.get("id"), **dict.fromkeys(_KEYS)}
    period = expression.value
    start, end = bounds_of(period)
    grain, rule = expression.grain.value, expression.rule
    values = (start, end, period.start_inclusive, period.end_inclusive, grain, rule)
    return {"id": asked.get("id"), **dict(zip(_KEYS, values, strict=True))}


def _explained(text: str, expression: Expression) -> str:
    phrases, conventions = _data("dates.toml"), _data("conventions.toml")
    period, span = expression.value, expression.span
    start, end = (bound or phrases["open"] for bound in bounds_of(period))
    start += "" if period.start_inclusive else phrases["excluded"]
    end += "" if period.end_inclusive else phrases["excluded"]
    lines = [
        phrases["value"].format(written=text[span.start : span.end], said=say(period)),
        phrases["bounds"].format(start=start, end=end),
        phrases["rule"].format(rule=expression.rule),
        phrases["span"].format(start=span.start, end=span.end),
    ]
    if expression.convention:
        lines.append(phrases["convention"].format(choice=conventions[expression.convention]["choice"]))
    if expression.conflict:
        lines.append(phrases["conflict"].format(choice=conventions[expression.conflict]["choice"]))
    return "\n".join(lines)
