"""The events of an amending letter, taken into those of the letter that it amends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.amending.amendment import Amendment, same_event
from knowledge.french.text import fold
from knowledge.model import Event, Evidence, Part, Plan, Status

_ADDED = re.compile(r"\b(?:supplementaire|ajoutee?s?|en outre|nouvelle session)\b")
_FRESH = frozenset(("start", "was", "place", "mode", "start_time", "status"))  # what a new plan is cited for


def take_events(amendment: Amendment) -> None:
    """Change the events that the letter speaks of, and add those that are new."""
    for news in amendment.letter.events:
        places = (place for place, each in enumerate(amendment.events) if same_event(each, news))
        place = next(places, None)
        if place is None or _ADDED.search(fold(amendment.letter.cut(news.where("start")))):
            if news.start is not None or (news.status is Status.CANCELLED and place is None):
                amendment.events.append(amendment.cited(news))
        else:
            amendment.events[place] = _changed(amendment.events[place], amendment.cited(news))


def _changed(event: Event, news: Event) -> Event:
    """Return an event as the amending letter leaves it, what had been planned kept beside."""
    if news.status is Status.CANCELLED:
        return _cancelled(event, news)
    start, end = (news.start, news.end or news.start) if news.start else (event.start, event.end)
    place = _place(event, news)
    made = replace(event, start=start, end=end, place=place, parts=(*event.parts, *_new_parts(event, news)))
    for field in ("mode", "start_time", "end_time", "timezone", "reason"):
        made = replace(made, **{field: getattr(news, field) or getattr(event, field)})
    same = (start, end) == (event.start, event.end) and (not event.place or place == event.place)
    return made if same else replanned(event, made, news.evidence)


def _place(event: Event, news: Event) -> str | None:
    return event.place if news.place is None or _same_town(news.place, event.place) else news.place


def _cancelled(event: Event, news: Event) -> Event:
    """Return an event without days, hours or place: all that is left is the plan."""
    was = event.was or Plan(place=event.place, start=event.start, end=event.end)
    gone = replace(event, start=None, end=None, start_time=None, end_time=None, timezone=None, mode=None, place=None)
    evidence = (*news.evidence, *event.evidence)
    return replace(gone, status=Status.CANCELLED, was=was, evidence=evidence, reason=news.reason)


def replanned(event: Event, made: Event, evidence: tuple[Evidence, ...]) -> Event:
    """Return an event on its new days, its plan kept beside."""
    planned = event.was or Plan(place=event.place, start=event.start, end=event.end)
    was = replace(planned, place=None if event.place == made.place else planned.place)
    fresh = [each for each in evidence if each.field in _FRESH]
    fresh += [replace(each, field="end") for each in fresh if each.field == "start"]  # the old end is cited no more
    return replace(made, was=was, status=Status.CHANGED, evidence=(*fresh, *event.evidence))


def _same_town(one: str, other: str | None) -> bool:
    """Tell whether one place is the other, said with more or fewer words."""
    short, long = sorted((fold(one), fold(other or "")), key=len)
    return bool(short) and short in long


def _new_parts(event: Event, news: Event) -> Iterator[Part]:
    """Yield the parts that an amending letter adds to an event."""
    known = {fold(part.name) for part in event.parts}
    yield from (part for part in news.parts if fold(part.name) not in known)
