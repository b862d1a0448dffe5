"""One database, of SQLite or PostgreSQL: opened, brought to the present tables, read and written."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import BadDatabase, MissingDriver, NewerState, UnusableServer, UnusableState
from bot.state.address import driven, is_known, is_server, passwords, shown
from bot.state.schema import HEAD, METADATA

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 10  # seconds that one waits for another's transaction
ONE_AT_A_TIME = 0x61696465  # the lock of PostgreSQL under which tables are changed


class Database:
    """Transactions on one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        still = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reading = engine.execution_options(reading=True, **still)

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
    counted = {"preserve_rowcount": True}  # psycopg forgets it otherwise
    made = insert(table).on_conflict_do_nothing()
    return connection.execute(made, list(rows), execution_options=counted).rowcount


def alone(connection: Connection, table: Table) -> None:
    """Let nobody else write to a table until the end of a transaction. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE"))


def put(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or give the one of its key its values."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    values = {name: value for name, value in row.items() if name not in keys}
    connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=keys, set_=values))


def open_database(address: str | Path) -> Database:
    """Open a file of SQLite, or a database of a PostgreSQL server, with the present tables.

    Raises UnusableState, NewerState; BadDatabase, UnusableServer, MissingDriver.
    """
    text = str(address)
    return _open_server(text) if is_server(text) else _open_file(Path(address))


def _open_file(file: Path) -> Database:
    """Open a file, made when missing, readable by its owner only."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
        return _prepared(_of_sqlite(file), str(file))
    except OSError as error:
        raise UnusableState(file=file, reason=error.strerror or error) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise UnusableState(file=file, reason=getattr(error, "orig", None) or error) from None


def _open_server(address: str) -> Database:
    name = shown(address)
    if not is_known(address):
        raise BadDatabase(file=name)
    try:
        return _prepared(_of_postgresql(address), name)
    except ImportError:
        raise MissingDriver from None
    except (SQLAlchemyError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__)
        for password in passwords(address):
            reason = reason.replace(password, "***")
        raise UnusableServer(file=name, reason=" ".join(reason.split())) from None


def _prepared(engine: Engine, name: str) -> Database:
    try:
        prepare(engine, name)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)


def _of_postgresql(address: str) -> Engine:
    return create_engine(
        driven(address),
        connect_args={"connect_timeout": PATIENCE},
        pool_pre_ping=True,  # a server that was restarted costs nobody an error
        hide_parameters=True,
    )


def _of_sqlite(file: Path) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{file}", connect_args={"timeout": PATIENCE}, hide_parameters=True)

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


def prepare(engine: Engine, name: str) -> None:
    """Bring the tables to the present version, and read each one so that damage is told now rather than later.

    Raises NewerState, SQLAlchemyError, sqlite3.DatabaseError.
    """
    with engine.begin() as connection:
        version = _version(connection)
        if version is not None and version > HEAD:
            raise NewerState(file=name, version=version)
        if version != HEAD:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            _migrate(connection)
    with engine.connect() as connection:
        for statement in _peeks(connection.dialect.name):
            connection.exec_driver_sql(statement).all()
        if connection.dialect.name == "sqlite":
            check = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
            if check != "ok":
                raise sqlite3.DatabaseError(check)


@cache
def _peeks(database: str) -> tuple[str, ...]:
    """Return a statement a table that reads one row of it, every column by its name."""
    speaks = postgresql.dialect if database == "postgresql" else sqlite.dialect
    dialect: Dialect = speaks()
    peeks = (select(table).limit(1) for table in METADATA.sorted_tables)
    return tuple(str(each.compile(dialect=dialect, compile_kwargs={"literal_binds": True})) for each in peeks)


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
