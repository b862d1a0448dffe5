"""Whom to ask, and how to reach them."""

import re
from collections.abc import Sequence

from bot.language.roots import root, roots
from bot.phrasing import Answer
from bot.telephones import spaced
from bot.topics.clerk import Clerk
from bot.understanding.people import Holder, holders
from bot.understanding.question import Question
from knowledge.french.text import fold
from knowledge.model import Contact, Letter

_NAMING = ("letter.signed", "organiser.president", "person.who")  # what somebody was named by
_MEANS = {"contact.phone": "phone", "contact.fax": "fax", "contact.mail": "email"}


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the contacts of a letter, or the one means asked for of the one person meant."""
    if question.aspect in _MEANS and question.before in _NAMING and question.person is None and _whose(question):
        return clerk.not_told(question)  # "son tél ?", said of who signed
    held = _meant(question, clerk)
    if question.aspect in _MEANS and held:
        return _means(held, question, clerk)
    if not question.letters:
        return clerk.which(question)
    letter = question.letters[0]
    if not letter.contacts:
        return clerk.decline(question, "contact.unknown", reference=letter.reference)
    if question.aspect in _MEANS:
        return _means([(letter, contact) for contact in _asked(letter, question, clerk)], question, clerk)
    return _contacts(question, clerk)


def _contacts(question: Question, clerk: Clerk) -> Answer:
    lines, sources = _verdict(question, clerk), []
    for letter in question.letters:
        title = next((each.title for each in clerk.catalogue.in_letter(letter)), letter.reference)
        for contact in _asked(letter, question, clerk):
            lines.append(clerk.say("contact.contact", title=_purpose(title, contact), contact=clerk.reach(contact)))
            sources.append(clerk.source(letter, contact.span))
    return clerk.answer(question, lines, sources)


def _whose(question: Question) -> bool:
    """Tell whether somebody is meant by a pronoun alone."""
    return question.says("son", "sa", "ses", "lui", "leur", "leurs") and not question.mentions.tokens


def _verdict(question: Question, clerk: Clerk) -> list[str]:
    """Return oui or non when somebody is put: "c'est Mme … qui s'occupe du Forum ?"."""
    put = {named.what for named in question.mentions.people}
    held = {contact.name for letter in question.letters for contact in letter.contacts}
    return [clerk.say("place.yes" if put & held else "place.no")] if put else []


def _asked(letter: Letter, question: Question, clerk: Clerk) -> Sequence[Contact]:
    """Return the contacts for the purpose that the question names, all of them when it names none.

    A purpose is told by the contact itself, or by a sentence that gives a name or an address of it.
    """
    said = {root(token.text) for token in question.tokens} - {root(word) for word in clerk.catalogue.lexicon.grammar}
    for tell in (_purposes, _sentences):
        held = [tell(each, letter) for each in letter.contacts]
        apart = said - frozenset.intersection(*held) if held else said
        most = max((len(apart & each) for each in held), default=0)
        if most:
            return [each for each, told in zip(letter.contacts, held, strict=True) if len(apart & told) == most]
    return letter.contacts


def _purposes(contact: Contact, letter: Letter) -> frozenset[str]:
    """Return the roots of what a contact is for: its purpose, what stands before its name, the address that says it."""
    before, found, _ = letter.cut(contact.span).partition(contact.name or contact.email or "\n")
    mailbox = re.sub(r"\W", " ", (contact.email or "").partition("@")[0])
    return roots(contact.purpose, before if found else None, mailbox)


def _sentences(contact: Contact, letter: Letter) -> frozenset[str]:
    """Return the roots of the sentences of a letter that name a contact or give its address."""
    keys = [fold(each) for each in (contact.name, contact.email) if each]
    told = (letter.cut(span) for span in letter.sentences)
    return roots(*(text for text in told if any(key in fold(text) for key in keys)))


def _purpose(title: str, contact: Contact) -> str:
    return f"{title} ({contact.purpose})" if contact.purpose else title


def _meant(question: Question, clerk: Clerk) -> list[tuple[Letter, Holder]]:
    """Return what the letters say of those named, or of who holds the office named: "le ministre"."""
    names = [named.what for named in sorted(question.mentions.people, key=lambda named: -named.weight)]
    if not names and question.person and _whose(question):
        names = [question.person]
    if names:
        return [pair for name in names for pair in clerk.named(question, name)]
    roles = {named.what for named in question.mentions.offices}
    return [
        (letter, fact)
        for letter in question.letters[:1]
        for fact in holders(letter)
        if not isinstance(fact, Contact)
        and roles & clerk.catalogue.stems_of(f"{fact.title or ''} {getattr(fact, 'role', '')}")
    ]


def _means(held: Sequence[tuple[Letter, Holder]], question: Question, clerk: Clerk) -> Answer:
    """Tell a telephone, a fax or an address; what the letter does not give, it says, with what it gives."""
    field = _MEANS[question.aspect or "contact.mail"]
    kind = {"email": "mail"}.get(field, field)
    for letter, fact in held:
        value = getattr(fact, field, None)
        if value:
            said = value if field == "email" else spaced(value)
            line = clerk.say(f"contact.{kind}", name=clerk.name(fact, letter), value=said)
            return clerk.answer(question, [line], [clerk.source(letter, fact.span)])
    letter, fact = held[0]
    lines = [clerk.say(f"contact.no_{kind}", reference=letter.reference, name=clerk.name(fact, letter))]
    if isinstance(fact, Contact):
        lines.append(clerk.say("contact.instead", contact=clerk.reach(fact)))
    return clerk.answer(question, lines, [clerk.source(letter, fact.span)], answered=False)
