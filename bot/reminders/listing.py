"""Everything that is to come, complete and by day: the deadlines, the events. A page at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from bot import sentences
from bot.phrasing import Suggestion, sentence
from bot.reminders.told import ToldDeadline, ToldEvent, deadlines, last_day, limit_of, told_event
from bot.sentences import slots
from bot.understanding.catalogue import Catalogue
from knowledge.model import Letter
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.wording import say, say_day
from knowledge.temporal.workdays import Workdays

SENTENCES = Path(__file__).with_name("listing.toml")
PAGE = 12  # entries shown at once
SUBJECT = 120  # characters of what a letter is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The words of the lists."""

    deadlines: str = slots("count")
    events: str = slots("count")
    letters: str = slots("count")
    no_deadlines: str
    no_events: str
    no_letters: str
    day: str = slots("day")
    month: str = slots("month")
    undated: str
    deadline: str = slots("action", "title", "reference", "limit")
    event: str = slots("title", "dates", "place", "reference")
    letter: str = slots("reference", "day", "subject")
    place: str = slots("place")
    doubtful: str = slots("entry")
    cancelled: str = slots("entry")
    more: str
    before: str


@cache
def load_sentences() -> Sentences:
    """Return the words. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some entries of a list."""

    text: str
    before: int | None = None  # the first entry of the page before; None: there is none
    after: int | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    heading: str  # its day
    line: str


def pages(prefix: str, first: int, size: int, of: int) -> tuple[Suggestion, ...]:
    """Return the buttons that lead to the page before and to the one after, as far as there are any."""
    said = load_sentences()
    before = [(said.before, max(0, first - size))] if first else []
    after = [(said.more, first + size)] if first + size < of else []
    return tuple(
        Suggestion(label=label, data=f"{prefix}{to}", beside=place > 0)
        for place, (label, to) in enumerate((*before, *after))
    )


def deadlines_page(catalogue: Catalogue, today: dt.date, first: int = 0) -> Page:
    """Return a page of the deadlines that can still be met, by the last working day."""
    said = load_sentences()
    coming = [each for each in deadlines(catalogue) if each.last_day >= today]
    entries = [_deadline(each, said) for each in sorted(coming, key=lambda each: (_leading(each), each.title))]
    return _page(entries, first, said.deadlines, said.no_deadlines)


def events_page(catalogue: Catalogue, today: dt.date, first: int = 0) -> Page:
    """Return a page of the events that are not over, by their first day; those without a day come last."""
    said = load_sentences()
    coming = [each for each in map(told_event, catalogue.occurrences) if (last_day(each) or today) >= today]
    entries = [_event(each, said) for each in sorted(coming, key=_first)]
    return _page(entries, first, said.events, said.no_events)


def letters_page(catalogue: Catalogue, _: dt.date, first: int = 0) -> Page:
    """Return a page of the letters in force, the latest first, month by month; those without a date come last."""
    said = load_sentences()
    every = sorted(catalogue.library.letters, key=lambda each: each.reference)
    every.sort(key=lambda each: each.date or dt.date.min, reverse=True)
    return _page([_letter(each, said) for each in every], first, said.letters, said.no_letters)


def _page(entries: list[_Entry], first: int, title: str, nothing: str) -> Page:
    if not entries:
        return Page(text=nothing)
    first = first if 0 <= first < len(entries) else 0
    shown, end = entries[first : first + PAGE], first + PAGE
    lines = [title.format(count=len(entries)), *_grouped(shown)]
    return Page(
        text="\n".join(lines),
        before=max(0, first - PAGE) if first else None,
        after=end if end < len(entries) else None,
    )


def _grouped(entries: Iterable[_Entry]) -> Iterator[str]:
    for heading, several in groupby(entries, key=lambda each: each.heading):
        yield ""
        yield sentence(heading)
        yield from (each.line for each in several)


def _letter(letter: Letter, said: Sentences) -> _Entry:
    day = say_day(letter.date, weekday=False) if letter.date else ""
    line = said.letter.format(reference=letter.reference, day=f", {day}" if day else "", subject=_cut(letter.subject))
    month = Moment(letter.date.replace(day=1), Grain.MONTH) if letter.date else None
    heading = said.month.format(month=say(Period(start=month, end=month))) if month else said.undated
    return _Entry(heading, line)


def _cut(subject: str | None) -> str:
    text = " ".join((subject or "—").split())
    return text if len(text) <= SUBJECT else f"{text[:SUBJECT].rpartition(' ')[0]}…"


def _leading(fact: ToldDeadline) -> dt.date:
    worked = Workdays().last(fact.last_day)
    return fact.last_day if fact.origin.written is not None and worked < fact.origin.written else worked


def _deadline(fact: ToldDeadline, said: Sentences) -> _Entry:
    line = said.deadline.format(
        action=fact.action, title=fact.title, reference=fact.origin.reference, limit=limit_of(fact)
    )
    heading = said.day.format(day=say_day(_leading(fact)))
    return _Entry(heading, said.doubtful.format(entry=line) if fact.doubtful else line)


def _first(fact: ToldEvent) -> tuple[dt.date, str]:
    start = fact.start or fact.end
    return (start.first if start is not None else dt.date.max), fact.title


def _event(fact: ToldEvent, said: Sentences) -> _Entry:
    start = fact.start or fact.end
    if start is None:
        heading = said.undated
    elif start.grain in (Grain.DAY, Grain.MINUTE):
        heading = said.day.format(day=say_day(start.first))
    else:
        heading = said.month.format(month=say(Period(start=start, end=start)))
    dates = say(Period(start=start, end=fact.end or start), weekday=False) if start is not None else "—"
    where = said.place.format(place=fact.place) if fact.place else ""
    line = said.event.format(title=fact.title, dates=dates, place=where, reference=fact.origin.reference)
    line = said.cancelled.format(entry=line) if fact.cancelled else line
    return _Entry(heading, said.doubtful.format(entry=line) if fact.doubtful else line)
