"""Who organises an event, who presides over it."""

from bot.phrasing import Answer, enumerate_all
from bot.topics.desk import Desk
from bot.understanding.catalogue import Occurrence
from bot.understanding.question import Question
from knowledge.french.text import fold

_PRESIDES = "presid"  # what the role of whoever presides begins with


def answer(question: Question, desk: Desk) -> Answer:
    """Tell the organisers or the president."""
    occurrences = question.occurrences or _organised(question, desk)
    if not occurrences:
        return desk.not_told(question) if question.loose else desk.which(question)
    occurrence = occurrences[0]
    return _president(occurrence, question, desk) if question.aspect == "organiser.president" else _organisers(occurrence, question, desk)


def _organisers(occurrence: Occurrence, question: Question, desk: Desk) -> Answer:
    event = occurrence.event
    if not event.organisers:
        return desk.decline(question, "organiser.unknown", occurrence, reference=occurrence.letter.reference, title=occurrence.title)
    line = desk.say("organiser.organisers", title=occurrence.title, organisers=enumerate_all(event.organisers))
    return desk.answer(question, [line], [desk.source(occurrence.letter, event.where("organisers"))])


def _president(occurrence: Occurrence, question: Question, desk: Desk) -> Answer:
    letter = occurrence.letter
    found = next((person for person in letter.people if fold(person.role).startswith(_PRESIDES)), None)
    if found is None:
        return desk.decline(question, "organiser.no_president", occurrence, reference=letter.reference, title=occurrence.title)
    phrase = "organiser.president" if found.title else "organiser.president_short"
    line = desk.say(phrase, role=found.role, name=found.name, function=found.title)
    return desk.answer(question, [line], [desk.source(letter, found.span)])


def _organised(question: Question, desk: Desk) -> tuple[Occurrence, ...]:
    """Return the events whose organisers are all named: "UNESCO, PNUD, CNUCED : quel événement ?"."""
    wanted = set(question.content)
    held = ((each, desk.catalogue.stems_of(" ".join(each.event.organisers))) for each in desk.catalogue.occurrences)
    return tuple(each for each, stems in held if wanted and wanted <= stems)
