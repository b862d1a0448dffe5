"""How the facts of a letter are said in a line that fits a phone."""

import datetime as dt
from collections.abc import Iterator

from bot.operators.sentences import OfFact, Sentences
from knowledge.doubtful import NamedFact
from knowledge.model import Contact, Deadline, Event, Part, Status
from knowledge.temporal.moment import Hours, Moment, Period
from knowledge.temporal.wording import say, say_day
from knowledge.temporal.workdays import Workdays

LONGEST = 160  # characters of an action or a quotation


def line(each: NamedFact, said: Sentences) -> str:
    """Return a fact as one says it."""
    match each.fact:
        case Deadline() as deadline:
            return _deadline(deadline, said.fact)
        case Event() as event:
            return _event(event, said.fact)
        case Part() as part:
            return said.fact.part.format(name=part.name, dates=dates(part.start, part.end) or "—")
        case Contact() as contact:
            told = ", ".join(filter(None, (contact.email, contact.phone)))
            details = said.fact.details.format(details=told) if told else ""
            return said.fact.contact.format(name=contact.name or contact.email or "", details=details)
        case _:
            return ""


def _deadline(deadline: Deadline, said: OfFact) -> str:
    limit, worked = limit_of(deadline), Workdays().last(deadline.last_day)
    action = short(deadline.action)
    if worked == deadline.last_day and deadline.inclusive:
        return said.deadline.format(limit=limit, action=action)
    return said.deadline_last.format(limit=limit, day=say_day(worked), action=action)


def limit_of(deadline: Deadline) -> str:
    """Return "avant le 1er mars 2027", "le 18 janvier 2027 au plus tard"."""
    hours = Hours(end=deadline.time, zone=deadline.timezone) if deadline.time else None
    return say(Period(start=None, end=Moment(deadline.due), end_inclusive=deadline.inclusive, hours=hours))


def _event(event: Event, said: OfFact) -> str:
    edition = said.edition.format(edition=event.edition) if event.edition else ""
    where = said.place.format(place=event.place) if event.place else ""
    if event.status is Status.CANCELLED:
        return said.cancelled.format(name=event.name, edition=edition)
    when = dates(event.start, event.end)
    if when is None:
        return said.event_undated.format(name=event.name, edition=edition, place=where)
    return said.event.format(name=event.name, edition=edition, dates=when, place=where)


def dates(start: Moment | None, end: Moment | None) -> str | None:
    """Return "du 3 au 5 juin 2027"; None without any."""
    return say(Period(start=start, end=end or start), weekday=False) if start or end else None


def short(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line that is not too long."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def numbered(lines: Iterator[str], most: int, more: str) -> Iterator[str]:
    """Yield some lines, and how many others there are."""
    every = tuple(lines)
    yield from every[:most]
    if len(every) > most:
        yield more.format(count=len(every) - most)


def day_of(at: dt.datetime, zone: dt.tzinfo) -> str:
    """Return the local day of a moment."""
    return say_day(at.astimezone(zone).date(), weekday=False)
