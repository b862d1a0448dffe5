"""A base opened read-only: its letters, and the search in their sentences."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from knowledge.errors import BaseError, DamagedBase, MissingBase, OutdatedBase
from knowledge.french.content import stems
from knowledge.french.text import Span
from knowledge.library import Hit, Library
from knowledge.model import Letter
from knowledge.store.tables import IN_FORCE, LETTER, PRINTED, PROBLEM, SENTENCES, schema, select

MOST_HITS = 50  # sentences that one search returns


def load(database: Path, *, printed: bool = False) -> Library:
    """Return the letters in force, or each as printed.

    Raises MissingBase, DamagedBase or OutdatedBase.
    """
    connection, version = _opened(database)
    try:
        letters = dict(select(connection, LETTER, PRINTED if printed else IN_FORCE, "position, id"))
        problems = tuple(problem for _, problem in select(connection, PROBLEM))
    except (sqlite3.DatabaseError, ValueError, KeyError) as error:
        raise DamagedBase(database=database) from error
    references = {key: letter.reference for key, letter in letters.items()}

    def search(words: Sequence[str]) -> tuple[Hit, ...]:
        return tuple(_search(connection, words, references))

    return Library(tuple(letters.values()), version, search, problems)


def usable(database: Path) -> bool:
    """Tell whether there is a base that can be read."""
    try:
        _opened(database)[0].close()
    except BaseError:
        return False
    return True


def differing(before: Path, after: sqlite3.Connection) -> Iterator[tuple[Letter | None, Letter | None]]:
    """Yield the letters in force that differ between a base and its draft; all when there is no base."""
    if not usable(before):
        yield from ((None, _one(after, key)) for key, _ in _contents(after).values())
        return
    opened, _ = _opened(before)
    with closing(opened):
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


def _opened(database: Path) -> tuple[sqlite3.Connection, str]:
    """Return a base and its version. Raises MissingBase, DamagedBase or OutdatedBase."""
    if not database.is_file():
        raise MissingBase(database=database)
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        known, version = meta["schema"], meta["version"]
    except (sqlite3.DatabaseError, ValueError, KeyError) as error:
        raise DamagedBase(database=database) from error
    if known != schema():
        connection.close()
        raise OutdatedBase(database=database)
    return connection, version


def _search(connection: sqlite3.Connection, words: Sequence[str], references: dict[int, str]) -> Iterator[Hit]:
    wanted = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(stems(" ".join(words))))
    if not wanted:
        return
    found = connection.execute(
        f"SELECT parent, start, end, rank FROM sentence_search JOIN {SENTENCES} ON id = sentence_search.rowid "
        "WHERE sentence_search MATCH ? ORDER BY rank LIMIT ?",
        (wanted, MOST_HITS),
    )
    for parent, start, end, rank in found:
        if parent in references:
            yield Hit(reference=references[parent], span=Span(start, end), rank=-rank)
