"""Dates of other languages, when the grammar of French finds nothing: the one door to dateparser."""

import datetime as dt
import re

from knowledge.french.text import Span
from knowledge.temporal.moment import Expression, Moment, Period

_LANGUAGES = ("en", "es", "de", "it", "pt")
_LONGEST = 40  # characters: a date, not a sentence
_WHOLE = re.compile(r"(?=.*\b\d{1,2}(?!\d))(?=.*\b(?:19|20)\d\d\b)(?=.*[^\W\d_]{3})[\w\s.,'’-]+$")


def read(text: str, anchor: dt.datetime) -> Expression | None:
    """Read a text that is one whole date of another language, with its day, month and year: "17 de mayo de 2021"."""
    said = text.strip()
    if len(said) > _LONGEST or not _WHOLE.match(said):
        return None
    import dateparser  # 0.4 s: only for what looks like a foreign date

    settings = {"STRICT_PARSING": True, "RELATIVE_BASE": anchor.replace(tzinfo=None), "DATE_ORDER": "DMY"}
    found = dateparser.parse(said, languages=list(_LANGUAGES), settings=settings)
    if found is None:
        return None
    moment = Moment(found.date())
    start = text.index(said)
    span = Span(start, start + len(said))
    return Expression(value=Period(start=moment, end=moment), span=span, rule="dateparser")
