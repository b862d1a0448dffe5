"""Where an event stands now: to come, in progress, over."""

from bot.entities.editions import Occurrence
from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.understanding.question import Question


def answer(question: Question, clerk: Clerk) -> Answer:
    """Say oui or non, then the days."""
    return over(question.occurrences[0], question, clerk) if question.occurrences else clerk.which(question)


def over(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    """Say whether an event, or the part of it in view, is over, as it is put."""
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
