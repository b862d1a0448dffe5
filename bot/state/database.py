"""One database, of SQLite or PostgreSQL: opened, brought to the present tables, read and written."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import UnusableState
from bot.state.schema import HEAD, METADATA

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 10  # seconds that one waits for another's transaction
ONE_AT_A_TIME = 0x61696465  # the lock of PostgreSQL under which tables are changed


class Database:
    """Transactions on one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reading=True)

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a connection that sees one state of all tables, and holds up nobody."""
        return self._reading.connect()

    def writing(self) -> AbstractContextManager[Connection]:
        """Return a transaction: all of what is done in it, or nothing."""
        return self._engine.begin()

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()


def add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose key is not yet there; return how many were."""
    if not rows:
        return 0
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return sum(connection.execute(insert(table).values(**row).on_conflict_do_nothing()).rowcount for row in rows)


def put(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or give the one of its key its values."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    values = {name: value for name, value in row.items() if name not in keys}
    connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=keys, set_=values))


def open_database(file: Path) -> Database:
    """Open a file of SQLite, made when missing, readable by its owner only. Raises UnusableState."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
        engine = _of_sqlite(file)
        try:
            prepare(engine)
        except BaseException:
            engine.dispose()
            raise
    except OSError as error:
        raise UnusableState(file=file, reason=error.strerror or error) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise UnusableState(file=file, reason=getattr(error, "orig", None) or error) from None
    return Database(engine)


def _of_sqlite(file: Path) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{file}", connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _tune(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we begin ourselves
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")  # a writer waits here, not half-way

    return engine


def prepare(engine: Engine) -> None:
    """Bring the tables to the present version, and read each one so that damage is told now rather than later.

    Raises SQLAlchemyError, sqlite3.DatabaseError.
    """
    with engine.begin() as connection:
        if _version(connection) != HEAD:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            _migrate(connection)
    with engine.connect() as connection:
        for table in METADATA.sorted_tables:
            connection.execute(select(table).limit(1)).all()
        if connection.dialect.name == "sqlite":
            check = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
            if check != "ok":
                raise sqlite3.DatabaseError(check)


def _version(connection: Connection) -> str | None:
    """Return the number of the last migration done; None: none was, or there is no table at all."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection) -> None:
    from alembic import command  # rarely needed, and slow to load
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    if _version(connection) is None and inspect(connection).has_table("chats"):
        command.stamp(config, "0001")  # made by the first version
    command.upgrade(config, "head")
