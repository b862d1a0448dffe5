"""What a question is about when it does not name it: the event of a day, or of what is to be done."""

from dataclasses import replace

from bot.topics import deeds
from bot.topics.clerk import Clerk
from bot.understanding.evidence import passages
from bot.understanding.focus import Focus
from bot.understanding.question import Question

OF_EVENTS = ("place", "theme", "organiser", "time", "duration", "change")  # topics of facts that only events have
_TO_ACT = ("deadline", "status", "countdown", "procedure")  # topics of what is to be done
_TOLD = 0.5  # share of a question's words that a sentence must hold for its letter to be the one meant


def imply(question: Question, clerk: Clerk) -> Question:
    """Return the question with the event that it implies, when it names none."""
    return _by_deed(_by_day(question, clerk), clerk)


def _by_day(question: Question, clerk: Clerk) -> Question:
    """Fill in the event that begins on the day that is put: "le 17 mai 2021, c'est à quelle heure ?"."""
    value = question.period.value if question.period else None
    if question.focus != Focus() or question.topic not in (*OF_EVENTS, *_TO_ACT, "passage") or value is None:
        return question
    found = clerk.catalogue.timeline.starting.get(value.start, ()) if value.start else ()
    return replace(question, focus=Focus(occurrences=found, rule="day")) if len(found) == 1 else question


def _by_deed(question: Question, clerk: Clerk) -> Question:
    """Fill in the event of a question that names only what is to be done, or by when: "pour demander la parole"."""
    focus = question.focus
    named = focus.candidates or focus.missing_edition or focus.missing_letter or focus.letters or focus.part
    if question.topic not in _TO_ACT or named or (focus.occurrences and not focus.inherited):
        return question
    if focus.inherited and not deeds.elsewhere(question, clerk):
        return question
    found = deeds.find(question, clerk)
    if found is not None:
        return replace(question, focus=Focus(occurrences=(found,), inherited=focus.inherited, rule="deed"))
    return question if focus.occurrences or question.topic != "procedure" else _by_words(question, clerk)


def _by_words(question: Question, clerk: Clerk) -> Question:
    """Fill in the letter one of whose sentences holds most of the words."""
    told = passages(question.content, None, clerk.catalogue, _TOLD)
    if not told:
        return question
    letter = told[0].letter
    found = clerk.catalogue.in_letter(letter)
    return replace(question, focus=Focus(occurrences=found, letters=(letter,), rule="words"))
