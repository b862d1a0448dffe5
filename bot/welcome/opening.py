"""What to begin with: what is next in the letters at hand, and three questions that they answer."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.entities.editions import Occurrence
from bot.phrasing import Suggestion
from bot.reminders.told import ToldDeadline, deadlines, last_day, limit_of, told_event
from bot.sentences import slots
from bot.topics.clerk import button
from bot.understanding.catalogue import Catalogue
from knowledge.temporal.moment import Period
from knowledge.temporal.wording import countdown, say

QUESTIONS = 3
LONGEST = 30  # characters of a title on a button, beyond which its acronym stands there
ACTION = 140  # characters of what is to be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said in the first minute."""

    deadline: str = slots("limit", "action", "title", "countdown")
    event: str = slots("title", "dates")
    nothing: str
    asks_limit: str = slots("title")
    asks_dates: str = slots("title")
    asks_contact: str = slots("title")
    asks_letter: str = slots("title")


@cache
def words() -> Words:
    """Return the words. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Words, Path(__file__).with_name("sentences.toml"))


def upcoming(catalogue: Catalogue, today: dt.date) -> str:
    """Return one line that tells what is next: a limit, else an event, else that there is nothing."""
    said = words()
    limit = next(iter(limits(catalogue, today)), None)
    if limit is not None:
        return said.deadline.format(
            limit=limit_of(limit),
            action=_cut(limit.action),
            title=limit.title,
            countdown=countdown(limit.last_day, today),
        )
    event = next((each for each in _by_day(catalogue, today) if each.begins >= today and each.event.start), None)
    if event is None:
        return said.nothing
    told = told_event(event)
    return said.event.format(title=event.title, dates=say(Period(start=told.start, end=told.end or told.start)))


def limits(catalogue: Catalogue, today: dt.date) -> list[ToldDeadline]:
    """Return the limits that can still be met and are not in doubt, the next one first."""
    return sorted(
        (each for each in deadlines(catalogue) if each.last_day >= today and not each.doubtful),
        key=lambda each: (each.last_day, each.title),
    )


def questions(catalogue: Catalogue, today: dt.date) -> tuple[Suggestion, ...]:
    """Return three questions that the letters answer, each of its own kind, of the events that are next."""
    said, events = words(), list(_by_day(catalogue, today))
    if not events:
        return ()
    due = {each.event for each in limits(catalogue, today)}
    asked = (
        (said.asks_limit, "deadline.date", [each for each in events if each.key in due]),
        (said.asks_dates, "event.date", [each for each in events if each.event.start]),
        (said.asks_contact, "contact.contact", [each for each in events if each.letter.contacts]),
        (said.asks_letter, "letter.summary", events),
    )
    found = [
        Suggestion(label=phrase.format(title=brief(of[place % len(of)])), data=button(aspect, of[place % len(of)]))
        for place, (phrase, aspect, of) in enumerate(asked)
        if of
    ]
    return tuple(found[:QUESTIONS])


def brief(event: Occurrence) -> str:
    """Return what an edition is called on a button."""
    acronym, edition = event.event.acronym, event.event.edition
    if len(event.title) <= LONGEST or not acronym:
        return event.title
    return f"{acronym} {edition}" if edition else acronym


def _by_day(catalogue: Catalogue, today: dt.date) -> Iterator[Occurrence]:
    """Yield the events that are not over, the next one first; where all are over, the last one first."""
    every = sorted(catalogue.occurrences, key=lambda each: (each.begins, each.title))
    left = [each for each in every if (last_day(told_event(each)) or each.ends) >= today]
    yield from left or reversed(every)


def _cut(text: str) -> str:
    if len(text) <= ACTION:
        return text
    return f"{text[:ACTION].rsplit(' ', 1)[0]}…"
