"""What happens in a period, what comes next."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from bot.entities.editions import Occurrence
from bot.entities.periods import of_year
from bot.phrasing import Answer, Source, sentence
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from bot.understanding.timeline import Due, Held
from knowledge.model import Deadline, Letter
from knowledge.temporal.moment import Moment, Period
from knowledge.temporal.wording import countdown, say

_PASSED = (("s", "est"), ("se", "sont"))  # before the participle of what is over
_HALF_A_YEAR = dt.timedelta(days=183)  # beyond, what "was" is rather that of the year before
_LISTED = 12
_YEARS = range(1900, 2100)


def answer(question: Question, clerk: Clerk) -> Answer:
    """List what falls in the period asked for; without one, tell what comes next."""
    period = _period(question, clerk)
    if period is None:
        return (
            _next_deadline(question, clerk) if question.aspect == "agenda.deadlines" else _next_event(question, clerk)
        )
    name = say(period, weekday=True)
    period = period if period.start else replace(period, start=Moment(question.now.date()))
    apart = {named.what.name for named in question.mentions.apart}
    events = _events(period, clerk) if question.aspect == "agenda.events" else []
    events = [each for each in events if each[0].event.name not in apart]
    deadlines = [each for each in _deadlines(period, clerk) if not _of_series(each[1], apart, clerk)]
    if not events and not deadlines:
        phrase = "agenda.no_event" if question.aspect == "agenda.events" else "agenda.no_deadline"
        return clerk.decline(question, phrase, period=name)
    told = [*(_held(each, clerk) for each in events[:_LISTED])]
    told += (_due(each, clerk) for each in deadlines[: _LISTED - len(told)])
    lines = [sentence(clerk.say("agenda.heading", period=name)), *(line for line, _ in told)]
    rest = len(events) + len(deadlines) - len(told)
    lines += [clerk.say("help.more", count=rest)] if rest else []
    return clerk.answer(question, lines, [source for _, source in told])


def _past(question: Question, first: dt.date, clerk: Clerk) -> bool:
    """Tell whether a question speaks of what is over though a day is ahead: "qu'ai-je raté en juillet ?"."""
    ahead = first - question.now.date()
    pairs = pairwise(token.text for token in question.tokens)
    over = question.says(*clerk.words["agenda.past"]) or any(pair in _PASSED for pair in pairs)
    was = question.says(*clerk.words["agenda.was"]) and ahead > _HALF_A_YEAR
    return ahead > dt.timedelta() and (over or was)


def _period(question: Question, clerk: Clerk) -> Period | None:
    if question.period is not None:
        first = question.period.value.first_day
        moved = of_year(question.period, first.year - 1) if first and _past(question, first, clerk) else None
        return (moved or question.period).value
    if question.aspect == "agenda.events" and question.says(*clerk.words["agenda.now"]):
        today = Moment(question.now.date())
        return Period(start=today, end=today)
    years = [named.what for named in question.mentions.years if named.what in _YEARS]
    if not years:
        return None
    return Period(start=Moment.parse(str(min(years))), end=Moment.parse(str(max(years))))


def _events(period: Period, clerk: Clerk) -> list[Held]:
    """Return what falls in a period: the parts that do where an event has parts, else the event."""
    found = clerk.catalogue.timeline.held.touching(period.first_day, period.last_day)
    told = {occurrence.key for occurrence, part in found if part}
    return [each for each in found if each[1] or each[0].key not in told]


def _of_series(letter: Letter, names: Collection[str], clerk: Clerk) -> bool:
    """Tell whether a letter is about events of some names alone."""
    events = {each.event.name for each in clerk.catalogue.in_letter(letter)}
    return bool(events) and events <= set(names)


def _held(held: Held, clerk: Clerk) -> tuple[str, Source]:
    occurrence, part = held
    title, letter = occurrence.title, occurrence.letter
    if part:
        line = clerk.say("agenda.part", title=title, part=part.name, dates=clerk.dates(part))
        return line, clerk.source(letter, part.span)
    line = clerk.say("agenda.event", title=title, dates=clerk.dates(occurrence.event))
    return line, clerk.source(letter, occurrence.event.where("start"))


def _deadlines(period: Period, clerk: Clerk) -> list[Due]:
    """Return what is due in a period; "avant le 31" asks for what is due that day too."""
    edge = period.end.first if period.end else None
    last = max(filter(None, (period.last_day, edge)), default=None)
    found = clerk.catalogue.timeline.due.touching(period.first_day, last)
    return [each for each in found if _falls(each[0], period) or each[0].due == edge]


def _falls(deadline: Deadline, period: Period) -> bool:
    return period.contains(deadline.last_day) or period.contains(deadline.due)


def _due(due: Due, clerk: Clerk) -> tuple[str, Source]:
    deadline, letter = due
    title = _title(deadline, letter, clerk)
    line = clerk.say("agenda.deadline", limit=clerk.limit(deadline), action=deadline.action, title=title)
    return line, clerk.source(letter, deadline.span)


def _title(deadline: Deadline, letter: Letter, clerk: Clerk) -> str:
    return next(
        (each.title for each in clerk.catalogue.in_letter(letter) if deadline in each.deadlines), letter.reference
    )


def _next_deadline(question: Question, clerk: Clerk) -> Answer:
    today, due = question.now.date(), clerk.catalogue.timeline.due
    found = due.next(today)
    if found is None:
        last = due.last()
        lines = [clerk.say("agenda.no_next_deadline")]
        if last:
            title = _title(*last, clerk)
            lines.append(clerk.say("agenda.last_deadline", limit=clerk.limit(last[0]), title=title))
        sources = [clerk.source(last[1], last[0].span)] if last else []
        return clerk.answer(question, lines, sources, answered=False)
    deadline, letter = found
    line = clerk.say(
        "agenda.next_deadline",
        limit=clerk.limit(deadline),
        countdown=countdown(deadline.last_day, today),
        action=deadline.action,
        title=_title(deadline, letter, clerk),
    )
    return clerk.answer(question, [line], [clerk.source(letter, deadline.span)])


def _next_event(question: Question, clerk: Clerk) -> Answer:
    today = question.now.date()
    occurrence = subject(question, clerk)
    if occurrence is None or occurrence.event.start is None:
        last = clerk.catalogue.occurrences[-1:]
        lines = [
            clerk.say("agenda.no_next_event"),
            *(clerk.say("agenda.last_event", title=each.title, dates=clerk.dates(each.event)) for each in last),
        ]
        return clerk.answer(
            question, lines, [clerk.source(each.letter, each.event.where("start")) for each in last], answered=False
        )
    line = clerk.say(
        "agenda.next_event",
        title=occurrence.title,
        dates=clerk.dates(occurrence.event),
        countdown=countdown(occurrence.event.start.first, today),
    )
    return clerk.answer(question, [line], [clerk.source(occurrence.letter, occurrence.event.where("start"))])


def subject(question: Question, clerk: Clerk) -> Occurrence | None:
    """Return the occurrence that an answer about what comes next speaks of, for the questions that follow."""
    today, timeline = question.now.date(), clerk.catalogue.timeline
    if question.aspect == "agenda.deadlines":
        found = timeline.due.next(today)
        return next(iter(clerk.catalogue.in_letter(found[1])), None) if found else None
    apart = {named.what.name for named in question.mentions.apart}
    coming = timeline.starts.touching(today + dt.timedelta(days=1), None) if apart else ()
    if apart:
        return next((each for each in coming if each.event.name not in apart), None)
    return timeline.starts.next(today + dt.timedelta(days=1))
