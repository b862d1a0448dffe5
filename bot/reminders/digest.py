"""The digest of a week, for places that chose a day and an hour: what is due, what is new, what has moved.

It is a step like any other: sent once, in the first day that the place allows from its hour on; nothing when there is
nothing to tell. What is told there was, or will be, told by itself too: a digest settles no other step.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot import sentences
from bot.phrasing import Answer, Source
from bot.reminders import notices
from bot.reminders.buttons import offered, row_of
from bot.reminders.changes import Difference, Noted
from bot.reminders.changes import notices as told
from bot.reminders.parcels import Writing, in_order
from bot.reminders.plan import Schedule, concerns
from bot.reminders.terms import Terms
from bot.reminders.watching import Watched
from bot.sentences import slots
from bot.state.records import Place, Settled, Step, Wish
from knowledge.temporal.wording import countdown, say_day

SENTENCES = Path(__file__).with_name("digest.toml")
SUBJECT = "digest"  # of its steps
AHEAD = dt.timedelta(weeks=4)  # how far what is due is told
WEEK = dt.timedelta(weeks=1)
LATEST = dt.timedelta(days=1)  # one that could not leave for that long is left out
MOST = 8  # deadlines, and changes, that it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What a digest says."""

    heading: str = slots("day")
    due: str = slots("count")
    entry: str = slots("number", "day", "countdown", "action", "about")
    more_due: str = slots("count")
    changed: str = slots("count")
    change: str = slots("heading")
    more_changed: str = slots("count")


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to tell, to whomever it concerns."""

    watched: Sequence[Watched]
    noted: Sequence[Noted]
    held: Collection[Settled]
    letters: Collection[str]  # references of those in force


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one place is told of its week."""

    place: Place
    day: dt.date  # that was chosen
    today: dt.date  # when it leaves: later, where the place is quiet on that day
    due: tuple[Watched, ...]
    changed: tuple[Difference, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """To be claimed."""
        return (step(self.place, self.day),)

    def write(self, taken: tuple[Step, ...]) -> tuple[Answer, bool]:  # noqa: ARG002  # it has but one
        """Return the message, which leaves silently."""
        said = load_sentences()
        lines = [said.heading.format(day=say_day(self.today)), *self._due(said), *self._changed(said)]
        sources = dict.fromkeys(Source(reference=e.reference, date=e.written, quote="") for e in self.due[:MOST])
        buttons = offered(map(row_of, self.due[:MOST]))
        text = "\n".join(lines)
        return Answer(text=text, answered=True, intent=SUBJECT, sources=tuple(sources), suggestions=buttons), True

    def _due(self, said: Sentences) -> Iterator[str]:
        if self.due:
            yield ""
            yield said.due.format(count=len(self.due))
        for number, each in enumerate(self.due[:MOST], start=1):
            told = {"day": say_day(each.leading, year=False), "countdown": countdown(each.leading, self.today)}
            about = each.deadline.event or each.reference
            yield said.entry.format(number=number, action=each.deadline.action, about=about, **told)
        if len(self.due) > MOST:
            yield said.more_due.format(count=len(self.due) - MOST)

    def _changed(self, said: Sentences) -> Iterator[str]:
        if self.changed:
            yield ""
            yield said.changed.format(count=len(self.changed))
        for each in self.changed[:MOST]:
            yield said.change.format(heading=notices.heading(each, notices.load_sentences()))
        if len(self.changed) > MOST:
            yield said.more_changed.format(count=len(self.changed) - MOST)


def step(place: Place, day: dt.date) -> Step:
    """Return the step of a place's digest of a day."""
    return Step(place, SUBJECT, day.isoformat())


def digests(
    wishes: Sequence[Wish], schedule: Schedule, known: Known, closed: Collection[Step], writing: Writing
) -> Iterator[Digest]:
    """Yield the digests that may leave now."""
    for wish in wishes:
        day = _day(wish, schedule.terms(wish), writing.now)
        if day is None or step(wish.place, day) in closed:
            continue
        today = writing.now.astimezone(schedule.zone).date()
        due, changed = tuple(_due(wish, known, today)), _changed(wish, known, writing.now, today)
        if due or changed:
            yield Digest(place=wish.place, day=day, today=today, due=due, changed=changed)


def _day(wish: Wish, terms: Terms, now: dt.datetime) -> dt.date | None:
    """Return the day whose digest may leave now: not before its hour, nor when it was chosen after that."""
    if wish.digest is None or wish.digest_since is None or not terms.allows(now):
        return None
    weekday, hour = wish.digest
    today = now.astimezone(terms.zone).date()
    day = today - dt.timedelta(days=(today.weekday() - weekday) % 7)
    at = dt.datetime.combine(day, dt.time(hour), terms.zone)
    if at > now:
        day, at = day - WEEK, at - WEEK
    return day if wish.digest_since <= at and terms.next(at) <= now < terms.next(at) + LATEST else None


def _due(wish: Wish, known: Known, today: dt.date) -> Iterator[Watched]:
    done = {each.subject for each in known.held if each.chat == wish.place.chat and each.until is None}
    for each in known.watched:
        near = today <= each.deadline.last_day and each.leading <= today + AHEAD
        if near and each.key not in done and concerns(each, wish):
            yield each


def _changed(wish: Wish, known: Known, now: dt.datetime, today: dt.date) -> tuple[Difference, ...]:
    week = [each for each in known.noted if each.at > now - WEEK]
    heard = told(week, (replace(wish, news=True),), (), today, known.letters)
    return tuple(in_order([each.difference for each in heard.get(wish.place, ())]))
