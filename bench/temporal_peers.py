"""One reader of French dates over a corpus, in a process of its own: ours, dateparser or Recognizers-Text.

Usage: python bench/temporal_peers.py ours|dateparser|recognizers < corpus.jsonl
Prints one JSON object: {"answers": [[[start, end], …] …], "seconds": one takes, "import": …}.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable

_TIMED = 300  # how many expressions are read against the clock
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
    reader = {"ours": ours, "dateparser": dateparser, "recognizers": recognizers}[sys.argv[1]]()
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
