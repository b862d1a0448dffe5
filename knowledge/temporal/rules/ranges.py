"""From one day or month to another, in every elliptic form."""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule, code
from knowledge.temporal.moment import Grain, Hours, Period
from knowledge.temporal.values import DAY, Partial, Settled, closing, of_days, of_moment, settle

_LONGEST_MONTH = 31
_WHEN = (code("<date>"), code("<period>"))
_NUMBERED = frozenset(map(code, ("<day>", "<count>", "<ordinal>", "<one>", "<date>")))
_Value = Partial | Settled


def span_of(context: Context, left: _Value, right: _Value) -> Settled | None:
    """Return the period from one value to another, each lending the other what it does not say."""
    if isinstance(left, Partial):
        left, right = _lent(left, right)
        if left.year is None and (left.month or left.feast) and _is_dated(right):
            return _backwards(context, left, right)
    begin = settle(context, left)
    if begin is None or begin.period.start is None:
        return None
    right = _week_after(begin, right)
    since = begin.period.start.first if isinstance(right, Partial) and right.year is None else None
    return _joined(begin, settle(context, right, since=since))


def _lent(left: Partial, right: _Value) -> tuple[Partial, _Value]:
    return _lend(left, right) if isinstance(right, Partial) else (_of_the_same_month(left, right), right)


def _is_dated(value: _Value) -> bool:
    return value.year is not None if isinstance(value, Partial) else value.year_given


def _week_after(begin: Settled, right: _Value) -> _Value:
    """Read "de lundi à vendredi prochain": the Friday after that Monday."""
    if not isinstance(right, Settled) or right.convention != "next-weekday" or right.period.end is None:
        return right
    behind = begin.period.start is not None and right.period.end.first < begin.period.start.first
    return of_days(right.period.end.first + 7 * DAY, convention=right.convention) if behind else right


def _of_the_same_month(left: Partial, right: _Value) -> Partial:
    """Read "du 4 au 22 de ce mois": the first day is of the same month."""
    end = right.period.end if isinstance(right, Settled) and right.grain is Grain.DAY else None
    if left.month is not None or left.day is None or end is None or left.day > end.first.day:
        return left
    return replace(left, month=end.first.month, year=end.first.year)


def _lend(left: Partial, right: Partial) -> tuple[Partial, Partial]:
    if left.day is not None and right.month is not None and left.month is None:
        back = right.day is not None and left.day > right.day  # "du 28 au 2 mars": of the month before
        left = _in_month(left, right.month - back, left.year or right.year)
    elif right.day is not None and left.month is not None and right.month is None:
        onward = left.day is not None and right.day < left.day  # "du 28 juin au 3": of the month after
        right = _in_month(right, left.month + onward, left.year)
    return left, right


def _in_month(value: Partial, month: int, year: int | None) -> Partial:
    """Return a day in a month, which may be the one before January or the one after December."""
    years, month = divmod(month - 1, 12)
    return replace(value, month=month + 1, year=year + years if year is not None else None)


def _backwards(context: Context, left: Partial, right: _Value) -> Settled | None:
    """Only the end has its year: the beginning is the latest such day before it."""
    end = settle(context, right)
    if end is None or end.period.end is None:
        return None
    for year in (end.period.end.last.year, end.period.end.last.year - 1):
        begin = settle(context, replace(left, year=year))
        if begin is not None and begin.period.start is not None and begin.period.start.first <= end.period.end.last:
            return _joined(begin, end)
    return None


def _joined(begin: Settled, end: Settled | None) -> Settled | None:
    if end is None or begin.period.start is None or end.period.end is None:
        return None
    if begin.period.start.first > end.period.end.last:
        return None
    last, ends = closing(end)
    hours = _hours(begin.period.hours, ends)
    coarser = begin.grain if begin.grain == end.grain else Grain.DAY
    return Settled(
        period=Period(start=begin.period.start, end=last, hours=hours),
        grain=Grain.MINUTE if hours else coarser,
        year_given=begin.year_given or end.year_given,
        convention=end.convention or begin.convention,
        conflict=begin.conflict or end.conflict,
    )


def _hours(begins: Hours | None, ends: Hours | None) -> Hours | None:
    if begins is None or ends is None:
        return begins or ends
    return Hours(start=begins.start, end=ends.end, zone=ends.zone or begins.zone)


def _range(context: Context, found: Found) -> Settled | None:
    left, *_, right = found.all("when")
    value = _bounded(span_of(context, left, right), found)
    return None if found.has("et") and not found.has("entre") and not _touching(value) else value


def _bounded(value: Settled | None, found: Found) -> Settled | None:
    """Leave out the ends that are said to be left out: "du 1er mars (inclus) au 5 mars (exclu)"."""
    if value is None or not found.has("exclu"):
        return value
    ends = [index for index, node in enumerate(found.nodes) if node.symbol in _WHEN]
    out = [index for index, node in enumerate(found.nodes) if node.value == "exclu"]
    first = not any(ends[0] < index < ends[-1] for index in out)
    last = not any(index > ends[-1] for index in out)
    return replace(value, period=replace(value.period, start_inclusive=first, end_inclusive=last))


def _touching(whole: Settled | None) -> bool:
    """Tell whether two values joined by "et" follow each other without a gap."""
    if whole is None or whole.period.start is None or whole.period.end is None:
        return False
    start, end = whole.period.start, whole.period.end
    return start.grain is end.grain and (end.first - start.last).days == 1


