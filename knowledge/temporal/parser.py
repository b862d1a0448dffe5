"""Read the expressions of time of a French text.

>>> find("avant le 1er mars 2021", dt.datetime(2021, 2, 3))[0].value.last_day
datetime.date(2021, 2, 28)
"""

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from knowledge.french.text import Span, fold_in_place
from knowledge.temporal.engine import Context, Node, code, rewrite
from knowledge.temporal.moment import Expression, Grain, Moment, Period
from knowledge.temporal.rules import all_rules
from knowledge.temporal.rules.counting import Length
from knowledge.temporal.rules.numbers import NO_SUCH_DAY
from knowledge.temporal.rules.recurrences import NAME as RECURRENCE
from knowledge.temporal.tokens import nodes_of
from knowledge.temporal.values import Clock, Partial, Settled, add_months, of_days, settle, with_clock

_VALUES = frozenset(map(code, ("<date>", "<period>", "<bound>")))
_NOW = code("<now>")
_LENGTH = code("<length>")
_YEAR = code("<year>")
_STOPS = ("?", ".", "!")
_KEPT = 256  # sentences of letters remembered
_REACH = 90  # how far before an expression its verb is looked for, in characters
_PAST = re.compile(
    r"\b(?:a|ont|s'est|se sont|avai[et]n?t?)\s(?:deja )?"
    r"(?:debute|commence|demarre|eu lieu|pris fin|tenue?s?|deroulee?s?|achevee?s?|terminee?s?)\b[^.;:\n]*$"
)


def find(
    text: str,
    anchor: dt.datetime,
    *,
    opening: dt.date | None = None,
    forward: bool = True,
    strict: bool = False,
) -> tuple[Expression, ...]:
    """Return the expressions of time of a text, left to right.

    `anchor` is the letter's date or the user's now. `opening` is the day that the event in view begins, for what is
    counted from it ("six semaines avant l'ouverture"); without it such expressions are not read. `forward` false reads
    a day without its year as the latest such day instead of the next one. A time of day alone is read on the anchor's
    day, with `year_given` false: who reads a letter puts it on the day that the sentence is about. `strict` reads as
    letters are written: no slip is forgiven (Martí is no Tuesday), nothing is told from the moment of speaking ("deux
    jours plus tard", "maintenant"), and a part of the day has no hours.
    """
    context = _context(text, anchor, opening=opening, forward=forward, strict=strict)
    row = _row(context)
    nodes = [each for node in row for each in (node.value if isinstance(node.value, tuple) else (node,))]
    alone = sum(node.value not in _STOPS for node in nodes) == 1
    found = (_expression(node, context, alone=alone) for node in nodes)
    return tuple(expression for expression in found if expression is not None)


def read(text: str, anchor: dt.datetime) -> Expression | None:
    """Return the one value of a short text: the most specific of its expressions, the first of equals."""
    return max(find(text, anchor), key=_weight, default=None)


def recurrences(text: str, anchor: dt.datetime) -> tuple[Span, ...]:
    """Return where a text tells what comes back ("chaque mardi"), which is not read as a date."""
    context = _context(text, anchor)
    return tuple(context.span(node.start, node.end) for node in _row(context) if node.rule == RECURRENCE)


def lengths(text: str, anchor: dt.datetime, *, strict: bool = False) -> tuple[tuple[Span, Length], ...]:
    """Return the lengths of time that a text tells and counts from nowhere, and where: "pendant trois jours"."""
    context = _context(text, anchor, strict=strict)
    return tuple((context.span(node.start, node.end), node.value) for node in _row(context) if node.symbol == _LENGTH)


def unknown_days(text: str, anchor: dt.datetime, *, strict: bool = False) -> tuple[Span, ...]:
    """Return where a text names days that the calendar does not have: "31 avril"."""
    context = _context(text, anchor, strict=strict)
    unknown = (node for node in _row(context) if node.rule == NO_SUCH_DAY or _is_unknown(node, context))
    return tuple(context.span(node.start, node.end) for node in unknown)


def _is_unknown(node: Node, context: Context) -> bool:
    value = node.value
    dated = isinstance(value, Partial) and value.day is not None and value.month is not None
    return dated and settle(context, value) is None


def _context(
    text: str,
    anchor: dt.datetime,
    *,
    opening: dt.date | None = None,
    forward: bool = True,
    strict: bool = False,
) -> Context:
    folded = fold_in_place(text)
    return Context(anchor=anchor, opening=opening, forward=forward, strict=strict, written=text, folded=folded)


def _row(context: Context) -> tuple[Node, ...]:
    """Return the row of a text; a sentence of a letter is read once for several facts, a message is not kept."""
    if not context.strict:
        return _rewritten(context)
    return _remembered(context.written, context.anchor, context.anchor.tzinfo, context.opening, forward=context.forward)


@lru_cache(_KEPT)
def _remembered(
    text: str, anchor: dt.datetime, _zone: dt.tzinfo | None, opening: dt.date | None, *, forward: bool
) -> tuple[Node, ...]:
    """`_zone`: of the anchor, since one instant is one key in all zones and of another day in some."""
    return _rewritten(_context(text, anchor, opening=opening, forward=forward, strict=True))


def _rewritten(context: Context) -> tuple[Node, ...]:
    rules = all_rules()  # before the text is cut: rules tell which words count
    return tuple(rewrite(nodes_of(context.folded, context.written, strict=context.strict), rules, context))


def _weight(expression: Expression) -> tuple[bool, bool]:
    period = expression.value
    fine = expression.grain in (Grain.DAY, Grain.MINUTE) or period.start is None or period.end is None
    return fine, expression.year_given


def _expression(node: Node, context: Context, *, alone: bool) -> Expression | None:
    value = _value(node, context, alone=alone)
    if value is None:
        return None
    return Expression(
        value=value.period,
        span=context.span(node.start, node.end),
        rule=node.rule or "year",
        grain=value.grain,
        convention=value.convention,
        year_given=value.year_given,
        conflict=value.conflict,
    )


def _value(node: Node, context: Context, *, alone: bool) -> Settled | None:
    if node.symbol in _VALUES:
        return _in_its_tense(settle(context, node.value), node, context)
    if isinstance(node.value, Clock):
        return _today_at(node.value, context) if node.value.sure or alone else None
    if alone and node.symbol == _NOW:
        return settle(context, node.value)
    return Partial(year=node.value).settle(context) if alone and node.symbol == _YEAR else None


def _today_at(clock: Clock, context: Context) -> Settled | None:
    """Return a time of day said without its day; a letter's part of the day tells no time."""
    hidden = context.strict and clock.part is not None
    return None if hidden else with_clock(of_days(context.today, year_given=False), clock)


def _in_its_tense(value: Settled | None, node: Node, context: Context) -> Settled | None:
    """Move a day or month to come, whose year was not said, to the past when its verb tells the past."""
    if value is None or value.convention not in ("next-day", "next-month"):
        return value
    start, end = value.period.start, value.period.end
    if start is None or end is None or start.first <= context.today:
        return value
    if not _PAST.search(context.folded.text[max(0, node.start - _REACH) : node.start]):
        return value
    past = Period(start=_year_before(start), end=_year_before(end), hours=value.period.hours)
    return replace(value, period=past, convention="past-day")


def _year_before(moment: Moment) -> Moment:
    return Moment(add_months(moment.first, -12), moment.grain)
