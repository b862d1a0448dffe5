"""One reader of French dates over a corpus, in a process of its own.

Usage: python bench/temporal_readers.py ours|dateparser|recognizers|duckling|chronostring < corpus.jsonl
Prints one JSON object: {"answers": [[[start, end], …] …], "seconds": one takes, "import": …}.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from typing import Any

_TIMED = 300  # how many expressions are read against the clock
_CLOCK_GRAINS = ("hour", "minute", "second")
READERS = ("ours", "duckling", "dateparser", "recognizers", "chronostring")
Answer = list[tuple[str | None, str | None]]
Reader = Callable[[str, dt.datetime], Answer]


def ours() -> Reader:
    """Return this project's reader."""
    from knowledge.temporal.dates import bounds_of
    from knowledge.temporal.parser import read

    def reader(text: str, now: dt.datetime) -> Answer:
        expression = read(text, now)
        return [bounds_of(expression.value)] if expression else []

    return reader


def dateparser() -> Reader:
    """Return dateparser.parse, in French, preferring what is to come."""
    import dateparser as library

    def reader(text: str, now: dt.datetime) -> Answer:
        settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}
        found = library.parse(text, languages=["fr"], settings=settings)
        iso = found.isoformat()[:16] if found else None
        return [(iso, iso)] if iso else []

    return reader


def recognizers() -> Reader:
    """Return Recognizers-Text for French, all the values that it offers."""
    from recognizers_date_time import Culture, recognize_datetime

    def reader(text: str, now: dt.datetime) -> Answer:
        try:
            found = recognize_datetime(text, Culture.French, reference=now)
        except Exception:  # noqa: BLE001  # whatever it is, a peer that fails has read nothing
            return []
        return [_bounds(value, now) for each in found for value in (each.resolution or {}).get("values", [])]

    return reader


def duckling() -> Reader:
    """Return Duckling itself, by pyduckling-native-phihos, its days ending on their last one."""
    import duckling as library

    zones = library.load_time_zones("/usr/share/zoneinfo")
    locale = library.default_locale_lang(library.parse_lang("FR"))
    dimensions = library.parse_dimensions(["time"])

    def reader(text: str, now: dt.datetime) -> Answer:
        instant = int(now.replace(tzinfo=dt.UTC).timestamp())
        context = library.Context(library.parse_ref_time(zones, "UTC", instant), locale)
        found = library.parse(text, context, dimensions, False)  # noqa: FBT003  # theirs
        return [_duckling_bounds(each["value"]) for each in found]

    return reader


def _duckling_bounds(value: dict[str, Any]) -> tuple[str | None, str | None]:
    if value["type"] == "value":
        start = dt.datetime.fromisoformat(value["value"][:19])
        return _unit(start, value["grain"])
    begins, ends = value.get("from"), value.get("to")
    if begins and ends and ends["grain"] not in _CLOCK_GRAINS:
        last = dt.date.fromisoformat(ends["value"][:10]) - dt.timedelta(days=1)
        return begins["value"][:10], str(last)
    return _shown(begins), _shown(ends)


def _shown(bound: dict[str, str] | None) -> str | None:
    return bound["value"][: 16 if bound["grain"] in _CLOCK_GRAINS else 10] if bound else None


def _unit(start: dt.datetime, grain: str) -> tuple[str, str]:
    if grain in _CLOCK_GRAINS:
        return start.isoformat()[:16], start.isoformat()[:16]
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain, 0)
    total = start.month - 1 + months
    after = start.replace(year=start.year + total // 12, month=total % 12 + 1) if months else start
    after += dt.timedelta(days=0 if months else 7 if grain == "week" else 1)
    return str(start.date()), str(after.date() - dt.timedelta(days=1))


def chronostring() -> Reader:
    """Return chronostring, a list of days being a stretch."""
    from chronostring import parse_dates

    def reader(text: str, now: dt.datetime) -> Answer:
        try:
            found = parse_dates(text, now)
        except Exception:  # noqa: BLE001  # whatever it is, a peer that fails has read nothing
            return []
        pairs = [each if isinstance(each, tuple) else (each, each) for each in found]
        shown = [tuple(None if bound is None else bound.isoformat()[:16] for bound in pair) for pair in pairs]
        whole = [(shown[0][0], shown[-1][-1])] if len(shown) > 1 else []
        return [(pair[0], pair[-1]) for pair in shown] + whole

    return reader


def _bounds(value: dict[str, str], now: dt.datetime) -> tuple[str | None, str | None]:
    if "value" in value:
        one = _iso(value["value"], now)
        return one, one
    return _iso(value.get("start"), now), _iso(value.get("end"), now)


def _iso(value: str | None, now: dt.datetime) -> str | None:
    if value is None or len(value) < 8:
        return None
    if value[2] == ":":
        value = f"{now:%Y-%m-%d} {value}"
    return value.replace(" ", "T")[:16]


def main() -> None:
    """Read the corpus, then its beginning once more: tell what was read, and how long one took the second time."""
    items = [json.loads(line) for line in sys.stdin]
    begun = time.perf_counter()
    readers = (ours, duckling, dateparser, recognizers, chronostring)
    reader = dict(zip(READERS, readers, strict=True))[sys.argv[1]]()
    imported = time.perf_counter() - begun
    asked = [(item["text"], _now(item["now"])) for item in items]
    answers = [reader(*each) for each in asked]
    begun = time.perf_counter()
    for each in asked[:_TIMED]:
        reader(*each)
    print(
        json.dumps(
            {"answers": answers, "seconds": (time.perf_counter() - begun) / len(asked[:_TIMED]), "import": imported}
        )
    )


def _now(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso if "T" in iso else f"{iso}T09:00")


if __name__ == "__main__":
    main()
