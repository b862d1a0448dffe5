"""At what time an event takes place."""

from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.temporal.moment import Hours
from knowledge.temporal.wording import say_hours


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the hours and their zone, or that the letter gives none."""
    if not question.occurrences:
        return clerk.which(question)
    occurrence = question.occurrences[0]
    event = occurrence.event
    if event.start_time is None or (question.part is not None and question.part.start != event.start):
        return clerk.decline(
            question,
            "time.unknown",
            reference=occurrence.letter.reference,
            title=occurrence.title,
            dates=clerk.dates(event),
        )
    hours = say_hours(Hours(start=event.start_time, end=event.end_time, zone=event.timezone))
    day = clerk.day(event.start.first) if event.start else ""
    lines = [
        clerk.say("time.hours", title=occurrence.title, hours=hours, day=day),
        clerk.status(occurrence, question.now),
    ]
    return clerk.answer(question, lines, [clerk.source(occurrence.letter, event.where("start_time"))])
