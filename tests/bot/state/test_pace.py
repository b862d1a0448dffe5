"""When messages may leave: thirty a second overall, one a second to a chat, twenty a minute to a group."""

import datetime as dt
from itertools import pairwise

import pytest

from bot.state.pace import EVERYBODY, overall
from bot.state.store import State
from tests.postgres import both

pytestmark = both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
GROUP = -100
ALL = overall(30)


def most_within(moments: list[dt.datetime], width: dt.timedelta) -> int:
    """Return how many moments fall within the busiest window."""
    return max(sum(first <= each < first + width for each in moments) for first in moments)


def test_nothing_waits_after_a_silence(state: State) -> None:
    """The first message leaves at once."""
    assert state.pace.turn(7, NOW) == NOW
    assert state.pace.lease(ALL, 1, 0, NOW) == (NOW,)


def test_thirty_a_second_overall(state: State) -> None:
    """A hundred moments are taken evenly, thirty in each second."""
    moments = [each for _ in range(10) for each in state.pace.lease(ALL, 10, 0, NOW)]
    assert moments == sorted(moments)
    assert most_within(moments, SECOND - dt.timedelta(milliseconds=1)) == 30
    assert moments[-1] - NOW < 3.4 * SECOND


def test_what_was_answered_puts_off_the_moments_leased(state: State) -> None:
    """Answers are told after they left: those of the last second count."""
    state.pace.spend(ALL, 1, NOW - 60 * SECOND)
    soon = dt.timedelta(milliseconds=1)
    assert abs(state.pace.spend(ALL, 30, NOW) - NOW) < soon
    assert abs(state.pace.spend(ALL, 15, NOW) - NOW - 0.5 * SECOND) < soon
    assert abs(state.pace.lease(ALL, 2, 15, NOW)[0] - NOW - SECOND) < soon
    assert state.pace.spend(ALL, 0, NOW + 60 * SECOND) == NOW + 59 * SECOND


def test_one_a_second_to_a_person(state: State) -> None:
    """Whatever is pushed to one person leaves a second apart, and holds up nobody else."""
    moments = [state.pace.turn(7, NOW) for _ in range(5)]
    assert [second - first for first, second in pairwise(moments)] == [SECOND] * 4
    assert state.pace.turn(8, NOW) == NOW


def test_twenty_a_minute_to_a_group(state: State) -> None:
    """A few leave a second apart, the others as the minute allows."""
    moments = [state.pace.turn(GROUP, NOW) for _ in range(60)]
    assert moments[4] - NOW == 4 * SECOND
    assert most_within(moments, 60 * SECOND) <= 20
    assert most_within(moments, SECOND) == 1
    assert most_within(moments[20:], 60 * SECOND) == 15


@pytest.mark.parametrize("scope", [EVERYBODY, 7])
def test_a_hold_is_obeyed(state: State, scope: int) -> None:
    """Nothing leaves before the moment that Telegram gave; a shorter hold does not shorten it."""
    state.pace.hold(scope, NOW + 30 * SECOND, NOW)
    state.pace.hold(scope, NOW + SECOND, NOW)
    held = state.pace.turn(7, NOW), *state.pace.lease(ALL, 1, 0, NOW)
    assert held == ((NOW, NOW + 30 * SECOND) if scope == EVERYBODY else (NOW + 30 * SECOND, NOW))
    assert state.pace.turn(8, NOW) == NOW


@pytest.mark.parametrize("ahead", [dt.timedelta(days=2191), dt.timedelta(minutes=10), dt.timedelta(seconds=6)])
@pytest.mark.parametrize("chat", [7, GROUP])
def test_a_clock_put_right_backwards_makes_nobody_wait(state: State, chat: int, ahead: dt.timedelta) -> None:
    """What was reserved, leased or held by a clock that was ahead is no turn; the pace goes on from now."""
    for _ in range(30):
        state.pace.turn(chat, NOW + ahead)
    state.pace.lease(ALL, 10, 0, NOW + ahead)
    state.pace.hold(chat, NOW + ahead + 60 * SECOND, NOW + ahead)
    assert state.pace.turn(chat, NOW) == NOW
    assert state.pace.turn(chat, NOW) == NOW + SECOND
    assert state.pace.lease(ALL, 1, 0, NOW)[0] < NOW + SECOND


def test_rows_that_hold_nobody_leave(state: State) -> None:
    """The pace of a chat is forgotten once it is of no use, not before."""
    for _ in range(60):
        state.pace.turn(GROUP, NOW)
    state.pace.tidy(NOW + 60 * SECOND)
    assert state.pace.turn(GROUP, NOW + 60 * SECOND) > NOW + 60 * SECOND
    state.pace.tidy(NOW + dt.timedelta(days=1))
    assert state.pace.turn(GROUP, NOW + 60 * SECOND) == NOW + 60 * SECOND
