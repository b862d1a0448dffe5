"""Both loops are watched, by a clock of the test's own."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bot.errors import BotError, RefusedToken, Stuck
from bot.handlers.line import Pulse
from bot.reminders.delivery import Postman
from bot.supervision import LONGEST_STILL, TELLING, Supervisor


@dataclass
class Sending:
    """A loop that sends, as far as its supervisor sees."""

    still: float = 0.0
    begun: int = 0
    ends: bool = False
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self) -> None:
        """Turn until closed, or end at once."""
        self.begun += 1
        if not self.ends:
            await self.closed.wait()

    def still_for(self) -> float:
        """Return how long it has not turned."""
        return self.still

    def close(self) -> None:
        """End it."""
        self.closed.set()


class Watch:
    """A supervisor, and what it said."""

    def __init__(self, *, polls: bool = True) -> None:
        self.now = 1000.0
        self.pulse = Pulse(timer=lambda: self.now)
        self.sending = Sending()
        self.ended: list[BotError] = []
        postman = cast("Postman", cast("Any", self.sending))
        self.supervisor = Supervisor(pulse=self.pulse, postman=postman, polls=polls, refused=300, end=self.ended.append)

    async def look(self, seconds: float = 0.02) -> None:
        """Let it look for a moment."""
        task = asyncio.create_task(self.supervisor.serve())
        await asyncio.sleep(seconds)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_token_that_stays_refused_ends_the_process() -> None:
    """One refusal is survived; minutes of them have their sentence."""
    watch = Watch()
    watch.pulse.refused("getUpdates")
    await watch.look()
    assert watch.ended == []
    watch.now += 301
    watch.pulse.refused("getUpdates")
    await watch.look()
    assert [type(each) for each in watch.ended] == [RefusedToken]


@pytest.mark.parametrize("loop", ["getUpdates", "tick"])
async def test_a_loop_that_does_not_turn_ends_the_process(loop: str) -> None:
    """A live process that does not listen, or does not send, is worse than none."""
    watch = Watch()
    watch.pulse.ask("getUpdates")
    watch.now += LONGEST_STILL + 1
    if loop == "tick":
        watch.pulse.ask("getUpdates")
        watch.sending.still = LONGEST_STILL + 1
    await watch.look()
    assert [(type(each), each.details["loop"]) for each in watch.ended] == [(Stuck, loop)]


async def test_where_telegram_calls_nobody_polls() -> None:
    """With a webhook, silence is no fault."""
    watch = Watch(polls=False)
    watch.pulse.ask("getUpdates")
    watch.now += LONGEST_STILL + 1
    await watch.look()
    assert watch.ended == []


async def test_a_loop_that_ended_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ended the loop that sends, reminders go on."""
    monkeypatch.setattr("bot.supervision.LOOK", 0.0)
    watch = Watch()
    watch.sending.ends = True
    await watch.look()
    assert watch.sending.begun > 1


async def test_silence_a_wrong_clock_and_health_are_told(caplog: pytest.LogCaptureFixture) -> None:
    """A hang raises no error: its age is told; a clock that is off is told once; each hour, that all is well."""
    caplog.set_level("INFO")
    watch = Watch()
    watch.pulse.ask("getUpdates")
    watch.pulse.answered("getUpdates")
    watch.now += 90
    watch.pulse.ask("getUpdates")
    watch.pulse.ahead *= 0
    await watch.look()
    assert "ne répond plus depuis 90 secondes" in caplog.text
    caplog.clear()
    watch.pulse.answered("getUpdates")
    watch.pulse.ahead = -600 * (watch.pulse.ahead.resolution * 1_000_000)
    await watch.look()
    await watch.look()
    assert caplog.text.count("-600 secondes") == 1
    watch.supervisor._told -= TELLING + 1
    watch.supervisor._tell()
    assert "Telegram heard 0 s ago" in caplog.text
