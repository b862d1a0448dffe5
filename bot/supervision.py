"""The loop that hears Telegram and the loop that sends are watched: what does not turn is begun again, or ends all."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.errors import BotError, RefusedToken, Silence, Stuck, WrongClock
from bot.handlers.line import Pulse
from bot.reminders.delivery import Postman

_LOG = logging.getLogger(__name__)
LOOK = 0.5  # seconds between two looks
TELLING = 3600.0  # seconds between two lines that all is well
LONGEST_SILENCE = 60.0  # seconds without an answer that are not worth a line
LONGEST_STILL = 600.0  # seconds without a turn of a loop, after which it will not turn again


@dataclass(slots=True, kw_only=True)
class Supervisor:
    """Looks after both loops until it is closed."""

    pulse: Pulse
    postman: Postman
    polls: bool  # updates are asked for, else Telegram calls
    refused: float  # seconds of refusals after which a token is no more
    end: Callable[[BotError], None]  # ends the process with a sentence
    _sending: asyncio.Task[None] | None = None
    _told: float = field(default=0.0)  # when the last line that all is well was written
    _skewed: bool = False

    async def serve(self) -> None:
        """Begin to send, and look until cancelled."""
        self._told = self.pulse.timer()
        while True:
            self._send()
            verdict = next(self._verdicts(), None)
            if verdict is not None:
                self.end(verdict)
                return
            self._tell()
            await asyncio.sleep(LOOK)

    async def close(self, patience: float) -> None:
        """Stop sending: what is under way is sent and noted first."""
        self.postman.close()
        if self._sending is not None:
            await asyncio.wait((self._sending,), timeout=patience)
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    def _send(self) -> None:
        if self._sending is None or self._sending.done():
            if self._sending is not None:
                _LOG.error("the loop that sends ended: it begins again")
            self._sending = asyncio.create_task(self.postman.serve())

    def _verdicts(self) -> Iterator[BotError]:
        if self.pulse.refused_for(hearing=self.polls) >= self.refused:
            yield RefusedToken()
        if self.polls and self.pulse.still_for() > LONGEST_STILL:
            yield Stuck(loop="getUpdates")
        if self.postman.still_for() > LONGEST_STILL:
            yield Stuck(loop="tick")

    def _tell(self) -> None:
        if self.polls and self.pulse.silent_for() > LONGEST_SILENCE:
            _LOG.warning("%s", Silence(seconds=round(self.pulse.silent_for())))
        skewed = not self.pulse.right()
        if skewed and not self._skewed:
            _LOG.warning("%s", WrongClock(seconds=round(self.pulse.ahead.total_seconds())))
        self._skewed = skewed
        if self.pulse.timer() - self._told > TELLING:
            self._told = self.pulse.timer()
            heard, turned = self.pulse.silent_for(), self.postman.still_for()
            _LOG.info("alive: Telegram heard %.0f s ago, reminders looked for %.0f s ago", heard, turned)
