"""Dates of other languages, where the grammar of French finds nothing: the one door to dateparser."""

import datetime as dt
import re
from collections.abc import Iterator

from knowledge.french.text import Folded, Span, fold_in_place
from knowledge.temporal.lexicon import lexicon
from knowledge.temporal.moment import Expression, Moment, Period

_LANGUAGES = ("en", "es", "de", "it", "pt")
_DAY = r"(?<![\w/.-])(?P<day>[0-3]?\d)(?:st|nd|rd|th|o|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\w|[/-]\w)"
_LINK = r"[ ,.]{1,2}(?:de |del |of |di |do )?"
_MOST = 4  # dates of one text
_LONGEST_TAIL = 2  # signs around a text that is a date as a whole


def find(text: str, anchor: dt.datetime) -> tuple[Expression, ...]:
    """Return the whole dates of other languages in a text: "due on May 17th, 2021", "hasta el 17 de mayo de 2021".

    Only what has a day, the name of a month and a year of four figures is shown to dateparser, and only what it reads
    as that very day of that very year is believed.
    """
    folded = fold_in_place(text)
    found = (_date(match, folded, anchor) for match in _candidates(folded.text))
    return tuple(each for each in found if each is not None)


def read(text: str, anchor: dt.datetime) -> Expression | None:
    """Read a text that is one whole date of another language."""
    said = text.strip()
    for expression in find(text, anchor):
        if len(said) - (expression.span.end - expression.span.start) <= _LONGEST_TAIL:
            return expression
    return None


def _candidates(text: str) -> Iterator["re.Match[str]"]:
    month = rf"(?P<month>(?:{'|'.join(lexicon().foreign)})[a-z]*)"
    forms = (rf"{_DAY}{_LINK}{month}{_LINK}{_YEAR}", rf"\b{month}{_LINK}{_DAY}{_LINK}{_YEAR}")
    matches = [match for form in forms for match in re.finditer(form, text)]
    yield from sorted(matches, key=lambda match: match.start())[:_MOST]


def _date(match: "re.Match[str]", folded: Folded, anchor: dt.datetime) -> Expression | None:
    import dateparser  # 0.5 s with its first date: only for what looks like a foreign date

    said = f"{match['day']} {match['month']} {match['year']}"
    settings = {"STRICT_PARSING": True, "RELATIVE_BASE": anchor.replace(tzinfo=None), "DATE_ORDER": "DMY"}
    found = dateparser.parse(said, languages=list(_LANGUAGES), settings=settings)
    if found is None or (found.day, found.year) != (int(match["day"]), int(match["year"])):
        return None
    moment = Moment(found.date())
    return Expression(
        value=Period(start=moment, end=moment),
        span=Span(*folded.origin(match.start(), match.end())),
        rule="dateparser",
    )
