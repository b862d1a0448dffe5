"""The turn of each message: answers before pushes, none faster than Telegram takes them."""

import asyncio
import datetime as dt
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram.error import RetryAfter

from bot.state.leniency import leniently
from bot.state.pace import EVERYBODY, OVERALL, Pace

LEASED = 10  # moments that pushes take at a time: an answer waits for no more of them, a third of a second
LAPSE = 1.0  # seconds: a moment of a push that is past by more is lost
LONGEST_TURN = 60.0  # seconds: whoever would wait longer is told to come back
A_MOMENT = dt.timedelta(seconds=1)


@dataclass(slots=True, kw_only=True)
class Turns:
    """Makes each sender of this process wait for its turn among those of all processes.

    The moments of the pace are of the clock that all machines share; once here, they are waited for by a timer that
    nobody puts right.
    """

    pace: Pace
    clock: Callable[[], dt.datetime]  # the time itself: a bot's clock may stand still
    timer: Callable[[], float] = time.monotonic  # in seconds
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _leased: deque[float] = field(default_factory=deque)  # by the timer
    _free: float = 0.0  # when this process may send, should the database be in trouble
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, chat: int) -> None:
        """Wait for the next moment at which an answer may leave. Raises RetryAfter."""
        await self._until(*self._taken(lambda now: (self.pace.reserve(chat, now),)))

    async def push(self, chat: int) -> None:
        """Wait in line for a moment at which a push may leave. Raises RetryAfter."""
        async with self._line:
            while self._leased and self._leased[0] < self.timer() - LAPSE:
                self._leased.popleft()  # a machine that was busy, or had nothing to send, does not rush
            if not self._leased:
                self._leased.extend(self._taken(lambda now: self.pace.lease(LEASED, now)))
            moment = self._leased.popleft()
            try:
                await self._until(moment)
            except RetryAfter:
                self._leased.appendleft(moment)  # for whoever comes once it is near
                raise
        await self._until(*self._taken(lambda now: (self.pace.turn(chat, now),)))

    def hold(self, chat: int, wait: dt.timedelta) -> None:
        """Obey Telegram, which asks for patience.

        A private chat is written to too seldom to be the reason: everybody waits. A group may have had its fill: it
        waits alone, and everybody for a moment.
        """
        now, everybody = self.clock(), wait if chat > 0 else min(wait, A_MOMENT)
        self._leased.clear()
        self._free = self.timer() + everybody.total_seconds()

        def hold() -> None:
            self.pace.hold(EVERYBODY, now + everybody, now)
            self.pace.hold(chat, now + wait, now)

        leniently(hold, lambda: None)

    def _taken(self, take: Callable[[dt.datetime], tuple[dt.datetime, ...]]) -> tuple[float, ...]:
        """Return moments of the pace as the timer tells them; without a database, one of this process alone."""
        now, here = self.clock(), self.timer()
        return leniently(lambda: tuple(here + (each - now).total_seconds() for each in take(now)), self._alone)

    def _alone(self) -> tuple[float, ...]:
        moment = max(self._free, self.timer())
        self._free = moment + OVERALL.every.total_seconds()
        return (moment,)

    async def _until(self, moment: float) -> None:
        wait = moment - self.timer()
        if wait > LONGEST_TURN:
            raise RetryAfter(dt.timedelta(seconds=wait))
        if wait > 0:
            await self.sleep(wait)
