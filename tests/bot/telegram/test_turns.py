"""Who waits for whom, with a clock that moves only when somebody sleeps."""

import asyncio
import datetime as dt
from collections.abc import Iterator

import pytest
from telegram.error import RetryAfter

from bot.handlers.turns import Turns
from bot.state.pace import overall
from bot.state.store import State, open_state
from tests.bot.builders import NOW
from tests.postgres import both

pytestmark = both

SECOND = dt.timedelta(seconds=1)


class Clock:
    """A time that passes for those who sleep."""

    def __init__(self) -> None:
        self.now = NOW
        self.wrong = dt.timedelta()  # by how much the clock is ahead, whatever the timer says

    def __call__(self) -> dt.datetime:
        """Return it."""
        return self.now + self.wrong

    def seconds(self) -> float:
        """Return it as a timer counts."""
        return (self.now - NOW).total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Let it pass."""
        end = self.now + dt.timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.now = max(self.now, end)


@pytest.fixture
def kept(address: str) -> Iterator[State]:
    """A state of the test's own."""
    state = open_state(address, dt.timedelta(hours=2))
    yield state
    state.close()


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


def turns(state: State, clock: Clock) -> Turns:
    """Return the turns of one process."""
    return Turns(pace=state.pace, overall=overall(30), clock=clock, timer=clock.seconds, sleep=clock.sleep)


async def test_a_broadcast_takes_the_time_that_telegram_wants(kept: State, clock: Clock) -> None:
    """A hundred and fifty pushes leave in five seconds, not less, and hardly more."""
    ours = turns(kept, clock)
    for chat in range(1, 151):
        await ours.push(chat)
    assert 4.9 * SECOND < clock.now - NOW < 5.1 * SECOND


async def test_an_answer_overtakes_the_pushes(kept: State, clock: Clock) -> None:
    """In the midst of a broadcast somebody who asks waits a third of a second."""
    ours = turns(kept, clock)
    for chat in range(1, 25):
        await ours.push(chat)
    asked = clock.now
    await ours.answer(1000)
    assert clock.now - asked < 0.35 * SECOND


async def test_what_one_person_is_told_holds_up_nobody(kept: State, clock: Clock) -> None:
    """A second message within a second is answered at once, and so is everybody else's; a flood is not."""
    ours = turns(kept, clock)
    for chat in (7, 7, 8, 7, 8):
        await ours.answer(chat)
    assert clock.now == NOW
    await ours.answer(7)
    assert clock.now == NOW + SECOND


async def test_answers_of_one_process_keep_the_pace(kept: State, clock: Clock) -> None:
    """Some leave at once, then thirty a second; pushes wait until what was answered is made up for."""
    ours = turns(kept, clock)
    for chat in range(1, 37):
        await ours.answer(chat)
    assert 0.9 * SECOND < clock.now - NOW < 1.1 * SECOND
    await ours.push(100)
    assert clock.now - NOW > 1.1 * SECOND


async def test_a_process_learns_what_the_others_answer(kept: State, clock: Clock) -> None:
    """Once a second they reckon: two processes together are as fast as one, but for that second."""
    one, other = turns(kept, clock), turns(kept, clock)
    for chat in range(1, 151):
        await one.answer(chat)
        await other.answer(1000 + chat)
    assert 8.5 * SECOND < clock.now - NOW < 10.5 * SECOND


async def test_two_processes_share_one_pace(kept: State, clock: Clock) -> None:
    """What one has taken the other has not: together they are as fast as one."""
    one, other = turns(kept, clock), turns(kept, clock)
    for chat in range(1, 76):
        await one.push(chat)
        await other.push(1000 + chat)
    assert 4.5 * SECOND < clock.now - NOW < 5.5 * SECOND


async def test_moments_long_past_are_not_made_up_for(kept: State, clock: Clock) -> None:
    """After an hour without anything to send, what comes leaves evenly."""
    ours = turns(kept, clock)
    await ours.push(1)
    clock.now = begun = NOW + 3600 * SECOND
    for chat in range(2, 32):
        await ours.push(chat)
    assert 0.9 * SECOND < clock.now - begun < 1.1 * SECOND


async def test_patience_asked_by_a_person_s_chat_is_everybody_s(kept: State, clock: Clock) -> None:
    """One writes to a person too seldom for it to be the reason: all wait."""
    ours = turns(kept, clock)
    ours.hold(7, 20 * SECOND)
    await ours.push(8)
    assert clock.now - NOW == 20 * SECOND


async def test_patience_asked_by_a_group_is_its_own(kept: State, clock: Clock) -> None:
    """A group that has had its fill holds the others up for a moment only."""
    ours = turns(kept, clock)
    ours.hold(-100, 20 * SECOND)
    await ours.push(8)
    assert clock.now - NOW == SECOND
    await ours.push(-100)
    assert clock.now - NOW == 20 * SECOND


async def test_whoever_would_wait_too_long_is_told(kept: State, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A push does not stay claimed while Telegram wants an hour of silence: its row waits, and costs no moment."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the application does
    ours = turns(kept, clock)
    ours.hold(7, 3600 * SECOND)
    for chat in range(8, 100):
        with pytest.raises(RetryAfter):
            await ours.push(chat)
    with pytest.raises(RetryAfter):
        await ours.answer(8)
    assert clock.now == NOW
    clock.now = NOW + 3600 * SECOND
    await ours.answer(8)
    assert clock.now - NOW < 3601 * SECOND


@pytest.mark.parametrize("wrong", [dt.timedelta(days=2191), dt.timedelta(minutes=10)])
async def test_a_clock_put_right_backwards_makes_nobody_wait(kept: State, clock: Clock, wrong: dt.timedelta) -> None:
    """In a process that serves on, and in one that was started again."""
    ours = turns(kept, clock)
    clock.wrong = wrong
    await ours.answer(8)
    for chat in range(9, 15):
        await ours.push(chat)
    clock.wrong = dt.timedelta()
    begun = clock.now
    for each in (ours, turns(kept, clock)):
        await each.answer(8)
        await each.push(9)
    assert clock.now - begun < 3 * SECOND
