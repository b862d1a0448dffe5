"""One database, of SQLite or PostgreSQL: opened, brought to the present tables, read and written."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Insert, Table, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import (
    BadDatabase,
    BadEncoding,
    MissingDriver,
    NewerState,
    TroubledState,
    UnopenedState,
    UnusableServer,
    UnusableState,
)
from bot.state.address import driven, is_known, is_server, passwords, shown
from bot.state.schema import HEAD, METADATA

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 10  # seconds that one waits for another's transaction
RESTING = 2.0  # seconds that a database is left alone after a failure, at least
READ_ONLY = "25006"  # PostgreSQL's code of a session that may not write
_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)  # faults of a statement, not of the database
_LONGEST_REASON = 200
ONE_AT_A_TIME = 0x61696465  # the lock of PostgreSQL under which tables are changed


class Database:
    """Transactions on one database.

    What fails in it is one error, TroubledState. It is then left alone for as long as the failure took to show, two
    seconds at least: a server that is gone does not hold up everybody at each call.
    """

    def __init__(self, engine: Engine, name: str, timer: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._name = name
        self._timer = timer
        self._rests: dict[str, tuple[float, str]] = {}  # by deed: until when, why
        self._stale = False  # sessions stay as they began: those that may not write are left for new ones
        still = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reading = engine.execution_options(reading=True, **still)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of all tables, and holds up nobody. Raises TroubledState."""
        with self._guarded("reading"), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction: all of what is done in it, or nothing. Raises TroubledState."""
        with self._guarded("writing"), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    @contextmanager
    def _guarded(self, deed: str) -> Iterator[None]:
        until, why = self._rests.get(deed, (0.0, ""))
        begun = self._timer()
        if begun < until:
            raise TroubledState(file=self._name, reason=why)
        if self._stale:
            self._engine.dispose()
        try:
            yield
        except _OURS:
            raise
        except (DBAPIError, PoolTimeout) as error:
            cause = getattr(error, "orig", None) or error
            why = " ".join(str(cause).split())[:_LONGEST_REASON]
            now = self._timer()
            self._rests[deed] = (now + max(RESTING, now - begun), why)
            self._stale = self._stale or getattr(cause, "sqlstate", None) == READ_ONLY
            raise TroubledState(file=self._name, reason=why) from None
        self._stale = self._stale and deed != "writing"


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
    connection.execute(_upsert(connection.dialect.name, table, tuple(row)), [row])


@cache
def _upsert(database: str, table: Table, names: tuple[str, ...]) -> Insert:
    made = (postgresql.insert if database == "postgresql" else sqlite.insert)(table)
    keys = [column.name for column in table.primary_key]
    values = {name: made.excluded[name] for name in names if name not in keys}
    return made.on_conflict_do_update(index_elements=keys, set_=values)


def open_database(address: str | Path) -> Database:
    """Open a file of SQLite, or a database of a PostgreSQL server, with the present tables.

    Raises UnusableState, NewerState; BadDatabase, BadEncoding, UnusableServer, MissingDriver.
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
        cause = getattr(error, "orig", None) or error
        kind = UnopenedState if isinstance(cause, sqlite3.OperationalError) else UnusableState  # the disk, or the file
        raise kind(file=file, reason=cause) from None


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
    return Database(engine, name)


def _of_postgresql(address: str) -> Engine:
    return create_engine(
        driven(address),
        connect_args={
            "connect_timeout": PATIENCE,
            "tcp_user_timeout": PATIENCE * 1000,  # milliseconds that a server which is gone is waited for
            "client_encoding": "utf8",  # whatever the database or the environment says
        },
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

    Raises NewerState, BadEncoding, SQLAlchemyError, sqlite3.DatabaseError.
    """
    with engine.begin() as connection:
        _check_encoding(connection, name)
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


def _check_encoding(connection: Connection, name: str) -> None:
    """Refuse a database that cannot hold any letter. Raises BadEncoding."""
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise BadEncoding(file=name, encoding=encoding)


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
