"""Seeing that the letters have changed: what they say is compared with what they last said, and noted in one deed."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.reminders.changes import KEPT, Difference, Noted, differences
from bot.reminders.told import Kind, Told, ToldDeadline, dump, facts, is_doubtful, kind_of, load
from bot.state.facts import Facts
from bot.state.records import Change
from bot.state.records import Told as Kept
from bot.understanding.catalogue import Catalogue

_LOG = logging.getLogger(__name__)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)  # kept by another version of the program


class Observer:
    """Notes what has changed whenever a base takes the place of another, be it while the bot was stopped.

    What is doubtful is neither new nor changed nor gone: what was last told of it stays until it is confirmed.

    What is told and what was noted are written together: a process that dies before has noted nothing, and one that
    dies after has lost nothing. Of several processes that see the same change the first notes it.
    """

    def __init__(
        self,
        state: Facts,
        catalogue: Callable[[], Catalogue],
        clock: Callable[[], dt.datetime],
        release: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`release`: told how many changes were noted."""
        self._state = state
        self._release = release
        self._clock = clock
        self._seen: str | None = None  # version of the letters
        self.catalogue = catalogue  # of the base in force

    def look(self, catalogue: Catalogue) -> None:
        """Note what has changed since the facts were last seen; the first time, that they were seen."""
        if catalogue.library.version == self._seen:
            return
        before, now = self._state.told(), self._clock()
        every = facts(catalogue)
        unsure = {(kind_of(each), each.subject) for each in every if is_doubtful(each)}
        waits = frozenset(kept for kept in before if (kept.kind, kept.subject) in unsure)
        present = {Kept(kind_of(each), each.subject, dump(each)): each for each in every if not is_doubtful(each)}
        after = frozenset(present) | waits
        if before != after:
            noted = tuple(_noted(before - waits, present, now)) if before else ()
            if not self._state.see(before, after, noted):
                return  # another process was first: what is left is seen at the next look
            if noted:
                self._release(len(noted))
        self._seen = catalogue.library.version

    def known(self) -> frozenset[str]:
        """Return the keys of the deadlines that chats may have heard of."""
        return frozenset(each.key for each in kept_facts(self._state.told()) if isinstance(each, ToldDeadline))

    def noted(self) -> tuple[Noted, ...]:
        """Return what has changed of late, in order."""
        return tuple(_read(self._state.changes(self._clock() - KEPT)))


def kept_facts(every: Iterable[Kept]) -> tuple[Told, ...]:
    """Return facts as they were kept, those of another version of the program left out."""
    return tuple(fact for kept in every if (fact := _loaded(kept)) is not None)


def _loaded(kept: Kept) -> Told | None:
    try:
        return load(Kind(kept.kind), kept.value)
    except _UNREADABLE as error:
        _LOG.warning("%s %s: %s", kept.kind, kept.subject, error)
        return None


def _noted(before: frozenset[Kept], present: Mapping[Kept, Told], now: dt.datetime) -> Iterator[Change]:
    old, strange = [], set()
    for kept in before - present.keys():
        fact = _loaded(kept)
        if fact is None:
            strange.add((kept.kind, kept.subject))
        else:
            old.append(fact)
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
