"""A real state, of SQLite or PostgreSQL."""

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.state.store import State, open_state

MEMORY = dt.timedelta(hours=2)


@pytest.fixture
def state(address: str) -> Iterator[State]:
    """A real state."""
    opened = open_state(address, MEMORY)
    yield opened
    opened.close()
