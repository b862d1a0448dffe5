"""Which dates of a sentence are limits set to the addressees."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from knowledge.french.text import Span
from knowledge.reading.cues import pattern
from knowledge.reading.passage import Passage
from knowledge.reading.times import Time, letter_dates, times
from knowledge.temporal.moment import Grain

_REACH = 160  # characters after a date in which its verb may still stand


def limits_of(
    sentence: Passage, anchor: dt.datetime, opening: dt.date | None, *, listed: bool = False
) -> Iterator[tuple[Time, Passage, int, int]]:
    """Yield the dates that bind the addressees, each with its clause and its place in it.

    `listed`: the sentence is an item of a list of limits, where a bare day is one.
    """
    found = times(sentence, anchor, opening)
    written = letter_dates(sentence, found)
    for time in found:
        if (
            time.start in written
            or not may_limit(time)
            or _replaced(sentence, time)
            or _restated(sentence, time, found)
        ):
            continue
        clause, start, end = _clause(sentence, time)
        bound = listed or _binds(time, clause, start)
        if bound and not _from_elsewhere(sentence, time) and _ahead(time, anchor):
            yield time, clause, start, end


def passed_limits(sentences: Sequence[Passage], date: dt.date) -> Iterator[tuple[Span, dt.date]]:
    """Yield the limits that sentences set to a day before the letter's own, and that are no recalled past."""
    anchor = dt.datetime.combine(date, dt.time(9), dt.UTC)
    for sentence in sentences:
        for time in times(sentence, anchor):
            end, before = time.value.end, sentence.low[: time.start]
            if end is None or time.value.start is not None or end.last >= date or not may_limit(time):
                continue
            if pattern(r"\b{deadlines.asked}").search(before) and not pattern(r"\b{deadlines.past}").search(before):
                yield sentence.span, end.last


def sets_limit(sentence: Passage, anchor: dt.datetime) -> bool:
    """Tell whether a sentence sets a limit of its own."""
    return any(time.value.start is None for time in times(sentence, anchor))


def may_limit(time: Time) -> bool:
    """Tell whether a time ends on a day."""
    end = time.value.end
    return end is not None and end.grain in (Grain.DAY, Grain.MINUTE) and not time.clock_only


def _ahead(time: Time, anchor: dt.datetime) -> bool:
    return time.value.end is not None and time.value.end.last >= anchor.date()


def _replaced(sentence: Passage, time: Time) -> bool:
    return bool(re.search(r"\bau lieu\s(?:d\w*\s*)?$", sentence.low[: time.start]))


def _restated(sentence: Passage, time: Time, found: Sequence[Time]) -> bool:
    """“…, c'est-à-dire quatorze jours avant l'ouverture” says again what came before it."""
    before = sentence.low[: time.start]
    return bool(re.search(r"(?:c'est-a-dire|soit|a savoir)\s*,?\s*$", before)) and found.index(time) > 0


def _from_elsewhere(sentence: Passage, time: Time) -> bool:
    """“dans un délai de dix jours suivant cette notification” counts from what the letter does not date."""
    words, rest = sentence.low[time.start : time.end], sentence.low[time.end :]
    if not re.search(r"\b(?:jours?|semaines?|mois|heures?)\b", words) or re.search(r"\d{4}", words):
        return False
    if pattern(r"\b{acts.counted_from}").search(words):
        return time.expression.rule == "from the letter" and not pattern(r"\b{acts.own_letter}\b").search(words)
    return bool(pattern(r"\s*(?:ouvres|ouvrables|calendaires)?\s*\b{acts.counted_from}").match(rest))


def _clause(sentence: Passage, time: Time) -> tuple[Passage, int, int]:
    """Return the clause of a date, and where the date stands in it."""
    low = sentence.low
    start = low.rfind(";", 0, time.start) + 1
    end = low.find(";", time.end)
    clause = sentence.at(start, len(low) if end < 0 else end).trimmed(" \n")
    lead = start + len(low[start:]) - len(low[start:].lstrip())
    return clause, time.start - lead, time.end - lead


def _binds(time: Time, clause: Passage, start: int) -> bool:
    """Tell whether a date is a limit set to the addressees: its form or its words say so, and nobody else acts."""
    low, value = clause.low, time.value
    named = limit_told(low, start) is not None
    window = value.start is not None and value.start != value.end and _is_window(clause)
    due = bool(re.search(r"\bpour (?:le )?$", low[:start])) and bool(pattern(r"\b{deadlines.asked}").search(low))
    named = named or due
    if not (value.start is None or named or window or time.expression.rule == "from the opening"):
        return False
    before = _segment(low, start)
    secretariat = pattern(r"\b{deadlines.secretariat}")
    if secretariat.search(before) or secretariat.search(low[start : start + _REACH]):
        return False
    asked = pattern(r"\b{deadlines.asked}")
    if pattern(r"\b{deadlines.past}").search(before[-80:]) and not asked.search(before):
        return False
    return value.start is None or named or window or bool(asked.search(low))


def limit_told(low: str, start: int) -> re.Match[str] | None:
    """Return the words that make a date a limit; "débutera le … et se terminera le …" makes the second date one."""
    for match in pattern(r"\b{deadlines.limits}").finditer(low):
        ending = re.search(r"(?:fin|termine\w+|acheve\w+)$", match[0])
        if not ending or match.end() <= start:
            return match
    return None


def _segment(low: str, start: int) -> str:
    """Return what a clause says of this date alone: "initialement fixée au 30 août, est reportée au 4 octobre"."""
    earlier = list(re.finditer(r"\b(?:19|20)\d\d\b", low[:start]))
    if earlier and pattern(r"\b{acts.moved}\w*").search(low[earlier[-1].end() : start]):
        return low[earlier[-1].end() : start]
    return low[:start]


def _is_window(clause: Passage) -> bool:
    """Registration "ouverte du A au B" ends on B."""
    return bool(
        pattern(r"\b{acts.windows}").search(clause.low) or pattern("{acts.windows}").match(clause.low)
    ) and bool(pattern(r"\b{deadlines.asked}").search(clause.low))
