"""Which facts go into a calendar: one deadline, one event with its parts and deadlines, one letter, or all."""

import datetime as dt
from collections.abc import Iterable

from bot.entities.editions import Occurrence, key_of
from bot.reminders.told import Told, ToldLetter, deadlines, last_day, told_event
from bot.understanding.catalogue import Catalogue
from knowledge.model import Letter


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


def letter_key(letter: Letter) -> str:
    """Return eight characters that name a letter for good: what a button carries."""
    return key_of(letter.reference)
