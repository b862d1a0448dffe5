"""A frame executed on the rows of a library."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.roots import roots
from bot.queries.frame import Condition, Frame, Kind, Operator, Order
from bot.queries.rows import CONTEXT, Row, Tables
from bot.queries.schema import Value, value
from knowledge.temporal.moment import Period

_EVENT, _WORDS = "event", "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows that fulfil a frame, in its order."""

    frame: Frame
    rows: tuple[Row, ...]
    found: int  # how many there are, before only the first are taken


def execute(frame: Frame, tables: Tables) -> Rows:
    """Return the rows of a frame."""
    every = [row for row in _candidates(frame, tables) if all(_holds(row, each, tables) for each in frame.where)]
    if frame.select:
        every = [row for row in every if row.key in frame.select]
    ordered = _ordered(every, frame.order)
    return Rows(frame=frame, rows=tuple(ordered[: frame.take]), found=len(ordered))


def _candidates(frame: Frame, tables: Tables) -> Iterable[Row]:
    """Return the rows among which those of a frame are, fewer than all where a word tells them."""
    words = [each for each in frame.where if each.field == _WORDS and each.operator is Operator.IS]
    if frame.target is Kind.LETTER or not words:
        return tables.rows(frame.target)
    return min((tables.holding(frame.target, str(each.value)) for each in words), key=len)


def _holds(row: Row, condition: Condition, tables: Tables) -> bool:
    """Tell whether a row fulfils a condition."""
    if condition.field == _EVENT:
        return _of_event(row, condition, tables)
    if condition.field == _WORDS:
        told = _told(row, str(condition.value), tables)
        return told if condition.operator is Operator.IS else not told
    return _compared(value(row, condition.field), condition)


def _told(row: Row, word: str, tables: Tables) -> bool:
    if row.kind is Kind.LETTER:
        return word in tables.roots_of(row.letter)
    return word in row.own if row.kind is Kind.EVENT else row.tells(word) >= CONTEXT


def _of_event(row: Row, condition: Condition, tables: Tables) -> bool:
    """Tell whether a row is, or belongs to, one of some events or letters; a letter, whether it announces one."""
    keys = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    events = (row.event,) if row.event else tables.catalogue.in_letter(row.letter)
    here = any(each.key in keys for each in events)
    return (here or row.letter.reference in keys) is (condition.operator is Operator.IS)


def _compared(found: Value, condition: Condition) -> bool:
    operator = condition.operator
    if operator in (Operator.HAS, Operator.LACKS):
        return bool(found) is (operator is Operator.HAS)
    if not found:
        return False
    if isinstance(found, Period) and isinstance(condition.value, Period):
        return _in_time(found, operator, condition.value)
    wanted = roots(str(condition.value))
    held = wanted <= roots(*(found if isinstance(found, tuple) else (str(found),)))
    return held is (operator is Operator.IS)


def _in_time(found: Period, operator: Operator, wanted: Period) -> bool:
    match operator:
        case Operator.BEFORE:
            return found.before(wanted)
        case Operator.AFTER:
            return wanted.before(found)
        case _:
            return found.overlaps(wanted)


def _ordered(rows: list[Row], order: Order | None) -> list[Row]:
    """Return rows in an order; those that do not tell by what are left out of it."""
    if order is None:
        return rows
    told = [(_rank(each), row) for row in rows if (each := value(row, order.field)) is not None]
    told.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [row for _, row in told]


def _rank(found: Value) -> tuple[float, str]:
    if isinstance(found, Period):
        return (found.first_day or dt.date.min).toordinal(), str(found.last_day)
    return (float(found), "") if isinstance(found, int) else (0.0, str(found))
