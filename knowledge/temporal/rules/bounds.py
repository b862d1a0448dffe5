"""Periods open on one side: "avant le", "d'ici au", "à compter du", each with its sense."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Moment, Period
from knowledge.temporal.values import DAY, Clock, Partial, Settled, add_months, of_days, settle, with_clock

_VALUE = "(<date>|<period>|<clock>)"


def _settled(context: Context, found: Found, *, past: bool = False) -> Settled | None:
    clock: Clock | None = found.one("clock")
    if clock is not None:
        return with_clock(of_days(context.today), clock)
    value = found.one("when")
    if past and isinstance(value, Partial) and value.year is None:
        value = replace(value, past=True)
    return settle(context, value)


def _until(context: Context, found: Found, *, inclusive: bool = True) -> Settled | None:
    value = _settled(context, found)
    if value is None:
        return None
    inclusive = (inclusive or found.has("inclus")) and not found.has("exclu")
    end, hours = value.period.end if inclusive else value.period.start, value.period.hours
    if hours is not None and hours.end is None:
        hours = replace(hours, start=None, end=hours.start)
        if hours.end == dt.time(0) and end is not None:  # the end of the day before
            end = Moment(end.first - DAY)
    return replace(value, period=Period(start=None, end=end, end_inclusive=inclusive, hours=hours))


def _before(context: Context, found: Found) -> Settled | None:
    """Exclude the bound, unless it is itself the end of something ("avant fin juin")."""
    value = _settled(context, found)
    whole = value is not None and (
        value.convention in ("thirds", "year-part", "week-part", "end-of") or found.has("fin")
    )
    return _until(context, found, inclusive=whole)


def _from(context: Context, found: Found, *, inclusive: bool = True) -> Settled | None:
    value = _settled(context, found)
    if value is None:
        return None
    start = value.period.start if inclusive else value.period.end
    return replace(value, period=Period(start=start, end=None, start_inclusive=inclusive, hours=value.period.hours))


def _after(context: Context, found: Found) -> Settled | None:
    return _from(context, found, inclusive=False)


def _since(context: Context, found: Found) -> Settled | None:
    value = _settled(context, found, past=True)
    return (
        replace(value, period=Period(start=value.period.start, end=None, hours=value.period.hours)) if value else None
    )


def _from_until(context: Context, found: Found) -> Settled | None:
    """Read "à partir du 10 janvier 2022 et jusqu'au 18 mars 2022 inclus"."""
    from knowledge.temporal.rules.ranges import span_of

    left, right = found.all("bound")
    begin, end = left.period, right.period
    if (
        begin.start is None
        or end.end is None
        or begin.end is not None
        or end.start is not None
        or begin.start.first > end.end.last
    ):
        return None
    hours = end.hours or begin.hours
    return replace(right, period=replace(end, start=begin.start, start_inclusive=begin.start_inclusive, hours=hours))


_AT_LATEST = "(au plus tard|pas plus tard que|au plus <dash>? tard)"
_LE = "(le|la|l|les|au|a|a la|du|de|de la|d|en|ce)?"
_INCLUDED = "(<comma>|<open>)? (inclus|exclu) <close>?"

RULES = (
    Rule("at the latest", f"{_AT_LATEST} <comma>? (avant)? {_LE} {_VALUE} ({_INCLUDED})?", "bound", _until),
    Rule("at the latest", f"(pour|avant|d ici|jusqu|le|au)* {_LE} {_VALUE} <comma>? {_AT_LATEST}", "bound", _until),
    Rule("by", f"(d)? ici (a|au|le|la|l|les|en|et le|et)? {_LE} {_VALUE} ({_INCLUDED})?", "bound", _until),
    Rule("until", f"(jusqu|jusquau|jusqua) {_LE} {_VALUE} ({_INCLUDED})?", "bound", _until),
    Rule("before", f"(avant|anterieurement au|precedant) {_LE} {_VALUE} ({_INCLUDED})?", "bound", _before),
    Rule("from", f"(a)? (partir|compter|dater) (du|de|de la|de l|d) {_LE} {_VALUE}", "bound", _from),
    Rule("from", f"apartir {_LE} {_VALUE}", "bound", _from),
    Rule("from", f"des {_LE} {_VALUE}", "bound", _from),
    Rule("since", f"depuis {_LE} {_VALUE}", "bound", _since),
    Rule("after", f"(apres|passe|posterieurement au|au <dash>? dela (de|du)) {_LE} {_VALUE}", "bound", _after),
    Rule("from and until", "<bound> (et|<comma>|<dash>)? <bound>", "bound", _from_until),
)
