"""What a corrigendum changes in the letter that it names: "au lieu de X, lire Y"."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.french.text import Span
from knowledge.reading.cues import pattern
from knowledge.reading.layout import Block, layout
from knowledge.reading.markup import strip
from knowledge.reading.passage import Passage
from knowledge.reading.times import times
from knowledge.temporal.moment import Period

_REACH = 160  # characters before a replacement that may say where it is made


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Words to be read instead of others."""

    where: str  # folded: "au paragraphe 2"
    old: str
    new: str
    sentence: Passage


def replacements(body: Sequence[Block]) -> Iterator[Replacement]:
    """Yield the replacements that a letter asks to read, in order."""
    words = r"[\"']?\s?\"\s?(?P<{0}>[^\"]+?)\s?\""
    old, new = words.format("old"), words.format("new")
    said = pattern(rf"\b{{amendments.instead}}\s*:?\s*{old}\s*,?\s*(?:et\s+)?{{amendments.read}}\s*:?\s*{new}")
    for block in body:
        passage, last = block.passage, 0
        for match in said.finditer(passage.low) if '"' in passage.low else ():
            where = passage.low[max(last, match.start() - _REACH) : match.start()].rsplit(";")[-1]
            last = match.end()
            yield Replacement(
                where=where,
                old=passage.group(match, "old").line,
                new=passage.group(match, "new").line,
                sentence=passage,
            )


def letter_replacements(source: str) -> tuple[Replacement, ...]:
    """Return the replacements that a letter asks to read, from its marked-up text."""
    zones = layout(strip(source))
    return tuple(replacements(zones.body))


def moved_dates(body: Sequence[Block], anchor: dt.datetime) -> Iterator[tuple[Replacement, Period, Period]]:
    """Yield the replacements of days by days that are no deadline's: the old and the new."""
    for each in replacements(body):
        old, new = _period(each.old, anchor), _period(each.new, anchor)
        if old and new and not re.search(r"inscription|tableau|delai|date limite|echeance", each.where):
            yield each, old, new


def _period(text: str, anchor: dt.datetime) -> Period | None:
    found = [
        time for time in times(Passage(text, Span(0, len(text))), anchor) if time.dated and time.expression.year_given
    ]
    return found[0].value if len(found) == 1 and found[0].value.start else None
