"""A state of any earlier version is brought to the present tables, with all that it holds."""

import datetime as dt
import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.state.database import MIGRATIONS
from bot.state.records import Delivery, Place, Stage, Step, Wish
from bot.state.schema import HEAD, METADATA
from bot.state.store import open_state

FIRST = Path(__file__).with_name("first_version.sql")  # what the version without migrations made
AT = dt.datetime(2021, 2, 15, 8, tzinfo=dt.UTC)
MEMORY = dt.timedelta(hours=2)


def first_version(file: Path) -> None:
    """Make a state as the first version left it: a wish, a reminder sent, an update handled."""
    with sqlite3.connect(file) as connection:
        connection.executescript(FIRST.read_text("utf-8"))
    connection.close()


def test_the_last_migration_is_the_version_that_is_checked() -> None:
    """A database that says so is not looked at by Alembic at all."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_migrations_make_the_tables_that_the_statements_expect(tmp_path: Path) -> None:
    """No column, type or index differs between a migrated database and the tables in `schema`."""
    file = tmp_path / "state.db"
    open_state(file, MEMORY).close()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_a_state_without_migrations_keeps_its_rows(tmp_path: Path) -> None:
    """What was wished, sent and handled before is still so: nothing is sent a second time."""
    file = tmp_path / "state.db"
    first_version(file)
    state = open_state(file, MEMORY)
    try:
        step = Step(Place(7), "0123456789abcdef", "14")
        assert state.chats.wishes() == (Wish(place=Place(7), since=AT),)
        assert state.outbox.deliveries() == (Delivery(step=step, stage=Stage.SENT, claimed=AT, message=31),)
        assert state.outbox.claim([step], AT, AT) == ()
        assert not state.talks.first_sight(10, AT)
    finally:
        state.close()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """A state of the present version is left as it is."""
    file = tmp_path / "state.db"
    for _ in range(2):
        state = open_state(file, MEMORY)
        state.chats.wish(Place(7), AT)
        state.close()
    state = open_state(file, MEMORY)
    assert len(state.chats.wishes()) == 1
    state.close()
