"""What happens in a period, what comes next."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from bot.phrasing import Answer, Source, sentence
from bot.topics.clerk import Clerk
from bot.understanding.catalogue import Occurrence
from bot.understanding.question import Question
from knowledge.model import Deadline, Event, Letter, Part
from knowledge.temporal.moment import Moment, Period
from knowledge.temporal.wording import countdown, say

_LISTED = 12
_YEARS = range(1900, 2100)


def answer(question: Question, clerk: Clerk) -> Answer:
    """List what falls in the period asked for; without one, tell what comes next."""
    period = _period(question, clerk.words["agenda.now"])
    if period is None:
        return (
            _next_deadline(question, clerk) if question.aspect == "agenda.deadlines" else _next_event(question, clerk)
        )
    name = say(period, weekday=True)
    period = period if period.start else replace(period, start=Moment(question.now.date()))
    events = list(_events(period, clerk)) if question.aspect == "agenda.events" else []
    deadlines = list(_deadlines(period, clerk))
    if not events and not deadlines:
        phrase = "agenda.no_event" if question.aspect == "agenda.events" else "agenda.no_deadline"
        return clerk.decline(question, phrase, period=name)
    lines = [
        sentence(clerk.say("agenda.heading", period=name)),
        *(line for line, _ in events),
        *(line for line, _ in deadlines),
    ]
    return clerk.answer(question, lines[: _LISTED + 1], [source for _, source in (*events, *deadlines)][:_LISTED])


def _period(question: Question, now: frozenset[str]) -> Period | None:
    if question.period is not None:
        return question.period.value
    if question.aspect == "agenda.events" and question.says(*now):
        today = Moment(question.now.date())
        return Period(start=today, end=today)
    years = [named.what for named in question.mentions.years if named.what in _YEARS]
    if not years:
        return None
    return Period(start=Moment.parse(str(min(years))), end=Moment.parse(str(max(years))))


def _events(period: Period, clerk: Clerk) -> Iterator[tuple[str, Source]]:
    """Yield what falls in a period: the parts that do where an event has parts, else the event."""
    for occurrence in clerk.catalogue.occurrences:
        event = occurrence.event
        parts = [part for part in event.parts if _falls(part, period)]
        for part in sorted(parts, key=lambda part: str(part.start and part.start.first)):
            line = clerk.say("agenda.part", title=occurrence.title, part=part.name, dates=clerk.dates(part))
            yield line, clerk.source(occurrence.letter, part.span)
        if not parts and _falls(event, period):
            line = clerk.say("agenda.event", title=occurrence.title, dates=clerk.dates(event))
            yield line, clerk.source(occurrence.letter, event.where("start"))


def _falls(what: Event | Part, period: Period) -> bool:
    start, end = what.start or what.end, what.end or what.start
    return start is not None and period.overlaps(Period(start=start, end=end))


def _deadlines(period: Period, clerk: Clerk) -> Iterator[tuple[str, Source]]:
    for deadline, letter in _all_deadlines(clerk):
        edge = (
            period.end is not None and period.end.first == deadline.due
        )  # "avant le 31" asks for what is due that day too
        if period.contains(deadline.last_day) or period.contains(deadline.due) or edge:
            line = clerk.say(
                "agenda.deadline",
                limit=clerk.limit(deadline),
                action=deadline.action,
                title=_title(deadline, letter, clerk),
            )
            yield line, clerk.source(letter, deadline.span)


def _all_deadlines(clerk: Clerk) -> list[tuple[Deadline, Letter]]:
    """Return all deadlines, the earliest last day first."""
    found = [(deadline, letter) for letter in clerk.catalogue.library.letters for deadline in letter.deadlines]
    return sorted(found, key=lambda pair: pair[0].last_day)


def _title(deadline: Deadline, letter: Letter, clerk: Clerk) -> str:
    return next(
        (each.title for each in clerk.catalogue.in_letter(letter) if deadline in each.deadlines), letter.reference
    )


def _next_deadline(question: Question, clerk: Clerk) -> Answer:
    today, every = question.now.date(), _all_deadlines(clerk)
    ahead = [pair for pair in every if pair[0].last_day >= today]
    if not ahead:
        lines = [clerk.say("agenda.no_next_deadline")]
        if every:
            deadline, letter = every[-1]
            lines.append(
                clerk.say("agenda.last_deadline", limit=clerk.limit(deadline), title=_title(deadline, letter, clerk))
            )
        return clerk.answer(
            question, lines, [clerk.source(letter, deadline.span) for deadline, letter in every[-1:]], answered=False
        )
    lines, sources = [], []
    for deadline, letter in ahead[:1]:
        far = countdown(deadline.last_day, today)
        title = _title(deadline, letter, clerk)
        lines.append(
            clerk.say(
                "agenda.next_deadline", limit=clerk.limit(deadline), countdown=far, action=deadline.action, title=title
            )
        )
        sources.append(clerk.source(letter, deadline.span))
    return clerk.answer(question, lines, sources)


def _next_event(question: Question, clerk: Clerk) -> Answer:
    today = question.now.date()
    ahead = [(first, each) for each in clerk.catalogue.occurrences if (first := _start(each)) and first > today]
    if not ahead:
        last = clerk.catalogue.occurrences[-1:]
        lines = [
            clerk.say("agenda.no_next_event"),
            *(clerk.say("agenda.last_event", title=each.title, dates=clerk.dates(each.event)) for each in last),
        ]
        return clerk.answer(
            question, lines, [clerk.source(each.letter, each.event.where("start")) for each in last], answered=False
        )
    first, occurrence = min(ahead, key=lambda pair: pair[0])
    line = clerk.say(
        "agenda.next_event",
        title=occurrence.title,
        dates=clerk.dates(occurrence.event),
        countdown=countdown(first, today),
    )
    return clerk.answer(question, [line], [clerk.source(occurrence.letter, occurrence.event.where("start"))])


def _start(occurrence: Occurrence) -> dt.date | None:
    return occurrence.event.start.first if occurrence.event.start else None


def subject(question: Question, clerk: Clerk) -> Occurrence | None:
    """Return the occurrence that an answer about what comes next speaks of, for the questions that follow."""
    today = question.now.date()
    if question.aspect == "agenda.deadlines":
        ahead = [pair for pair in _all_deadlines(clerk) if pair[0].last_day >= today][:1]
        return next((each for _, letter in ahead for each in clerk.catalogue.in_letter(letter)), None)
    return min(
        ((first, each) for each in clerk.catalogue.occurrences if (first := _start(each)) and first > today),
        key=lambda pair: pair[0],
        default=(None, None),
    )[1]
