"""What is doubtful in the facts of a letter: told to the operator with the sentence that it comes from."""

import datetime as dt
from collections.abc import Iterator, Sequence

from knowledge.french.text import Span
from knowledge.model import Deadline, Event, Letter, Problem
from knowledge.phrases import say
from knowledge.reading.limits import passed_limits
from knowledge.reading.passage import Passage
from knowledge.reading.times import times
from knowledge.temporal.wording import say_day


def doubts(letter: Letter, sentences: Sequence[Passage], below: float) -> Iterator[Problem]:
    """Yield the problems of a letter: what is missing, contradicts itself or was read with little confidence."""
    for field in ("date", "subject"):
        if getattr(letter, field) is None:
            yield Problem(file=letter.file, message=say(f"problem.no_{field}", file=letter.file))
    if letter.date is not None:
        yield from _weekdays(letter, sentences, letter.date)
        for span, day in passed_limits(sentences, letter.date):
            yield _problem(letter, "deadline_early", span, due=say_day(day), date=say_day(letter.date))
        for deadline in letter.deadlines:
            yield from _deadline(letter, deadline, below)
    for event in letter.events:
        yield from _event(letter, event)


def _problem(letter: Letter, key: str, span: Span, **details: object) -> Problem:
    quote = " ".join(letter.cut(span).split())
    return Problem(file=letter.file, message=say(f"problem.{key}", file=letter.file, quote=quote, **details), span=span)


def _weekdays(letter: Letter, sentences: Sequence[Passage], date: dt.date) -> Iterator[Problem]:
    anchor = dt.datetime.combine(date, dt.time(9), dt.UTC)
    for sentence in sentences:
        for time in times(sentence, anchor):
            if time.expression.conflict == "weekday":
                yield _problem(letter, "weekday", sentence.span)


def _deadline(letter: Letter, deadline: Deadline, below: float) -> Iterator[Problem]:
    due = say_day(deadline.due)
    ends = (event.end or event.start for event in letter.events if event.name == deadline.event)
    end = next((end for end in ends if end is not None), None)
    if end is not None and deadline.due > end.last:
        yield _problem(letter, "deadline_late", deadline.span, due=due, event=deadline.event, end=say_day(end.last))
    weak = min((each.confidence for each in deadline.evidence), default=1.0)
    if weak < below:
        what = say("fact.deadline", due=due)
        yield _problem(letter, "uncertain", deadline.span, what=what, confidence=f"{weak:.2f}")


def _event(letter: Letter, event: Event) -> Iterator[Problem]:
    if event.start and event.end and event.end.last < event.start.first:
        start, end = say_day(event.start.first), say_day(event.end.last)
        yield _problem(letter, "end_first", event.where("start"), event=event.name, start=start, end=end)
