"""The theme of an event."""

from bot.entities.editions import Occurrence
from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.topics.letter import of_part
from bot.understanding.question import Question


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the theme, or that the letter gives none."""
    occurrences = _themed(question, clerk) if _which(question, clerk) else question.occurrences
    occurrences = occurrences or question.occurrences or _themed(question, clerk)
    if not occurrences:
        return clerk.not_told(question) if question.loose else clerk.which(question)
    told = [each for each in occurrences if each.event.theme]
    if not told:
        occurrence = occurrences[0]
        return clerk.decline(
            question, "theme.unknown", occurrence, reference=occurrence.letter.reference, title=occurrence.title
        )
    lines = [clerk.say("theme.theme", title=each.title, theme=each.event.theme) for each in told]
    sources = [clerk.source(each.letter, each.event.where("theme")) for each in told]
    beside = of_part(question, "letter.subject", question.content, clerk) if question.part or question.content else None
    sources += [clerk.source(beside.letter, beside.span)] if beside else []
    return clerk.answer(question, lines, sources)


def _which(question: Question, clerk: Clerk) -> bool:
    """Tell whether the edition is asked for, by its theme: "c'était le thème de quelle année ?"."""
    return question.says(*clerk.words["theme.edition"]) and not question.yes_or_no


def _themed(question: Question, clerk: Clerk) -> tuple[Occurrence, ...]:
    """Return the events whose theme holds all the words asked for: "Connect 2030, le thème de quelle édition ?"."""
    return clerk.catalogue.themed(set(question.content))
