"""The theme of an event."""

from bot.phrasing import Answer
from bot.topics.desk import Desk
from bot.understanding.catalogue import Occurrence
from bot.understanding.question import Question


def answer(question: Question, desk: Desk) -> Answer:
    """Tell the theme, or that the letter gives none."""
    occurrences = question.occurrences or _themed(question, desk)
    if not occurrences:
        return desk.not_told(question) if question.loose else desk.which(question)
    told = [each for each in occurrences if each.event.theme]
    if not told:
        occurrence = occurrences[0]
        return desk.decline(question, "theme.unknown", occurrence, reference=occurrence.letter.reference, title=occurrence.title)
    lines = [desk.say("theme.theme", title=each.title, theme=each.event.theme) for each in told]
    return desk.answer(question, lines, [desk.source(each.letter, each.event.where("theme")) for each in told])


def _themed(question: Question, desk: Desk) -> tuple[Occurrence, ...]:
    """Return the events whose theme holds all the words asked for: "Connect 2030, le thème de quelle édition ?"."""
    wanted = set(question.content)
    return tuple(each for each in desk.catalogue.occurrences if wanted and wanted <= desk.catalogue.stems_of(each.event.theme or ""))