def _elliptic(context: Context, found: Found) -> Settled | None:
    """Read "du 17 au 21 mai 2021": only the end has its month."""
    weekdays = found.all("weekday")
    if isinstance(found.one("date"), Settled) and found.has("et") and not found.has("entre"):
        return None
    return span_of(context, Partial(day=found.one("dom"), weekday=weekdays[0] if weekdays else None), found.one("date"))


def _days(context: Context, found: Found) -> Settled | None:
    """Read "du 12 au 15"."""
    first, last = found.all("dom")
    return span_of(context, Partial(day=first), Partial(day=last))


def _days_of_month(context: Context, found: Found) -> Settled | None:
    """Read "en novembre, du 19 au 20", "juillet 3 à 8": the month is said before its days."""
    named = found.one("period")
    if isinstance(named, Partial):
        month, year = named.month if named.grain is Grain.MONTH else None, named.year
    else:
        month, year = found.one("month"), None
    first, last = (_numbered(node.value) for node in found.nodes if node.symbol in _NUMBERED)
    if month is None or first is None or last is None:
        return None
    return span_of(context, replace(first, month=month, year=year), replace(last, month=month, year=year))


def _numbered(value: int | _Value) -> Partial | None:
    """Return a day of which nothing but its number is said."""
    day = Partial(day=value) if isinstance(value, int) else value
    plain = isinstance(day, Partial) and day.day is not None and day.month is None and day.day <= _LONGEST_MONTH
    return day if plain and isinstance(day, Partial) else None


def _to_number(context: Context, found: Found) -> Settled | None:
    """Read "entre le 17 et le vingt", "du 28 juin au 3"."""
    first, last = found.one("date"), found.all("dom")[-1]
    numbered = isinstance(first, Partial) and first.day is not None and last <= _LONGEST_MONTH
    return span_of(context, first, Partial(day=last)) if numbered else None


def _divisions(context: Context, found: Found) -> Settled | None:
    """Read "du 2e au 4e trimestre 2022"."""
    last = settle(context, found.one("period"))
    first: int = found.one("rank")
    if last is None or last.period.start is None or last.grain not in (Grain.QUARTER, Grain.SEMESTER):
        return None
    months = 3 if last.grain is Grain.QUARTER else 6
    start = last.period.start.first
    if (first - 1) * months + 1 >= start.month:
        return None
    begin = of_moment(start.replace(month=(first - 1) * months + 1), last.grain)
    return _joined(begin, last)


def _years(context: Context, found: Found) -> Settled | None:
    first, last = found.all("year")
    return span_of(context, Partial(year=first), Partial(year=last))


_TO = "(au|a|a la|jusqu au|jusqu a|et le|et|<dash>|<slash>|<dash>? <arrow>|<comma>|ou|ou le)"
_PART = "(<open>? <part> <close>?)?"
BETWEEN = (
    f"(?<!<slash>) (?<!<dot>) ((<weekday> (<comma>|<dot>)? (le)?)? <dom> (er|e|eme)? {_PART} (<comma> <dom>){{0,6}})"
)
_NO_DAY_AFTER = "(?!<n>|<units>|<percent>|<counted>|<slash>|<dot> <digits>)"
_YEARS = "(de|d|entre|en|<open>|<unit>|periode|exercice|exercices|decennie) (biennal|quadriennal|triennal|de)?"
_END = "((<comma>|<open>)? (inclus|exclu) <close>?)?"
_NTH = "(<dom>|<date>) (er|e|eme)?"
_MONTH = "(<period>|<month>) <comma>?"
_ALONE = "(?=<stop>|<dot>|<comma>|<close>|$)"
_UP_TO = "(au|a|a la|a l|et|et le|et la|et l|jusqu au|jusqu a|jusqu en|<dash>|<slash>|<dash>? <arrow>)"

ELLIPTIC = (
    Rule(
        "range of days",
        f"{_MONTH} (du|entre le|entre) {_NTH} (au|et le|et) {_NTH} {_NO_DAY_AFTER}",
        "period",
        _days_of_month,
    ),
    Rule(
        "range of days",
        f"{_MONTH} <dom> (au|a|<dash>|jusqu (a|au)) {_NTH} {_ALONE}",
        "period",
        _days_of_month,
        chat=True,
    ),
    Rule(
        "range of days", f"(du|de|des|desplain|les|entre|entre le)? {BETWEEN} {_TO} (le)? <date>", "period", _elliptic
    ),
)
RULES = (
    Rule(
        "range of days",
        f"(du|entre le|<weekday>) <dom> (er|e|eme)? (au|et le) <weekday>? <dom> (er|e|eme)? {_NO_DAY_AFTER}",
        "period",
        _days,
    ),
    Rule("range of days", f"(du|entre le) <date> (au|et le) <dom> (er|e|eme)? {_NO_DAY_AFTER}", "period", _to_number),
    Rule("range", f"(du|de|d|des|entre)? (le|la|l)? <when> {_END} {_UP_TO} <when> {_END}", "period", _range),
    Rule(
        "range to a named week",
        "de <when> a (la|le)? (dernier|<ordinal>) <unit> (<colon>|<open>|<comma>)? (du)? <when>",
        "period",
        _range,
    ),
    Rule("range of divisions", "(du|entre le)? <rank> (er|e|eme)? (au|et le|et|<dash>) <period>", "period", _divisions),
    Rule("range of years", f"{_YEARS} <year> (a|et|<dash>|<slash>) <year> (?!<dash>|<n>)", "period", _years),
    Rule("range of years", "^ <year> (a|et|<dash>|<slash>) <year> (<stop>|<dot>)? $", "period", _years),
)
