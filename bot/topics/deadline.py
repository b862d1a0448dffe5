"""By when one must act."""

import datetime as dt

from bot.phrasing import Answer, Source, enumerate_all
from bot.topics.clerk import Clerk
from bot.topics.deeds import meant
from bot.understanding.occurrence import Occurrence
from bot.understanding.question import Question
from knowledge.model import Deadline
from knowledge.temporal.moment import Grain


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the deadlines meant, or whether one day still lies within."""
    if not question.occurrences and not question.letters:
        return clerk.which(question)
    lines: list[str] = []
    sources: list[Source] = []
    for occurrence in question.occurrences:
        chosen = meant(question, occurrence.deadlines, occurrence.letter, clerk)
        lines += [line for deadline in chosen for line in _lines(occurrence, deadline, question, clerk)]
        sources += [clerk.source(occurrence.letter, deadline.span) for deadline in chosen]
    if not sources:
        return _none(question, clerk)
    return clerk.answer(question, lines, sources)


def _lines(occurrence: Occurrence, deadline: Deadline, question: Question, clerk: Clerk) -> list[str]:
    phrase = "deadline.inclusive" if deadline.inclusive else "deadline.exclusive"
    said = clerk.say(phrase, title=occurrence.title, day=clerk.day(deadline.due), last=clerk.day(deadline.last_day))
    lines = [_verdict(deadline, question, clerk) or said, clerk.say("deadline.action", action=deadline.action)]
    if deadline.audience:
        lines.append(clerk.say("deadline.audience", audience=deadline.audience))
    if deadline.reply_to:
        lines.append(clerk.say("deadline.reply_to", reply_to=enumerate_all(deadline.reply_to)))
    return [*lines, clerk.delay(deadline, question.now)]


def _verdict(deadline: Deadline, question: Question, clerk: Clerk) -> str | None:
    """Say whether the day that was put still lies within the delay."""
    day = day_put(question)
    if question.aspect != "deadline.accepted" or day is None:
        return None
    late = question.says(*clerk.words["status.late"])
    if day <= deadline.last_day:
        return clerk.say("deadline.day_not_late" if late else "deadline.day_yes", day=clerk.day(day))
    if late:
        return clerk.say("deadline.day_too_late", day=clerk.day(day), last=clerk.day(deadline.last_day))
    phrase = "deadline.day_late" if deadline.inclusive else "deadline.day_no"
    return clerk.say(phrase, day=clerk.day(day), limit=clerk.day(deadline.due), last=clerk.day(deadline.last_day))


def day_put(question: Question) -> dt.date | None:
    """Return the one day that was put, if any: "avant le 31 juillet" puts the 31st."""
    value = question.period.value if question.period else None
    moment = (value.end or value.start) if value else None
    return moment.first if moment and moment.grain in (Grain.DAY, Grain.MINUTE) else None


def _none(question: Question, clerk: Clerk) -> Answer:
    letter = question.letters[0]
    title = question.occurrences[0].title if question.occurrences else letter.subject or letter.reference
    phrase = "deadline.no_such" if letter.deadlines else "deadline.none"
    return clerk.decline(question, phrase, reference=letter.reference, title=title)
