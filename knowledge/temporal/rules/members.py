"""The nth unit of a longer one: "le dernier week-end de mai", "les dix premiers jours de juin"."""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Grain
from knowledge.temporal.rules.units import kind_of, members, stretch, unit_at
from knowledge.temporal.values import Partial, Settled, settle

_MOST = 31  # units said at once


def whole_of(context: Context, found: Found) -> Settled | None:
    """Return the month, the year, the season … that something is a part of; "du mois" is of this one."""
    value, units = found.one("period"), found.all("unit")
    if value is None and found.one("year") is not None:
        value = Partial(year=found.one("year"))
    whole = settle(context, value) if value is not None else unit_at(context.today, units[-1]) if units else None
    if whole is None or whole.period.start is None or whole.period.end is None:
        return None
    return whole if whole.period.start == whole.period.end or whole.convention == "season" else None


def _rank(found: Found) -> int:
    """Return the rank that was said, from the end when it is negative."""
    if found.has("dernier"):
        return -2 if found.has("avant") else -1
    return int(found.one("rank"))


def _nth(context: Context, found: Found) -> Settled | None:
    whole, kind, rank = whole_of(context, found), kind_of(found), _rank(found)
    if whole is None or kind is None:
        return None
    units = members(whole, kind)
    index = rank - 1 if rank > 0 else len(units) + rank
    return stretch(kind, *units[index], year_given=whole.year_given) if 0 <= index < len(units) else None


def _nth_day(context: Context, found: Found) -> Settled | None:
    """Read a day of a month or a year; what is longer is left to the next rule."""
    kind = kind_of(found)
    return _nth(context, found) if kind in ("day", "workday") or isinstance(kind, int) else None


def _first_ones(context: Context, found: Found) -> Settled | None:
    """Read "les dix premiers jours de juin", "les deux dernières semaines de mai"."""
    whole, kind, count = whole_of(context, found), kind_of(found), found.one("n")
    units = members(whole, kind) if whole and kind is not None else []
    if whole is None or kind is None or not 0 < count <= min(_MOST, len(units)):
        return None
    some = units[-count:] if found.has("dernier") else units[:count]
    return stretch(kind, some[0][0], some[-1][1], year_given=whole.year_given)


def _day_number(context: Context, found: Found) -> Settled | None:
    """Read "le 15 du mois prochain"."""
    whole, number = found.one("period"), found.one("dom")
    if not isinstance(whole, Settled):
        return None
    days = members(whole, "day") if whole and whole.grain is Grain.MONTH else []
    return stretch("day", *days[number - 1]) if 0 < number <= len(days) else None


def _day_of_year(context: Context, found: Found) -> Partial | None:
    """Read "le 3 janvier de l'année prochaine"."""
    date, year = found.one("date"), settle(context, found.one("period"))
    if not isinstance(date, Partial) or date.year is not None or year is None or year.grain is not Grain.YEAR:
        return None
    return replace(date, year=year.period.start.first.year) if year.period.start else None


_RANK = "(<rank> (er|e|eme)?|(avant <dash>?)? dernier)"
_WEEKEND = "(week <dash>? end|weekend)"
_UNIT = f"(<unit> ouvre?|<weekday>|{_WEEKEND}|<dozen>|moitie)"
_WHOLE = "(de la|de l|du|desplain|des|de|d) (le|la|l)? (<period>|<unit>|<year>)"

RULES = (
    Rule("day of a year", "<date> (de|d) (l)? <period>", "date", _day_of_year),
    Rule("number in a month", "(<weekday>)? <dom> (er)? (du|de)? (le)? <period>", "date", _day_number),
    Rule("first or last ones", f"<n> (<ordinal>|dernier) {_UNIT} {_WHOLE}", "period", _first_ones),
    Rule("first or last ones", f"(<ordinal>|dernier) <n> {_UNIT} {_WHOLE}", "period", _first_ones),
    Rule("nth day", f"(?<!<n>) {_RANK} {_UNIT} {_WHOLE}", "date", _nth_day),
    Rule("nth unit", f"(?<!<n>) {_RANK} {_UNIT} {_WHOLE}", "period", _nth),
)
