"""How many days are left."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.entities.editions import Occurrence
from bot.phrasing import Answer, Source, count
from bot.topics.clerk import Clerk
from bot.topics.deadline_resolution import meant
from bot.understanding.question import Question
from knowledge.model import Deadline, Event, Part
from knowledge.temporal.moment import Grain, Hours
from knowledge.temporal.wording import countdown, say_hours, say_moment
from knowledge.temporal.workdays import Workdays

_OF_DELAYS = ("deadline.", "status.possible")  # of what "combien de jours ?" asks next
_TWO = 2  # days that "entre" stands between
_US = ("me", "m", "nous")  # whose time to act is left: "ça nous laisse combien de jours ?"


def answer(question: Question, clerk: Clerk) -> Answer:
    """Count the days to the deadline, the day or the event meant."""
    if not question.occurrences:
        day = question.day_put
        return clerk.which(question) if day is None else clerk.answer(question, [_days(day, question, clerk)], [])
    ends = _ends(question, clerk) if question.says(*clerk.words["countdown.between"]) else {}
    if len(ends) == _TWO:
        return _between(ends, question, clerk)
    occurrence = question.occurrences[0]
    deadlines = meant(question, occurrence.deadlines, occurrence.letter, clerk)
    day = question.day_put
    if acts_only(question, occurrence, deadlines, clerk):
        return clerk.decline(question, "deadline.no_such", occurrence, reference=occurrence.letter.reference)
    dated = [deadline for deadline in deadlines if day in (deadline.due, deadline.last_day)]
    acts = question.says(*clerk.words["countdown.to_act"]) or (
        question.says(*clerk.words["countdown.left"]) and (question.part is None or question.says(*_US))
    )
    acts = acts or (not question.mentions.tokens and (question.before or "").startswith(_OF_DELAYS))
    if dated or (deadlines and acts and day in (None, question.now.date())):
        return _to_deadlines(dated or list(deadlines), occurrence, question, clerk)
    if day is not None and day > question.now.date():
        return _to_day(day, occurrence, question, clerk)
    return _to_event(occurrence, question, clerk)


def acts_only(question: Question, occurrence: Occurrence, chosen: Sequence[Deadline], clerk: Clerk) -> bool:
    """Tell whether days are asked to do something that none of the deadlines is for."""
    return bool(occurrence.deadlines) and not chosen and question.says(*clerk.words["deadline.specific"])


def _ends(question: Question, clerk: Clerk) -> dict[dt.date, Source]:
    """Return the days that a question names: of a letter, of a deadline, of events; each with where it is told."""
    found: dict[dt.date, Source] = {}
    for occurrence in question.occurrences:
        letter = occurrence.letter
        if question.says(*clerk.words["countdown.letter"]) and letter.date is not None:
            found.setdefault(letter.date, clerk.source(letter, letter.where("date")))
        acts = question.says(*clerk.words["countdown.to_act"])
        for deadline in meant(question, occurrence.deadlines, letter, clerk) if acts else ():
            found.setdefault(deadline.last_day, clerk.source(letter, deadline.span))
        first, _ = clerk.span(question.part or occurrence.event)
        if first is not None and (question.mentions.series or question.mentions.parts):
            found.setdefault(first, clerk.source(letter, (question.part or occurrence.event).where("start")))
    return found


def _between(ends: Mapping[dt.date, Source], question: Question, clerk: Clerk) -> Answer:
    """Count the days from one to the other."""
    first, last = sorted(ends)
    slots = {"first": clerk.day(first), "last": clerk.day(last), "count": count((last - first).days, "day")}
    return clerk.answer(question, [clerk.say("countdown.between", **slots)], [ends[first], ends[last]])


def _to_deadlines(deadlines: list[Deadline], occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    lines = []
    for deadline in deadlines:
        today, last = question.now.date(), deadline.last_day
        phrase = "late" if last < today else "today" if last == today else "left" if deadline.inclusive else "exclusive"
        slots = {
            "last": clerk.day(last),
            "day": clerk.day(deadline.due),
            "count": _left(last, question, clerk),
            "countdown": countdown(last, today),
        }
        lines.append(clerk.say(_DEADLINE[phrase], title=occurrence.title, **slots))
    return clerk.answer(question, lines, [clerk.source(occurrence.letter, deadline.span) for deadline in deadlines])


_DEADLINE = {
    "late": "countdown.deadline_late",
    "today": "countdown.deadline_today",
    "left": "countdown.deadline",
    "exclusive": "countdown.exclusive",
}


def _left(last: dt.date, question: Question, clerk: Clerk) -> str:
    """Return how many days are left, with the working days of Geneva when they are asked for."""
    today = question.now.date()
    if not question.says(*clerk.words["countdown.working"]):
        return clerk.left(last, today)
    return f"{clerk.left(last, today)} ({count(Workdays().count(today, last), 'working_day')})"


def _days(day: dt.date, question: Question, clerk: Clerk) -> str:
    """Return how far a day is: in days, and in working days when they are asked for."""
    working = question.says(*clerk.words["countdown.working"]) and day > question.now.date()
    far = _left(day, question, clerk) if working else countdown(day, question.now.date())
    return clerk.say("countdown.day", day=clerk.day(day), countdown=far)


def _to_day(day: dt.date, occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    named = bool(question.mentions.tokens)
    sources = [clerk.source(occurrence.letter, occurrence.event.where("start"))] if named else []
    return clerk.answer(question, [_days(day, question, clerk)], sources)


def _to_event(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    part = question.part if question.part in occurrence.event.parts else None
    what: Event | Part = part or occurrence.event
    title = f"{part.name} ({occurrence.title})" if part else occurrence.title
    if what.start is None:
        return clerk.decline(question, "countdown.unknown", occurrence, reference=occurrence.letter.reference)
    today, (first, last) = question.now.date(), clerk.span(what)
    source = clerk.source(occurrence.letter, what.where("start"))
    state = clerk.state(what, question.now)
    if first is None or last is None:
        return clerk.decline(question, "countdown.unknown", occurrence, reference=occurrence.letter.reference)
    slots = {"title": title, "day": clerk.day(first if state != "over" else last), "end": clerk.day(last)}
    if state == "coming" and what.start.grain is not Grain.DAY and first != today:
        return clerk.answer(
            question, [clerk.say("countdown.month", title=title, month=say_moment(what.start))], [source]
        )
    phrase = (
        "event_today"
        if first == today
        else {"coming": "event", "running": "event_running", "over": "event_over"}[state]
    )
    if first == today and isinstance(what, Event) and what.start_time is not None:
        slots["hours"] = say_hours(Hours(start=what.start_time, end=what.end_time, zone=what.timezone))
        phrase = "event_today_at"
    far = countdown(last if state != "coming" else first, today)
    return clerk.answer(
        question,
        [clerk.say(f"countdown.{phrase}", countdown=far, **slots)],
        [source, clerk.source(occurrence.letter, what.where("end"))],
    )
