"""A real state, of SQLite or PostgreSQL."""

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.state.store import State, open_state

KEY = "a2V5LW9mLXRlc3RzLW5vdC1hLXNlY3JldC0wMTIzNDU="
MEMORY = dt.timedelta(hours=2)


@pytest.fixture(params=[(), (KEY,)], ids=["clear", "sealed"])
def keys(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The keys that a state is sealed by: whoever uses it sees no difference."""
    given: tuple[str, ...] = request.param
    return given


@pytest.fixture
def state(address: str, keys: tuple[str, ...]) -> Iterator[State]:
    """A real state."""
    opened = open_state(address, MEMORY, keys=keys)
    yield opened
    opened.close()
