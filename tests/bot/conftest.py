"""Where the tests of the bot keep a state: a file, or a database of a PostgreSQL server that they start."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state.database import open_database
from bot.state.schema import METADATA
from tests.postgres import NoServer, Server, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of this process's tests. Where none can be started they are left out, but not in CI."""
    try:
        with server() as started:
            yield started
    except NoServer as reason:
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL cannot be started: {reason}")
        pytest.skip(f"PostgreSQL cannot be started: {reason}")


@pytest.fixture(scope="session")
def database(postgres: Server) -> str:
    """A database of that server with the present tables."""
    name = postgres.make()
    open_database(postgres.url(name)).close()
    return name


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty state of SQLite with the present tables: copied, so that it is migrated once a process."""
    file = tmp_path_factory.mktemp("state") / "empty.db"
    open_database(str(file)).close()
    return file


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path, empty: Path) -> Iterator[str]:
    """Where an empty state is kept: of SQLite, unless the test is marked with `both`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        file = tmp_path / "var" / "state.db"
        file.parent.mkdir()
        shutil.copy(empty, file)
        yield str(file)
        return
    postgres, database = request.getfixturevalue("postgres"), request.getfixturevalue("database")
    yield postgres.url(database)
    postgres.empty(database, *METADATA.tables)
