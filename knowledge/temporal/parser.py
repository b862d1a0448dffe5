"""Read the expressions of time of a French text.

>>> find("avant le 1er mars 2021", dt.datetime(2021, 2, 3))[0].value.last_day
datetime.date(2021, 2, 28)
"""

import datetime as dt

from knowledge.french.text import fold_in_place
from knowledge.temporal.engine import Context, Node, code, rewrite
from knowledge.temporal.moment import Expression, Grain
from knowledge.temporal.rules import all_rules
from knowledge.temporal.tokens import nodes_of
from knowledge.temporal.values import Clock, Partial, of_days, settle, with_clock

_VALUES = frozenset(map(code, ("<date>", "<period>", "<bound>")))
_YEAR = code("<year>")
_TIMES = frozenset(map(code, ("<clock>", "<hours>")))


def find(
    text: str, anchor: dt.datetime, *, opening: dt.date | None = None, forward: bool = True
) -> tuple[Expression, ...]:
    """Return the expressions of time of a text, left to right.

    `anchor` is the letter's date or the user's now. `opening` is the day that the event in view begins, for what is
    counted from it ("six semaines avant l'ouverture"); without it such expressions are not read. `forward` false reads
    a day without its year as the latest such day instead of the next one.
    """
    folded = fold_in_place(text)
    context = Context(anchor=anchor, opening=opening, forward=forward, written=text, folded=folded)
    rules = all_rules()  # before the text is cut: it tells which words count
    row = rewrite(nodes_of(folded, text), rules, context)
    nodes = [each for node in row for each in (node.value if isinstance(node.value, tuple) else (node,))]
    alone = sum(node.value not in ("?", ".", "!") for node in nodes) == 1
    found = (_expression(node, context, alone=alone) for node in nodes)
    return tuple(expression for expression in found if expression is not None)


def read(text: str, anchor: dt.datetime) -> Expression | None:
    """Return the one value of a short text: the most specific of its expressions, the first of equals."""
    found = find(text, anchor)
    return max(found, key=_weight, default=None)


def _weight(expression: Expression) -> tuple[bool, int]:
    period = expression.value
    fine = expression.grain in (Grain.DAY, Grain.MINUTE) or period.start is None or period.end is None
    return fine, expression.year_given


def _expression(node: Node, context: Context, *, alone: bool) -> Expression | None:
    if node.symbol in _VALUES:
        value = settle(context, node.value)
    elif node.symbol in _TIMES and isinstance(node.value, Clock) and (node.value.sure or alone):
        value = with_clock(of_days(context.today, year_given=False), node.value)
    elif alone and node.symbol == _YEAR:
        value = Partial(year=node.value).settle(context)
    else:
        return None
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
