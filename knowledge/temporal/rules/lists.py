"""Several dates said at once, sharing a month or a day: "les 3, 5 et 9 mai", "12-13 et 16-17 mai 2022"."""

from dataclasses import replace
from itertools import pairwise

from knowledge.temporal.engine import Context, Found, Node, Rule, code
from knowledge.temporal.moment import Grain
from knowledge.temporal.rules.ranges import BETWEEN, span_of
from knowledge.temporal.values import Partial, Settled, settle, with_clock

_DATE, _PERIOD = code("<date>"), code("<period>")
_DAYS = frozenset(map(code, ("<day>", "<count>", "<one>", "<date>")))
_TIMES = frozenset(map(code, ("<clock>", "<hours>")))


def _days(context: Context, found: Found) -> tuple[Node, ...] | None:
    """Read days that do not follow each other as so many dates."""
    if found.has("entre") or found.has("du"):
        return None
    *days, last = [node for node in found.nodes if node.symbol in _DAYS]
    date = last.value
    if not isinstance(date, Partial) or date.day is None:
        return None
    if _in_a_row([*(node.value for node in days), date.day]):
        return None
    return (*(_lent(node, replace(date, day=node.value, weekday=None)) for node in days), last)


def _in_a_row(days: list[int]) -> bool:
    return all(after - before == 1 for before, after in pairwise(days))


def _dates(context: Context, found: Found) -> tuple[Node, ...] | None:
    """Read "le 12 ou le 13 mai": the month of the last is that of the first."""
    first, last = [node for node in found.nodes if node.symbol == _DATE]
    if not (isinstance(first.value, Partial) and isinstance(last.value, Partial)):
        return None
    day = first.value.day
    if day is None or first.value.month is not None or last.value.month is None:
        return None
    if found.has("et") and last.value.day == day + 1:
        return None
    return _lent(first, replace(last.value, day=day, weekday=first.value.weekday)), last


def _lent(node: Node, value: Partial | Settled) -> Node:
    symbol = _DATE if isinstance(value, Partial) else _PERIOD
    return node._replace(symbol=symbol, value=value, rule="listed days")


def _stretches(context: Context, found: Found) -> tuple[Node, ...] | None:
    """Read "12-13 et 16-17 mai 2022": the first stretch has the month of the second."""
    first, last = found.all("dom")
    node = found.nodes[-1]
    known = settle(context, node.value)
    if known is None or known.grain is not Grain.DAY or known.period.start is None or last > 31:
        return None
    month = known.period.start.first
    end = Partial(day=last, month=month.month, year=month.year)
    value = span_of(context, Partial(day=first), end)
    if value is None or value.period.last_day is None or value.period.last_day >= month:
        return None
    numbers = [each for each in found.nodes if each.symbol in _DAYS]
    stretch = numbers[0]._replace(end=numbers[1].end)
    return _lent(stretch, replace(value, year_given=known.year_given)), node


def _more_hours(context: Context, found: Found) -> tuple[Node, ...] | None:
    """Read "le 12 mai de 9 h à 12 h et de 14 h à 17 h": the same day twice."""
    dated, *_, again = found.nodes
    value: Settled = dated.value
    if value.period.hours is None or value.period.start is None or value.period.start != value.period.end:
        return None
    bare = replace(value, period=replace(value.period, hours=None))
    return dated, again._replace(symbol=_PERIOD, value=with_clock(bare, again.value), rule="day and hours")


_AND = "(<comma>? (et|ou|puis)|<comma>)"

DAYS = (
    Rule("listed days", f"(les|desplain|entre|du)? {BETWEEN} <comma>? (et|ou) (le)? <date>", "list", _days),
    Rule("listed days", f"(?<!entre le) (?<!entre) <date> {_AND} (le)? <date>", "list", _dates),
)
# after what reads "16-17 mai 2022"
STRETCHES = (
    Rule("listed stretches", f"(du|de|les)? <dom> (au|et|<dash>) <dom> {_AND} (du|les)? <period>", "list", _stretches),
)
# after what reads the first hours
HOURS = (Rule("more hours", f"<period> {_AND} (de|a)? <hours>", "list", _more_hours),)
