"""Weeks, months, quarters, seasons, years, and parts of them."""

import datetime as dt

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Grain, Moment
from knowledge.temporal.values import DAY, Partial, Settled, add_months, of_days, of_moment, settle

_GRAINS = {
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "year": Grain.YEAR,
    "quarter": Grain.QUARTER,
    "semester": Grain.SEMESTER,
}
_LENGTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_SHIFTS = {"prochain": 1, "suivant": 1, "dernier": -1, "passe": -1, "precedent": -1}
_TENTHS = {"debut": (1, 10), "mi": (11, 20), "fin": (21, 31)}
_PARTS_OF_YEAR = {"debut": (1, 3), "mi": (5, 8), "fin": (10, 12)}
_WEEK_PARTS = {"debut": (0, 1), "mi": (2, 2), "fin": (3, 4)}
# astronomical limits: first day of each season, by rank; winter ends in the next year
_SEASONS = ((3, 20), (6, 21), (9, 22), (12, 21))


def unit_at(day: dt.date, unit: str, shift: int = 0) -> Settled:
    """Return the calendar week, month, quarter, semester or year that holds a day, or one so many units later."""
    if unit == "week":
        return of_moment(day - dt.timedelta(days=day.weekday()) + 7 * shift * DAY, Grain.WEEK)
    length = _LENGTHS[unit]
    first = day.replace(day=1, month=(day.month - 1) // length * length + 1)
    return of_moment(add_months(first, shift * length), _GRAINS[unit])


def _month(context: Context, found: Found) -> Partial:
    year = found.one("year")
    return Partial(year=year, month=found.one("month"))


def _bare_month(context: Context, found: Found) -> Partial | None:
    """A month alone; a capital inside a sentence makes it a name ("Mars", "Avril")."""
    node = found.nodes[0]
    written = context.as_written(node.start, node.end)
    if written[:1].isupper() and not written.isupper() and context.written[: node.start].strip(' \n*#>-«"('):
        return None
    return Partial(month=found.one("month"))


def _shifted_month(context: Context, found: Found) -> Partial | Settled:
    month: int = found.one("month")
    if found.has("dernier") or found.has("passe"):
        return Partial(month=month, past=True)
    return Partial(month=month)


def _year(context: Context, found: Found) -> Partial:
    return Partial(year=found.one("year"))


def _unit(context: Context, found: Found) -> Settled | None:
    unit: str = found.one("unit")
    if unit in ("day", "minute"):
        return None
    shift = next((_SHIFTS[node.value] for node in found.nodes if node.value in _SHIFTS), 0)
    return unit_at(context.today, unit, shift)


def _week_of(context: Context, found: Found) -> Settled | None:
    day = settle(context, found.one("date"))
    return unit_at(day.period.start.first, "week") if day and day.period.start else None


def _week_number(context: Context, found: Found) -> Settled | None:
    number: int = found.one("digits")
    year = found.one("year") or context.today.isocalendar().year
    if not 1 <= number <= 53:
        return None
    try:
        return of_moment(dt.date.fromisocalendar(year, number, 1), Grain.WEEK, year_given=found.one("year") is not None)
    except ValueError:
        return None


def _division(context: Context, found: Found) -> Settled | None:
    """Read "le 2e trimestre 2021", "le premier semestre", "T2 2021"."""
    unit = found.one("unit") or ("semester" if found.has("s") else "quarter")
    if unit not in ("quarter", "semester"):
        return None
    length = _LENGTHS[unit]
    rank = 12 // length if found.has("dernier") else found.one("rank")
    if not 1 <= rank <= 12 // length:
        return None
    year = found.one("year") or _named_year(context, found)
    return of_moment(dt.date(year, (rank - 1) * length + 1, 1), _GRAINS[unit], year_given=found.one("year") is not None)


def _named_year(context: Context, found: Found) -> int:
    values = found.all("period")
    if values:
        settled = settle(context, values[-1])
        if settled and settled.period.start:
            return settled.period.start.first.year
    return context.today.year


def season(year: int, rank: int) -> Settled:
    """Return a season by its astronomical limits; the winter of a year begins in it."""
    month, day = _SEASONS[rank]
    after = _SEASONS[(rank + 1) % 4]
    last = dt.date(year + (rank == 3), *after) - DAY
    return of_days(dt.date(year, month, day), last, convention="season")


def _season(context: Context, found: Found) -> Settled | None:
    rank: int = found.one("season")
    year = found.one("year")
    if year is not None:
        return season(year, rank)
    today = context.today
    seasons = [season(today.year + shift, rank) for shift in (-2, -1, 0, 1)]
    if found.has("dernier") or found.has("passe"):
        return [each for each in seasons if (each.period.last_day or today) < today][-1]
    if found.has("prochain"):
        return next(
            (each for each in seasons if (each.period.first_day or today) > today), season(today.year + 2, rank)
        )
    return next((each for each in seasons if (each.period.last_day or today) >= today), None)


def _weekend(context: Context, found: Found) -> Settled:
    today = context.today
    saturday = today + dt.timedelta(days=5 - today.weekday())
    if found.has("dernier") or found.has("passe") or found.has("precedent"):
        saturday -= 7 * DAY
    elif found.has("prochain") and today.weekday() >= 5:
        saturday += 7 * DAY
    return of_days(saturday, saturday + DAY, convention="weekend")


def _weekend_of(context: Context, found: Found) -> Settled | None:
    day = settle(context, found.one("date"))
    if day is None or day.period.start is None:
        return None
    first = day.period.start.first
    saturday = first + dt.timedelta(days=5 - first.weekday())
    return of_days(saturday, saturday + DAY, convention="weekend")


def _which(found: Found) -> str:
    return next(str(node.value) for node in found.nodes if node.value in ("debut", "mi", "fin"))


def _part(context: Context, found: Found) -> Settled | None:
    """Read "fin mars", "mi-mai 2021", "début 2022", "fin du mois prochain"."""
    whole = settle(context, found.one("period"))
    return part_of(whole, _which(found)) if whole else None


def part_of(whole: Settled, which: str) -> Settled | None:
    """Return the beginning, middle or end of a month, year, quarter, semester or week."""
    moment = whole.period.start
    if moment is None or whole.period.end != moment:
        return None
    first = moment.first
    year_given = whole.year_given
    if whole.grain is Grain.MONTH:
        begin, end = _TENTHS[which]
        return of_days(
            first.replace(day=begin),
            min(first.replace(day=min(end, 28)) + (end - min(end, 28)) * DAY, moment.last),
            convention="thirds",
            year_given=year_given,
        )
    if whole.grain is Grain.YEAR:
        begin, end = _PARTS_OF_YEAR[which]
        return _months(first.replace(month=begin), end - begin + 1, year_given=year_given)
    if whole.grain is Grain.WEEK:
        begin, end = _WEEK_PARTS[which]
        return of_days(first + begin * DAY, first + end * DAY, convention="week-part")
    length = _LENGTHS[whole.grain.value] // 3
    begin = {"debut": 0, "mi": length, "fin": 2 * length}[which]
    return _months(add_months(first, begin), length, year_given=year_given)


def _months(first: dt.date, count: int, *, year_given: bool) -> Settled:
    from knowledge.temporal.moment import Period

    period = Period(start=Moment(first, Grain.MONTH), end=Moment(add_months(first, count - 1), Grain.MONTH))
    return Settled(period=period, grain=Grain.MONTH, year_given=year_given, convention="year-part")


def _this_unit_part(context: Context, found: Found) -> Settled | None:
    unit: str = found.one("unit")
    if unit in ("day", "minute"):
        return None
    return part_of(unit_at(context.today, unit), _which(found))


def _fortnight(context: Context, found: Found) -> Settled | None:
    whole = settle(context, found.one("period"))
    if whole is None or whole.grain is not Grain.MONTH or whole.period.start is None or found.one("dozen") != 15:
        return None
    moment = whole.period.start
    second = found.has("dernier") or found.one("rank") == 2
    if second:
        return of_days(moment.first.replace(day=16), moment.last, convention="fortnight")
    return of_days(moment.first, moment.first.replace(day=15), convention="fortnight")


def _week_in(context: Context, found: Found) -> Settled | None:
    """Read "la première semaine de juin": the first whole week of it."""
    whole = settle(context, found.one("period"))
    if whole is None or found.one("unit") != "week" or whole.period.start is None or whole.grain is not Grain.MONTH:
        return None
    first, last = whole.period.start.first, whole.period.start.last
    if found.has("dernier"):
        sunday = last - dt.timedelta(days=(last.weekday() + 1) % 7)
        return of_moment(sunday - 6 * DAY, Grain.WEEK, convention="week-of-month")
    monday = first + dt.timedelta(days=-first.weekday() % 7) + 7 * (found.one("rank") - 1) * DAY
    return of_moment(monday, Grain.WEEK, convention="week-of-month") if monday + 6 * DAY <= last else None


def _weekday_in(context: Context, found: Found) -> Settled | None:
    """Read "le quatrième jeudi d'avril", "le dernier vendredi du mois"."""
    whole = settle(context, found.one("period"))
    if whole is None or whole.period.start is None:
        return None
    first, last, weekday = whole.period.start.first, whole.period.start.last, found.one("weekday")
    if found.has("dernier"):
        return of_days(last - dt.timedelta(days=(last.weekday() - weekday) % 7))
    day = first + dt.timedelta(days=(weekday - first.weekday()) % 7) + 7 * (found.one("rank") - 1) * DAY
    return of_days(day, year_given=whole.year_given) if day <= last else None


_RANK = "(<rank> (er|e|eme)?|dernier)"
_MONTH_OF = "(au|du|le|ce|en|pendant le|courant)? mois (de|d)"

RULES = (
    Rule("month", "(<month> <dot>? (<dash>|<slash>|de|de l <unit>)? <year>)", "period", _month),
    Rule("month", f"{_MONTH_OF} <month> (<dot>? <year>)?", "period", _month),
    Rule("latest month", "(en|de|d)? <month> (dernier|passe)", "period", _shifted_month),
    Rule("next month of this name", "(en|de|d)? <month> prochain", "period", _shifted_month),
    Rule("month", "<month>", "period", _bare_month),
    Rule(
        "division of a year",
        "(le|la|au|du|ce)? <rank> (er|e|eme)? <unit> (de|de l <unit>|en)? <year>",
        "period",
        _division,
    ),
    Rule("division of a year", "(t|q|s) <rank> (<dash>|de)? <year>", "period", _division),
    Rule(
        "week number",
        "(la|en|cette)? (<unit>|s) (no|numero)? <digits> ((de|en|de l <unit>)? <year>)?",
        "weeknumber",
        lambda context, found: None,
    ),
    Rule(
        "unit",
        "(en|de|d|pour|dans|pendant|durant|au cours de|des)? (l)? <unit> <year>",
        "period",
        lambda context, found: Partial(year=found.one("year")) if found.one("unit") == "year" else None,
    ),
    Rule(
        "unit",
        "(le|la|l|ce|du|au|de)? <unit> (<dash> ci)? (prochain|suivant|dernier|passe|precedent|en cours|courant|ci)",
        "period",
        _unit,
    ),
    Rule("unit", "ce <unit> (<dash>? ci)?", "period", _unit),
    Rule("season", "(en|a|au|de|d|l|cet|ce|le)* <season> (<year>|dernier|passe|prochain)", "period", _season),
)
