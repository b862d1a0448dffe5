"""Where an event takes place, and how one attends it."""

from bot.entities.editions import Occurrence
from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Mode


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the place and the mode; oui or non first when only one was put."""
    if not question.occurrences:
        return clerk.which(question)
    lines, sources, told = [], [], False
    for occurrence in question.occurrences:
        event = occurrence.event
        field = "mode" if event.mode else "place"
        if event.mode is None and event.place is None:
            lines.append(clerk.say("place.unknown", reference=occurrence.letter.reference, title=occurrence.title))
            continue
        told = True
        lines += [verdict for verdict in [_verdict(question, occurrence, clerk)] if verdict]
        lines.append(_place(occurrence, clerk))
        sources.append(clerk.source(occurrence.letter, event.where(field)))
    if not told:
        occurrence = question.occurrences[0]
        return clerk.decline(
            question, "place.unknown", occurrence, reference=occurrence.letter.reference, title=occurrence.title
        )
    return clerk.answer(question, lines, sources)


def _place(occurrence: Occurrence, clerk: Clerk) -> str:
    event = occurrence.event
    if event.mode is Mode.VIRTUAL:
        was = event.was.place if event.was else None
        return " ".join(
            [clerk.say("place.virtual", title=occurrence.title), *([clerk.say("place.was", place=was)] if was else [])]
        )
    phrase = "place.hybrid" if event.mode is Mode.HYBRID else "place.place"
    return clerk.say(phrase, title=occurrence.title, place=event.place or "?")


def _verdict(question: Question, occurrence: Occurrence, clerk: Clerk) -> str | None:
    """Return "Oui." or "Non." when one mode or one place was put, and only one."""
    if not question.yes_or_no or len(question.occurrences) != 1 or question.says("ou"):
        return None
    event = occurrence.event
    online, on_site = question.says(*clerk.words["place.online"]), question.says(*clerk.words["place.on_site"])
    if online != on_site:
        denied = question.says(*clerk.words["place.denied"])
        right = event.mode is Mode.HYBRID or ((event.mode is Mode.VIRTUAL) == online) != denied
        return clerk.say("place.yes" if right else "place.no")
    asked = {token.stem for token in question.tokens}
    named = {stem(word) for word in words(event.place or "")} & asked
    if event.was and event.was.place and {stem(word) for word in words(event.was.place)} & asked and not named:
        return clerk.say("place.no")
    if event.place and not online:
        return clerk.say("place.yes") if named else clerk.say("place.no") if question.mentions.places else None
    return None
