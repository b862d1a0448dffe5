"""Parts of a week, a month or a year: "fin mars", "mi-mai", "la première quinzaine de juin"."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.rules.spans import unit_at
from knowledge.temporal.values import DAY, Partial, Settled, add_months, of_days, of_moment, settle

_PARTS = ("debut", "mi", "fin")
_THIRDS = {"debut": (1, 10), "mi": (11, 20), "fin": (21, 31)}
_OF_YEAR = {"debut": (1, 3), "mi": (5, 8), "fin": (10, 12)}
_OF_WEEK = {"debut": (0, 1), "mi": (2, 3), "fin": (4, 6)}
_LENGTHS = {Grain.QUARTER: 1, Grain.SEMESTER: 2}


def _whole(context: Context, found: Found) -> Settled | None:
    value = found.one("period")
    units = found.all("unit")
    unit = units[-1] if units else None
    whole = settle(context, value) if value is not None else unit_at(context.today, unit) if unit else None
    if whole is None or whole.period.start is None or whole.period.end is None:
        return None
    return whole if whole.period.start == whole.period.end or whole.convention == "season" else None


def _part(context: Context, found: Found) -> Settled | None:
    whole = _whole(context, found)
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
    return _whole(context, found)


def _fortnight(context: Context, found: Found) -> Settled | None:
    whole = _whole(context, found)
    if whole is None or whole.grain is not Grain.MONTH or whole.period.start is None or found.one("dozen") != 15:
        return None
    first, last = whole.period.start.first, whole.period.start.last
    if found.has("dernier") or found.one("rank") == 2:
        return of_days(first.replace(day=16), last, convention="fortnight")
    return of_days(first, first.replace(day=15), convention="fortnight")


def _week_in(context: Context, found: Found) -> Settled | None:
    """Read "la première semaine de juin": the first whole week of it."""
    whole = _whole(context, found)
    if whole is None or whole.period.start is None or whole.grain is not Grain.MONTH or found.all("unit")[0] != "week":
        return None
    first, last = whole.period.start.first, whole.period.start.last
    if found.has("dernier"):
        return of_moment(last - ((last.weekday() + 1) % 7 + 6) * DAY, Grain.WEEK, convention="week-of-month")
    monday = first + -first.weekday() % 7 * DAY + 7 * (found.one("rank") - 1) * DAY
    return of_moment(monday, Grain.WEEK, convention="week-of-month") if monday + 6 * DAY <= last else None


def _weekday_in(context: Context, found: Found) -> Settled | None:
    """Read "le quatrième jeudi d'avril", "le dernier vendredi du mois"."""
    whole = _whole(context, found)
    if whole is None or whole.period.start is None or whole.grain is Grain.WEEK:
        return None
    first, last, weekday = whole.period.start.first, whole.period.start.last, found.one("weekday")
    if found.has("dernier"):
        return of_days(last - (last.weekday() - weekday) % 7 * DAY, year_given=whole.year_given)
    day = first + (weekday - first.weekday()) % 7 * DAY + 7 * (found.one("rank") - 1) * DAY
    return of_days(day, year_given=whole.year_given) if day <= last else None


def _days_in(context: Context, found: Found) -> Settled | None:
    """Read "les dix premiers jours de juin", "le dernier jour du mois", "les deux dernières semaines de mai"."""
    whole = _whole(context, found)
    units = found.all("unit")
    count = found.one("n") or 1
    if whole is None or whole.period.start is None or count > 28 or units[0] not in ("day", "week"):
        return None
    first, last = whole.period.start.first, whole.period.start.last
    if units[0] == "week":
        return _weeks_in(first, last, count, from_end=found.has("dernier")) if whole.grain is Grain.MONTH else None
    if found.has("dernier"):
        return of_days(last - (count - 1) * DAY, last, year_given=whole.year_given)
    return of_days(first, first + (count - 1) * DAY, year_given=whole.year_given)


def _weeks_in(first: dt.date, last: dt.date, count: int, *, from_end: bool) -> Settled | None:
    """Return the first or the last whole weeks of a month."""
    monday = first + -first.weekday() % 7 * DAY
    sunday = last - (last.weekday() + 1) % 7 * DAY
    start = sunday - (7 * count - 1) * DAY if from_end else monday
    end = start + (7 * count - 1) * DAY
    return of_days(start, end, convention="week-of-month") if first <= start and end <= last else None


def _first_or_last(context: Context, found: Found) -> Settled | None:
    """Read "le dernier jour du mois", "le premier jour de mai"."""
    single = found.all("unit")[0] == "day"
    return _days_in(context, found) if single and (found.has("dernier") or found.one("ordinal") == 1) else None


def _day_of_year(context: Context, found: Found) -> Partial | None:
    """Read "le 3 janvier de l'année prochaine"."""
    date, year = found.one("date"), settle(context, found.one("period"))
    if not isinstance(date, Partial) or date.year is not None or year is None or year.grain is not Grain.YEAR:
        return None
    return replace(date, year=year.period.start.first.year) if year.period.start else None


def _day_number_of(context: Context, found: Found) -> Settled | None:
    """Read "le 15 du mois prochain"."""
    whole = _whole(context, found)
    day = found.one("dom")
    if (
        whole is None
        or whole.period.start is None
        or whole.grain is not Grain.MONTH
        or day > whole.period.start.last.day
    ):
        return None
    return of_days(whole.period.start.first.replace(day=day))


_RANK = "(<rank> (er|e|eme)?|dernier)"
_OF = "(de la|de l|du|des|de|d)"
_PART = "(debut|mi|fin)"

EARLY = (
    Rule("day of a year", "<date> (de|d) (l)? <period>", "date", _day_of_year),
    Rule("number in a month", "(<weekday>)? <dom> (er)? (du|de) <period>", "date", _day_number_of),
    Rule("days of a month", f"<n> <ordinal> <unit> {_OF} (<period>|<unit>)", "period", _days_in),
    Rule("days of a month", f"<n> dernier <unit> {_OF} (<period>|<unit>)", "period", _days_in),
    Rule("days of a month", f"(dernier|<ordinal>) <unit> {_OF} (<period>|<unit>)", "date", _first_or_last),
    Rule("weekday of a month", f"{_RANK} <weekday> {_OF} (le|la|l)? (<period>|<unit>)", "date", _weekday_in),
    Rule("week of a month", f"(?<!<n>) {_RANK} <unit> {_OF} <period>", "period", _week_in),
    Rule("fortnight", f"{_RANK} <dozen> {_OF} <period>", "period", _fortnight),
    Rule("fortnight", f"{_RANK} <dozen> {_OF} <unit>", "period", _fortnight),
    Rule("part", f"{_PART} <dash>? {_OF}? (l|la|le)? <period>", "period", _part),
    Rule("part", f"{_PART} <dash>? {_OF}? (l|la|le)? <unit>", "period", _part),
    Rule("in the course of", "(dans le)? courant (de|du|de l)? <period>", "period", _same),
    Rule("in the course of", "(au <event>|dans le courant) (de la|de l|du) <unit>", "period", _same),
    Rule("in the course of", "(dans|pendant|durant) (le|la|l) <unit> (?!suivant|a|apres|qui|du)", "period", _same),
)
