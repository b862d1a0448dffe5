"""What is offered beside an answer: the cards of the contacts that it tells, and the file of the letter it sums up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot import sentences
from bot.entities.editions import key_of
from bot.phrasing import Answer, Suggestion
from bot.sentences import slots
from bot.telephones import spaced
from bot.topics.clerk import VERSION
from knowledge.library import Library
from knowledge.model import Contact, Letter

CARD = f"{VERSION}|card|"  # with these begins what their buttons carry
FILE = f"{VERSION}|file|"
MOST = 3  # contacts that have their buttons
_COPIED = 256  # characters that a button copies, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the buttons say."""

    card: str
    card_of: str = slots("name")
    copy: str = slots("what")
    file: str


@cache
def words() -> Words:
    """Return the words. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Words, Path(__file__).with_name("sentences.toml"))


def beside(answer: Answer, library: Library) -> Answer:
    """Return an answer with what may be taken along from it, before what one may ask next."""
    letters = [letter for each in answer.letters if (letter := library.letter(each))]
    topic = answer.intent.partition(".")[0]
    added: tuple[Suggestion, ...] = ()
    if answer.answered and topic in ("contact", "person"):
        added = tuple(_cards(answer, letters))
    elif answer.answered and topic == "letter" and len(letters) == 1:
        added = (Suggestion(label=words().file, data=FILE + key_of(letters[0].reference)),)
    return replace(answer, suggestions=(*added, *answer.suggestions)) if added else answer


def find(data: str, library: Library) -> tuple[Letter, Contact] | None:
    """Return the contact that a button stands for, None when the letters hold it no more."""
    key, _, digest = data.removeprefix(CARD).partition("|")
    letter = next((each for each in library.letters if key_of(each.reference) == key), None)
    held = ((letter, each) for each in letter.contacts if _digest(each) == digest) if letter is not None else ()
    return next(iter(held), None)


def _cards(answer: Answer, letters: list[Letter]) -> Iterator[Suggestion]:
    every = [(letter, each) for letter in letters for each in letter.contacts if _told(each, answer.text)][:MOST]
    for letter, each in every:
        label = words().card if len(every) == 1 else words().card_of.format(name=each.name or each.email)
        yield Suggestion(label=label, data=f"{CARD}{key_of(letter.reference)}|{_digest(each)}")
        for what in filter(None, (each.email, spaced(each.phone) if each.phone else None)):
            if what in answer.text and len(what) <= _COPIED:
                yield Suggestion(label=words().copy.format(what=what), data="", copy=what)


def _told(contact: Contact, text: str) -> bool:
    phone = spaced(contact.phone) if contact.phone else None
    return any(each and each in text for each in (contact.name, contact.email, phone))


def _digest(contact: Contact) -> str:
    return key_of("|".join(filter(None, (contact.name, contact.email, contact.phone))))
