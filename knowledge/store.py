"""The one door to SQLite: the facts as typed tables, built aside and swapped whole, opened read-only.

The tables follow the dataclasses of knowledge.model: a field of one value is a column, a field of several facts is a
table of its own whose rows point to their parent.
"""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from knowledge.errors import DamagedBase, MissingBase, OutdatedBase, UnwritableBase
from knowledge.french.content import stems
from knowledge.french.text import Span
from knowledge.library import Hit, Library
from knowledge.mapping import Table, table_of
from knowledge.model import Letter, Problem

MOST_HITS = 50  # sentences that one search returns
_LETTER = table_of(Letter, "letter")
_PROBLEM = table_of(Problem, "problem")
_SENTENCES = "letter_sentences"


def save(database: Path, library: Library, printed: Sequence[Letter] = ()) -> None:
    """Write a base of the letters in force, and of all as printed when some differ. Raises UnwritableBase."""
    import os
    import tempfile

    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=database.parent, prefix=f".{database.name}.")
        os.close(handle)
        aside = Path(name)
        try:
            _write(aside, library, printed)
            aside.chmod(0o644)
            aside.replace(database)
        finally:
            aside.unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise UnwritableBase(database=database, reason=error) from None


def load(database: Path, *, printed: bool = False) -> Library:
    """Return the letters in force, or each as printed.

    Raises MissingBase, DamagedBase or OutdatedBase.
    """
    if not database.is_file():
        raise MissingBase(database=database)
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        if meta["schema"] != _schema():
            raise OutdatedBase(database=database)
        letters = dict(_read(connection, _LETTER, "superseded IN (0, 1)" if printed else "superseded IN (0, 2)"))
        problems = tuple(problem for _, problem in _read(connection, _PROBLEM))
    except (sqlite3.DatabaseError, ValueError, KeyError) as error:
        raise DamagedBase(database=database) from error
    references = {key: letter.reference for key, letter in letters.items()}

    def search(words: Sequence[str]) -> tuple[Hit, ...]:
        return tuple(_search(connection, words, references))

    return Library(tuple(letters.values()), meta["version"], search, problems)


def _search(connection: sqlite3.Connection, words: Sequence[str], references: dict[int, str]) -> Iterator[Hit]:
    wanted = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(stems(" ".join(words))))
    if not wanted:
        return
    found = connection.execute(
        f"SELECT parent, start, end, rank FROM sentence_search JOIN {_SENTENCES} ON id = sentence_search.rowid "
        "WHERE sentence_search MATCH ? ORDER BY rank LIMIT ?",
        (wanted, MOST_HITS),
    )
    for parent, start, end, rank in found:
        if parent in references:
            yield Hit(reference=references[parent], span=Span(start, end), rank=-rank)


def _schema() -> str:
    shape = "\n".join(f"{table.name} {table.columns}" for root in (_LETTER, _PROBLEM) for table in root.all())
    return f"{zlib.crc32(shape.encode()):08x}"


# ------------------------------------------------------------------ writing


def _write(path: Path, library: Library, printed: Sequence[Letter]) -> None:
    import hashlib

    from sqlite_utils import Database  # 170 ms: loaded only to build

    current, alone = set(map(id, library.letters)), set(map(id, printed))
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    kinds = []
    for letter in {id(each): each for each in (*library.letters, *printed)}.values():
        _rows(_LETTER, letter, None, rows)
        kinds.append(
            0 if id(letter) in current and (id(letter) in alone or not printed) else 2 if id(letter) in current else 1
        )
    for problem in library.problems:
        _rows(_PROBLEM, problem, None, rows)
    version = hashlib.sha256(repr((_schema(), kinds, sorted(rows.items()))).encode()).hexdigest()[:16]
    with closing(Database(sqlite3.connect(path))) as database, database.conn:
        for table in (*_LETTER.all(), *_PROBLEM.all()):
            _create(database, table, rows[table.name])
        database.table("letter").add_column("superseded", int, not_null_default=0)
        database.conn.executemany(
            "UPDATE letter SET superseded = ? WHERE id = ?", zip(kinds, range(1, len(kinds) + 1), strict=True)
        )
        database.table("meta").insert_all(
            [{"key": "schema", "value": _schema()}, {"key": "version", "value": version}], pk="key"
        )
        _index(database.conn)


def _rows(table: Table, fact: Any, parent: int | None, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """Add the row of a fact and those of the facts that it holds."""
    mine = rows[table.name]
    key = len(mine) + 1
    mine.append((key, *(() if parent is None else (parent,)), *table.encode(fact)))
    for field, child in table.children:
        for each in getattr(fact, field):
            _rows(child, each, key, rows)


def _create(database: Any, table: Table, rows: list[tuple[Any, ...]]) -> None:
    columns: dict[str, type] = {"id": int, **({"parent": int} if table.parent else {}), **dict(table.columns)}
    keys = [("parent", table.parent, "id")] if table.parent else None
    database.table(table.name).create(columns, pk="id", foreign_keys=keys)
    marks = ", ".join("?" * len(columns))
    database.conn.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)


def _index(connection: sqlite3.Connection) -> None:
    """Index the sentences of the letters in force by the stems of their words."""
    connection.execute("CREATE VIRTUAL TABLE sentence_search USING fts5(stems, content='')")
    found = connection.execute(
        f"SELECT s.id, substr(text, start + 1, end - start) FROM {_SENTENCES} s JOIN letter ON letter.id = s.parent "
        "WHERE superseded <> 1"
    )
    connection.executemany(
        "INSERT INTO sentence_search (rowid, stems) VALUES (?, ?)",
        [(key, " ".join(stems(text))) for key, text in found],
    )


# ------------------------------------------------------------------ reading


def _read(connection: sqlite3.Connection, table: Table, condition: str = "1") -> Iterator[tuple[int, Any]]:
    """Yield the key and the fact of each row of a table, with the facts that hang from it."""
    hanging = [(field, _by_parent(connection, child)) for field, child in table.children]
    names = ", ".join(name for name, _ in table.columns)
    for key, *values in connection.execute(f"SELECT id, {names} FROM {table.name} WHERE {condition} ORDER BY id"):
        yield key, table.decode(values, {field: tuple(facts.get(key, ())) for field, facts in hanging})


def _by_parent(connection: sqlite3.Connection, table: Table) -> dict[int, list[Any]]:
    parents = dict(connection.execute(f"SELECT id, parent FROM {table.name}"))
    facts: dict[int, list[Any]] = defaultdict(list)
    for key, fact in _read(connection, table):
        facts[parents[key]].append(fact)
    return facts
