"""Each update in the hands of one process: taken before it is handled, noted as handled after, in batches."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial

from bot.state.leniency import leniently
from bot.state.updates import LEASE, Batch, Note, Standing, Updates, unlisted

RENEWED = LEASE.total_seconds() / 3  # seconds between two renewals
LOOK = 0.25  # seconds between two looks at what another has in hand
PATIENCE = 2 * LEASE.total_seconds()  # seconds for which one looks: a process that died holds nothing any more


class InHand(Exception):
    """Another process has the update in hand, and lives: whoever brings it is to come again."""


class Handled(Exception):
    """The update was handled: there is nothing to do."""


@dataclass(slots=True, kw_only=True)
class Leases:
    """The updates that this process has in hand.

    What several of them want of the database in one turn of the loop is one transaction.
    """

    updates: Updates
    clock: Callable[[], dt.datetime]  # the bot's
    _mine: dict[int, asyncio.Event] = field(default_factory=dict)  # set when the update is no more in hand
    _notes: dict[int, list[Note]] = field(default_factory=dict)
    _abandoned: set[int] = field(default_factory=set)
    _asked: dict[int, "asyncio.Future[Standing]"] = field(default_factory=dict)
    _ended: dict[int, "asyncio.Future[None]"] = field(default_factory=dict)
    _renewing: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def hold(self, number: int) -> AsyncIterator[None]:
        """Have an update in hand for the block; it is handled when the block ends, unless it was abandoned.

        Raises Handled, InHand.
        """
        await self._take(number)
        try:
            yield
        except BaseException:
            self._abandoned.add(number)
            raise
        finally:
            await asyncio.shield(self._end(number))

    def note(self, number: int, note: Note) -> bool:
        """Keep something once an update is handled, in the same transaction; False when it is not in hand."""
        if number in self._mine:
            self._notes.setdefault(number, []).append(note)
        return number in self._mine

    def write(self, number: int) -> None:
        """Keep now what was to be kept in the end. Raises TroubledState."""
        notes = self._notes.pop(number, None)
        if notes:
            self.updates.write(Batch(notes=notes))

    def forget(self, number: int) -> None:
        """Keep nothing of what was to be kept."""
        self._notes.pop(number, None)

    def abandon(self, number: int) -> None:
        """Leave an update to whoever has it brought next."""
        self._abandoned.add(number)

    async def close(self) -> None:
        """Renew nothing more."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)

    async def _take(self, number: int) -> None:
        for _ in range(int(PATIENCE / LOOK)):
            mine = self._mine.get(number)
            if mine is not None:
                await mine.wait()  # brought twice to one process
            standing = await self._ask(number)
            if standing is Standing.DONE:
                raise Handled
            if standing is Standing.OURS:
                self._mine[number] = asyncio.Event()
                self._renew()
                return
            await asyncio.sleep(LOOK)
        raise InHand

    async def _ask(self, number: int) -> Standing:
        asked = self._asked.get(number)
        if asked is not None:
            await asyncio.wait((asked,))
            return Standing.HELD
        asked = self._asked[number] = asyncio.get_running_loop().create_future()
        self._flush_soon()
        return await asked

    async def _end(self, number: int) -> None:
        ended = self._ended[number] = asyncio.get_running_loop().create_future()
        self._flush_soon()
        await ended

    def _flush_soon(self) -> None:
        if len(self._asked) + len(self._ended) == 1:
            asyncio.get_running_loop().call_soon(self._flush)

    def _flush(self) -> None:
        """Write what has come together."""
        asked, ended = self._asked, self._ended
        self._asked, self._ended = {}, {}
        batch = Batch(
            taken=[(number, self.clock()) for number in asked],
            done=[number for number in ended if number not in self._abandoned],
            released=[number for number in ended if number in self._abandoned],
            notes=[note for number in ended if number not in self._abandoned for note in self._notes.get(number, ())],
        )
        standings = leniently(partial(self.updates.write, batch), lambda: unlisted(asked))
        for number, answer in asked.items():
            answer.set_result(standings[number])
        for number, told in ended.items():
            self._abandoned.discard(number)
            self._notes.pop(number, None)
            self._mine.pop(number).set()
            told.set_result(None)

    def _renew(self) -> None:
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.get_running_loop().create_task(self._keep())

    async def _keep(self) -> None:
        """Renew what is in hand for long, as long as there is something."""
        held = set(self._mine)
        while self._mine:
            await asyncio.sleep(RENEWED)
            old, held = held & set(self._mine), set(self._mine)
            if old:
                leniently(partial(self.updates.write, Batch(renewed=sorted(old))), dict)
