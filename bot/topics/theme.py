"""The theme of an event."""

from bot.phrasing import Answer
from bot.topics.desk import Desk
from bot.understanding.question import Question


def answer(question: Question, desk: Desk) -> Answer:
    """Tell the theme, or that the letter gives none."""
    if not question.occurrences:
        return desk.which(question)
    told = [each for each in question.occurrences if each.event.theme]
    if not told:
        occurrence = question.occurrences[0]
        return desk.decline(question, "theme.unknown", occurrence, reference=occurrence.letter.reference, title=occurrence.title)
    lines = [desk.say("theme.theme", title=each.title, theme=each.event.theme) for each in told]
    return desk.answer(question, lines, [desk.source(each.letter, each.event.where("theme")) for each in told])
