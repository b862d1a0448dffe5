"""At what time an event takes place."""

from bot.phrasing import Answer
from bot.topics.desk import Desk
from bot.understanding.question import Question
from knowledge.temporal.moment import Hours
from knowledge.temporal.wording import say_hours


def answer(question: Question, desk: Desk) -> Answer:
    """Tell the hours and their zone, or that the letter gives none."""
    if not question.occurrences:
        return desk.which(question)
    occurrence = question.occurrences[0]
    event = occurrence.event
    if event.start_time is None or (question.part is not None and question.part.start != event.start):
        return desk.decline(question, "time.unknown", reference=occurrence.letter.reference, title=occurrence.title, dates=desk.dates(event))
    hours = say_hours(Hours(start=event.start_time, end=event.end_time, zone=event.timezone))
    day = desk.day(event.start.first) if event.start else ""
    lines = [desk.say("time.hours", title=occurrence.title, hours=hours, day=day), desk.status(occurrence, question.now)]
    return desk.answer(question, lines, [desk.source(occurrence.letter, event.where("start_time"))])
