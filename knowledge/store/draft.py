"""A base in the making: the present one copied aside, files put in and taken off, swapped in whole."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import DamagedBase, UnwritableBase
from knowledge.french.content import stems
from knowledge.library import Library
from knowledge.model import Event, Letter, Problem
from knowledge.store.tables import (
    EVENTS,
    IN_FORCE,
    LETTER,
    PRINTED,
    PROBLEM,
    SENTENCES,
    TOLD,
    Kind,
    create,
    delete,
    insert,
    schema,
    select,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the draft holds of a file."""

    path: str
    digest: str  # of its bytes, of its corrections
    refusal: str | None = None  # why nothing was kept of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A letter of the draft as printed, without its facts."""

    key: int
    path: str
    file: str
    reference: str
    amends: str | None
    date: dt.date | None
    content: str  # digest of its facts


class Draft:
    """What is being written; nothing of it is seen before it is swapped in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def digests(self) -> dict[str, str]:
        """Return the digest of each file that the draft holds, by its path."""
        return dict(self.connection.execute("SELECT path, digest FROM origin"))

    def refused(self) -> tuple[tuple[str, str], ...]:
        """Return the paths of the files of which nothing is kept, and why."""
        return tuple(self.connection.execute("SELECT path, refusal FROM origin WHERE refusal IS NOT NULL"))

    def count(self) -> int:
        """Return how many letters are in force."""
        ((count,),) = self.connection.execute(f"SELECT COUNT(*) FROM letter WHERE {IN_FORCE}")
        return int(count)

    def put(self, origin: Origin, letter: Letter | None, problems: Iterable[Problem] = ()) -> int | None:
        """Add a file: its letter as printed and what was doubtful; return its key."""
        self.drop(origin.path)
        key = None if letter is None else self._letter(letter, Kind.BOTH, problems)
        values = (origin.path, origin.digest, key, origin.refusal)
        self.connection.execute("INSERT INTO origin (path, digest, letter, refusal) VALUES (?, ?, ?, ?)", values)
        return key

    def drop(self, path: str) -> None:
        """Take off a file, with its letter."""
        found = self.connection.execute("SELECT letter FROM origin WHERE path = ?", (path,)).fetchone()
        if found is not None:
            self.connection.execute("DELETE FROM origin WHERE path = ?", (path,))
            self.drop_letter(found[0])

    def drop_letter(self, key: int | None) -> None:
        """Take off the row of a letter and all its facts."""
        if key is not None:
            self._unindex(key)
            delete(self.connection, TOLD, f"parent = {key}")
            delete(self.connection, LETTER, f"id = {key}")

    def heads(self) -> tuple[Head, ...]:
        """Return the letters as printed."""
        found = self.connection.execute(
            "SELECT l.id, o.path, l.file, l.reference, l.amends, l.date, l.content FROM origin o "
            "JOIN letter l ON l.id = o.letter"
        )
        return tuple(
            Head(
                key=key,
                path=path,
                file=file,
                reference=reference,
                amends=amends,
                date=date and dt.date.fromisoformat(date),
                content=content,
            )
            for key, path, file, reference, amends, date, content in found
        )

    def arrange(self, key: int, kind: Kind, position: int) -> None:
        """Say what a letter stands for, and its position among the others."""
        self.connection.execute("UPDATE letter SET kind = ?, position = ? WHERE id = ?", (kind, position, key))

    def in_force(self) -> dict[str, int]:
        """Return the keys of the letters as amended, by the digest of what they are made of."""
        return dict(self.connection.execute("SELECT made_of, id FROM letter WHERE kind = ?", (Kind.IN_FORCE,)))

    def put_in_force(self, letter: Letter, made_of: str, problems: Iterable[Problem]) -> int:
        """Add a letter as amended; return its key."""
        key = self._letter(letter, Kind.IN_FORCE, problems)
        self.connection.execute("UPDATE letter SET made_of = ? WHERE id = ?", (made_of, key))
        return key

    def rivals(self) -> tuple[tuple[str, str, Event], ...]:
        """Return the events of letters that amend none, dated otherwise in another, with their file and reference."""
        letters = f"SELECT id FROM letter WHERE {IN_FORCE} AND amends IS NULL"
        dated = f"edition IS NOT NULL AND start IS NOT NULL AND parent IN ({letters})"
        several = (
            f"SELECT name, edition FROM {EVENTS.name} WHERE {dated} "
            "GROUP BY name, edition HAVING COUNT(DISTINCT start) > 1"
        )
        condition = f"{dated} AND (name, edition) IN ({several})"
        found = self.connection.execute(
            f"SELECT e.id, l.file, l.reference FROM {EVENTS.name} e JOIN letter l ON l.id = e.parent "
            f"WHERE e.id IN (SELECT id FROM {EVENTS.name} WHERE {condition})"
        )
        named = {key: (file, reference) for key, file, reference in found}
        return tuple((*named[key], event) for key, event in select(self.connection, EVENTS, condition))

    def letter_of(self, key: int) -> Letter:
        """Return the letter of a row."""
        ((_, letter),) = select(self.connection, LETTER, f"id = {key}")
        return letter  # type: ignore[no-any-return]  # tables hold any dataclass

    def told(self) -> tuple[Problem, ...]:
        """Return what was doubtful in reading the letters, then in amending them."""
        found: list[Problem] = []
        for kinds in (PRINTED, f"kind = {Kind.IN_FORCE:d}"):
            condition = f"parent IN (SELECT id FROM letter WHERE {kinds})"
            found += (problem for _, problem in select(self.connection, TOLD, condition, _PLACE))
        return tuple(found)

    def finish(self, problems: Iterable[Problem], reader: str) -> str:
        """Complete the draft; return its version, which two bases share when all their facts are the same."""
        import hashlib

        told = tuple(problems)
        delete(self.connection, PROBLEM, "1")
        for problem in told:
            insert(self.connection, PROBLEM, problem)
        self._index()
        made = hashlib.sha256(repr((schema(), told)).encode())
        for row in self.connection.execute("SELECT position, kind, content FROM letter ORDER BY position, kind"):
            made.update(repr(row).encode())
        version = made.hexdigest()[:16]
        meta = (("schema", schema()), ("version", version), ("reader", reader))
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta)
        return version

    def _letter(self, letter: Letter, kind: Kind, problems: Iterable[Problem]) -> int:
        import hashlib

        key = insert(self.connection, LETTER, letter)
        content = hashlib.blake2b(repr(letter).encode(), digest_size=16).hexdigest()
        self.connection.execute(
            "UPDATE letter SET kind = ?, position = 0, content = ?, indexed = 0 WHERE id = ?", (kind, content, key)
        )
        for problem in problems:
            insert(self.connection, TOLD, problem, key)
        return key

    def _index(self) -> None:
        """Hold the sentences of the letters in force, and no other, in the index of full text."""
        for (key,) in self.connection.execute(f"SELECT id FROM letter WHERE indexed AND NOT {IN_FORCE}").fetchall():
            self._unindex(key)
        for (key,) in self.connection.execute(f"SELECT id FROM letter WHERE NOT indexed AND {IN_FORCE}").fetchall():
            self.connection.executemany(
                "INSERT INTO sentence_search (rowid, stems) VALUES (?, ?)", self._sentences(key)
            )
            self.connection.execute("UPDATE letter SET indexed = 1 WHERE id = ?", (key,))

    def _unindex(self, key: int) -> None:
        found = self.connection.execute("SELECT indexed FROM letter WHERE id = ?", (key,)).fetchone()
        if found and found[0]:
            self.connection.executemany(
                "INSERT INTO sentence_search (sentence_search, rowid, stems) VALUES ('delete', ?, ?)",
                self._sentences(key),
            )
            self.connection.execute("UPDATE letter SET indexed = 0 WHERE id = ?", (key,))

    def _sentences(self, key: int) -> list[tuple[int, str]]:
        found = self.connection.execute(
            f"SELECT s.id, substr(l.text, s.start + 1, s.end - s.start) FROM {SENTENCES} s "
            "JOIN letter l ON l.id = s.parent WHERE l.id = ?",
            (key,),
        )
        return [(rowid, " ".join(stems(text))) for rowid, text in found]


_PLACE = "(SELECT position FROM letter WHERE letter.id = told.parent), id"


@contextmanager
def drafting(database: Path, reader: str = "", *, afresh: bool = False, keep: bool = True) -> Iterator[Draft]:
    """Give a draft of a base, swapped in when all went well.

    It starts from the present base, unless that was made by another reader, cannot be used, or is not wanted
    (`afresh`). Without `keep` it is thrown away. Raises UnwritableBase; DamagedBase when the present base breaks.
    """
    import os
    import tempfile

    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=database.parent, prefix=f".{database.name}.")
        os.close(handle)
        aside = Path(name)
        try:
            if afresh or not _copied(database, aside, reader):
                aside.write_bytes(b"")
            with closing(sqlite3.connect(aside)) as connection, connection:
                connection.execute("PRAGMA synchronous = OFF")  # the file is seen only once it is whole
                if not aside.stat().st_size:
                    create(connection)
                yield Draft(connection)
            if keep:
                aside.chmod(0o644)
                aside.replace(database)
        finally:
            aside.unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise UnwritableBase(database=database, reason=error) from None
    except sqlite3.DatabaseError as error:
        raise DamagedBase(database=database) from error


def _copied(database: Path, aside: Path, reader: str) -> bool:
    """Copy a base; tell whether a draft can start from it."""
    import shutil

    if not database.is_file():
        return False
    try:
        shutil.copyfile(database, aside)
        with closing(sqlite3.connect(aside)) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        return sound and (meta.get("schema"), meta.get("reader")) == (schema(), reader)
    except sqlite3.DatabaseError:
        return False


def save(database: Path, library: Library, printed: Sequence[Letter] = ()) -> None:
    """Write a base of the letters in force, and of all as printed when some differ. Raises UnwritableBase."""
    current = set(map(id, library.letters))
    amended = {id(letter) for letter in printed} - current
    every = {id(letter): letter for letter in (*printed, *library.letters)}
    with drafting(database, afresh=True) as draft:
        for place, (key, letter) in enumerate(every.items()):
            kind = Kind.PRINTED if key in amended else Kind.BOTH
            if printed and key in current and all(letter is not each for each in printed):
                draft.arrange(draft.put_in_force(letter, str(place), ()), Kind.IN_FORCE, place)
                continue
            row = draft.put(Origin(path=f"{place}", digest=""), letter)
            draft.arrange(row or 0, kind, place)
        draft.finish(library.problems, "")
