"""Times of day: "13 h 00", "de 9 h à 11 h 30 (CEST)", "midi"."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.values import Clock

_MINUTES = {"demi": 30, "demie": 30, "quart": 15}


def clock_time(hour: int, minute: int = 0) -> dt.time | None:
    """Return a time of day; 24 h is midnight, None is no time."""
    if hour == 24 and minute == 0:
        hour = 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _clock(context: Context, found: Found) -> Clock | None:
    hour, *minutes = found.all("n")
    last = found.nodes[-1]
    if minutes and last.end - last.start != 2:
        return None
    time = clock_time(hour, *minutes)
    sure = bool(minutes) and (found.nodes[0].end - found.nodes[0].start == 2 or found.nodes[1].value != ":")
    return Clock(start=time, midnight=hour == 24, sure=sure) if time else None


def _half(context: Context, found: Found) -> Clock | None:
    minute = next(_MINUTES[node.value] for node in found.nodes if node.value in _MINUTES)
    hour = 12 if found.has("midi") else 0 if found.has("minuit") else found.one("n")
    time = clock_time(hour - 1, 60 - minute) if found.has("moins") and hour else clock_time(hour, minute)
    return Clock(start=time, sure=True) if time else None


def _written_together(context: Context, found: Found) -> Clock | None:
    value = found.one("number") or found.one("year") or 9999
    time = clock_time(value // 100, value % 100)
    return Clock(start=time, sure=True) if time else None


def _midday(context: Context, found: Found) -> Clock:
    return Clock(start=dt.time(12), sure=True)


def _midnight(context: Context, found: Found) -> Clock:
    return Clock(start=dt.time(0), midnight=True, sure=True)


def _of_the_day(context: Context, found: Found) -> Clock:
    clock: Clock = found.one("clock")
    late = found.one("daypart") in ("afternoon", "evening") or found.has("midi")
    if late and clock.start and clock.start.hour < 12:
        clock = replace(clock, start=clock.start.replace(hour=clock.start.hour + 12))
    return replace(clock, sure=True)


def _hours(context: Context, found: Found) -> Clock | None:
    numbers, clocks = found.all("n"), found.all("clock")
    start = clock_time(numbers[0]) if numbers else clocks[0].start
    return Clock(start=start, end=clocks[-1].start, sure=True) if start else None


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

RULES = (
    Rule("half hour", "(<n> <hour>|midi|minuit) (et|moins) (le|la)? (demi|demie|quart)", "clock", _half),
    Rule("clock", "<n> <hour> <digits>", "clock", _clock),
    Rule("clock", "(?<!<colon>) <digits> <colon> <digits> (?!<colon> <digits>)", "clock", _clock),
    Rule("clock written together", "(<number>|<year>) heure", "clock", _written_together),
    Rule("clock", "(?<!<n> <comma>) <n> <hour>", "clock", _clock),
    Rule("noon", "(?<! apres <dash>) (?<! apres) midi", "clock", _midday),
    Rule("midnight", "minuit", "clock", _midnight),
    Rule("clock of the day", "<clock> (du <daypart>|de l apres <dash>? midi)", "clock", _of_the_day),
    Rule("hours", "(de|entre) (<n>|<clock>) (a|et|<dash>) <clock>", "hours", _hours),
    Rule("hours", "(a|de)? <clock> (a|<dash>|<arrow>) <clock>", "hours", _hours),
    Rule("hours", "(a|de)? <n> <dash> <clock>", "hours", _hours),
    *(
        Rule("zone", pattern, kind, _zoned)
        for kind in ("clock", "hours")
        for pattern in (f"<{kind}> <comma>? {_ZONE}", f"<{kind}> <open> {_ZONE} <close>")
    ),
    Rule("at", "(a|vers) <clock> (?!de|d)", "clock", _sure),
)
