"""Days written with a number: "le lundi 17 mai 2021", "17/05/2021", "1er mars", "le 22"."""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Node, Rule, code, led_by
from knowledge.temporal.lexicon import lexicon
from knowledge.temporal.values import Partial, Settled, full_year, with_clock

_ISO_LENGTH = 7  # the nodes of "2021-12-16T12:23", before its zone
_WEEKDAY, _ORDINAL = code("<weekday>"), code("<ordinal>")


def _numbers(found: Found) -> list[Node]:
    return [node for node in found.nodes if isinstance(node.value, int) and node.symbol != _WEEKDAY]


def _width(node: Node) -> int:
    return node.end - node.start


def _written(context: Context, found: Found) -> Partial | None:
    day: int = found.one("dom")
    if day > 31 or any(node.symbol == _ORDINAL and node.value != 1 for node in found.nodes):
        return None
    return Partial(year=found.one("year"), month=found.one("month"), day=day, weekday=found.one("weekday"))


def _short_year(context: Context, found: Found) -> Partial | None:
    partial, last = _written(context, found), _numbers(found)[-1]
    return replace(partial, year=full_year(context, last.value, 2)) if partial and _width(last) == 2 else None


def _numeric(context: Context, found: Found) -> Partial | None:
    day, month, year = _numbers(found)
    near = month.start - day.end <= 3 and year.start - month.end <= 3
    if not (near and day.value <= 31 and 1 <= month.value <= 12 and _width(year) in (2, 4)):
        return None
    return Partial(
        year=full_year(context, year.value, _width(year)),
        month=month.value,
        day=day.value,
        weekday=found.one("weekday"),
        convention="day-first" if day.value <= 12 and day.value != month.value else None,
    )


def _iso(context: Context, found: Found) -> Partial | None:
    year, month, day = _numbers(found)
    written = _width(month) <= 2 and 1 <= month.value <= 12 and day.value <= 31
    return Partial(year=year.value, month=month.value, day=day.value) if written else None


def _iso_instant(context: Context, found: Found) -> Settled | None:
    """Read "2021-12-16T12:23:59+01:00"; the seconds are left out, the zone is kept as written."""
    year, month, day, *_ = _numbers(found)
    date = Partial(year=year.value, month=month.value, day=day.value).settle(context)
    offset = found.nodes[_ISO_LENGTH:]
    zone = None
    if offset:
        zone = "UTC" if found.has("z") else "UTC" + context.as_written(offset[0].start, offset[-1].end)
    return with_clock(date, replace(found.one("clock"), zone=zone)) if date else None


def _day_month(context: Context, found: Found) -> Partial | None:
    """Read "26/03", unless it may be a fraction, a mark ("10/10") or a ratio ("de 12/10")."""
    day, month = _numbers(found)
    wide = _width(day) == 2 == _width(month) and day.value != month.value
    before = context.folded.text[max(0, found.nodes[0].start - 20) : found.nodes[0].start].split()[-1:]
    if before and (before[0] in lexicon().lettered or before[0] == "de"):
        return None
    return _day_month_led(context, found) if wide or found.one("weekday") is not None else None


def _day_month_led(context: Context, found: Found) -> Partial | None:
    day, month = _numbers(found)
    if not (day.value <= 31 and 1 <= month.value <= 12):
        return None
    return Partial(
        month=month.value,
        day=day.value,
        weekday=found.one("weekday"),
        convention="day-first" if day.value <= 12 else None,
    )


def _day_month_wide(context: Context, found: Found) -> Partial | None:
    """Read "le 12-09" and "le 12.09", with two digits each."""
    return _day_month_led(context, found) if all(_width(node) == 2 for node in _numbers(found)) else None


def _month_day(context: Context, found: Found) -> Partial | None:
    """Read "octobre 2"; two figures are a year."""
    return Partial(month=found.one("month"), day=found.one("day")) if _width(found.nodes[-1]) == 1 else None


def _this_month(context: Context, found: Found) -> Partial:
    return Partial(
        year=context.today.year, month=context.today.month, day=found.one("dom"), weekday=found.one("weekday")
    )


def _number_alone(context: Context, found: Found) -> Partial | None:
    day: int = found.one("dom")
    return Partial(day=day, weekday=found.one("weekday")) if day <= 31 else None


def _latest(context: Context, found: Found) -> Partial:
    date: Partial = found.one("date")
    return replace(date, past=date.year is None)


def _next(context: Context, found: Found) -> Partial:
    date: Partial = found.one("date")
    return date


