"""How to do what a letter asks, and where to send it."""

from collections.abc import Sequence

from bot.entities.editions import Occurrence
from bot.phrasing import Answer, enumerate_all
from bot.topics.clerk import Clerk
from bot.topics.deadline_resolution import meant
from bot.topics.deadline_resolution import told as asked_by
from bot.understanding.evidence import Passage, passages
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.model import Deadline, Letter

_SAYING = frozenset(map(stem, ("adresse", "adresses", "mail", "courriel")))  # words of how, not of what
_OF_DELAYS = ("deadline.", "status.possible", "countdown.")  # topics of what is to be done by a day
_SAID = 0.3  # share of the question's words that the sentence of an address must hold
_CLEAR = 0.12  # by how much more than the deadline's own sentence


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the address meant for what is to be done, in the letter's own sentence."""
    if len(question.mentions.mailboxes) > 0:
        return _mailboxes(question, clerk)
    if not question.letters:
        return clerk.which(question)
    letter = question.letters[0]
    occurrence = question.occurrences[0] if question.occurrences else None
    deadlines = meant(question, occurrence.deadlines if occurrence else letter.deadlines, letter, clerk)
    told = _instruction(question, letter, clerk)
    if told is None and not any(asked_by(question, each, letter, clerk) for each in deadlines):
        told = _usual(question, letter, clerk, apart=question.part is not None and not deadlines)
        deadlines = () if told else deadlines
    if deadlines and not _better(told, deadlines[0], letter, question, clerk):
        return _deadlines(deadlines, letter, occurrence, question, clerk)
    if told is not None:
        line = clerk.say("procedure.sentence", reference=letter.reference)
        return clerk.answer(question, [line, *_addresses(told, clerk)], [clerk.source(letter, told.span)])
    if letter.contacts:
        return _contact(letter, occurrence, question, clerk)
    return clerk.decline(question, "procedure.unknown", occurrence, reference=letter.reference)


def _instruction(question: Question, letter: Letter, clerk: Clerk) -> Passage | None:
    """Return the sentence that tells what to do with what is asked: it gives an address, a form or a site."""
    means = clerk.words["procedure.means"]
    joining = question.says(*clerk.words["procedure.joining"])  # for which no letter gives its contact
    instructive = {fact.span for fact in (*letter.mailboxes, *letter.links)}
    found = passages(_wanted(question), (letter,), clerk.catalogue)
    for passage in found:
        inside = any(passage.span.start <= span.start < passage.span.end for span in instructive)
        reached = any(passage.span.start <= each.span.start < passage.span.end for each in letter.contacts)
        if reached and joining:
            continue
        if passage.coverage >= _SAID and (inside or means & clerk.catalogue.stems_of(passage.text)):
            return passage
    return None


def _wanted(question: Question) -> frozenset[str]:
    """Return the stems of what is to be done, without the words of how it is."""
    return question.particular - _SAYING or question.particular


def _usual(question: Question, letter: Letter, clerk: Clerk, *, apart: bool) -> Passage | None:
    """Return the sentence that tells where to write in order to take part, or to send what one does.

    `apart`: the part spoken of has no delay of its own, so that taking part is meant whatever the words.
    """
    boxes = [box.span for box in letter.mailboxes]
    for passage in passages(clerk.words["procedure.joined"], (letter,), clerk.catalogue):
        inside = any(passage.span.start <= span.start < passage.span.end for span in boxes)
        if inside and (apart or question.says(*clerk.words["procedure.joining"])):
            return passage
    sent, joining = clerk.words["procedure.sent"], question.says(*clerk.words["procedure.joining"])
    for passage in (
        passages(sent, (letter,), clerk.catalogue)
        if question.says(*clerk.words["procedure.sending"]) or not (letter.deadlines or joining)
        else ()
    ):
        if len(passage.matched) > 1 and clerk.words["procedure.means"] & clerk.catalogue.stems_of(passage.text):
            return passage
    return None


def _better(told: Passage | None, deadline: Deadline, letter: Letter, question: Question, clerk: Clerk) -> bool:
    """Tell whether another sentence speaks of what is asked clearly more than the deadline's own."""
    if told is None or told.span == deadline.span:
        return False
    further = question.particular - clerk.words["procedure.generic"] or question.says(*clerk.words["procedure.joining"])
    delayed = (question.before or "").startswith(_OF_DELAYS)
    if question.focus.inherited and (question.part or delayed) and not further:
        return False  # "j'écris où ?", said of the deadline just told, or of the part that it is for
    own = passages(_wanted(question), (letter,), clerk.catalogue)
    mine = next((passage.coverage for passage in own if passage.span == deadline.span), 0.0)
    return told.coverage > mine + _CLEAR


def _addresses(told: Passage, clerk: Clerk) -> list[str]:
    letter = told.letter
    found = [box.address for box in letter.mailboxes if box.address in told.text] + [
        link.url for link in letter.links if link.url in told.text
    ]
    return [clerk.say("procedure.address", address=enumerate_all(found))] if found else []


def _deadlines(
    deadlines: Sequence[Deadline], letter: Letter, occurrence: Occurrence | None, question: Question, clerk: Clerk
) -> Answer:
    lines, sources = [], []
    title = occurrence.title if occurrence else letter.reference
    for deadline in deadlines:
        lines.append(clerk.say("procedure.action", action=deadline.action))
        if deadline.reply_to:
            lines.append(clerk.say("procedure.reply_to", title=title, address=enumerate_all(deadline.reply_to)))
        elif letter.contacts:
            lines.append(clerk.say("procedure.contact", title=title, contact=clerk.reach(letter.contacts[0])))
            sources.append(clerk.source(letter, letter.contacts[0].span))
        lines += [clerk.say("procedure.by", limit=clerk.limit(deadline)), clerk.delay(deadline, question.now)]
        sources.insert(0, clerk.source(letter, deadline.span))
    return clerk.answer(question, lines, sources)


def _contact(letter: Letter, occurrence: Occurrence | None, question: Question, clerk: Clerk) -> Answer:
    contact = letter.contacts[0]
    title = occurrence.title if occurrence else letter.reference
    line = clerk.say("procedure.contact", title=title, contact=clerk.reach(contact))
    return clerk.answer(question, [line], [clerk.source(letter, contact.span)], answered=False)


def _mailboxes(question: Question, clerk: Clerk) -> Answer:
    """Tell what each mailbox named is for: the sentences that give it."""
    lines, sources = [], []
    for named in question.mentions.mailboxes:
        for letter in clerk.catalogue.people.letters_of.get(named.what, ()):
            box = next((each for each in letter.mailboxes if each.address.lower() == named.what), None)
            if box is not None:
                lines.append(clerk.say("procedure.mailbox", address=box.address, reference=letter.reference))
                sources.append(clerk.source(letter, box.span))
    if not sources:
        return clerk.decline(question, "person.no_mailbox", address=question.mentions.mailboxes[0].what)
    return clerk.answer(question, lines, sources)
