"""A real state in a file."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state.store import State, open_state

MEMORY = dt.timedelta(hours=2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the state is kept."""
    return tmp_path / "var" / "state.db"


@pytest.fixture
def state(file: Path) -> Iterator[State]:
    """A real state in a file."""
    opened = open_state(file, MEMORY)
    yield opened
    opened.close()
