"""How things stand: /etat, the digest of the week, the report of errors."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot import gaps
from bot.entities.editions import key_of
from bot.operators.facts import limit_of, line, numbered, short
from bot.operators.faults import Faults
from bot.operators.means import Means, Word
from bot.operators.summary import data
from bot.phrasing import Suggestion, count
from bot.reminders.watching import watch
from bot.state.records import Stage
from bot.state.store import State
from knowledge.doubtful import NamedFact, doubts
from knowledge.history import By, Deed, HistoryRow, standing
from knowledge.library import Library
from knowledge.model import Letter

WEEK = dt.timedelta(days=7)
AHEAD = 14  # days of limits that a digest tells
MOST = 12  # lines of a kind
MONDAY = 0
WHO = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Tells how things stand."""

    means: Means
    state: State
    library: Callable[[], Library]
    faults: Faults

    def now(self, by: By) -> Word:
        """Return the answer to /etat."""
        return Word(text="\n".join(self._lines(by.at)))

    def _lines(self, now: dt.datetime) -> Iterator[str]:
        of, library, rows = self.means.said.status, self.library(), self.means.publisher().history.rows()
        yield of.title
        yield of.base.format(version=library.version[:8], letters=len(library.letters))
        last = next(reversed(standing(rows)), None)
        yield of.published.format(**self.means.when(last.at), who=last.who, what=last.what) if last else of.never
        until = self.means.hold.until(now)
        if until is not None:
            yield of.held.format(hour=self.means.clock(until))
        yield of.doubts.format(count=sum(len(found) for _, found in self._doubted(library)))
        yield of.waiting.format(count=len(self.means.incoming.waiting()))
        wishes = self.state.chats.wishes()
        yield of.chats.format(chats=self.state.chats.count(), wishes=len({each.place.chat for each in wishes}))
        sent = (
            each for each in self.state.outbox.deliveries() if each.stage is Stage.SENT and each.claimed > now - WEEK
        )
        yield of.pushes.format(count=sum(1 for _ in sent))
        yield of.gaps.format(count=len(gaps.grouped(self.state.talks.gaps())))
        yield from self._errors()
        yield self._backup(rows, now)

    def _errors(self) -> Iterator[str]:
        of, every = self.means.said.status, self.faults.every()
        if not every:
            yield of.no_errors
            return
        yield of.errors
        for each in every[-3:]:
            yield of.error.format(**self.means.when(each.last), what=each.what, times=each.times)

    def _backup(self, rows: tuple[HistoryRow, ...], now: dt.datetime) -> str:
        of = self.means.said.status
        last = next((row for row in reversed(rows) if row.deed is Deed.BACKUP), None)
        if last is None:
            return of.no_backup
        return of.backup.format(day=self.means.when(last.at)["day"], ago=count((now - last.at).days, "day"))

    def doubts(self) -> Word:
        """Tell the doubts of the published letters, and open a letter to settle them."""
        said = self.means.said
        found = self._doubted(self.library())
        if not found:
            return Word(text=said.said.no_doubts)
        rows, buttons = [], []
        for number, (letter, every) in enumerate(found[:MOST], 1):
            row = said.said.doubts_row
            rows += [row.format(number=number, reference=letter.reference, fact=line(each, said)) for each in every]
            label = said.button.open.format(number=number, reference=letter.reference)
            buttons.append(Suggestion(label=label, data=data("open", key_of(letter.reference))))
        total = sum(len(each) for _, each in found)
        return Word(text="\n".join([said.said.doubts.format(count=total), *rows]), buttons=tuple(buttons))

    def reference(self, key: str) -> str:
        """Return the reference of the letter that a button opens; empty when it is no more."""
        found = (each.reference for each in self.library().letters if key_of(each.reference) == key)
        return next(found, "")

    def _doubted(self, library: Library) -> list[tuple[Letter, list[NamedFact]]]:
        found = []
        for letter in library.letters:
            told = tuple(each for each in library.problems if each.file == letter.file and each.span is not None)
            every = [each.named for each in doubts(letter, told)]
            if every:
                found.append((letter, every))
        return found

    # ------------------------------------------------------------------ unasked

    def digest(self, now: dt.datetime, hour: int) -> Word | None:
        """Return the digest of the week, once each Monday from an hour on; None at any other time."""
        local = now.astimezone(self.means.zone)
        history = self.means.publisher().history
        last = next((row.at for row in reversed(history.rows()) if row.deed is Deed.DIGEST), None)
        if local.weekday() != MONDAY or local.hour < hour or (last is not None and now - last < WEEK / 2):
            return None
        history.add(By(who=WHO, at=now), Deed.DIGEST, "")
        return Word(text="\n".join(self._week(now)))

    def _week(self, now: dt.datetime) -> Iterator[str]:
        of, status, library = self.means.said.digest, self.means.said.status, self.library()
        rows = [row for row in standing(self.means.publisher().history.rows()) if row.at > now - WEEK]
        yield of.title
        yield of.letters.format(count=len(rows))
        yield from numbered((of.letter.format(what=row.what) for row in rows), MOST, self.means.said.summary.more)
        yield status.doubts.format(count=sum(len(found) for _, found in self._doubted(library)))
        yield status.waiting.format(count=len(self.means.incoming.waiting()))
        yield status.gaps.format(count=len(gaps.grouped(self.state.talks.gaps())))
        today = now.astimezone(self.means.zone).date()
        near = [each for each in watch(library) if 0 <= (each.deadline.last_day - today).days <= AHEAD]
        yield of.limits if near else of.no_limits
        lines = (
            of.limit.format(
                limit=limit_of(each.deadline), action=short(each.deadline.action, 80), reference=each.reference
            )
            for each in near
        )
        yield from numbered(lines, MOST, self.means.said.summary.more)

    def errors(self) -> Word | None:
        """Return the report of what went wrong since the last one; None when nothing did."""
        fresh = self.faults.news()
        if not fresh:
            return None
        of = self.means.said.report
        return Word(text="\n".join([of.errors, *(of.error.format(what=each.what, times=each.times) for each in fresh)]))
