"""Times of day: "13 h 00", "de 9 h à 11 h 30 (CEST)", "midi moins cinq", "7:56 pm"."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Node, Rule
from knowledge.temporal.rules.dayparts import CLOCKS as OF_THE_DAY
from knowledge.temporal.values import Clock

_QUARTER, _HALF = 15, 30
_NOON = 12
_WIDE = 2  # digits of a minute
_ENGLISH = "english clock"


def clock_time(hour: int, minute: int = 0) -> dt.time | None:
    """Return a time of day; 24 h is midnight, None is no time."""
    if hour == 24 and minute == 0:
        hour = 0
    return dt.time(hour, minute) if 0 <= hour < 24 and 0 <= minute < 60 else None


def _clock(context: Context, found: Found) -> Clock | None:
    """Read "13 h 30", "13:30:25"; a minute has two figures."""
    hour, *minutes = found.all("n")
    shown = [node for node in found.nodes[1:] if isinstance(node.value, int)]
    if any(node.end - node.start < _WIDE for node in shown[:2]) or any(value > 59 for value in minutes[:2]):
        return None
    time = clock_time(hour, *minutes[:1])
    sure = bool(minutes) and (found.nodes[0].end - found.nodes[0].start == 2 or found.nodes[1].value != ":")
    return Clock(start=time, midnight=hour == 24, sure=sure) if time else None


def _beside_hour(context: Context, found: Found) -> Clock | None:
    """Read what is added to an hour or taken from it: "sept heures moins dix", "midi vingt", "8 h et demie"."""
    named = next((hour for word, hour in (("midi", _NOON), ("minuit", 0)) if found.has(word)), None)
    numbers = found.all("n")
    hour = numbers.pop(0) if named is None else named
    minute = _minutes(found, numbers)
    if minute is None:
        return None
    if found.has("moins"):
        hour, minute = (hour or 24) - 1, 60 - minute
    time = clock_time(hour, minute)
    midnight = found.has("minuit") and not found.has("moins")
    return Clock(start=time, midnight=midnight, sure=True) if time else None


def _minutes(found: Found, numbers: list[int]) -> int | None:
    if found.has("quart"):
        return _QUARTER * (numbers[0] if numbers else 1)
    if found.has("demi"):
        return _HALF
    return numbers[0] if numbers and 0 < numbers[0] < 60 else None


def _english(context: Context, found: Found) -> Clock | None:
    """Read "8pm", "7:56 am"."""
    clock: Clock = found.one("clock") or Clock(start=clock_time(found.one("digits")))
    if clock.start is None or not 0 < clock.start.hour <= _NOON:
        return None
    hour = clock.start.hour % _NOON + _NOON * found.has("pm")
    return replace(clock, start=clock.start.replace(hour=hour), sure=True)


def _english_hours(context: Context, found: Found) -> Clock | None:
    """Read "5 à 6pm" and "11 à 1pm": the first hour is the nearest such one before the second."""
    first, last = next(node for node in found.nodes if isinstance(node.value, int)), found.nodes[-1]
    end: dt.time = last.value.start
    if last.rule != _ENGLISH or not 0 < first.value <= _NOON:
        return None
    starts = sorted(dt.time(first.value % _NOON + half) for half in (0, _NOON))
    earlier = [start for start in starts if start < end]
    return Clock(start=earlier[-1], end=end, sure=True) if earlier else None


def _english_until(context: Context, found: Found) -> Clock | None:
    """Read "de 8am à 11"."""
    return _hours(context, found) if any(node.rule == _ENGLISH for node in found.nodes) else None


def _earlier(context: Context, found: Found) -> Clock | None:
    """Read "14 à 16 h", which counts up: "le groupe 5 à 3 h" does not."""
    hours = _hours(context, found)
    return hours if hours and hours.start and hours.end and hours.start < hours.end else None


def _written_together(context: Context, found: Found) -> Clock | None:
    value = found.one("number") or found.one("year") or 9999
    time = clock_time(value // 100, value % 100)
    return Clock(start=time, sure=True) if time else None


def _midday(context: Context, found: Found) -> Clock:
    return Clock(start=dt.time(_NOON), sure=True)


def _midnight(context: Context, found: Found) -> Clock:
    return Clock(start=dt.time(0), midnight=True, sure=True)


def _hours(context: Context, found: Found) -> Clock | None:
    """Read two times; an earlier second one, said shortly, is of the afternoon: "entre midi et 2"."""
    ends = [node for node in found.nodes if isinstance(node.value, int | Clock)]
    start, end = (each.value.start if isinstance(each.value, Clock) else clock_time(each.value) for each in ends)
    if start is None or end is None:
        return None
    if end < start <= dt.time(_NOON) and end.hour and _is_short(found, ends):
        end = end.replace(hour=end.hour + _NOON)
    return Clock(start=start, end=end, sure=True)


def _is_short(found: Found, ends: list[Node]) -> bool:
    """Tell whether hours were said without all that makes them plain: "entre midi et 2", "11 h 30-1 h 30"."""
    return bool(found.all("dash")) or ends[0].rule == "noon" or any(isinstance(each.value, int) for each in ends)


def _zoned(context: Context, found: Found) -> Clock:
    shown = [node for node in found.nodes[1:] if node.value not in ("(", ")", ",")]
    clock: Clock = found.one("times")
    zone = context.as_written(shown[0].start, shown[-1].end).replace("*", "")
    return replace(clock, zone=" ".join(zone.split()), sure=True)


def _sure(context: Context, found: Found) -> Clock:
    clock: Clock = found.one("clock")
    return replace(clock, sure=True)


_ZONE = (
    "(<zone> ((<plus>|<dash>) <digits>)?|temps universel|heure locale"
    "|heure (normale|<season>)? (de|d)? (l)? (<zone>|<place>|<season>|europe centrale) (d europe centrale|de <place>)?"
    " (<open> <zone> <close>)?)"
)
_HOUR = "(<n> <hour>|midi|minuit)"
_NO_NAME = "(?!<month>|<units>|<counted>|<slash>|<dash>|<colon>|<year>|<percent>|<n>|quart)"
_NO_DAY = "".join(
    f"(?<!{lead}) "
    for lead in ("<month>", "<weekday>", "le", "du", "au", "les", "<slash>", "<dot>", "<digits>", "<dash>")
)
_ALONE = "(?=<stop>|<dot>|<comma>|<close>|<weekday>|<partday>|demain|hier|aujourd|aujourdhui|ce|du|le|$)"
_NOON_WORD = "(?<! apres <dash>) (?<! apres) midi"
_TO = "(a|et|<dash>|<arrow>|jusqu a|jusqua|jusqu)"
_ABOUT = "((aux)? (environ|alentours)|autour|plutot|sur les coups)"

RULES = (
    Rule("quarters of an hour", f"{_HOUR} (et|moins)? (le|la)? (demi|<count>? quart)", "clock", _beside_hour),
    Rule("minutes to the hour", f"{_HOUR} moins <n> {_NO_NAME}", "clock", _beside_hour),
    Rule("minutes past the hour", "<n> <hour> et <n> <unit>", "clock", _beside_hour),
    Rule("minutes past the hour", f"(midi|minuit) (<count>|<digits>) {_NO_NAME}", "clock", _beside_hour),
    Rule("minutes past the hour", f"<count> <hour> <count> {_NO_NAME}", "clock", _beside_hour),
    Rule("minutes past the hour", f"<n> <hour> <digits> {_ALONE}", "clock", _beside_hour, chat=True),
    Rule("clock", "<n> <hour> <digits> (<unit> (<digits> <unit>)?)?", "clock", _clock),
    Rule(
        "clock",
        "(?<!<colon>) <digits> <colon> <digits> (<colon> <digits> (<dot> <n>)?)? (?!<colon>)",
        "clock",
        _clock,
    ),
    Rule("clock written together", "(<number>|<year>) heure", "clock", _written_together),
    Rule("clock", "(?<!<n> <comma>) <n> <hour>", "clock", _clock),
    Rule(_ENGLISH, "(<clock>|<digits>) (am|pm)", "clock", _english, chat=True),
    Rule("noon", _NOON_WORD, "clock", _midday),
    Rule("midnight", "minuit", "clock", _midnight),
    *OF_THE_DAY,
    Rule("hours", f"(de|entre)? <n> {_TO} <clock>", "hours", _english_hours, chat=True),
    Rule("hours", f"(de|entre)? <clock> {_TO} <digits> {_ALONE}", "hours", _english_until, chat=True),
    Rule("hours", f"{_NO_DAY} <digits> a <clock>", "hours", _earlier, chat=True),
    Rule("hours", f"(de|entre) (<n>|<clock>) {_TO} <clock>", "hours", _hours),
    Rule("hours", "(a|de)? <clock> (a|<dash>|<arrow>|jusqu a) <clock>", "hours", _hours),
    Rule("hours", "(a|de)? <n> <dash> <clock>", "hours", _hours),
    Rule("hours", "entre <clock> et <n> (?!<units>|<month>|<counted>|<n>)", "hours", _hours),
    Rule("hours", "^ de <n> a <n> (<stop>|<dot>)? $", "hours", _hours, chat=True),
    *(
        Rule("zone", pattern, kind, _zoned)
        for kind in ("clock", "hours")
        for pattern in (f"<{kind}> <comma>? {_ZONE}", f"<{kind}> <open> {_ZONE} <close>")
    ),
    Rule("at", f"(a|vers|{_ABOUT}) ({_ABOUT}|vers)? (de|les)? <clock> (?!de|d)", "clock", _sure),
)
