"""Where in a sentence a value is said: a highlight on the words, not on the whole sentence."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.documents.passage import Passage
from knowledge.extraction.cues import pattern
from knowledge.french.text import Span, fold
from knowledge.model import Letter, Mode
from knowledge.temporal.moment import Expression, Moment
from knowledge.temporal.parser import find

_BETWEEN = r"\W+(?:(?:de\W+)?(?:19|20)\d\d\W+)?"  # "Forum 2021 du SMSI" is the Forum du SMSI
_MODES = {
    Mode.VIRTUAL: r"\b(?:{modes.virtual}|en ligne|virtuel(?:le)?s?)\b",
    Mode.HYBRID: r"\b(?:{modes.hybrid}|{modes.remote})\b",
    Mode.IN_PERSON: r"\b{modes.in_person}\b",
}


def words_at(letter: Letter, span: Span, value: str) -> Span | None:
    """Return where a span says a value first, whatever its case, accents and spacing; None when it does not."""
    tokens = re.findall(r"\w+", fold(value))
    if not tokens:
        return None
    passage = Passage(letter.text, span)
    closing = r"\)?" if value.endswith(")") else ""
    found = re.search(rf"(?<!\w){_BETWEEN.join(map(re.escape, tokens))}(?!\w){closing}", passage.low)
    return passage.group(found).span if found else None


def number_at(letter: Letter, span: Span, number: str) -> Span | None:
    """Return where a span prints a telephone number, with or without its country: "+41 22 730 60 76"."""
    digits = re.sub(r"\D", "", number)
    for known in (digits, digits[-9:], digits[-7:]):
        found = re.compile(r"\+?\(?" + r"[\s().\-/]{0,3}".join(known)).search(letter.text, span.start, span.end)
        if found:
            return Span(*found.span())
    return None


def mode_at(letter: Letter, span: Span, mode: Mode) -> Span | None:
    """Return where a span says how people attend an event."""
    passage = Passage(letter.text, span)
    found = pattern(_MODES[mode]).search(passage.low)
    return passage.group(found).span if found else None


def period_at(letter: Letter, span: Span, start: Moment | None, end: Moment | None) -> Iterator[Span]:
    """Yield where a span says the first or the last day of a period."""
    for expression in _expressions(letter, span, None):
        value = expression.value
        begins = value.start and start and value.start.first == start.first
        ends = value.end and end and value.end.last == end.last
        if begins or ends:
            yield _moved(expression.span, span)


def day_at(letter: Letter, span: Span, day: dt.date, opening: dt.date | None = None) -> Span | None:
    """Return where a span says a day, counted from the opening of an event if need be."""
    for expression in _expressions(letter, span, opening):
        value = expression.value
        days = {value.last_day, value.first_day}
        days |= {each for moment in (value.start, value.end) if moment for each in (moment.first, moment.last)}
        if day in days:
            return _moved(expression.span, span)
    return None


def hours_at(letter: Letter, span: Span, time: dt.time) -> Span | None:
    """Return where a span says a time of the day."""
    for expression in _expressions(letter, span, None):
        hours = expression.value.hours
        if hours and time in (hours.start, hours.end):
            return _moved(expression.span, span)
    return None


def _expressions(letter: Letter, span: Span, opening: dt.date | None) -> tuple[Expression, ...]:
    anchor = dt.datetime.combine(letter.date or dt.date(2000, 1, 1), dt.time(9), dt.UTC)
    return _found(letter.cut(span), anchor, opening)


@lru_cache(maxsize=256)
def _found(text: str, anchor: dt.datetime, opening: dt.date | None) -> tuple[Expression, ...]:
    return find(text, anchor, opening=opening, strict=True)


def _moved(found: Span, span: Span) -> Span:
    return Span(found.start + span.start, found.end + span.start)
