"""Whom to ask, and how to reach them; who somebody is, whose a mailbox is."""

from collections.abc import Iterator

from bot.phrasing import Answer, Source, spaced
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.french.text import fold
from knowledge.model import Contact, Letter, Person, Signatory

_MEANS = {"contact.phone": "phone", "contact.fax": "fax", "contact.mail": "email"}


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the contact, or the one means asked for."""
    if question.mentions.mailboxes:
        return _mailbox(question, clerk)
    if question.mentions.numbers:
        return _number(question, clerk)
    if question.mentions.people:
        return _person(question, clerk)
    if not question.letters:
        return clerk.which(question)
    letter = question.letters[0]
    if question.aspect in _MEANS and (held := _of_role(letter, question, clerk)):
        return _means_of(held[0][1].name or letter.reference, held, question, clerk)
    if not letter.contacts:
        return clerk.decline(question, "contact.unknown", reference=letter.reference)
    if question.aspect in _MEANS:
        return _means(letter, letter.contacts[0], question, clerk)
    title = question.occurrences[0].title if question.occurrences else letter.reference
    lines, sources = [], []
    for each in question.letters:
        for contact in each.contacts:
            lines.append(clerk.say("contact.contact", title=_purpose(title, contact), contact=clerk.reach(contact)))
            sources.append(clerk.source(each, contact.span))
    return clerk.answer(question, lines, sources)


def _of_role(letter: Letter, question: Question, clerk: Clerk) -> list[tuple[Letter, Contact | Signatory | Person]]:
    """Return who holds the office that the question names: "le ministre", "le président"."""
    roles = {token.stem for token in question.tokens} & clerk.words["contact.roles"]
    facts: list[Contact | Signatory | Person] = [*letter.people, *letter.signatories]
    return [
        (letter, each)
        for each in facts
        if roles & clerk.catalogue.stems_of(f"{each.title or ''} {getattr(each, 'role', '')}")
    ]


def _purpose(title: str, contact: Contact) -> str:
    return f"{title} ({contact.purpose})" if contact.purpose else title


def _means(letter: Letter, contact: Contact, question: Question, clerk: Clerk) -> Answer:
    """Tell a telephone, a fax or an address; what the letter does not give, it says, with what it gives."""
    field = _MEANS[question.aspect or "contact.mail"]
    name = " ".join(filter(None, (contact.title, contact.name))) or letter.reference
    kind = {"email": "mail"}.get(field, field)
    holder = next((each for each in letter.contacts if getattr(each, field)), None)
    if holder is None:
        lines = [
            clerk.say(f"contact.no_{kind}", reference=letter.reference, name=name),
            clerk.say("contact.instead", contact=clerk.reach(contact)),
        ]
        return clerk.answer(question, lines, [clerk.source(letter, contact.span)], answered=False)
    name = " ".join(filter(None, (holder.title, holder.name))) or letter.reference
    value = getattr(holder, field)
    line = clerk.say(f"contact.{kind}", name=name, value=value if field == "email" else spaced(value))
    return clerk.answer(question, [line], [clerk.source(letter, holder.span)])


def _person(question: Question, clerk: Clerk) -> Answer:
    """Tell who somebody is, or the one means asked for."""
    best = max(question.mentions.people, key=lambda named: named.weight).what
    held = [(letter, fact) for letter in _preferred(question, clerk) for fact in _facts(letter, best)]
    if not held:
        return clerk.decline(question, "contact.nobody", name=best)
    if question.aspect in _MEANS:
        return _means_of(best, held, question, clerk)
    lines, sources = [], []
    for letter, fact in held:
        lines.append(_who(letter, fact, clerk))
        sources.append(clerk.source(letter, fact.span))
    return clerk.answer(question, lines, sources[:3])


def _preferred(question: Question, clerk: Clerk) -> tuple[Letter, ...]:
    """Return the letters to look into: those spoken of when they know the person, else all, the latest first."""
    if question.letters and not question.focus.inherited:
        return question.letters
    return tuple(sorted(clerk.catalogue.library.letters, key=lambda letter: str(letter.date), reverse=True))


def _facts(letter: Letter, name: str) -> Iterator[Contact | Signatory | Person]:
    for fact in (*letter.contacts, *letter.signatories, *letter.people):
        if fact.name and fold(fact.name) == fold(name):
            yield fact


def _who(letter: Letter, fact: Contact | Signatory | Person, clerk: Clerk) -> str:
    title = next((each.title for each in clerk.catalogue.in_letter(letter)), letter.subject or letter.reference)
    if isinstance(fact, Contact):
        return clerk.say("contact.person", name=clerk.reach(fact), reference=letter.reference, title=title)
    if isinstance(fact, Signatory):
        role = ", ".join(filter(None, (fact.title, fact.organisation)))
        return clerk.say("contact.signatory", name=fact.name, role=role, reference=letter.reference, title=title)
    role = ", ".join(filter(None, (fact.role, fact.title)))
    return clerk.say("contact.mentioned", name=fact.name, role=role, reference=letter.reference)


def _means_of(
    name: str, held: list[tuple[Letter, Contact | Signatory | Person]], question: Question, clerk: Clerk
) -> Answer:
    field = _MEANS[question.aspect or "contact.mail"]
    kind = {"email": "mail"}.get(field, field)
    for letter, fact in held:
        if isinstance(fact, Contact) and getattr(fact, field):
            return _means(letter, fact, question, clerk)
    letter, fact = held[0]
    lines = [clerk.say(f"contact.no_{kind}", reference=letter.reference, name=name)]
    if isinstance(fact, Contact):
        lines.append(clerk.say("contact.instead", contact=clerk.reach(fact)))
    return clerk.answer(question, lines, [clerk.source(letter, fact.span)], answered=False)


def _mailbox(question: Question, clerk: Clerk) -> Answer:
    """Tell whose addresses are: the contacts who hold them, else the sentences that give them."""
    lines: list[str] = []
    sources: list[Source] = []
    for named in question.mentions.mailboxes:
        for letter in clerk.catalogue.library.letters:
            _holder(named.what, letter, clerk, lines, sources)
    if not sources:
        return clerk.decline(question, "contact.no_mailbox", address=question.mentions.mailboxes[0].what)
    return clerk.answer(question, lines, sources)


def _holder(address: str, letter: Letter, clerk: Clerk, lines: list[str], sources: list[Source]) -> None:
    title = next((each.title for each in clerk.catalogue.in_letter(letter)), letter.reference)
    contact = next((each for each in letter.contacts if (each.email or "").lower() == address), None)
    box = next((each for each in letter.mailboxes if each.address.lower() == address), None)
    if contact is not None:
        lines.append(
            clerk.say(
                "contact.mailbox", address=address, holder=clerk.reach(contact), title=title, reference=letter.reference
            )
        )
        sources.append(clerk.source(letter, contact.span))
    elif box is not None:
        lines.append(clerk.say("procedure.mailbox", address=address, reference=letter.reference))
        sources.append(clerk.source(letter, box.span))


def _number(question: Question, clerk: Clerk) -> Answer:
    """Tell whose a telephone or fax number is."""
    number = question.mentions.numbers[0].what
    lines, sources = [], []
    for letter in clerk.catalogue.library.letters:
        for contact in letter.contacts:
            kind = "phone" if contact.phone == number else "fax" if contact.fax == number else None
            if kind:
                name = " ".join(filter(None, (contact.title, contact.name))) or letter.reference
                lines.append(clerk.say(f"contact.{kind}", name=name, value=spaced(number)))
                sources.append(clerk.source(letter, contact.span))
    return clerk.answer(question, lines, sources)
