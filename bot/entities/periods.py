"""The times that a message speaks of, its slips mended before they are read."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, groupby
from operator import attrgetter

from bot.entities.entity import Entity, Timed
from bot.language.lexicon import lexicon
from bot.language.tokens import Token
from knowledge.french.stem import stem
from knowledge.french.text import Span, fold, fold_in_place
from knowledge.temporal.moment import Expression, Moment

_DAY = "number of the day"
_MONTH = re.compile(r"\s+[^\W\d]+\.?\s+(?:19|20)\d\d\b")  # a word between a day and a year
_GLUED = re.compile(r"\b([^\W\d_]+)(\d\d?)\b")  # a number right behind a word: "CE5"
_NEAR = ("weekday", _DAY)  # rules that count from today


def find_periods(text: str, tokens: Sequence[Token], now: dt.datetime) -> tuple[Entity, ...]:
    """Return the expressions of time of a message, in French or else in a neighbour language; spans as written."""
    from knowledge.temporal import fallback  # loaded, as the parser, with the first question
    from knowledge.temporal.parser import find

    mended, shifts = _rewrite(text, tokens)
    mended = _GLUED.sub(_unnumbered, mended)
    read = find(mended, now)
    found = tuple(_as_written(each, shifts) for each in read if not _of_no_month(each, mended))
    return tuple(_entity(each, tokens) for each in (found if read else fallback.find(text, now)))


@cache
def _initials() -> frozenset[tuple[str, ...]]:
    """Return the stems of the acronyms of events and bodies."""
    return frozenset(chain.from_iterable(lexicon().acronyms.values()))


def _unnumbered(glued: re.Match[str]) -> str:
    """Return a number glued to the initials of a body as no number: the 5 of "CE5 nov 2028" is no day."""
    number = "_" * len(glued[2])
    return f"{glued[1]}{number}" if (stem(fold(glued[1])),) in _initials() else glued[0]


def _of_no_month(expression: Expression, mended: str) -> bool:
    """Tell whether a day is of a month that cannot be read: "le 17 ma 2021"."""
    return expression.rule == _DAY and _MONTH.match(mended, expression.span.end) is not None


def _as_written(expression: Expression, shifts: Sequence[tuple[int, int]]) -> Expression:
    start, end = expression.span
    return replace(expression, span=Span(_origin(start, shifts), _origin(end, shifts)))


def _entity(expression: Expression, tokens: Sequence[Token]) -> Entity:
    start, end = expression.span
    inside = (place for place, token in enumerate(tokens) if start <= token.span.start and token.span.end <= end)
    return Entity(value=Timed(expression=expression), tokens=frozenset(inside))


def no_such_day(text: str, tokens: Sequence[Token], now: dt.datetime) -> str | None:
    """Return the first day of a message that the calendar does not know, as written: "30 février"."""
    from knowledge.temporal.parser import unknown_days

    mended, shifts = _rewrite(text, tokens)
    first = next(iter(unknown_days(mended, now)), None)
    return text[_origin(first.start, shifts) : _origin(first.end, shifts)] if first else None


def _rewrite(text: str, tokens: Sequence[Token]) -> tuple[str, list[tuple[int, int]]]:
    """Return the message with its words mended, and by how much what follows each place has moved."""
    folded = fold_in_place(text)
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    done = moved = 0
    for span, spelt in groupby(tokens, key=attrgetter("span")):
        meant = " ".join([token.text for token in spelt])
        if meant == folded.text[folded.place(span.start) : folded.place(span.end)]:
            continue
        pieces += [text[done : span.start], meant]
        moved += len(meant) - (span.end - span.start)
        shifts.append((span.end + moved, moved))
        done = span.end
    return "".join((*pieces, text[done:])), shifts


def _origin(place: int, shifts: Sequence[tuple[int, int]]) -> int:
    return place - next((moved for start, moved in reversed(shifts) if start <= place), 0)


def first_period(periods: Sequence[Entity]) -> Expression | None:
    """Return the first expression of time among entities, in the order of the message; None when there is none."""
    return next((each.value.expression for each in periods if isinstance(each.value, Timed)), None)


def of_year(found: Expression, year: int) -> Expression:
    """Return an expression of time in the year of the event spoken of when it gives none: "le 17 mai", in June."""
    moment = found.value.start or found.value.end
    if moment is None or found.year_given or found.rule in _NEAR:
        return found
    shift = year - moment.first.year
    start, end = (_moved(each, shift) for each in (found.value.start, found.value.end))
    return replace(found, value=replace(found.value, start=start, end=end))


def _moved(moment: Moment | None, years: int) -> Moment | None:
    if moment is None:
        return None
    try:
        return replace(moment, first=moment.first.replace(year=moment.first.year + years))
    except ValueError:  # 29 February
        return replace(moment, first=moment.first.replace(year=moment.first.year + years, day=28))
