"""The turn of each message: answers before pushes, none faster than Telegram takes them.

A push waits for moments that are taken from the rows of all processes. An answer does not wait for the database: this
process keeps count of its own, and once a second tells the rows, and learns from them what the others have sent.
"""

import asyncio
import datetime as dt
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram.error import RetryAfter

from bot.state.leniency import leniently
from bot.state.pace import EVERYBODY, Pace, Rule

LEASED = 10  # moments that pushes take at a time: an answer waits for no more of them, a third of a second
LAPSE = 1.0  # seconds: a moment of a push that is past by more is lost
LONGEST_TURN = 60.0  # seconds: whoever would wait longer is told to come back
TOLD = 1.0  # seconds between two reckonings with the other processes
EACH, AT_ONCE = 1.0, 3  # seconds between two answers to a person in the long run; so many leave at once
KEPT = 10_000  # people of whom it is known when they were answered
A_MOMENT = dt.timedelta(seconds=1)


@dataclass(slots=True, kw_only=True)
class Turns:
    """Makes each sender of this process wait for its turn among those of all processes.

    The moments of the pace are of the clock that all machines share; once here, they are waited for by a timer that
    nobody puts right.
    """

    pace: Pace
    overall: Rule  # of all chats together
    clock: Callable[[], dt.datetime]  # the time itself: a bot's clock may stand still
    timer: Callable[[], float] = time.monotonic  # in seconds
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _leased: deque[float] = field(default_factory=deque)  # by the timer
    _free: float = float("-inf")  # when the message after a steady flow would leave, as far as is known here
    _spent: int = 0  # messages that the rows do not count yet
    _told: float = float("-inf")  # when they were last told
    _people: dict[int, float] = field(default_factory=dict)  # the same as `_free`, by chat
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, chat: int) -> None:
        """Wait for the next moment at which an answer may leave. Raises RetryAfter."""
        if self.timer() - self._told >= TOLD:
            self._reckon()
        every, now = self.overall.every.total_seconds(), self.timer()
        moment = max(now, self._free - (self.overall.burst - 1) * every)
        self._check(moment)
        self._free, self._spent = max(self._free, now) + every, self._spent + 1
        await self._until(moment, *(self._of_person(chat) if chat > 0 else self._of_chat(chat)))

    async def push(self, chat: int) -> None:
        """Wait in line for a moment at which a push may leave. Raises RetryAfter."""
        async with self._line:
            while self._leased and self._leased[0] < self.timer() - LAPSE:
                self._leased.popleft()  # a machine that was busy, or had nothing to send, does not rush
            if not self._leased:
                self._leased.extend(self._taken(self._lease))
            moment = self._leased.popleft()
            try:
                await self._until(moment)
            except RetryAfter:
                self._leased.appendleft(moment)  # for whoever comes once it is near
                raise
        await self._until(*self._of_chat(chat))

    def hold(self, chat: int, wait: dt.timedelta) -> None:
        """Obey Telegram, which asks for patience.

        A private chat is written to too seldom to be the reason: everybody waits. A group may have had its fill: it
        waits alone, and everybody for a moment.
        """
        now, everybody = self.clock(), wait if chat > 0 else min(wait, A_MOMENT)
        self._leased.clear()
        self._free = max(self._free, self.timer() + everybody.total_seconds())

        def hold() -> None:
            self.pace.hold(EVERYBODY, now + everybody, now)
            self.pace.hold(chat, now + wait, now)

        leniently(hold, lambda: None)

    def _lease(self, now: dt.datetime) -> tuple[dt.datetime, ...]:
        moments = self.pace.lease(self.overall, LEASED, self._spent, now)
        self._note(moments[-1] + self.overall.every - now)
        return moments

    def _reckon(self) -> None:
        """Tell the rows what was sent, and learn from them what the others have sent."""
        now = self.clock()
        self._told = self.timer()
        free = leniently(lambda: self.pace.spend(self.overall, self._spent, now), lambda: None)
        if free is not None:
            self._note(free - now)

    def _note(self, free: dt.timedelta) -> None:
        self._free, self._spent, self._told = self.timer() + free.total_seconds(), 0, self.timer()

    def _of_person(self, chat: int) -> tuple[float, ...]:
        """Take the next moment of a person, who reads what this process answers only."""
        now = self.timer()
        free = self._people.pop(chat, now)
        moment = max(now, free - (AT_ONCE - 1) * EACH)
        self._people[chat] = max(free, now) + EACH
        if len(self._people) > KEPT:
            self._people = {each: until for each, until in self._people.items() if until > now}
        return (moment,)

    def _of_chat(self, chat: int) -> tuple[float, ...]:
        return self._taken(lambda now: (self.pace.turn(chat, now),))

    def _taken(self, take: Callable[[dt.datetime], tuple[dt.datetime, ...]]) -> tuple[float, ...]:
        """Return moments of the pace as the timer tells them; without a database, one of this process alone."""
        now, here = self.clock(), self.timer()
        return leniently(lambda: tuple(here + (each - now).total_seconds() for each in take(now)), self._alone)

    def _alone(self) -> tuple[float, ...]:
        moment = max(self._free, self.timer())
        self._free = moment + self.overall.every.total_seconds()
        return (moment,)

    async def _until(self, *moments: float) -> None:
        moment = max(moments)
        self._check(moment)
        wait = moment - self.timer()
        if wait > 0:
            await self.sleep(wait)

    def _check(self, moment: float) -> None:
        wait = moment - self.timer()
        if wait > LONGEST_TURN:
            raise RetryAfter(dt.timedelta(seconds=wait))
