"""When an event or a part of it takes place."""

from collections.abc import Iterator

from bot.phrasing import Answer, Source
from bot.topics.desk import Desk
from bot.understanding.catalogue import Occurrence
from bot.understanding.question import Question

_SAID = 0.6  # share of further words that a sentence must hold to be cited beside


def answer(question: Question, desk: Desk) -> Answer:
    """Tell the days, those of the parts, and where things stand now."""
    if not question.occurrences:
        return desk.which(question)
    lines, sources = [], []
    for occurrence in question.occurrences:
        lines += _lines(occurrence, question, desk)
        sources += list(_sources(occurrence, question, desk))
    dated = any(each.event.start or each.event.end for each in question.occurrences)
    if question.loose and not question.part:
        beside = desk.passage(question, question.letters, question.loose, _SAID)
        if beside is None:
            return desk.not_told(question)
        sources.insert(0, desk.source(beside.letter, beside.span))
        if not any(char.isdigit() for char in beside.text):
            lines.insert(0, desk.say("help.no_own_date", reference=beside.letter.reference, word=question.said(question.loose[0])))
            dated = False
    return desk.answer(question, lines, sources, answered=dated)


def _lines(occurrence: Occurrence, question: Question, desk: Desk) -> list[str]:
    event = occurrence.event
    if question.part in event.parts and question.part is not None:
        return [
            desk.say("event.part", part=question.part.name, title=occurrence.title, dates=desk.dates(question.part)),
            desk.part_status(question.part, question.now),
        ]
    if event.start is None and event.end is None:
        return [desk.say("event.undated", title=occurrence.title)]
    lines = [desk.say("event.dates", title=occurrence.title, dates=desk.dates(event))]
    lines += [desk.say("event.parts", part=part.name, dates=desk.dates(part)) for part in event.parts]
    return [*lines, desk.status(occurrence, question.now)]


def _sources(occurrence: Occurrence, question: Question, desk: Desk) -> Iterator[Source]:
    event, letter = occurrence.event, occurrence.letter
    if question.part in event.parts and question.part is not None:
        yield desk.source(letter, question.part.span)
        return
    for field in ("start", "end", "start_time"):
        if getattr(event, field) is not None:
            yield desk.source(letter, event.where(field))
    for part in event.parts:
        yield desk.source(letter, part.span)