_WEEKDAY_FIRST = "(<weekday> (<comma>|<dot>)? (le)?)?"
_DAY = f"{_WEEKDAY_FIRST} <dom> (er|eme|e)?"
_OF = "(<dash>|<slash>|<dot>|de|d|of|du <unit> (de|d))?"
_LEADS = led_by("le", "du", "au", "avant", "pour", "des", "depuis", "apres")
_NO_DATE_AFTER = "(?!<n>|<units>|<slash>|<percent>|<counted>|<dash>|<dot> <digits>|<comma> <digits>|e|eme)"
_NUMBER_LEADS = "((?<=le)|(?<=jusqu au)|(?<=jusquau)|(?<=ici au)|(?<=partir du)|(?<=compter du)|(?<=dater du))"
_END = "(?=<dot>|<comma>|<stop>|<close>|<dash>|<times>|au|a|de|et|inclus|$)"
_YEAR_LINK = "(<dash>|<slash>|<comma>|de|de l <unit>)?"

_ISO_ZONE = "(z|(<plus>|<dash>) (<clock>|<digits>))"
_ALONE = "(?=<stop>|<dot>|<comma>|<close>|<times>|$)"
_TO_ANOTHER = "(?=(a|au|et|<dash>|jusqu (a|au)) <month> <dot>? <day>)"
_ALL = "(<stop>|<dot>)? $"

RULES = (
    Rule("date", f"{_DAY} {_OF} <month> <dot>? {_YEAR_LINK} <year>", "date", _written),
    Rule(
        "date, short year",
        f"(?<!<month>) {_DAY} {_OF} <month> <dot>? (<dash>|<slash>)? <digits> {_END}",
        "date",
        _short_year,
    ),
    Rule("english date", "<month> <day> (er|eme|e|st)? <comma>? <year>", "date", _written),
    Rule(
        "iso instant",
        f"(?<!<dash>) <year> <dash> <digits> <dash> <digits> t <clock> {_ISO_ZONE}?",
        "date",
        _iso_instant,
    ),
    Rule("iso date", "(?<!<dash>) <year> <dash> <digits> <dash> <digits>", "date", _iso),
    Rule("iso date", "<year> (<slash>|<dot>) <digits> (<slash>|<dot>) <digits>", "date", _iso),
    Rule(
        "numeric date",
        f"(?<!<slash>) {_WEEKDAY_FIRST} <digits> <slash> <digits> <slash> (<year>|<digits>) (?!<slash> <digits>)",
        "date",
        _numeric,
    ),
    Rule(
        "numeric date",
        f"(?<!<dot>) {_WEEKDAY_FIRST} <digits> <dot> <digits> <dot> (<year>|<digits>) (?!<dot> <digits>)",
        "date",
        _numeric,
    ),
    Rule(
        "numeric date",
        f"(?<!<dash>) {_WEEKDAY_FIRST} <digits> <dash> <digits> <dash> (<year>|<digits>) (?!<dash>)",
        "date",
        _numeric,
    ),
    Rule("numeric date", f"(?<!<digits>) {_WEEKDAY_FIRST} <digits> <digits> <year> (?!<digits>)", "date", _numeric),
    Rule("day and month", f"{_DAY} {_OF} <month>", "date", _written),
    Rule("day and month", f"{_LEADS} {_WEEKDAY_FIRST} <digits> <slash> <digits> (?!<slash>)", "date", _day_month_led),
    Rule(
        "day and month",
        "(?<!<slash>) <digits> (<slash>|<dot>) <digits> <dot>? (?=(au|a|<dash>|et le) <date>)",
        "date",
        _day_month_led,
    ),
    Rule("day and month", f"(?<!<slash>) {_WEEKDAY_FIRST} <digits> <slash> <digits> (?!<slash>)", "date", _day_month),
    Rule("day and month", f"^ le? <digits> <slash>? <digits> {_ALL}", "date", _day_month_led, chat=True),
    Rule("day and month", f"^ <digits> <dot> <digits> {_ALL}", "date", _day_month_wide, chat=True),
    Rule("numeric date", f"^ le? <digits> <digits> <digits> {_ALL}", "date", _numeric, chat=True),
    Rule(
        "day and month",
        f"{_LEADS} <digits> (<dash>|<dot>) <digits> (?!<n>|<month>|<dash>|<dot> <n>)",
        "date",
        _day_month_wide,
    ),
    Rule("day of this month", "(<weekday>)? <dom> (er)? (courant|du <unit> (courant|en <event>))", "date", _this_month),
    Rule("day and month", f"<month> <dot>? <day> ({_ALONE}|{_TO_ANOTHER})", "date", _month_day, chat=True),
    Rule("latest such day", "<date> (dernier|passe) (?!delai)", "date", _latest),
    Rule("next such day", "<date> prochain", "date", _next),
)
# after what reads "le 15 du mois prochain"
NUMBERS = (
    Rule("weekday and number", f"<weekday> (le)? <dom> (er)? {_NO_DATE_AFTER}", "date", _number_alone),
    Rule("weekday and number", f"<weekday> (le)? <dom> (e|eme) {_ALONE}", "date", _number_alone),
    Rule("number of the day", f"{_NUMBER_LEADS} <day> (er)? {_NO_DATE_AFTER}", "date", _number_alone),
)
