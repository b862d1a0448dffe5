"""Where things stand now: still possible, in progress, over."""

from dataclasses import replace

from bot.phrasing import Answer
from bot.topics import deadline
from bot.topics.clerk import Clerk
from bot.topics.deadline import day_put
from bot.topics.deeds import meant
from bot.understanding.occurrence import Occurrence
from bot.understanding.question import Question
from knowledge.model import Deadline
from knowledge.temporal.wording import countdown

_STILL = ("encor", "toujour")


def answer(question: Question, clerk: Clerk) -> Answer:
    """Say oui or non, then the day."""
    if not question.occurrences:
        return clerk.which(question)
    occurrence = question.occurrences[0]
    if question.aspect == "status.possible":
        return _possible(occurrence, question, clerk)
    return _over(occurrence, question, clerk)


def _possible(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    chosen = meant(question, occurrence.deadlines, occurrence.letter, clerk)
    apart = question.part is not None and not chosen and not question.says(*clerk.words["deadline.acts"])
    ended = apart and question.says(*clerk.words["status.past"])
    if ended or (not occurrence.deadlines and question.says(*clerk.words["status.begun"])):
        return _over(occurrence, question, clerk)  # "est-il encore ouvert ?", asked of the event itself
    if not chosen:
        phrase = "deadline.no_such" if occurrence.deadlines else "status.none"
        return clerk.decline(question, phrase, reference=occurrence.letter.reference, title=occurrence.title)
    if day_put(question) not in (None, question.now.date()) and not _named_by_day(question, occurrence, clerk):
        return deadline.answer(replace(question, aspect="deadline.accepted"), clerk)
    lines = []
    for each in chosen:
        lines.append(_verdict(each, question, clerk))
        phrase = "deadline.inclusive" if each.inclusive else "deadline.exclusive"
        lines.append(clerk.say(phrase, title=occurrence.title, day=clerk.day(each.due), last=clerk.day(each.last_day)))
    return clerk.answer(question, lines, [clerk.source(occurrence.letter, each.span) for each in chosen])


def _named_by_day(question: Question, occurrence: Occurrence, clerk: Clerk) -> bool:
    """Tell whether the day put only names the event: "nos activités du 17 mai"."""
    first, day = occurrence.event.start, day_put(question)
    if question.period is None or first is None or first.first != day:
        return False
    before = [token.stem for token in question.tokens if token.span.end <= question.period.span.start]
    return not clerk.words["status.naming"].isdisjoint(before[-2:])


def _verdict(limit: Deadline, question: Question, clerk: Clerk) -> str:
    today, last = question.now.date(), limit.last_day
    closed = last < today
    late = question.says(*clerk.words["status.late"])
    past = question.says(*clerk.words["status.past"]) and not question.says(*_STILL)  # "ça passe encore ?"
    names = (
        {(True, True): "late", (True, False): "not_late"}
        if late
        else {(True, True): "passed", (True, False): "not_passed"}
    )
    phrase = names[True, closed] if late or past else ("closed" if closed else "open")
    said = (
        clerk.phrases["help"]["last_today"]
        if last == today
        else clerk.left(last, today)
        if not closed
        else countdown(last, today)
    )
    return clerk.say(f"status.{phrase}", last=clerk.day(last), countdown=said)


def _over(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    what = question.part if question.part in occurrence.event.parts else None
    state = clerk.state(what or occurrence.event, question.now)
    if state == "undated":
        return clerk.decline(question, "event.undated", title=occurrence.title)
    asked = (
        "begun"
        if question.says(*clerk.words["status.begun"])
        else "coming"
        if question.says(*clerk.words["status.coming"])
        else "still"
        if question.says(*clerk.words["status.still"])
        else "over"
    )
    phrase = _PHRASES[asked, state]
    title = f"{what.name} ({occurrence.title})" if what else occurrence.title
    lines = [clerk.say(f"status.{phrase}", title=title, dates=clerk.dates(what or occurrence.event))]
    lines.append(clerk.part_status(what, question.now) if what else clerk.status(occurrence, question.now))
    sources = [
        clerk.source(occurrence.letter, (what or occurrence.event).where("end")),
        clerk.source(occurrence.letter, (what or occurrence.event).where("start")),
    ]
    return clerk.answer(question, lines, sources)


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
