"""Seeing that the letters have changed: what they say is compared with what they last said, and noted in one deed."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.reminders.changes import KEPT, Difference, Noted, differences
from bot.reminders.told import Kind, Told, dump, facts, kind_of, load
from bot.state.facts import Facts
from bot.state.records import Change
from bot.state.records import Told as Kept
from bot.understanding.catalogue import Catalogue

_LOG = logging.getLogger(__name__)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)  # kept by another version of the program


class Observer:
    """Notes what has changed whenever a base takes the place of another, be it while the bot was stopped.

    What is told and what was noted are written together: a process that dies before has noted nothing, and one that
    dies after has lost nothing. Of several processes that see the same change the first notes it.
    """

    def __init__(self, state: Facts, catalogue: Callable[[], Catalogue], clock: Callable[[], dt.datetime]) -> None:
        self._state = state
        self._clock = clock
        self._seen: str | None = None  # version of the letters
        self.catalogue = catalogue  # of the base in force

    def look(self, catalogue: Catalogue) -> None:
        """Note what has changed since the facts were last seen; the first time, that they were seen."""
        if catalogue.library.version == self._seen:
            return
        before, now = self._state.told(), self._clock()
        present = {Kept(kind_of(each), each.subject, dump(each)): each for each in facts(catalogue)}
        after = frozenset(present)
        if before != after:
            noted = tuple(_noted(before, present, now)) if before else ()
            if not self._state.see(before, after, noted):
                return  # another process was first: what is left is seen at the next look
        self._seen = catalogue.library.version

    def noted(self) -> tuple[Noted, ...]:
        """Return what has changed of late, in order."""
        return tuple(_read(self._state.changes(self._clock() - KEPT)))


def _noted(before: frozenset[Kept], present: Mapping[Kept, Told], now: dt.datetime) -> Iterator[Change]:
    old, strange = [], set()
    for kept in before - present.keys():
        try:
            old.append(load(Kind(kept.kind), kept.value))
        except _UNREADABLE as error:
            _LOG.warning("%s %s: %s", kept.kind, kept.subject, error)
            strange.add((kept.kind, kept.subject))
    fresh = present.keys() - before
    new = [present[kept] for kept in sorted(fresh) if (kept.kind, kept.subject) not in strange]
    known = {kept.subject for kept in before if kept.kind == Kind.LETTER}
    for each in differences(old, new, known, now.date()):
        yield Change(
            kind=each.kind,
            subject=(each.before or each.fact).subject,
            before=None if each.before is None else dump(each.before),
            after=None if each.after is None else dump(each.after),
            at=now,
        )


def _read(changes: Iterable[Change]) -> Iterator[Noted]:
    for each in changes:
        try:
            before, after = (value and load(Kind(each.kind), value) for value in (each.before, each.after))
            difference = Difference(before=before or None, after=after or None)
            yield Noted(number=each.number, at=each.at, difference=difference)
        except _UNREADABLE as error:
            _LOG.warning("change %s: %s", each.number, error)
