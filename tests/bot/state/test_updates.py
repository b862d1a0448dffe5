"""An update is one process's at a time, and handled once."""

import datetime as dt

import pytest
from sqlalchemy import Connection

from bot.state.schema import UPDATES
from bot.state.store import State
from bot.state.updates import FAR, LEASE, Batch, Standing, Updates
from tests.postgres import both

pytestmark = both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


class Pair:
    """Two processes on one state, and a clock that is moved."""

    def __init__(self, state: State) -> None:
        self.now = NOW
        self.one, self.other = (Updates(state.database, name, lambda: self.now) for name in ("one", "other"))


@pytest.fixture
def pair(state: State) -> Pair:
    """Two processes."""
    return Pair(state)


def taken(updates: Updates, *numbers: int) -> list[Standing]:
    """Ask for updates; return how they stand."""
    told = updates.write(Batch(taken=[(each, NOW) for each in numbers]))
    return [told[each] for each in numbers]


def test_an_update_is_of_whoever_takes_it_first(pair: Pair) -> None:
    """The other has to wait while it is in hand, and has nothing to do once it was handled."""
    assert taken(pair.one, 10, 11) == [Standing.OURS, Standing.OURS]
    assert taken(pair.other, 10, 12) == [Standing.HELD, Standing.OURS]
    pair.one.write(Batch(done=[10]))
    assert taken(pair.other, 10, 11) == [Standing.DONE, Standing.HELD]


def test_what_a_process_that_died_had_in_hand_is_anybody_s(pair: Pair) -> None:
    """Its lease runs out; whoever lives renews its own."""
    taken(pair.one, 10, 11)
    pair.now = NOW + LEASE - SECOND
    pair.one.write(Batch(renewed=[11]))
    assert taken(pair.other, 10, 11) == [Standing.HELD, Standing.HELD]
    pair.now = NOW + LEASE
    assert taken(pair.other, 10, 11) == [Standing.OURS, Standing.HELD]


def test_what_was_handled_late_is_handled(pair: Pair) -> None:
    """A process that stood still beyond its lease has answered all the same: once it says so, nobody else does."""
    taken(pair.one, 10)
    pair.now = NOW + 2 * LEASE
    pair.one.write(Batch(done=[10]))
    assert taken(pair.other, 10) == [Standing.DONE]


def test_a_lease_that_was_lost_is_not_renewed_nor_given_up(pair: Pair) -> None:
    """What another has taken over meanwhile is the other's."""
    taken(pair.one, 10)
    pair.now = NOW + LEASE
    taken(pair.other, 10)
    pair.one.write(Batch(renewed=[10], released=[10]))
    assert taken(pair.one, 10) == [Standing.HELD]


def test_what_was_not_handled_is_free_at_once(pair: Pair) -> None:
    """A process that ends leaves what it has in hand to the next."""
    taken(pair.one, 10)
    pair.one.write(Batch(released=[10]))
    assert taken(pair.other, 10) == [Standing.OURS]


def test_a_lease_of_a_clock_that_was_ahead_holds_nobody(pair: Pair) -> None:
    """A clock put right backwards leaves leases that end next year."""
    pair.now = NOW + 2 * FAR
    taken(pair.one, 10)
    pair.now = NOW
    assert taken(pair.other, 10) == [Standing.OURS]


def test_what_is_kept_of_an_update_is_kept_with_its_end(pair: Pair, state: State) -> None:
    """All of it or nothing: an update whose note fails is not handled."""

    def fail(_: Connection) -> None:
        raise ValueError("no room")

    taken(pair.one, 10)
    with pytest.raises(ValueError, match="no room"):
        pair.one.write(Batch(done=[10], notes=[fail]))
    assert taken(pair.other, 10) == [Standing.HELD]

    def empty(connection: Connection) -> None:
        connection.execute(UPDATES.delete())

    pair.one.write(Batch(done=[10], notes=[empty]))
    assert taken(pair.other, 10) == [Standing.OURS]
