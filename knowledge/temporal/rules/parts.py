"""Parts of a week, a month or a year: "fin mars", "mi-mai", "la première quinzaine de juin"."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.rules.members import whole_of
from knowledge.temporal.values import DAY, Settled, add_months, of_days

_PARTS = ("debut", "mi", "fin")
_THIRDS = {"debut": (1, 10), "mi": (11, 20), "fin": (21, 31)}
_OF_YEAR = {"debut": (1, 3), "mi": (5, 8), "fin": (10, 12)}
_OF_WEEK = {"debut": (0, 1), "mi": (2, 3), "fin": (4, 6)}
_LENGTHS = {Grain.QUARTER: 1, Grain.SEMESTER: 2}


def _part(context: Context, found: Found) -> Settled | None:
    whole = whole_of(context, found)
    which = next(node.value for node in found.nodes if node.value in _PARTS)
    part = _part_of(whole, which) if whole else None
    return replace(part, ending=which == "fin") if part else None


def _part_of(whole: Settled, which: str) -> Settled | None:
    if whole.period.start is None:
        return None
    moment, first = whole.period.start, whole.period.start.first
    match whole.grain:
        case Grain.MONTH:
            begin, end = _THIRDS[which]
            last = min(first + (end - 1) * DAY, moment.last)
            return of_days(first.replace(day=begin), last, convention="thirds", year_given=whole.year_given)
        case Grain.WEEK:
            begin, end = _OF_WEEK[which]
            return of_days(first + begin * DAY, first + end * DAY, convention="week-part")
        case Grain.YEAR:
            begin, end = _OF_YEAR[which]
            return _months(first.replace(month=begin), end - begin + 1)
        case Grain.QUARTER | Grain.SEMESTER:
            length = _LENGTHS[whole.grain]
            return _months(add_months(first, _PARTS.index(which) * length), length)
    return _third(whole.period.start.first, whole.period.end.last, which) if whole.period.end else None


def _third(first: dt.date, last: dt.date, which: str) -> Settled:
    """Return the first, second or last third of a season."""
    cuts = [first + (last - first + DAY) * part // 3 for part in range(4)]
    part = _PARTS.index(which)
    return of_days(cuts[part], cuts[part + 1] - DAY, convention="season")


def _months(first: dt.date, count: int) -> Settled:
    start, end = Moment(first, Grain.MONTH), Moment(add_months(first, count - 1), Grain.MONTH)
    return Settled(period=Period(start=start, end=end), grain=Grain.MONTH, convention="year-part")


def _same(context: Context, found: Found) -> Settled | None:
    return whole_of(context, found)


_OF = "(de la|de l|du|des|de|d)"
_PART = "(debut|mi|fin)"

RULES = (
    Rule("part", f"{_PART} <dash>? {_OF}? (l|la|le)? <period>", "period", _part),
    Rule("part", f"{_PART} <dash>? {_OF}? (l|la|le)? <unit>", "period", _part),
    Rule("in the course of", "(dans le)? courant (de|du|de l)? <period>", "period", _same),
    Rule("in the course of", "(au <event>|dans le courant) (de la|de l|du) <unit>", "period", _same),
    Rule("in the course of", "(dans|pendant|durant) (le|la|l) <unit> (?!suivant|a|apres|qui|du)", "period", _same),
)
