"""Periods open on one side: "avant le", "d'ici au", "à compter du", each with its sense."""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Grain, Hours, Moment, Period
from knowledge.temporal.rules.dayparts import on_day
from knowledge.temporal.values import (
    Clock,
    Partial,
    Settled,
    add_months,
    after_hours,
    closing,
    of_days,
    opening,
    settle,
    with_clock,
)


def _settled(context: Context, found: Found, *, past: bool = False) -> Settled | None:
    clock: Clock | None = found.one("clock")
    if clock is not None:
        return with_clock(of_days(context.today, year_given=False), clock)
    value = found.one("when")
    if past and isinstance(value, Partial) and value.year is None:
        value = replace(value, past=True)
    return settle(context, value)


def _until(context: Context, found: Found, *, inclusive: bool = True) -> Settled | None:
    value = _settled(context, found)
    if value is None:
        return None
    excluded = found.has("exclu") or (found.has("avant") and found.has("tard"))
    inclusive = (inclusive or found.has("inclus")) and not excluded
    end, hours = closing(value if inclusive else opening(value))
    if not inclusive and hours is None:
        end = value.period.start
    return replace(value, period=Period(start=None, end=end, end_inclusive=inclusive, hours=hours))


def _before(context: Context, found: Found) -> Settled | None:
    """Exclude the bound, unless it is the end of something: "avant fin juin"."""
    value = _settled(context, found)
    return _until(context, found, inclusive=value is not None and value.ending)


def _from(context: Context, found: Found, *, inclusive: bool = True) -> Settled | None:
    value = _settled(context, found)
    if value is None:
        return None
    start, hours = value.period.start, opening(value).period.hours
    if not inclusive:
        start, hours = value.period.end, after_hours(value.period.hours)
    return replace(value, period=Period(start=start, end=None, start_inclusive=inclusive, hours=hours))


def _after(context: Context, found: Found) -> Settled | None:
    return _from(context, found, inclusive=False)


def _day_from(context: Context, found: Found) -> Settled | None:
    """Read "le 23 juin à partir de 14 h": open on that day."""
    day = settle(context, found.one("date"))
    at = on_day(context, day, found.one("clock")) if day else None
    return replace(at, period=replace(at.period, end=None)) if at else None


def _day_until(context: Context, found: Found) -> Settled | None:
    """Read "le 23 juin avant midi": within that day."""
    day = settle(context, found.one("date"))
    at = on_day(context, day, found.one("clock")) if day else None
    if day is None or at is None:
        return None
    end, hours = closing(at)
    period = Period(start=None, end=end, end_inclusive=not found.has("avant"), hours=hours)
    return replace(day, period=period, grain=Grain.MINUTE)


def _past(context: Context, found: Found) -> Settled | None:
    """Read "passé le 4 avril", not "ce qui se passe le 4 avril"."""
    first = found.nodes[0]
    return _after(context, found) if "é" in context.as_written(first.start, first.end) else None


def _since(context: Context, found: Found) -> Settled | None:
    value = _settled(context, found, past=True)
    if value is None or value.period.start is None:
        return None
    start = value.period.start
    if start.first > context.today and (value.convention == "season" or not value.year_given):
        start = Moment(add_months(start.first, -12), start.grain)
    return replace(value, period=Period(start=start, end=None, hours=opening(value).period.hours))


def _at(context: Context, found: Found) -> Settled | None:
    """Give a limit the time that follows it: "le 30 juin au plus tard, à 18 heures"."""
    bound: Settled = found.one("bound")
    clock: Clock = found.one("clock")
    if bound.period.hours is not None:
        return None
    ends = bound.period.end is not None
    hours = Hours(end=clock.start, zone=clock.zone) if ends else Hours(start=clock.start, zone=clock.zone)
    return replace(bound, period=replace(bound.period, hours=hours), grain=Grain.MINUTE)


def _from_until(context: Context, found: Found) -> Settled | None:
    """Read "à partir du 10 janvier 2022 et jusqu'au 18 mars 2022 inclus"."""
    right: Settled
    left, right = found.all("bound")
    begin, end = left.period, right.period
    if begin.start is None or end.end is None or begin.end is not None or end.start is not None:
        return None
    if begin.start.first > end.end.last:
        return None
    hours = end.hours or begin.hours
    return replace(right, period=replace(end, start=begin.start, start_inclusive=begin.start_inclusive, hours=hours))


_VALUE = "(<date>|<period>|<clock>)"
_AT_LATEST = "(au plus <dash>? tard|pas plus tard que|dernier delai|delai de rigueur)"
_LATER = "plus tard (que|qu a|qu)"
_LE = "(le|la|l|les|au|a|a la|a l|du|de|de la|d|en|ce)?"
_INCLUDED = "(<comma>|<open>)? (inclus|exclu) <close>?"
_ENDS = f"{_LE} {_VALUE} ({_INCLUDED})?"

RULES = (
    Rule("from a clock", "<date> <comma>? (a)? (partir|compter) (de|du) <clock>", "bound", _day_from),
    Rule("from a clock", f"<date> <comma>? (des|apres|{_LATER}) <clock>", "bound", _day_from),
    Rule("until a clock", "<date> <comma>? (avant|jusqu|jusqua) a? <clock>", "bound", _day_until),
    Rule(
        "at the latest", f"(pour)? {_LE} {_VALUE} <comma>? {_AT_LATEST} (?!<comma>? (le|la|l)? <when>)", "bound", _until
    ),
    Rule("at the latest", f"{_AT_LATEST} <comma>? (avant)? {_ENDS}", "bound", _until),
    Rule("by", f"(d)? ici (a|au|et|en)? {_ENDS}", "bound", _until),
    Rule("until", f"(jusqu|jusquau|jusqua) {_ENDS}", "bound", _until),
    Rule("before", f"(?<!<length>) (avant|precedant) {_ENDS}", "bound", _before),
    Rule("from", f"(a)? (partir|compter|dater) {_LE} {_VALUE}", "bound", _from),
    Rule("from", f"(apartir|des) {_LE} {_VALUE}", "bound", _from),
    Rule("from", f"desplain (le {_VALUE}|<clock>)", "bound", _from),
    Rule("since", f"depuis {_LE} {_VALUE}", "bound", _since),
    Rule("after", f"passe (le|la) {_VALUE}", "bound", _past),
    Rule("after", f"(?<!avant ou) (?<!pas) (apres|au <dash>? dela|{_LATER}) {_LE} {_VALUE}", "bound", _after),
    Rule("limit and clock", "<bound> <comma>? (a)? <clock>", "bound", _at),
    Rule("limit and clock", "<clock> <comma>? <bound>", "bound", _at),
    Rule("from and until", "<bound> (et|<comma>|<dash>)? <bound>", "bound", _from_until),
)
