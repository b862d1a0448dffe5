"""Invitations let in as many as they say, and no longer than they say."""

import datetime as dt

from bot.state.records import Invitation
from bot.state.store import State
from tests.postgres import both

pytestmark = both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
CODE = "invitation-abc"


def test_a_code_lets_in_as_many_as_it_has_uses(state: State) -> None:
    """And no more, nor when it is over, nor another code."""
    number = state.guests.invite(CODE, NOW + DAY, 2)
    assert not state.guests.accept(1, "invitation-xyz", NOW)
    assert not state.guests.accept(1, CODE, NOW + DAY)
    assert state.guests.accept(7, CODE, NOW)
    assert state.guests.open(NOW) == (Invitation(number=number, until=NOW + DAY, uses=1),)
    assert state.guests.accept(8, CODE, NOW)
    assert not state.guests.accept(9, CODE, NOW)
    assert state.guests.open(NOW) == ()
    assert state.guests.among((7, 8, 9)) == {7, 8}


def test_whoever_came_by_an_invitation_goes_with_it(state: State) -> None:
    """Groups that they brought in too; those of another invitation stay."""
    first, second = (state.guests.invite(f"{CODE}{each}", NOW + DAY, 9) for each in (1, 2))
    state.guests.accept(7, f"{CODE}1", NOW)
    state.guests.bring(-5, 7, NOW)
    state.guests.accept(8, f"{CODE}2", NOW)
    assert state.guests.close(first, guests=True) == 2
    assert state.guests.among((7, -5, 8)) == {8}
    assert state.guests.close(second, guests=False) == 0
    assert state.guests.among((8,)) == {8}


def test_access_goes_with_the_chat(state: State) -> None:
    """A group that becomes a supergroup keeps it; what is forgotten has none."""
    state.guests.bring(-5, 7, NOW)
    state.chats.rename(-5, -1007)
    assert state.guests.among((-5, -1007)) == {-1007}
    state.chats.forget(-1007)
    assert state.guests.among((-1007,)) == frozenset()
