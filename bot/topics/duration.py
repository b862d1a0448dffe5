"""How long an event or a part of it lasts."""

import datetime as dt

from bot.phrasing import Answer, count
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.model import Event, Part
from knowledge.temporal.moment import Grain, Hours
from knowledge.temporal.wording import say_hours


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the length in hours or in days, both ends counted."""
    if not question.occurrences:
        return clerk.which(question)
    occurrence = question.occurrences[0]
    event, letter = occurrence.event, occurrence.letter
    part = question.part if question.part in event.parts else None
    what: Event | Part = part or event
    title = f"{part.name} ({occurrence.title})" if part else occurrence.title
    if question.says(*clerk.words["duration.clock"]) and not (isinstance(what, Event) and _minutes(what)):
        return clerk.decline(question, "duration.unknown", occurrence, reference=letter.reference)
    if isinstance(what, Event) and (minutes := _minutes(what)):
        hours = say_hours(Hours(start=what.start_time, end=what.end_time, zone=what.timezone))
        line = clerk.say("duration.hours", title=title, count=_clock(minutes), hours=hours)
        return clerk.answer(question, [line], [clerk.source(letter, event.where("start_time"))])
    if isinstance(what, Event) and (planned := _planned(what, question, clerk)):
        line = clerk.say("duration.planned", title=title, count=planned, was=clerk.plan(event.was))
        return clerk.answer(question, [line], [clerk.source(letter, event.where("was"))])
    if what.start is None or what.end is None:
        return clerk.decline(question, "duration.unknown", occurrence, reference=letter.reference)
    lines = [_length(what, title, clerk)]
    sources = [clerk.source(letter, what.where("start")), clerk.source(letter, what.where("end"))]
    for each in event.parts if part is None else ():
        if each.start and each.end and _exact(each):
            lines.append(clerk.say("duration.parts", part=each.name, count=_days(each), dates=clerk.dates(each)))
            sources.append(clerk.source(letter, each.span))
    return clerk.answer(question, lines, sources)


def _planned(event: Event, question: Question, clerk: Clerk) -> str | None:
    """Return how long an event was to last before it was changed, when that is asked: "à Hanoï, devait-il … ?"."""
    was = event.was
    if was is None or was.start is None or was.end is None or was.start.grain is not Grain.DAY:
        return None
    if not question.mentions.places and not question.says(*clerk.words["duration.planned"]):
        return None
    return count((was.end.last - was.start.first).days + 1, "day")


def _length(what: Event | Part, title: str, clerk: Clerk) -> str:
    phrase = "duration.days" if _exact(what) else "duration.months"
    return clerk.say(phrase, title=title, dates=clerk.dates(what), count=_days(what) if _exact(what) else "")


def _exact(what: Event | Part) -> bool:
    """Tell whether both ends are days, not months."""
    return what.start is not None and what.end is not None and {what.start.grain, what.end.grain} == {Grain.DAY}


def _days(what: Event | Part) -> str:
    if what.start is None or what.end is None:
        return ""
    return count((what.end.last - what.start.first).days + 1, "day")


def _minutes(event: Event) -> int:
    """Return how many minutes an event of one day lasts; 0 when the letter does not give both hours."""
    if not event.start_time or not event.end_time or event.start != (event.end or event.start):
        return 0
    day = dt.date.min
    return int(
        (dt.datetime.combine(day, event.end_time) - dt.datetime.combine(day, event.start_time)).total_seconds() // 60
    )


def _clock(minutes: int) -> str:
    """Return "1 h 30", "2 heures", "45 minutes"."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return count(hours, "hour")
    return f"{hours} h {rest:02d}" if hours else count(rest, "minute")
