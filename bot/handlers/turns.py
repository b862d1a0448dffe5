"""The turn of each message: answers before pushes, none faster than Telegram takes them."""

import asyncio
import datetime as dt
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram.error import RetryAfter

from bot.state.pace import EVERYBODY, Pace

LEASED = 10  # moments that pushes take at a time: an answer waits for no more of them, a third of a second
LAPSE = dt.timedelta(seconds=1)  # a moment of a push that is past by more is lost
LONGEST_TURN = dt.timedelta(minutes=1)  # whoever would wait longer is told to come back
A_MOMENT = dt.timedelta(seconds=1)


@dataclass(slots=True, kw_only=True)
class Turns:
    """Makes each sender of this process wait for its turn among those of all processes."""

    pace: Pace
    clock: Callable[[], dt.datetime]  # the time itself: a bot's clock may stand still
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _leased: deque[dt.datetime] = field(default_factory=deque)
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, chat: int) -> None:
        """Wait for the next moment at which an answer may leave. Raises RetryAfter."""
        await self._until(self.pace.reserve(chat, self.clock()))

    async def push(self, chat: int) -> None:
        """Wait in line for a moment at which a push may leave. Raises RetryAfter."""
        async with self._line:
            now = self.clock()
            while self._leased and self._leased[0] < now - LAPSE:
                self._leased.popleft()  # a machine that was busy, or had nothing to send, does not rush
            if not self._leased:
                self._leased.extend(self.pace.lease(LEASED, now))
            moment = self._leased.popleft()
            try:
                await self._until(moment)
            except RetryAfter:
                self._leased.appendleft(moment)  # for whoever comes once it is near
                raise
        await self._until(self.pace.turn(chat, self.clock()))

    def hold(self, chat: int, wait: dt.timedelta) -> None:
        """Obey Telegram, which asks for patience.

        A private chat is written to too seldom to be the reason: everybody waits. A group may have had its fill: it
        waits alone, and everybody for a moment.
        """
        now = self.clock()
        self._leased.clear()
        self.pace.hold(EVERYBODY, now + (wait if chat > 0 else min(wait, A_MOMENT)))
        self.pace.hold(chat, now + wait)

    async def _until(self, moment: dt.datetime) -> None:
        wait = moment - self.clock()
        if wait > LONGEST_TURN:
            raise RetryAfter(wait)
        if wait > dt.timedelta():
            await self.sleep(wait.total_seconds())
