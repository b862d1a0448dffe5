"""The French corpora of other readers of dates, as their own repositories hold them, in one form.

A folder may hold Duckling's Duckling/Time/FR/Corpus.hs, the JSON files of Recognizers-Text's Specs/DateTime/French,
dateparser's tests/test_*.py and JSON lines of our own form ({"now", "text", "start", "end", "category"}). None of the
first three is ours to ship. An item has every value that its corpus accepts: a period that ends when the next unit
begins ends with its last one too.
"""

import ast
import calendar
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Item = dict[str, Any]
Pair = tuple[str | None, str | None]
Pairs = list[list[str | None]]
_DUCKLING_NOW = "2013-02-12T04:30"  # of Duckling/Time/Corpus.hs
_DATEPARSER_NOW = {"test_freshness_date_parser.py": "2014-09-01T10:30"}
_DATEPARSER_OTHER_NOW = "2012-11-13T00:00"
_CLOCKS = ("Hour", "Minute", "Second")
_EXAMPLES = re.compile(r"examples\s+\((\w+)\s+(.*?)\)\s*\[(.*?)\n\s*\]", re.DOTALL)
_TIME = re.compile(r"\((\d+),\s*(\d+),\s*(\d+),\s*(\d+),\s*(\d+),\s*(\d+)\)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SECTION = re.compile(r"#\s*(\w+)(?: dates?)?\s*$")
_DAY = dt.timedelta(days=1)


def read(folder: Path) -> dict[str, list[Item]]:
    """Return the corpora of a folder, by the name of their reader."""
    corpora: dict[str, list[Item]] = {}
    for path in sorted(folder.rglob("*")):
        reader = {".hs": _duckling, ".json": _recognizers, ".py": _dateparser, ".jsonl": _lines}.get(path.suffix)
        items = list(reader(path)) if reader else []
        if items:
            name = {".hs": "duckling", ".json": "recognizers", ".py": "dateparser"}.get(path.suffix, path.stem)
            corpora.setdefault(name, []).extend(items)
    return corpora


def is_right(item: Item, answers: Pairs) -> bool:
    """Tell whether one of the values read is one that the corpus accepts; nothing is right where it has none."""
    if not item["accept"]:
        return not answers
    return any(_same(gold[0], start) and _same(gold[1], end) for gold in item["accept"] for start, end in answers)


def _same(gold: str | None, said: str | None) -> bool:
    if gold is None or said is None:
        return gold is said
    return said[:16] == gold if "T" in gold else said[:10] == gold


def _item(now: str, text: str, kind: str, accept: list[Pair]) -> Item:
    return {"now": now, "text": text, "category": kind, "accept": accept}


def _lines(path: Path) -> Iterator[Item]:
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        negative = item.get("negative") or "category" not in item
        pairs = item.get("accept") or [(item.get("start"), item.get("end"))]
        accept = [] if negative else [(_first(start), _last(end)) for start, end in pairs]
        kind = "negative" if negative else item["category"]
        yield {**_item(item["now"], item["text"], kind, accept), "convention": item.get("convention")}


def _first(iso: str | None) -> str | None:
    return iso if iso is None or len(iso) > 7 else f"{iso[:4]}-{iso[5:7] or '01'}-01"


def _last(iso: str | None) -> str | None:
    if iso is None or len(iso) > 7:
        return iso
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return str(dt.date(year, month, calendar.monthrange(year, month)[1]))


def _duckling(path: Path) -> Iterator[Item]:
    text = path.read_text("utf-8")
    negatives = re.search(r"negativeCorpus =.*?where(.*?)\]", text, re.DOTALL)
    for said in _STRING.findall(negatives[1] if negatives else ""):
        yield _item(_DUCKLING_NOW, said, "negative", [])
    for form, value, sayings in _EXAMPLES.findall(text):
        grain = re.findall(r"[A-Z]\w+", value)[-1]
        accept = _haskell(form, value, grain)
        for said in _STRING.findall(sayings):
            yield _item(_DUCKLING_NOW, ast.literal_eval(f'"{said}"'), f"{form} {grain}", accept)


def _haskell(form: str, value: str, grain: str) -> list[Pair]:
    numbers = [[int(each) for each in parts] for parts in _TIME.findall(value)]
    times = [dt.datetime(y, max(m, 1), max(d, 1), hour, minute) for y, m, d, hour, minute, _ in numbers]
    if form == "datetime":
        return [_unit(times[0], grain)]
    if form == "datetimeOpenInterval":
        shown = _shown(times[0], grain)
        return [(shown, None) if "After" in value else (None, shown)]
    start, end = times
    steps = {"Hour": dt.timedelta(hours=1), "Minute": dt.timedelta(minutes=1)}
    lasts = [end, end - steps.get(grain, dt.timedelta())] if grain in _CLOCKS else [end - _DAY]
    return [(_shown(start, grain), _shown(last, grain)) for last in lasts]


def _shown(time: dt.datetime, grain: str) -> str:
    return time.isoformat()[: 16 if grain in _CLOCKS else 10]


def _unit(time: dt.datetime, grain: str) -> Pair:
    if grain in _CLOCKS:
        return _shown(time, grain), _shown(time, grain)
    last = {
        "Week": time + 6 * _DAY,
        "Month": time.replace(day=calendar.monthrange(time.year, time.month)[1]),
        "Year": time.replace(month=12, day=31),
    }.get(grain, time)
    return _shown(time, "Day"), _shown(last, "Day")


def _recognizers(path: Path) -> Iterator[Item]:
    cases: list[dict[str, Any]] = json.loads(path.read_text("utf-8-sig"))
    for case in cases:
        unsupported = f"{case.get('NotSupported', '')} {case.get('NotSupportedByDesign', '')}"
        if "python" not in unsupported and len(case.get("Results", [])) <= 1 and "Extractor" not in path.stem:
            yield from _case(case)


def _case(case: dict[str, Any]) -> Iterator[Item]:
    now = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00")[:16]
    result = next(iter(case.get("Results", [])), {"Type": "duration"})
    kind = str(result.get("TypeName") or result.get("Type")).rpartition(".")[2]
    if kind in ("duration", "set", "timezone"):
        yield _item(now, case["Input"], "negative", [])
        return
    accept = [pair for value in _values(result) if (pair := _resolved(value, now)) != (None, None)]
    if accept:
        yield _item(now, case["Input"], kind, accept)


def _values(result: Item) -> list[dict[str, str]]:
    value = result.get("Resolution") or result.get("Value") or {}
    return value.get("values") or [value.get("FutureResolution") or {}, value.get("PastResolution") or {}]


def _resolved(value: dict[str, str], now: str) -> Pair:
    def bound(*names: str) -> str | None:
        said = next((value[name] for name in names if name in value), None)
        if said is None or not re.match(r"\d", said):
            return None
        return (f"{now[:10]}T{said}" if said[2] == ":" else said.replace(" ", "T"))[:16]

    one = bound("value", "date", "time", "dateTime")
    if one:
        return one, one
    start, end = (
        bound("start", "startDate", "startTime", "startDateTime"),
        bound("end", "endDate", "endTime", "endDateTime"),
    )
    if start and end and len(end) == 10:
        end = str(dt.date.fromisoformat(end) - _DAY)  # the day after the last
    return start, end


def _dateparser(path: Path) -> Iterator[Item]:
    now = _DATEPARSER_NOW.get(path.name, _DATEPARSER_OTHER_NOW)
    french = False
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        section = _SECTION.match(line.strip())
        french = section[1] == "French" if section else french
        if french and "param(" in line:
            call = _call("\n".join(lines[number : number + 14]))
            accept = _expected(call, dt.datetime.fromisoformat(now)) if call else None
            if call and accept:
                yield _item(now, ast.literal_eval(call.args[0]), "ago" if call.keywords else "date", [accept])


def _call(text: str) -> ast.Call | None:
    start, depth = text.index("param("), 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0 and text[place] == ")":
            tree = ast.parse(text[start : place + 1], mode="eval").body
            return tree if isinstance(tree, ast.Call) else None
    return None


def _expected(call: ast.Call, now: dt.datetime) -> Pair | None:
    told = {each.arg: each.value for each in call.keywords}
    if "ago" in told or "in_future" in told:
        ago: dict[str, int] = ast.literal_eval(told.get("ago") or told["in_future"])
        sign = -1 if "ago" in told else 1
        months = sign * (12 * ago.pop("years", 0) + ago.pop("months", 0))
        clock = bool({"hours", "minutes", "seconds"} & set(ago))
        total = now.year * 12 + now.month - 1 + months
        day = min(now.day, calendar.monthrange(total // 12, total % 12 + 1)[1])
        time = now.replace(year=total // 12, month=total % 12 + 1, day=day) + sign * dt.timedelta(**ago)
    elif len(call.args) > 1 and isinstance(call.args[1], ast.Call):
        time = dt.datetime(*(ast.literal_eval(each) for each in call.args[1].args[:5]))
        clock = time.time() != dt.time(0)
    else:
        return None
    shown = time.isoformat()[: 16 if clock else 10]
    return shown, shown
