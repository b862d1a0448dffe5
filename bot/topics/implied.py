"""What a question is about when it does not name it: the event of a day, or of what is to be done."""

import datetime as dt
from dataclasses import replace

from bot.entities.editions import Occurrence, order
from bot.topics.clerk import Clerk
from bot.topics.deadline_resolution import find
from bot.understanding.evidence import Passage, passages
from bot.understanding.focus import Focus
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Part

OF_EVENTS = ("place", "theme", "organiser", "time", "duration", "change")  # topics of facts that only events have
_TO_ACT = ("deadline", "status", "countdown", "procedure")  # topics of what is to be done
_OF_PARTS = ("event", "time", "duration", "countdown")  # topics of when a part is held
_SENTENCE = 0.7  # share of a question's words that the sentence of a part must hold for it to be the one meant
_ROOT = 6  # letters that "ministres" and "ministérielles" share
_TOLD = 0.5  # share of a question's words that a sentence must hold for its letter to be the one meant


def imply(question: Question, clerk: Clerk) -> Question:
    """Return the question with the event that it implies, when it names none."""
    for fill in (_by_others, _by_day, _by_month, _by_action, _by_part, _by_next):
        question = fill(question, clerk)
    return question


def _by_others(question: Question, clerk: Clerk) -> Question:
    """Fill in the event that is left when another is set aside: "pas le SMSI, l'autre de mai"; several: ask which."""
    apart = {named.what.name for named in question.mentions.apart}
    if question.focus != Focus() or not apart or question.topic in (None, "agenda", "help"):
        return question
    value = question.period.value if question.period else None
    first = value.first_day if value else question.now.date()
    touching = clerk.catalogue.timeline.held.touching(first, value.last_day if value else None)
    years = {named.what for named in question.mentions.years}
    found = dict.fromkeys(each for each, part in touching if part is None and each.event.name not in apart)
    left = tuple(each for each in found if not years or each.event.edition in years)
    if len(left) == 1:
        return replace(question, focus=Focus(occurrences=left, rule="others"))
    return replace(question, focus=Focus(candidates=left)) if left else question


def _by_day(question: Question, clerk: Clerk) -> Question:
    """Fill in the event that begins on the day that is put: "le 17 mai 2021, c'est à quelle heure ?"."""
    value = question.period.value if question.period else None
    if question.focus != Focus() or question.topic not in (*OF_EVENTS, *_TO_ACT, "passage") or value is None:
        return question
    found = clerk.catalogue.timeline.starting.get(value.start, ()) if value.start else ()
    return replace(question, focus=Focus(occurrences=found, rule="day")) if len(found) == 1 else question


def _by_action(question: Question, clerk: Clerk) -> Question:
    """Fill in the event of a question that names only what is to be done, or by when: "pour demander la parole"."""
    focus = question.focus
    named = focus.candidates or focus.missing_edition or focus.missing_letter or focus.letters or focus.part
    if question.topic not in _TO_ACT or named or focus.occurrences or focus.inherited:
        return question
    found = find(question, clerk)
    if found is not None:
        return replace(question, focus=Focus(occurrences=(found,), rule="action"))
    return question if question.topic != "procedure" else _by_words(question, clerk)


def _by_month(question: Question, clerk: Clerk) -> Question:
    """Fill in the part of an event that is held in the time spoken of and named by a word: "ministres, en octobre"."""
    value = question.period.value if question.period else None
    if question.focus != Focus() or question.topic not in (*_OF_PARTS, *_TO_ACT) or value is None:
        return question
    said = {token.stem[:_ROOT] for token in question.tokens if len(token.stem) >= _ROOT}
    found = [
        (each, part)
        for each, part in clerk.catalogue.timeline.held.touching(value.first_day, value.last_day)
        if part and part.start and part.end and value.contains(part.start.first) and value.contains(part.end.last)
        if said & {stem(word)[:_ROOT] for word in words(part.name)}
    ]
    if len(found) != 1:
        return question
    return replace(question, focus=Focus(occurrences=(found[0][0],), part=found[0][1], rule="part"))


def _by_next(question: Question, clerk: Clerk) -> Question:
    """Fill in the event of the next deadline, when a deadline is asked for and nothing tells which."""
    if question.focus != Focus() or question.aspect != "deadline.date" or question.period is not None:
        return question
    due = clerk.catalogue.timeline.due.next(question.now.date())
    events = clerk.catalogue.in_letter(due[1])[:1] if due and not question.loose and not question.foreign else ()
    return replace(question, focus=Focus(occurrences=events, rule="next")) if events else question


def _by_part(question: Question, clerk: Clerk) -> Question:
    """Fill in the part of an event whose own sentence holds most of the words: "quand prononcer sa déclaration ?"."""
    if question.focus != Focus() or question.topic not in _OF_PARTS or not question.content:
        return question
    found = []
    for told in passages(question.content, None, clerk.catalogue, _SENTENCE):
        for each in clerk.catalogue.in_letter(told.letter) if len(told.matched) > 1 else ():
            parts = _inside(told, each) if each.letter is told.letter else ()
            found += [(told.coverage, each, parts)] if parts else []
    if not found:
        return question
    today = question.now.date()
    found.sort(key=lambda each: order(each[1]))
    _, chosen, parts = max(found, key=lambda each: (each[0], _ahead(each[1], today)))
    return replace(
        question, focus=Focus(occurrences=(chosen,), part=parts[0] if len(parts) == 1 else None, rule="part")
    )


def _inside(told: Passage, occurrence: Occurrence) -> tuple[Part, ...]:
    """Return the parts of an event that a sentence tells."""
    return tuple(part for part in occurrence.event.parts if told.span.start <= part.span.start < told.span.end)


def _ahead(occurrence: Occurrence, today: dt.date) -> bool:
    end = occurrence.event.end or occurrence.event.start
    return end is not None and end.last >= today


def _by_words(question: Question, clerk: Clerk) -> Question:
    """Fill in the letter one of whose sentences holds most of the words."""
    told = passages(question.content, None, clerk.catalogue, _TOLD)
    if not told:
        return question
    letter = told[0].letter
    found = clerk.catalogue.in_letter(letter)
    return replace(question, focus=Focus(occurrences=found, letters=(letter,), rule="words"))
