"""The expressions of time of a sentence, placed in its folded text and told apart by what they can date."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.reading.cues import pattern
from knowledge.reading.passage import Passage
from knowledge.temporal.moment import Expression, Grain, Period
from knowledge.temporal.parser import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An expression of time in a sentence."""

    expression: Expression
    start: int  # in the folded sentence
    end: int
    clock_only: bool  # it says hours and no day

    @property
    def value(self) -> Period:
        """What it means."""
        return self.expression.value

    @property
    def dated(self) -> bool:
        """Whether it names days or months, not merely a year or a quarter."""
        return not self.clock_only and self.expression.grain in (Grain.DAY, Grain.MINUTE, Grain.MONTH)


def times(sentence: Passage, anchor: dt.datetime, opening: dt.date | None = None) -> tuple[Time, ...]:
    """Return the expressions of time of a sentence, read from the letter's date and from the opening in view."""
    if not pattern(r"\d|\b(?:{months.names}|{months.units})\b").search(sentence.low):
        return ()
    found = _found(sentence.text.replace("\n", " "), anchor, opening)
    return tuple(_time(sentence, each, anchor) for each in found)


@lru_cache(maxsize=512)  # the sentences of a letter or two: each is asked for by several readings
def _found(text: str, anchor: dt.datetime, opening: dt.date | None) -> tuple[Expression, ...]:
    return find(text, anchor, opening=opening, strict=True)


def _time(sentence: Passage, expression: Expression, anchor: dt.datetime) -> Time:
    start = sentence.place(sentence.span.start + expression.span.start)
    end = sentence.place(sentence.span.start + expression.span.end)
    words = sentence.low[start:end]
    period = expression.value
    today = period.start is not None and period.start.first == anchor.date() and not expression.year_given
    clock_only = (
        today
        and period.hours is not None
        and not re.search(r"aujourd|ce jour|janv|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec", words)
    )
    return Time(expression=expression, start=start, end=end, clock_only=clock_only)


def letter_dates(sentence: Passage, found: Sequence[Time]) -> set[int]:
    """Return the starts of the days that only tell when a letter was written: "la lettre CL-20/3 du 22 janvier"."""
    code = r"\b[a-z]{2,6}(?:/[a-z]{2,5})*[-/ ][\w/-]*\d[\w/-]*"
    named = r"\blettres?(?: circulaires?)?|\bcirculaires?"
    said = re.compile(rf"(?:{code}|{named})\s*,?\s+(?:en date\s+|datees?\s+)?(?:du|le)\s*$")
    single = [time for time in found if time.value.start is not None and time.value.start == time.value.end]
    return {time.start for time in single if said.search(_led(sentence.low, time.start))}


def _led(low: str, start: int) -> str:
    """Return what comes before a date, its article included."""
    article = re.match(r"(?:du|le)\s", low[start:])
    return low[: start + article.end()] if article else low[:start]
