"""When an event or a part of it takes place."""

import datetime as dt
from collections.abc import Iterator

from bot.entities.editions import Occurrence
from bot.phrasing import Answer, Source
from bot.topics import passage
from bot.topics.clerk import Clerk
from bot.topics.verdict import verdict
from bot.understanding.evidence import Passage
from bot.understanding.question import Question
from knowledge.contradicting import Announced, contradictions
from knowledge.french.stem import stem
from knowledge.french.text import fold, words
from knowledge.model import Event, Letter, Part
from knowledge.temporal.moment import Expression, Grain

_WHOLE = 0.95  # share of what else is put that a sentence must hold to be cited
_SAID = 0.6  # share of further words that a sentence must hold to be cited beside


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the days, those of the parts, and where things stand; of something else, the sentence that tells when."""
    if not question.occurrences:
        return clerk.which(question)
    if not question.loose or question.part:
        return _days(question, None, clerk)
    beside = clerk.passage(question.letters, question.loose, _SAID)
    if beside is None:
        return clerk.not_told(question)
    if _of_other_days(beside, question):
        return passage.tell(question, clerk, (beside,))
    return _days(question, beside, clerk)


def _days(question: Question, beside: Passage | None, clerk: Clerk) -> Answer:
    """Tell the days of events; `beside`: the sentence that tells what else is put."""
    lines, sources = [], []
    for occurrence in question.occurrences:
        lines += [verdict(question, occurrence, clerk) or "", *_lines(occurrence, question, clerk)]
        sources += list(_sources(occurrence, question, clerk))
        for line, source in _disputed(occurrence, clerk):
            lines.append(line)
            sources.append(source)
    dated = any(each.event.start or each.event.end for each in question.occurrences)
    if beside is not None and not any(each.event.was for each in question.occurrences):
        sources.insert(0, clerk.source(beside.letter, beside.span))  # an old plan is not quoted beside the new one
    if beside is not None and (not _dated(beside, question) or _day_within(question, clerk)):
        word = question.said(question.loose[0])
        lines.insert(0, clerk.say("help.no_own_date", reference=beside.letter.reference, word=word))
        dated = False
    return clerk.answer(question, lines, sources, answered=dated)


def _day_within(question: Question, clerk: Clerk) -> bool:
    """Tell whether the very day is asked of what is held within an event of several days."""
    long = any(each.event.end not in (None, each.event.start) for each in question.occurrences)
    return long and question.says(*clerk.words["event.exact"])


def _times(said: Passage) -> tuple[Expression, ...]:
    from knowledge.temporal.parser import find  # loaded with the first question that needs it

    anchor = said.letter.date
    return find(said.text, dt.datetime.combine(anchor, dt.time(), dt.UTC), strict=True) if anchor else ()


def _of_other_days(said: Passage, question: Question) -> bool:
    """Tell whether a sentence has days of its own, none that an event in view has or had: something else is then."""
    told = [(each.value.first_day, each.value.last_day) for each in _times(said) if each.grain is not Grain.YEAR]
    plans = [plan for each in question.occurrences for plan in (each.event, each.event.was) if plan is not None]
    held = [(plan.start.first, (plan.end or plan.start).last) for plan in plans if plan.start is not None]
    whole = [(first or last, last or first) for first, last in told]
    return bool(whole and held) and not any(
        first is None or last is None or (first <= end and start <= last)
        for first, last in whole
        for start, end in held
    )


def _dated(said: Passage, question: Question) -> bool:
    """Tell whether a sentence gives a day, a month or another year than that of the edition."""
    found = _times(said)
    editions = {each.event.edition for each in question.occurrences}
    days = (each.value.first_day for each in found if each.grain is Grain.YEAR)
    return any(each.grain is not Grain.YEAR for each in found) or any(day and day.year not in editions for day in days)


def _disputed(occurrence: Occurrence, clerk: Clerk) -> Iterator[tuple[str, Source]]:
    """Yield what other letters say of the same edition that the first contradicts, and no letter corrects."""
    first = Announced(file=occurrence.letter.file, reference=occurrence.letter.reference, event=occurrence.event)
    for letter in occurrence.others:
        for event in letter.events:
            same = fold(event.name) == fold(occurrence.event.name) and event.edition == occurrence.event.edition
            other = Announced(file=letter.file, reference=letter.reference, event=event)
            if same and any(contradictions((first, other))):
                line = clerk.say("event.disputed", reference=letter.reference, dates=clerk.dates(event))
                yield line, clerk.source(letter, event.where("start"))


def _lines(occurrence: Occurrence, question: Question, clerk: Clerk) -> list[str]:
    event = occurrence.event
    if question.part in event.parts and question.part is not None:
        return [
            clerk.say("event.part", part=question.part.name, title=occurrence.title, dates=clerk.dates(question.part)),
            *_weekdays(question.part, question, clerk),
            clerk.part_status(question.part, question.now),
        ]
    lines = [clerk.held(occurrence), *_weekdays(event, question, clerk)]
    if event.start is None and event.end is None:
        return lines
    lines += [clerk.say("event.parts", part=part.name, dates=clerk.dates(part)) for part in event.parts]
    return [*lines, clerk.status(occurrence, question.now)]


def _weekdays(what: Event | Part, question: Question, clerk: Clerk) -> list[str]:
    """Say on which days of the week an event of several days begins and ends, when that is asked."""
    first, last = what.start, what.end
    exact = first and last and first != last and first.grain is last.grain is Grain.DAY
    if not exact or first is None or last is None or not question.says(*clerk.words["event.weekday"]):
        return []
    return [clerk.say("event.weekdays", first=clerk.day(first.first), last=clerk.day(last.first))]


def _further(part: Part, letter: Letter, question: Question, clerk: Clerk) -> Iterator[Source]:
    """Yield the sentence that holds all that is put of a part besides: "la Partie se poursuit-elle en mai ?"."""
    wanted = question.particular - {stem(word) for word in words(part.name)}
    further = clerk.passage((letter,), wanted, _WHOLE) if question.yes_or_no and wanted else None
    if further is not None:
        yield clerk.source(letter, further.span)


def _sources(occurrence: Occurrence, question: Question, clerk: Clerk) -> Iterator[Source]:
    event, letter = occurrence.event, occurrence.letter
    if question.part in event.parts and question.part is not None:
        yield clerk.source(letter, question.part.span)
        yield from _further(question.part, letter, question, clerk)
        return
    for field in ("start", "end", "start_time"):
        if getattr(event, field) is not None:
            yield clerk.source(letter, event.where(field))
    for part in event.parts:
        yield clerk.source(letter, part.span)
