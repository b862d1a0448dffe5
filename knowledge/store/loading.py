"""A base opened read-only: its letters, and what differs between two states of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import BaseError, DamagedBase, MissingBase, OutdatedBase
from knowledge.library import Library
from knowledge.model import Letter
from knowledge.store.tables import IN_FORCE, LETTER, PRINTED, PROBLEM, schema, select


def load(database: Path, *, printed: bool = False) -> Library:
    """Return the letters in force, or each as printed.

    Raises MissingBase, DamagedBase or OutdatedBase.
    """
    with _opened(database) as (connection, version):
        try:
            letters = dict(select(connection, LETTER, PRINTED if printed else IN_FORCE, "position, id"))
            problems = tuple(problem for _, problem in select(connection, PROBLEM))
        except (sqlite3.DatabaseError, ValueError, KeyError) as error:
            raise DamagedBase(database=database) from error
    return Library(tuple(letters.values()), version, problems)


def usable(database: Path) -> bool:
    """Tell whether there is a base that can be read."""
    try:
        with _opened(database):
            return True
    except BaseError:
        return False


def version_of(database: Path) -> str:
    """Return the version of a base; empty when there is none that can be read."""
    try:
        with _opened(database) as (_, version):
            return version
    except BaseError:
        return ""


def places(database: Path) -> tuple[tuple[str, Path], ...]:
    """Return the reference of each letter as printed, and its file. Raises MissingBase, DamagedBase, OutdatedBase."""
    with _opened(database) as (connection, _):
        found = connection.execute("SELECT l.reference, o.path FROM origin o JOIN letter l ON l.id = o.letter")
        return tuple((reference, Path(path)) for reference, path in found)


def letter_of_file(database: Path, file: str) -> Letter | None:
    """Return the letter in force that was read from a file of a name. Raises BaseError."""
    with _opened(database) as (connection, _):
        found = connection.execute(f"SELECT id FROM letter WHERE {IN_FORCE} AND file = ?", (file,)).fetchone()
        return _one(connection, found[0]) if found else None


def differing_bases(before: Path, after: Path) -> tuple[tuple[Letter | None, Letter | None], ...]:
    """Return the letters in force that differ between two bases; all when the first is missing."""
    with _opened(after) as (connection, _):
        return tuple(differing(before, connection))


def differing(before: Path, after: sqlite3.Connection) -> Iterator[tuple[Letter | None, Letter | None]]:
    """Yield the letters in force that differ between a base and its draft; all when there is no base."""
    if not usable(before):
        yield from ((None, _one(after, key)) for key, _ in _contents(after).values())
        return
    with _opened(before) as (opened, _):
        old, new = (_contents(connection) for connection in (opened, after))
        for reference in dict.fromkeys((*old, *new)):
            (was, mine), (holds, other) = old.get(reference, (0, "")), new.get(reference, (0, ""))
            if mine != other:
                yield _one(opened, was), _one(after, holds)


def _contents(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Return the key and the digest of each letter in force, by reference."""
    found = connection.execute(f"SELECT reference, id, content FROM letter WHERE {IN_FORCE} ORDER BY position, id")
    return {reference: (key, content) for reference, key, content in found}


def _one(connection: sqlite3.Connection, key: int) -> Letter | None:
    return next((letter for _, letter in select(connection, LETTER, f"id = {key}")), None) if key else None


@contextmanager
def _opened(database: Path) -> Iterator[tuple[sqlite3.Connection, str]]:
    """Open a base for a while, with its version. Raises MissingBase, DamagedBase or OutdatedBase."""
    if not database.is_file():
        raise MissingBase(database=database)
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield connection, _version(connection, database)
    finally:
        connection.close()


def _version(connection: sqlite3.Connection, database: Path) -> str:
    """Return the version of a base. Raises DamagedBase or OutdatedBase."""
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        known, version = meta["schema"], str(meta["version"])
    except (sqlite3.DatabaseError, ValueError, KeyError) as error:
        raise DamagedBase(database=database) from error
    if known != schema():
        raise OutdatedBase(database=database)
    return version
