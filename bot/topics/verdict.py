"""Whether a day or a month that is put is that of an event: "commence-t-il le 17 mai ?"."""

from bot.entities.editions import Occurrence
from bot.topics import weekdays
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.model import Event, Part
from knowledge.temporal.moment import Grain, Moment, Period


def verdict(question: Question, occurrence: Occurrence, clerk: Clerk) -> str | None:
    """Return "Oui." or "Non.", None when no day was put or the letter does not tell enough."""
    if question.yes_or_no and len(question.occurrences) == 1 and (days := weekdays.put(question, clerk)):
        held = weekdays.hold(days, question, _what(question, occurrence), clerk)
        return clerk.say("place.yes" if held else "place.no") if held is not None else None
    period = question.period
    clock = period is not None and period.value.hours is not None
    if period is None or clock or not question.yes_or_no or len(question.occurrences) > 1:
        return None
    if question.says("ou", *clerk.words["event.sought"]) or not question.says(*clerk.words["event.put"]):
        return None
    what = _what(question, occurrence)
    first, last = what.start, what.end or what.start
    if first is None or last is None:
        return None
    right = _right(question, first, last, clerk)
    return clerk.say("place.yes" if right else "place.no") if right is not None else None


def _what(question: Question, occurrence: Occurrence) -> Event | Part:
    """Return the part of the event that is spoken of, else the event."""
    part = question.part
    return part if part is not None and part in occurrence.event.parts else occurrence.event


def _right(question: Question, first: Moment, last: Moment, clerk: Clerk) -> bool | None:
    """Tell whether a period is that of an event, its beginning or its end; None when it only meets it."""
    if question.period is None:
        return None
    value, by_day = question.period.value, question.period.grain is Grain.DAY
    begins, ends = weekdays.edges_put(question, clerk)
    if begins != ends:
        edge = first if begins else last
        return value.contains(edge.first) if edge.grain is Grain.DAY or not by_day else None
    meets = value.overlaps(Period(start=first, end=last))
    several = by_day and (value.days or 0) > 1
    if several and value.start and value.end and (value.start.first, value.end.first) == (first.first, last.first):
        return True
    return None if meets and several else meets
