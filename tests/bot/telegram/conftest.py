"""An application ready for the tests of Telegram."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.application import assemble
from bot.settings import Settings, Storage
from bot.shelf import Shelf
from bot.state.store import State, open_state
from knowledge import store
from tests.bot.builders import NOW, Echo, library
from tests.bot.telegram.office import Office, Recorder


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of one letter."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    store.save(file, library())
    return file


@pytest.fixture
def settings(base: Path, tmp_path: Path, address: str) -> Settings:
    """The default settings, with files of the test's own."""
    default = Settings()
    return replace(
        default,
        knowledge=replace(default.knowledge, database=base),
        state=Storage(database=address, terminal=tmp_path / "terminal.db"),
    )


@pytest.fixture
async def office(settings: Settings) -> AsyncIterator[Office]:
    """The application over a recorder."""
    now = [NOW]
    state = open_state(settings.state.database, dt.timedelta(hours=2))
    line = Recorder()
    house = assemble(settings, Shelf(settings.knowledge, Echo), state, lambda: now[0], "1:x", line)
    async with house.application:
        yield Office(house=house, line=line, move=lambda moment: now.__setitem__(0, moment))
    state.close()


@pytest.fixture
def state(office: Office) -> State:
    """The state that the application writes to."""
    return office.house.postman.state
