"""From a deadline to the draft of its reply; nothing is said in the writer's place, who finds blanks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.phrasing import enumerate_all
from bot.sentences import slots
from knowledge.french.text import fold
from knowledge.model import Annex, Contact, Deadline, Letter
from knowledge.temporal.moment import Moment, Period
from knowledge.temporal.wording import say, say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of drafts."""

    salutation: str
    madam: str
    sir: str
    answer: str
    enclosed: str
    no_channel: str
    signature: tuple[str, ...]
    forms: tuple[str, ...]  # words of the titles of annexes that are to be filled in
    subject: str = slots("reference", "about")
    opening: str = slots("reference", "dated", "subject")
    opening_bare: str = slots("reference", "dated")
    dated: str = slots("date")
    deed: str = slots("limit", "action")
    annex: str = slots("number", "title")
    closing: str = slots("salutation")
    to: str = slots("addresses")
    no_address: str = slots("contact")
    about: str = slots("subject")


@cache
def words() -> Words:
    """Return the words of drafts. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Words, Path(__file__).with_name("draft.toml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply to be finished by whoever sends it."""

    to: tuple[str, ...]  # electronic addresses and pages that the letter gives for it
    subject: str
    paragraphs: tuple[str, ...]
    channels: str  # where it goes, in words

    @property
    def mailboxes(self) -> tuple[str, ...]:
        """The electronic addresses among them."""
        return tuple(each for each in self.to if "@" in each and "/" not in each)

    @property
    def body(self) -> str:
        """The text of the reply."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """All of it, to be copied."""
        return "\n\n".join((f"{self.channels}\n{words().about.format(subject=self.subject)}", self.body))


def draft(deadline: Deadline, letter: Letter) -> Draft:
    """Return the reply that a deadline asks for."""
    said = words()
    contact = next((each for each in letter.contacts if each.email or each.name), None)
    to = deadline.reply_to or tuple(each.email for each in letter.contacts[:1] if each.email)
    return Draft(
        to=to,
        subject=said.subject.format(
            reference=letter.reference, about=deadline.event or letter.subject or deadline.action
        ),
        paragraphs=tuple(_paragraphs(deadline, letter, _greeting(contact, to))),
        channels=_channels(deadline, contact),
    )


def _channels(deadline: Deadline, contact: Contact | None) -> str:
    said = words()
    if deadline.reply_to:
        return said.to.format(addresses=enumerate_all(deadline.reply_to))
    if contact is None:
        return said.no_channel
    told = ", ".join(filter(None, (" ".join(filter(None, (contact.title, contact.name))), contact.email)))
    return said.no_address.format(contact=told)


def _greeting(contact: Contact | None, to: tuple[str, ...]) -> str:
    """Greet the person to whom it goes as the letter names her; anybody else as one greets whom one does not know."""
    said = words()
    if contact is None or contact.email not in to:
        return said.salutation
    return {"Mme": said.madam, "M.": said.sir}.get(contact.title or "", said.salutation)


def _paragraphs(deadline: Deadline, letter: Letter, greeting: str) -> Iterator[str]:
    said = words()
    dated = said.dated.format(date=say_day(letter.date, weekday=False)) if letter.date else ""
    yield greeting
    if letter.subject:
        yield said.opening.format(reference=letter.reference, dated=dated, subject=letter.subject)
    else:
        yield said.opening_bare.format(reference=letter.reference, dated=dated)
    yield said.deed.format(limit=_limit(deadline), action=deadline.action)
    yield said.answer
    forms = [each for each in letter.annexes if _to_fill(each)]
    if forms:
        lines = (said.annex.format(number=each.number, title=each.title) for each in forms)
        yield "\n".join((said.enclosed, *lines))
    yield said.closing.format(salutation=greeting)
    yield "\n".join(said.signature)


def _limit(deadline: Deadline) -> str:
    due = Moment(deadline.due)
    return say(Period(start=None, end=due, end_inclusive=deadline.inclusive))


def _to_fill(annex: Annex) -> bool:
    return any(fold(word) in fold(annex.title or "") for word in words().forms)
