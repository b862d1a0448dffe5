"""Weeks, months, quarters, seasons and years, named or told from today."""

import datetime as dt
import re

from knowledge.temporal.engine import Context, Found, Node, Rule, known, led_by
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.rules.units import GRAINS, MONTHS, unit_at, weekend_at
from knowledge.temporal.values import DAY, Partial, Settled, full_year, of_days, of_moment, settle

_SATURDAY = 5
_PLURALS = ("es", "ns", "rs")  # "années", "semaines", "ans", "jours"; not "mois"
_DECADES = 15  # a smaller number after a month is no year
_WORD_AFTER = re.compile(r" ([a-z]+)")
_SHIFTS = {
    "prochain": 1,
    "suivant": 1,
    "vient": 1,
    "dernier": -1,
    "avant": -1,
    "apres": 1,
    "passe": -1,
    "precedent": -1,
    "suit": 1,
}
# astronomical limits: first day of each season, by rank; winter ends in the next year
_SEASONS = ((3, 20), (6, 21), (9, 23), (12, 21))


def _shift(found: Found) -> int:
    return next((_SHIFTS[node.value] for node in found.nodes if node.value in _SHIFTS), 0)


def _month(context: Context, found: Found) -> Partial | None:
    if found.one("unit") not in (None, "month", "year"):
        return None
    return Partial(year=found.one("year"), month=found.one("month"))


def _month_named(context: Context, found: Found) -> Partial | None:
    value = found.one("period")
    named = found.one("unit") == "month" and isinstance(value, Partial) and value.grain is Grain.MONTH
    return value if named else None


def _bare_month(context: Context, found: Found) -> Partial | None:
    """Read a month alone; a capital inside a sentence makes it a name: "la planète Mars"."""
    node = found.nodes[0]
    span = context.span(node.start, node.end)
    written, before = context.written[span.start : span.end], context.written[max(0, span.start - 4) : span.start]
    inside = before.rstrip(" \"«(*_'’").rstrip()[-1:].isalpha()
    if written[0].isupper() and not written.isupper() and inside and before.split()[-1:] != ["en"]:
        return None
    return None if written == "mai" and _hasty_but(context, node) else Partial(month=found.one("month"))


def _hasty_but(context: Context, node: Node) -> bool:
    """Tell whether "mai" may be a hasty "mais": it opens the text or follows a comma, and words follow."""
    text = context.folded.text
    before, follows = text[max(0, node.start - 3) : node.start].rstrip(), _WORD_AFTER.match(text, node.end)
    return (not before or before[-1] in ",.;?!") and follows is not None and known(follows[1]) is None


def _by_number(context: Context, found: Found) -> Partial | None:
    month: int = found.one("digits")
    return Partial(year=found.one("year"), month=month) if 1 <= month <= 12 else None


def _short_year(context: Context, found: Found) -> Partial | None:
    """Read "mai 22" and "juillet 98": no day of a month, or a year of these decades."""
    last = found.nodes[-1]
    if last.end - last.start != 2 or last.value < _DECADES:
        return None
    return Partial(year=full_year(context, last.value, 2), month=found.one("month"))


def _near_month(context: Context, found: Found) -> Partial:
    month: int = found.one("month")
    if _shift(found) < 0:
        return Partial(year=context.today.year - (month >= context.today.month), month=month)
    return Partial(month=month)


def _month_of_year(context: Context, found: Found) -> Partial | None:
    """Read "mai de l'année prochaine"."""
    year = settle(context, found.one("period"))
    if year is None or year.grain is not Grain.YEAR or year.period.start is None:
        return None
    return Partial(year=year.period.start.first.year, month=found.one("month"))


def _named_month_of_year(context: Context, found: Found) -> Partial | None:
    """Read "le mois de mars de l'an dernier"."""
    month, year = found.all("period")
    whole = settle(context, year)
    named = isinstance(month, Partial) and month.grain is Grain.MONTH and month.year is None
    if not named or whole is None or whole.grain is not Grain.YEAR or whole.period.start is None:
        return None
    return Partial(year=whole.period.start.first.year, month=month.month)


def _year(context: Context, found: Found) -> Partial:
    return Partial(year=found.one("year"))


def _named_year(context: Context, found: Found) -> Partial | None:
    return Partial(year=found.one("year")) if found.one("unit") == "year" else None


def _unit(context: Context, found: Found) -> Settled | None:
    named = next(node for node in found.nodes if node.value == found.one("unit"))
    if context.folded.text[named.end - 2 : named.end] in _PLURALS:
        return None  # "les années passées"
    return unit_at(context.today, found.one("unit"), _shift(found))


def _unit_beside(context: Context, found: Found) -> Settled | None:
    """Read "le jour d'avant", "la semaine qui suit", said of now."""
    return of_days(context.today + _shift(found) * DAY) if found.one("unit") == "day" else _unit(context, found)


def _today(context: Context, found: Found) -> Settled:
    return of_days(context.today)


