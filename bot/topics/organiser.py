"""Who organises an event, who presides over it."""

from bot.entities.editions import Occurrence
from bot.phrasing import Answer, enumerate_all
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.french.text import fold
from knowledge.model import Event

_PRESIDES = "presid"  # what the role of whoever presides begins with


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the organisers or the president."""
    occurrences = question.occurrences or _presided(question, clerk)
    if not occurrences:
        return clerk.not_told(question) if question.loose else clerk.which(question)
    occurrence = occurrences[0]
    return (
        _president(occurrence, question, clerk)
        if question.aspect == "organiser.president"
        else _organisers(occurrence, question, clerk)
    )


def _organisers(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    event = occurrence.event
    letter = occurrence.letter
    signed = [", ".join(filter(None, (each.name, each.title, each.organisation))) for each in letter.signatories]
    if not event.organisers and len(signed) > 1:
        line = clerk.say(
            "organiser.signed", title=occurrence.title, reference=letter.reference, signed=" ; ".join(signed)
        )
        return clerk.answer(question, [line], [clerk.source(letter, each.span) for each in letter.signatories])
    if not event.organisers:
        return clerk.decline(
            question, "organiser.unknown", occurrence, reference=occurrence.letter.reference, title=occurrence.title
        )
    line = clerk.say("organiser.organisers", title=occurrence.title, organisers=enumerate_all(event.organisers))
    lines = [*_verdict(question, event, clerk), line]
    return clerk.answer(question, lines, [clerk.source(occurrence.letter, event.where("organisers"))])


def _verdict(question: Question, event: Event, clerk: Clerk) -> list[str]:
    """Return oui or non when one body is put: "l'UNESCO co-organise-t-elle le Forum ?"."""
    if not question.yes_or_no:
        return []
    held = clerk.catalogue.stems_of(" ".join(event.organisers)) - clerk.catalogue.lexicon.ordinary
    named = held & {token.stem for token in question.tokens}
    others = [word for word in question.foreign if question.written(word)[:1].isupper()]
    if bool(named) == bool(others):
        return []
    return [clerk.say("place.yes" if named else "place.no")]


def _presided(question: Question, clerk: Clerk) -> tuple[Occurrence, ...]:
    """Return the one event over which somebody is told to preside, when no event is named."""
    if question.aspect != "organiser.president" or question.loose or question.focus.candidates:
        return ()
    found = clerk.catalogue.with_role(_PRESIDES)
    return found if len(found) == 1 else ()


def _president(occurrence: Occurrence, question: Question, clerk: Clerk) -> Answer:
    letter = occurrence.letter
    found = next((person for person in letter.people if fold(person.role).startswith(_PRESIDES)), None)
    if found is None:
        return clerk.decline(
            question, "organiser.no_president", occurrence, reference=letter.reference, title=occurrence.title
        )
    phrase = "organiser.president" if found.title else "organiser.president_short"
    line = clerk.say(phrase, role=found.role, name=found.name, function=found.title)
    return clerk.answer(question, [line], [clerk.source(letter, found.span)])
