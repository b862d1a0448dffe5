"""Expressions of time, one JSON object a line, and one of them explained to a person."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.temporal.moment import Expression, Period
from knowledge.temporal.parser import read


def bounds_of(period: Period) -> tuple[str | None, str | None]:
    """Return both bounds as ISO days, or as ISO minutes where a time of day was said; an open bound is None."""
    hours = period.hours
    start = end = None
    if period.start is not None:
        day = period.start.first if period.start_inclusive or hours else period.start.last
        start = f"{day}T{hours.start:%H:%M}" if hours and hours.start else str(day)
    if period.end is not None:
        day = period.end.last if period.end_inclusive or hours else period.end.first
        end = str(day)
        if hours and hours.end:
            midnight = hours.end == dt.time(0)
            end = f"{day + dt.timedelta(days=midnight)}T{hours.end:%H:%M}"
        elif hours and hours.start and period.start == period.end:
            end = start
    return start, end


def _answer(identifier: Any, expression: Expression | None) -> dict[str, Any]:
    if expression is None:
        keys = ("start", "end", "start_inclusive", "end_inclusive", "grain", "rule")
        return {"id": identifier, **dict.fromkeys(keys)}
    period = expression.value
    start, end = bounds_of(period)
    return {
        "id": identifier,
        "start": start,
        "end": end,
        "start_inclusive": period.start_inclusive,
        "end_inclusive": period.end_inclusive,
        "grain": expression.grain.value,
        "rule": expression.rule,
    }


def _instant(iso: str) -> dt.datetime:
    instant = dt.datetime.fromisoformat(iso)
    return instant if len(iso) > 10 else instant.replace(hour=9)


def answer_jsonl(lines: Iterable[str], now: dt.datetime) -> Iterator[str]:
    """Answer each line {"id", "text"[, "now"]} by one line; `now` serves those that have none."""
    for line in lines:
        if line.strip():
            asked = json.loads(line)
            anchor = _instant(asked["now"]) if asked.get("now") else now
            yield json.dumps(_answer(asked.get("id"), read(asked["text"], anchor)), ensure_ascii=False)
