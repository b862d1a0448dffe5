"""The tables of the base, and how facts go in and out of them."""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

from knowledge.mapping import Table, table_of
from knowledge.model import Letter, Problem

LETTER = table_of(Letter, "letter")
EVENTS = dict(LETTER.children)["events"]
PROBLEM = table_of(Problem, "problem")
TOLD = table_of(Problem, "told", "letter")  # what reading or amending a letter found doubtful
SENTENCES = "letter_sentences"
_OWN = (  # of the rows of letters: what is no fact of theirs
    ("kind", int),  # Kind
    ("position", int),  # of its file among the others
    ("content", str),  # digest of its facts
    ("made_of", str),  # of a letter in force: digest of it and of what amends it
    ("indexed", int),  # 1: full text holds its sentences
)
_ORIGIN = {"path": str, "digest": str, "letter": int, "refusal": str}  # of a file


class Kind(IntEnum):
    """What a row of a letter stands for."""

    BOTH = 0  # as printed, and so in force
    PRINTED = 1  # as printed, amended since
    IN_FORCE = 2  # as amended
    SET_ASIDE = 3  # as printed, under a reference that another file holds


PRINTED = f"kind IN ({Kind.BOTH:d}, {Kind.PRINTED:d})"
IN_FORCE = f"kind IN ({Kind.BOTH:d}, {Kind.IN_FORCE:d})"


def schema() -> str:
    """Return what tells one shape of the base from another."""
    tables = (table for root in (LETTER, PROBLEM, TOLD) for table in root.all())
    shape = "\n".join(f"{table.name} {table.columns}" for table in tables)
    return f"{zlib.crc32(f'{shape} {_OWN} {_ORIGIN}'.encode()):08x}"


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty base."""
    from sqlite_utils import Database  # 170 ms: loaded only for a base made from nothing

    database = Database(connection)
    for table in (*LETTER.all(), *PROBLEM.all(), *TOLD.all()):
        own = dict(_OWN) if table is LETTER else {}
        columns = {"id": int, **({"parent": int} if table.parent else {}), **dict(table.columns), **own}
        keys = [("parent", table.parent, "id")] if table.parent else None
        made = database.table(table.name)
        made.create(columns, pk="id", foreign_keys=keys)
        if table.parent:
            made.create_index(["parent"])
    database.table("origin").create(_ORIGIN, pk="path", foreign_keys=[("letter", "letter", "id")])
    database.table("meta").create({"key": str, "value": str}, pk="key")
    connection.execute("CREATE VIRTUAL TABLE sentence_search USING fts5(stems, content='')")


def insert(connection: sqlite3.Connection, table: Table, fact: Any, parent: int | None = None) -> int:
    """Write a fact and those that hang from it; return its key."""
    values = (*(() if parent is None else (parent,)), *table.encode(fact))
    names = ", ".join((*(() if parent is None else ("parent",)), *(name for name, _ in table.columns)))
    marks = ", ".join("?" * len(values))
    key = connection.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values).lastrowid
    for field, child in table.children:
        for each in getattr(fact, field):
            insert(connection, child, each, key)
    return int(key or 0)


def delete(connection: sqlite3.Connection, table: Table, condition: str) -> None:
    """Take away the rows that meet a condition, and what hangs from them."""
    for _, child in table.children:
        delete(connection, child, f"parent IN (SELECT id FROM {table.name} WHERE {condition})")
    connection.execute(f"DELETE FROM {table.name} WHERE {condition}")


def select(
    connection: sqlite3.Connection, table: Table, condition: str = "", order: str = "id"
) -> Iterator[tuple[int, Any]]:
    """Yield the key and the fact of each row that meets a condition, with the facts that hang from it."""
    below = f"parent IN (SELECT id FROM {table.name} WHERE {condition})" if condition else ""
    hanging = [(field, _by_parent(connection, child, below)) for field, child in table.children]
    names = ", ".join(name for name, _ in table.columns)
    where = f"WHERE {condition}" if condition else ""
    for key, *values in connection.execute(f"SELECT id, {names} FROM {table.name} {where} ORDER BY {order}"):
        yield key, table.decode(values, {field: tuple(facts.get(key, ())) for field, facts in hanging})


def _by_parent(connection: sqlite3.Connection, table: Table, condition: str) -> dict[int, list[Any]]:
    where = f"WHERE {condition}" if condition else ""
    parents = dict(connection.execute(f"SELECT id, parent FROM {table.name} {where}"))
    facts: dict[int, list[Any]] = defaultdict(list)
    if parents:
        for key, fact in select(connection, table, condition):
            facts[parents[key]].append(fact)
    return facts
