"""What was changed in the plan of an event, and why."""

from bot.entities.editions import Occurrence
from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.model import Mode, Status

_BARE = 2.0  # weight of "pourquoi" alone
_SAID = 0.55


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell what had been planned and what holds now, or the reason."""
    if not question.occurrences:
        return clerk.which(question)
    changed = [each for each in question.occurrences if each.event.was or each.event.status is not Status.PLANNED]
    if not changed:
        changed = [each for each in question.occurrences if each.event.reason]
    if question.aspect == "change.decision":
        return _decision(question, clerk)
    if question.aspect == "change.reason":
        return _reason(changed or list(question.occurrences), question, clerk)
    if not changed:
        return _same(question.occurrences[0], question, clerk)
    lines = [_change(each, clerk) for each in changed]
    sources = [clerk.source(each.letter, each.event.where("was")) for each in changed]
    sources += [clerk.source(each.letter, each.event.reason) for each in changed if each.event.reason]
    return clerk.answer(question, lines, sources)


def _same(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    """Say that the letter announces no change, and what it announces: a change put as a fact may be none."""
    lines = [clerk.say("change.same", title=occurrence.title, reference=occurrence.letter.reference)]
    lines.append(clerk.held(occurrence))
    sources = [clerk.source(occurrence.letter, occurrence.event.where("start"))]
    return clerk.answer(question, lines, sources, answered=False)


def _change(occurrence: Occurrence, clerk: Clerk) -> str:
    event = occurrence.event
    was = clerk.plan(event.was)
    if event.status is Status.CANCELLED:
        return clerk.held(occurrence)
    mode = clerk.phrases["help"][f"mode_{event.mode.value}"] if event.mode else None
    moved = event.was is None or event.was.place is not None  # a place that stays is no change
    place = event.place if moved and event.mode is not Mode.VIRTUAL else None
    now = ", ".join(filter(None, (mode, place, clerk.dates(event))))
    return clerk.say("change.moved" if was else "change.now", title=occurrence.title, was=was, now=now)


def _reason(occurrences: list[Occurrence], question: Question, clerk: Clerk) -> Answer:
    for occurrence in occurrences:
        if occurrence.event.reason and _asked(occurrence, question, clerk):
            line = clerk.say("change.reason", title=occurrence.title, reference=occurrence.letter.reference)
            sources = [clerk.source(occurrence.letter, occurrence.event.reason)]
            return clerk.answer(question, [line], sources)
    if question.weight("change.change") and not any(each.event.was for each in occurrences):
        return _same(occurrences[0], question, clerk)
    found = clerk.passage([each.letter for each in occurrences], question.content, _SAID)
    occurrence = occurrences[0]
    if found is None:
        return clerk.decline(question, "change.unknown", occurrence, reference=occurrence.letter.reference)
    return clerk.answer(
        question,
        [clerk.say("passage.found", reference=found.letter.reference)],
        [clerk.source(found.letter, found.span)],
    )


def _asked(occurrence: Occurrence, question: Question, clerk: Clerk) -> bool:
    """Tell whether the reason of the change is asked for: a bare "pourquoi" may ask for that of anything else."""
    if question.weight("change.reason") > _BARE or question.weight("change.change") or occurrence.event.reason is None:
        return True
    told = clerk.catalogue.stems_of(occurrence.letter.cut(occurrence.event.reason))
    return not question.particular or bool(question.particular & told)


def _decision(question: Question, clerk: Clerk) -> Answer:
    """Cite the sentence that tells who decided."""
    for letter in question.letters:
        for span in letter.sentences:
            if clerk.words["change.decided"] & clerk.catalogue.stems_of(letter.cut(span)):
                line = clerk.say("passage.found", reference=letter.reference)
                return clerk.answer(question, [line], [clerk.source(letter, span)])
    return clerk.not_told(question)
