"""Which facts go into a calendar: one deadline, one event with its parts and deadlines, one letter, or all."""

import datetime as dt
from collections.abc import Iterable

from bot.calendars.entries import Beside
from bot.entities.editions import Occurrence, key_of
from bot.reminders.told import Told, ToldLetter, deadlines, last_day, told_event
from bot.telephones import spaced
from bot.understanding.catalogue import Catalogue
from knowledge.model import Contact, Letter


def everything(catalogue: Catalogue) -> tuple[Told, ...]:
    """Return all deadlines and events."""
    return (*map(told_event, catalogue.occurrences), *deadlines(catalogue))


def coming(facts: Iterable[Told], today: dt.date) -> tuple[Told, ...]:
    """Return those that are not over."""
    dated = (fact for fact in facts if not isinstance(fact, ToldLetter))
    return tuple(fact for fact in dated if (last := last_day(fact)) is not None and last >= today)


def of_events(catalogue: Catalogue, occurrences: Iterable[Occurrence]) -> tuple[Told, ...]:
    """Return editions of events, and their deadlines."""
    found = tuple(map(told_event, occurrences))
    keys = {each.subject for each in found}
    return (*found, *(each for each in deadlines(catalogue) if each.event in keys))


def of_deadline(catalogue: Catalogue, subject: str) -> tuple[Told, ...]:
    """Return the deadline of an identity, nothing when no letter in force asks it any more."""
    return tuple(each for each in deadlines(catalogue) if each.subject == subject)


def of_letter(catalogue: Catalogue, letter: Letter) -> tuple[Told, ...]:
    """Return what a letter announces and asks."""
    held = of_events(catalogue, catalogue.in_letter(letter))
    own = (each for each in deadlines(catalogue) if each.origin.reference == letter.reference and each not in held)
    return (*held, *own)


def beside(letters: Iterable[Letter]) -> dict[str, Beside]:
    """Return what letters give beside their facts: whom to ask, and the one page that serves no other purpose."""
    found = {}
    for letter in letters:
        replies = {page for each in letter.deadlines for page in each.reply_to}
        pages = [each.url for each in letter.links if each.url not in replies]
        url = pages[0] if len(pages) == 1 else None
        found[letter.reference] = Beside(url=url, contact=next(map(_reach, letter.contacts), None))
    return found


def _reach(contact: Contact) -> str:
    name = " ".join(filter(None, (contact.title, contact.name)))
    return ", ".join(filter(None, (name, contact.phone and spaced(contact.phone), contact.email)))


def letter_key(letter: Letter) -> str:
    """Return eight characters that name a letter for good: what a button carries."""
    return key_of(letter.reference)
