"""How a conversation in the terminal begins."""

import datetime as dt

from bot.terminal.sentences import Sentences
from knowledge.library import Library
from knowledge.temporal.wording import say_day


def greeting(said: Sentences, library: Library, today: dt.date) -> str:
    """Return what is shown before the first line; that nothing is to come is told at once, with a way out."""
    last = max(_days(library), default=None)
    if last is None:
        return f"{said.greeting}\n{said.empty}"
    if last < today:
        return f"{said.greeting}\n{said.past.format(day=say_day(last, weekday=False))}"
    return said.greeting


def _days(library: Library) -> list[dt.date]:
    """Return the last days of all that letters announce or ask."""
    ends = [event.end or event.start for letter in library.letters for event in letter.events]
    limits = [deadline.last_day for letter in library.letters for deadline in letter.deadlines]
    return [*limits, *(end.last for end in ends if end is not None)]
