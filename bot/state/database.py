"""One database, of SQLite or PostgreSQL: opened, brought to the present tables, read and written."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Insert, Select, Table, create_engine, event, inspect, select, text
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
    ResealedState,
    TroubledState,
    UnopenedState,
    UnusableServer,
    UnusableState,
)
from bot.state.address import driven, is_known, is_server, passwords, shown
from bot.state.schema import HEAD, METADATA
from bot.state.seal import SMALL_GROUPS, Seal
from bot.state.sealed import give
from bot.state.sealing import PROOF, found, seal_all, seals

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 10  # seconds that one waits for another's transaction
HURRY = 200  # milliseconds that the end of a log is waited for
RESTING = 2.0  # seconds that a database is left alone after a failure, at least
READ_ONLY = "25006"  # PostgreSQL's code of a session that may not write
_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)  # faults of a statement, not of the database
_LONGEST_REASON = 200
ONE_AT_A_TIME = 0x61696465  # the lock of PostgreSQL under which tables are changed


class Database:
    """Transactions on one database.

    What fails in it is one error, TroubledState. It is then left alone for as long as the failure took to show, two
    seconds at least: a server that is gone does not hold up everybody at each call. So is one whose key was changed
    meanwhile by another process: what this one would read and write is of nobody.
    """

    def __init__(
        self, engine: Engine, name: str, timer: Callable[[], float] = time.monotonic, seal: Seal | None = None
    ) -> None:
        self._engine = engine
        self._seal = seal
        self._proof: str | None = ""  # of the key in force when it was opened; "": not read yet
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
            self._check(connection, PROOF)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction: all of what is done in it, or nothing. Raises TroubledState."""
        with self._guarded("writing"), self._engine.begin() as connection:
            self._check(connection, PROOF.with_for_update(read=True))
            yield connection

    @property
    def is_sealed(self) -> bool:
        """Whether what tells of somebody is sealed by a key."""
        return self._seal is not None

    @property
    def small_groups(self) -> tuple[int, int]:
        """Between which numbers, as they are kept, those of groups stand that are no supergroups; both included."""
        return SMALL_GROUPS if self._seal is None else self._seal.small_groups

    def digest(self, content: str) -> str:
        """Return a digest of a text; with a key, one that nobody finds again by trying."""
        raw = content.encode(errors="replace")
        made = hashlib.sha256(raw).digest() if self._seal is None else self._seal.digest(raw)
        return made.hex()[:16]

    def erase(self) -> None:
        """Leave no byte of what was deleted in a file: it is overwritten, and the log beside it is cut off.

        Whoever reads meanwhile is not waited for: the log is then cut off the next time.
        """
        if self._engine.dialect.name == "sqlite":
            with self._guarded("erasing"):
                _empty_log(self._engine, f"PRAGMA busy_timeout = {HURRY}")

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def _check(self, connection: Connection, proof: Select[Any]) -> None:
        """Raises ResealedState."""
        held: str | None = connection.execute(proof).scalar()
        if self._proof == "":
            self._proof = held
        if held != self._proof:
            raise ResealedState(file=self._name)

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


def open_database(address: str | Path, keys: Sequence[str] = ()) -> Database:
    """Open a file of SQLite, or a database of a PostgreSQL server, with the present tables, sealed by the first key.

    Raises UnusableState, NewerState; BadDatabase, BadEncoding, UnusableServer, MissingDriver; BadStateKey,
    MissingStateKey, WrongStateKey.
    """
    text, given = str(address), seals(keys)
    return _open_server(text, given) if is_server(text) else _open_file(Path(address), given)


def _open_file(file: Path, given: Sequence[Seal]) -> Database:
    """Open a file, made when missing, readable by its owner only."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
        return _prepared(_of_sqlite(file), str(file), given)
    except OSError as error:
        raise UnusableState(file=file, reason=error.strerror or error) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        kind = UnopenedState if isinstance(cause, sqlite3.OperationalError) else UnusableState  # the disk, or the file
        raise kind(file=file, reason=cause) from None


def _open_server(address: str, given: Sequence[Seal]) -> Database:
    name = shown(address)
    if not is_known(address):
        raise BadDatabase(file=name)
    try:
        return _prepared(_of_postgresql(address), name, given)
    except ImportError:
        raise MissingDriver from None
    except (SQLAlchemyError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__)
        for password in passwords(address):
            reason = reason.replace(password, "***")
        raise UnusableServer(file=name, reason=" ".join(reason.split())) from None


def _prepared(engine: Engine, name: str, given: Sequence[Seal]) -> Database:
    try:
        prepare(engine, name, given)
    except BaseException:
        engine.dispose()
        raise
    if given:
        give(engine, given[0])
    return Database(engine, name, seal=given[0] if given else None)


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
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")  # a writer waits here, not half-way

    return engine


def _empty_log(engine: Engine, *first: str) -> None:
    """Move what the log of a file of SQLite holds into the file, and cut it off; do something else first."""
    connection = engine.raw_connection()
    try:
        for statement in (*first, "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(statement).fetchall()
    finally:
        connection.cursor().execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        connection.close()


def prepare(engine: Engine, name: str, given: Sequence[Seal] = ()) -> None:
    """Bring the tables to the present version, and read each one so that damage is told now rather than later.

    Raises NewerState, BadEncoding, MissingStateKey, WrongStateKey, SQLAlchemyError, sqlite3.DatabaseError.
    """
    with engine.begin() as connection:
        _check_encoding(connection, name)
        _bring(connection, name, given)
        sealed = _seal(connection, name, given)
    if sealed and engine.dialect.name == "sqlite":
        _empty_log(engine, "VACUUM")  # no byte of what was in clear stays
    with engine.connect() as connection:
        for statement in _peeks(connection.dialect.name):
            connection.exec_driver_sql(statement).all()
        if connection.dialect.name == "sqlite":
            check = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
            if check != "ok":
                raise sqlite3.DatabaseError(check)


def _bring(connection: Connection, name: str, given: Sequence[Seal]) -> None:
    """Bring the tables to the present version, unless there is a seal that no key opens."""
    version = _version(connection)
    if version is not None and version > HEAD:
        raise NewerState(file=name, version=version)
    found(connection, given, name)
    if version != HEAD:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        _migrate(connection)


def _seal(connection: Connection, name: str, given: Sequence[Seal]) -> bool:
    """Seal all by the first key, unless it is; tell whether it was done."""
    by = found(connection, given, name)
    if not given or by is given[0]:
        return False
    seal_all(connection, by, given[0])
    return True


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
