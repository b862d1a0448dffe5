"""Where things stand now: still possible, in progress, over."""

from dataclasses import replace

from bot.phrasing import Answer
from bot.topics import deadline
from bot.topics.deadline import day_put
from bot.topics.desk import Desk
from bot.understanding.catalogue import Occurrence
from bot.understanding.question import Question
from knowledge.model import Deadline
from knowledge.temporal.wording import countdown


def answer(question: Question, desk: Desk) -> Answer:
    """Say oui or non, then the day."""
    if not question.occurrences:
        return desk.which(question)
    occurrence = question.occurrences[0]
    if question.aspect == "status.possible":
        return _possible(occurrence, question, desk)
    return _over(occurrence, question, desk)


def _possible(occurrence: Occurrence, question: Question, desk: Desk) -> Answer:
    chosen = desk.choose(question, occurrence.deadlines, occurrence.letter)
    if not chosen:
        phrase = "deadline.no_such" if occurrence.deadlines else "status.none"
        return desk.decline(question, phrase, reference=occurrence.letter.reference, title=occurrence.title)
    if day_put(question) not in (None, question.now.date()):
        return deadline.answer(replace(question, aspect="deadline.accepted"), desk)
    lines = []
    for each in chosen:
        lines.append(_verdict(each, question, desk))
        phrase = "deadline.inclusive" if each.inclusive else "deadline.exclusive"
        lines.append(desk.say(phrase, title=occurrence.title, day=desk.day(each.due), last=desk.day(each.last_day)))
    return desk.answer(question, lines, [desk.source(occurrence.letter, each.span) for each in chosen])


def _verdict(limit: Deadline, question: Question, desk: Desk) -> str:
    today, last = question.now.date(), limit.last_day
    closed = last < today
    late, past = question.says(*desk.words["status.late"]), question.says(*desk.words["status.past"])
    names = {(True, True): "late", (True, False): "not_late"} if late else {(True, True): "passed", (True, False): "not_passed"}
    phrase = names[True, closed] if late or past else ("closed" if closed else "open")
    said = desk.say("help.last_today") if last == today else desk.left(last, today) if not closed else countdown(last, today)
    return desk.say(f"status.{phrase}", last=desk.day(last), countdown=said)


def _over(occurrence: Occurrence, question: Question, desk: Desk) -> Answer:
    what = question.part if question.part in occurrence.event.parts else None
    state = desk.state(what or occurrence.event, question.now)
    if state == "undated":
        return desk.decline(question, "event.undated", title=occurrence.title)
    asked = "begun" if question.says(*desk.words["status.begun"]) else "coming" if question.says(*desk.words["status.coming"]) else "still" if question.says(*desk.words["status.still"]) else "over"
    phrase = _PHRASES[asked, state]
    title = f"{what.name} ({occurrence.title})" if what else occurrence.title
    lines = [desk.say(f"status.{phrase}", title=title, dates=desk.dates(what or occurrence.event))]
    lines.append(desk.part_status(what, question.now) if what else desk.status(occurrence, question.now))
    sources = [desk.source(occurrence.letter, (what or occurrence.event).where("end")), desk.source(occurrence.letter, (what or occurrence.event).where("start"))]
    return desk.answer(question, lines, sources)


_PHRASES = {
    ("over", "over"): "event_over",
    ("over", "running"): "event_in_progress",
    ("over", "coming"): "event_not_over",
    ("still", "over"): "event_ended",
    ("still", "running"): "event_running",
    ("still", "coming"): "event_to_come",
    ("begun", "over"): "event_over",
    ("begun", "running"): "event_started",
    ("begun", "coming"): "event_to_come",
    ("coming", "over"): "event_ended",
    ("coming", "running"): "event_in_progress",
    ("coming", "coming"): "event_coming",
}
