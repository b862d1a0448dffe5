"""The deadlines that are watched: those of the letters in force that nobody doubts, one a deed, under lasting names."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.entities.editions import key_of
from bot.phrasing import Source, cite
from bot.reminders.audience import named
from knowledge.french.text import fold
from knowledge.library import Library
from knowledge.model import Deadline, Letter, Status
from knowledge.temporal.workdays import Workdays

ALIKE = 0.85  # how much of two actions is the same when they are one deed
SAME_DEED = dt.timedelta(days=3)  # between two limits of one deed: "avant le 1er mars", "le 28 février au plus tard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A deadline, and the name under which its reminders are noted."""

    key: str
    identity: str  # stays when the day moves
    reference: str  # of the letter that asks it
    written: dt.date | None  # the letter's date
    deadline: Deadline
    source: Source  # its sentence, cut from the letter that says it
    event: str | None = None  # key of the event that it is for, as buttons carry it
    groups: frozenset[str] = frozenset()  # whom it concerns; none: everybody

    @property
    def leading(self) -> dt.date:
        """The last working day on which one can act, from which reminders count: an office is shut on the others."""
        worked = Workdays().last(self.deadline.last_day)
        early = self.written is not None and worked < self.written
        return self.deadline.last_day if early else worked


def watch(library: Library) -> tuple[Watched, ...]:
    """Return the deadlines of all letters that nobody doubts, by last day; one that a letter repeats is there once."""
    cancelled = _cancelled(library)
    found = {
        (key := deadline_key(letter.reference, deadline)): Watched(
            key=key,
            identity=identity,
            reference=letter.reference,
            written=letter.date,
            deadline=deadline,
            source=cite(letter, deadline.span),
            event=event_of(letter, deadline),
            groups=named(deadline.audience or "") or named("\n".join(letter.addressees)),
        )
        for letter in asking(library)
        for deadline, identity in identified(letter)
        if not deadline.doubtful and not _dropped(letter, deadline, cancelled)
    }
    every = sorted(found.values(), key=lambda each: (each.deadline.last_day, each.reference, each.key))
    return tuple(_one_a_deed(every))


def _cancelled(library: Library) -> dict[str, dt.date]:
    """Return the editions of events that are cancelled, with the date of the letter that says so."""
    return {
        key_of(event.name, str(event.edition)): letter.date or dt.date.min
        for letter in library.letters
        for event in letter.events
        if event.status is Status.CANCELLED
    }


def _dropped(letter: Letter, deadline: Deadline, cancelled: Mapping[str, dt.date]) -> bool:
    """Tell whether a deadline is for an event that was cancelled once its letter was written, or by an amendment."""
    since = cancelled.get(event_of(letter, deadline) or "")
    return since is not None and (bool(letter.amended_by) or (letter.date or dt.date.min) < since)


def _one_a_deed(every: Iterable[Watched]) -> Iterator[Watched]:
    """Yield deadlines, of several limits that one letter sets for one deed within days the first alone."""
    kept: dict[tuple[str, str | None], list[Watched]] = defaultdict(list)
    for each in every:
        group = kept[each.reference, each.deadline.audience]
        if not any(_same_deed(each.deadline, other.deadline) for other in group):
            group.append(each)
            yield each


def _same_deed(one: Deadline, other: Deadline) -> bool:
    near = abs(one.last_day - other.last_day) <= SAME_DEED
    return near and SequenceMatcher(None, fold(one.action), fold(other.action), autojunk=False).ratio() >= ALIKE


def find(library: Library, key: str) -> tuple[Letter, Deadline] | None:
    """Return the deadline of a key and its letter; None when no letter in force asks it."""
    every = ((letter, each) for letter in asking(library) for each in letter.deadlines)
    return next((pair for pair in every if deadline_key(pair[0].reference, pair[1]) == key), None)


def asking(library: Library) -> tuple[Letter, ...]:
    """Return the letters without those whose deadlines stand in the letter that they amend."""
    amending = {reference for letter in library.letters for reference in letter.amended_by}
    return tuple(letter for letter in library.letters if letter.reference not in amending)


def deadline_key(reference: str, deadline: Deadline) -> str:
    """Return a name that stays the same as long as the letter asks the same action by the same day."""
    return _hash(reference, deadline.due.isoformat(), deadline.action)


def identified(letter: Letter) -> Iterator[tuple[Deadline, str]]:
    """Yield the deadlines of a letter, each once, with a name that stays when its day moves.

    Those that differ by their day alone are told apart by their rank in the letter.
    """
    ranks: dict[tuple[str, str | None], int] = defaultdict(int)
    for deadline in {deadline_key(letter.reference, each): each for each in letter.deadlines}.values():
        alike = (deadline.action, deadline.audience)
        yield deadline, _hash(letter.reference, deadline.action, deadline.audience or "", str(ranks[alike]))
        ranks[alike] += 1


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def event_of(letter: Letter, deadline: Deadline) -> str | None:
    """Return the key of the event that a deadline is for: the one it names, else the only one of its letter."""
    mine = fold(deadline.event or "")
    found = [each for each in letter.events if fold(each.name) == mine] or list(letter.events)
    return key_of(found[0].name, str(found[0].edition)) if len(found) == 1 else None
