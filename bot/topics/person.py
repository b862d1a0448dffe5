"""Who somebody is; whose an address or a number is."""

from collections.abc import Iterator

from bot.phrasing import Answer
from bot.telephones import spaced
from bot.topics.clerk import Clerk
from bot.understanding.people import Holder, office_of
from bot.understanding.question import Question
from knowledge.french.text import Span
from knowledge.model import Contact, Letter, Signatory

_NAMED = 0.6  # share of the words of an office that must be said
_LISTED = 8  # letters told of somebody whom many name
_CITED = 3  # sentences cited of somebody whom many letters name


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell who holds an address or a number, or who the person named is."""
    mentions = question.mentions
    if mentions.mailboxes:
        told = [each for named in mentions.mailboxes for each in _of_mailbox(named.what, clerk)]
        absent = clerk.say("person.no_mailbox", address=mentions.mailboxes[0].what)
    elif mentions.numbers:
        told, absent = list(_of_number(mentions.numbers[0].what, clerk)), ""
    elif mentions.people:
        name = max(mentions.people, key=lambda named: named.weight).what
        told = [(_who(letter, fact, clerk), letter, fact.span) for letter, fact in clerk.named(question, name)]
        absent = clerk.say("person.nobody", name=name)
    else:
        told = [(_who(letter, fact, clerk), letter, fact.span) for letter, fact in _in_office(question, clerk)]
        absent = clerk.say("person.no_office")
    lines = clerk.brief([line for line, _, _ in told], _LISTED) or [absent]
    sources = [clerk.source(letter, span) for _, letter, span in told[:_CITED]]
    return clerk.answer(question, lines, sources, answered=bool(told))


def _in_office(question: Question, clerk: Clerk) -> list[tuple[Letter, Holder]]:
    """Return who holds the office named: in full, or with its body ("le ministre du Viet Nam")."""
    found = [(_named(fact, question, clerk), letter, fact) for letter, fact in clerk.in_office(question)]
    best = max((share for share, _, _ in found), default=0.0)
    return [(letter, fact) for share, letter, fact in found if share == best >= _NAMED][:1]


def _named(fact: Holder, question: Question, clerk: Clerk) -> float:
    """Return the share of somebody's office that a question says; a body said in full counts as enough."""
    if isinstance(fact, Contact):
        return 0.0
    said = {token.stem for token in question.tokens} | set(question.content)
    office, body = office_of(fact)
    held = clerk.catalogue.stems_of(office) - clerk.catalogue.lexicon.grammar
    if not held & {named.what for named in question.mentions.offices}:
        return 0.0
    of_body = clerk.catalogue.stems_of(body) - clerk.catalogue.lexicon.grammar
    if set(question.content) - held - of_body - clerk.words["person.own"]:
        return 0.0  # of another body than theirs
    return max(len(held & said) / len(held), _NAMED if of_body and of_body <= said else 0.0)


def _title(letter: Letter, clerk: Clerk) -> str:
    return next((each.title for each in clerk.catalogue.in_letter(letter)), letter.subject or letter.reference)


def _who(letter: Letter, fact: Holder, clerk: Clerk) -> str:
    title = _title(letter, clerk)
    if isinstance(fact, Contact):
        return clerk.say("person.contact", name=clerk.reach(fact), reference=letter.reference, title=title)
    if isinstance(fact, Signatory):
        role = ", ".join(filter(None, (fact.title, fact.organisation)))
        return clerk.say("person.signatory", name=fact.name, role=role, reference=letter.reference, title=title)
    role = ", ".join(filter(None, (fact.role, fact.title)))
    return clerk.say("person.mentioned", name=fact.name, role=role, reference=letter.reference)


def _of_mailbox(address: str, clerk: Clerk) -> Iterator[tuple[str, Letter, Span]]:
    """Yield the contacts who hold an address, else the sentences that give it."""
    for letter in clerk.catalogue.people.letters_of.get(address, ()):
        contact = next((each for each in letter.contacts if (each.email or "").lower() == address), None)
        box = next((each for each in letter.mailboxes if each.address.lower() == address), None)
        slots = {"address": address, "reference": letter.reference, "title": _title(letter, clerk)}
        if contact is not None:
            yield clerk.say("person.mailbox", holder=clerk.reach(contact), **slots), letter, contact.span
        elif box is not None:
            yield clerk.say("person.address", **slots), letter, box.span


def _of_number(number: str, clerk: Clerk) -> Iterator[tuple[str, Letter, Span]]:
    for letter in clerk.catalogue.people.letters_of.get(number, ()):
        for contact in letter.contacts:
            kind = "phone" if contact.phone == number else "fax" if contact.fax == number else None
            if kind:
                line = clerk.say(f"contact.{kind}", name=clerk.name(contact, letter), value=spaced(number))
                yield line, letter, contact.span