def _working_week(context: Context, found: Found) -> Settled:
    """Read "en semaine": Monday to Friday of this week."""
    monday = context.today - context.today.weekday() * DAY
    return of_days(monday, monday + 4 * DAY, convention="working-days")


def _decade(context: Context, found: Found) -> Settled | None:
    """Read "les années 1990", "les années 90"."""
    words, number = found.nodes[-2], found.nodes[-1]
    if context.folded.text[words.start : words.end] != "annees" or number.value is None or number.value % 10:
        return None
    first = full_year(context, number.value, number.end - number.start)
    start, end = (Moment(dt.date(year, 1, 1), Grain.YEAR) for year in (first, first + 9))
    return Settled(period=Period(start=start, end=end), grain=Grain.YEAR)


def _named_week(context: Context, found: Found) -> Settled | None:
    day = settle(context, found.one("date"))
    if found.one("unit") != "week" or day is None or day.period.start is None:
        return None
    return unit_at(day.period.start.first, "week")


def _week_number(context: Context, found: Found) -> Settled | None:
    number: int = found.one("digits")
    year = found.one("year") or context.today.isocalendar().year
    if found.one("unit") not in (None, "week") or not 1 <= number <= 53:
        return None
    if number == 53 and dt.date(year, 12, 28).isocalendar().week < 53:
        return None
    return of_moment(dt.date.fromisocalendar(year, number, 1), Grain.WEEK, convention="iso-week")


def _division(context: Context, found: Found) -> Settled | None:
    """Read "le 2e trimestre 2021", "le premier semestre", "T2 2021"."""
    unit, *year_unit = found.all("unit") or ("semester" if found.has("s") else "quarter",)
    if year_unit not in ([], ["year"]) or unit not in ("quarter", "semester"):
        return None
    length = MONTHS[unit]
    rank: int = found.one("rank") or found.one("digits") or (12 // length)
    if not 1 <= rank <= 12 // length:
        return None
    year = _year_of_division(context, found)
    first = dt.date(year or context.today.year, (rank - 1) * length + 1, 1)
    return of_moment(first, GRAINS[unit], convention=None if year else "current-year")


def _year_of_division(context: Context, found: Found) -> int | None:
    short = found.one("int")
    year: int | None = found.one("year") or _year_of(context, found.one("period"))
    return full_year(context, short, 2) if year is None and short is not None else year


def _year_of(context: Context, value: Partial | Settled | None) -> int | None:
    settled = settle(context, value) if value is not None else None
    return settled.period.start.first.year if settled and settled.period.start else None


def season(year: int, rank: int) -> Settled:
    """Return a season by its astronomical limits; the winter of a year begins in it."""
    last = dt.date(year + (rank == 3), *_SEASONS[(rank + 1) % 4]) - DAY
    return of_days(dt.date(year, *_SEASONS[rank]), last, convention="season")


def _season(context: Context, found: Found) -> Settled:
    rank: int = found.one("season")
    if found.one("year") is not None:
        return season(found.one("year"), rank)
    today = context.today
    seasons = [season(today.year + shift, rank) for shift in (-2, -1, 0, 1, 2)]
    ended = [each for each in seasons if (each.period.last_day or today) < today]
    if _shift(found) < 0:
        return ended[-1]
    rest = seasons[len(ended) :]
    begun = (rest[0].period.first_day or today) <= today
    return rest[1] if begun and _shift(found) > 0 else rest[0]


def _weekend(context: Context, found: Found) -> Settled:
    shift = _shift(found)
    return weekend_at(context.today, shift if shift < 0 or context.today.weekday() >= _SATURDAY else 0)


def _weekend_of(context: Context, found: Found) -> Settled | None:
    when = settle(context, found.one("when"))
    return weekend_at(when.period.start.first) if when and when.period.start else None


_NEAR = "(prochain|dernier|passe|en <event>|qui vient|a venir)"
_BESIDE = "(suivant|precedent|qui suit|d avant|d apres)"
_ALONE = "(?!le|la|l|les|<date>|<period>|<occasion>)"
_END = "(?=<stop>|<dot>|<comma>|<close>|$)"
_WEEKEND = "(week <dash>? end|weekend)"
_OF_YEAR = "((de|pour|en|<dash>|<comma>)? (l <unit>)? <year>|(de)? (l)? <period>|de l <unit>)"
_DIVISION_LEADS = led_by("au", "le", "du", "en", "fin", "ici", "avant")
_WEEK_LEADS = led_by("en", "la", "ici", "avant")
_YEAR_LEADS = led_by("en", "courant", "depuis", "debut", "fin", "mi", "des", "avant", "apres", "ici", "jusqu")

RULES = (
    Rule("month and year", "<month> <dot>? (<dash>|<slash>|de|de l <unit>)? <year>", "period", _month),
    Rule("month", "<unit> (de|d) <month>", "period", _month),
    Rule("month", "<unit> (de|d) <period>", "period", _month_named),
    Rule(
        "month by its number",
        "(?<!<slash>) (?<!<digits>) (?<!<dash>) <digits> (<slash>|<dash>) <year> (?!<dash>|<slash>|<n>)",
        "period",
        _by_number,
    ),
    Rule("month, short year", "<month> <digits> (?=<stop>|<dot>|<comma>|<close>|$)", "period", _short_year),
    Rule("month by its number", "^ <year> (<dash>|<slash>) <digits> $", "period", _by_number),
    Rule(
        "decade",
        "(le|les|desplain|des|aux)? <unit> (<year>|<digits>) (?!(et|a|<dash>|<slash>|<comma>) <year>)",
        "period",
        _decade,
    ),
    Rule(
        "named year",
        "(exercice|periode) (budgetaire|financier)? <year> (?!(et|a|<dash>|<slash>) <year>)",
        "period",
        _year,
    ),
    Rule(
        "named year",
        "<unit> (civil|scolaire|budgetaire|financier)? <year> (?!(et|a|<dash>|<slash>) <year>)",
        "period",
        _named_year,
    ),
    Rule("unit near", f"(prochain|dernier)? <unit> (<dash> (ci|la))? {_NEAR}", "period", _unit),
    Rule("unit beside", f"<unit> {_BESIDE} {_ALONE}", "period", _unit_beside, chat=True),
    Rule("unit near", f"{led_by('le', 'la', 'au', 'du', 'ici')} prochain <unit>", "period", _unit),
    Rule("this unit", f"(dans la|pendant la|dans la) <daytime> {_END}", "date", _today, chat=True),
    Rule("working week", "^ en <unit> (<stop>|<dot>)? $", "period", _working_week, chat=True),
    Rule("this unit", "ce <unit> (<dash>? ci)?", "period", _unit),
    Rule("month of a year", "<month> (de|d) (l)? <period>", "period", _month_of_year),
    Rule("month of a year", "<period> (de|d) (l)? <period>", "period", _named_month_of_year),
    Rule("near month", "(prochain|dernier)? <month> (prochain|dernier|passe)", "period", _near_month),
    Rule("near month", f"<month> (suivant|precedent) {_ALONE}", "period", _near_month, chat=True),
    Rule("month", "<month>", "period", _bare_month),
    Rule("division of a year", f"(<rank> (er|e|eme)?|dernier) <unit> {_OF_YEAR}", "period", _division),
    Rule("division of a year", f"<rank> (er|e|eme)? <unit> <int> {_END}", "period", _division),
    Rule("division of a year", "<rank> (er|e|eme)? <unit>", "period", _division),
    Rule("division of a year", "<year> <dash>? (t|q|s) <digits>", "period", _division),
    Rule("division of a year", "(t|q|s) <digits> (<dash>|<slash>|de)? <year>", "period", _division),
    Rule("division of a year", f"{_DIVISION_LEADS} (t|q) <digits>", "period", _division),
    Rule("season of a year", "<season> (de|de l <unit>)? <year>", "period", _season),
    Rule("near season", "<season> (prochain|dernier|passe|suivant|precedent)", "period", _season),
    Rule("season", f"{led_by('ce', 'en', 'au', 'le')} <season>", "period", _season),
    Rule(
        "season",
        "l <season>",
        "period",
        _season,
    ),
    Rule(
        "year",
        f"{_YEAR_LEADS} <dash>? <year> (?!<n>|<counted>|<hour>|<dash> <year>|<slash> <year>|a <year>)",
        "period",
        _year,
    ),
    Rule(
        "year",
        "((?<=partir de)|(?<=compter de)|(?<=ici a)|(?<=fin de)|(?<=debut de)|(?<=jusqu a)|(?<=(en|avant) l <unit>))"
        " <year> (?!<n>|<counted>)",
        "period",
        _year,
    ),
)
# after what reads "le dernier week-end de mai"
WEEKENDS = (
    Rule(
        "near weekend",
        f"(prochain|dernier)? {_WEEKEND} (prochain|dernier|passe|suivant|precedent|qui vient)",
        "period",
        _weekend,
    ),
    Rule("near weekend", f"prochain {_WEEKEND}", "period", _weekend),
    Rule("weekend of a day", f"{_WEEKEND} (du|de|de la|de l|d) (le|la|l)? <date>", "period", _weekend_of),
    Rule("weekend", f"(ce)? {_WEEKEND} (?!(du|des|desplain) <n>)", "period", _weekend),
    Rule("weekend", "(we (prochain|dernier|passe)|(ce|(?<=le)) we)", "period", _weekend),
)
LATE = (
    Rule("week of a day", "<unit> (du|commencant le|qui commence le|debutant le) <date>", "period", _named_week),
    Rule(
        "week number",
        "(?<!<n>) <unit> (no|numero)? <digits> ((de|en|de l <unit>|<dash>|<slash>)? <year>)?"
        " (?!<month>|<slash>|au|<dash>|<n>|<hour>)",
        "period",
        _week_number,
    ),
    Rule("week number", "s <digits> (<dash>|<slash>|de)? <year>", "period", _week_number),
    Rule(
        "week number",
        f"({led_by('en', 'la', 'ici', 'avant')}|^) s <digits> (?=<stop>|<dot>|<comma>|$)",
        "period",
        _week_number,
    ),
)
