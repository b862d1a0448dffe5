"""What was done to a base: a line of JSON a deed, beside it. Lines are only added."""

import datetime as dt
import fcntl
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

_LOG = logging.getLogger(__name__)


class Deed(StrEnum):
    """What was done."""

    BUILD = "build"  # the folders were read, and what they hold was published at once
    PREPARE = "prepare"  # the same, kept aside
    PUBLISH = "publish"  # what was prepared, or a letter
    CORRECT = "correct"  # a NAME.toml was changed
    WITHDRAW = "withdraw"  # a letter was taken off
    UNDO = "undo"  # one of these was taken back
    TOLD = "told"  # changes were released to those who wish to hear of them
    PUSHED = "pushed"  # messages left
    BACKUP = "backup"  # the state was copied
    DIGEST = "digest"  # the operators were told of their week
    INVITE = "invite"  # an invitation was made
    CLOSE = "close"  # an invitation was closed


PUBLISHING = frozenset((Deed.BUILD, Deed.PUBLISH, Deed.CORRECT, Deed.WITHDRAW))


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does something, and when."""

    who: str  # "telegram:5", "shell:awa"
    at: dt.datetime  # aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A file of a folder of letters that was written or taken off."""

    path: str
    kept: str | None = None  # where what stood there before is kept; None: nothing stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One deed."""

    number: int
    at: dt.datetime
    who: str
    deed: Deed
    what: str  # for people: a reference, the names of files, a count
    before: str = ""  # version of the base
    after: str = ""
    files: tuple[Moved, ...] = ()
    undoes: int | None = None  # the number of the row that it takes back


class History:
    """The rows of a base."""

    def __init__(self, database: Path) -> None:
        self.file = database.with_name(f"{database.stem}.history.jsonl")
        self._seen: tuple[tuple[int, int], tuple[HistoryRow, ...]] | None = None

    def rows(self) -> tuple[HistoryRow, ...]:
        """Return all rows in their order; a line that a crash cut short is none."""
        try:
            found = self.file.stat()
        except OSError:
            return ()
        stamp = (found.st_mtime_ns, found.st_size)
        if self._seen is None or self._seen[0] != stamp:
            lines = self.file.read_text("utf-8", errors="replace").splitlines()
            self._seen = stamp, tuple(row for line in lines if (row := _row(line)) is not None)
        return self._seen[1]

    def add(self, by: By, deed: Deed, what: str, **more: Any) -> HistoryRow:
        """Add a row; return it with its number."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            row = HistoryRow(number=next_number(self.rows()), at=by.at, who=by.who, deed=deed, what=what, **more)
            ends = self.file.stat().st_size == 0 or self.file.read_bytes()[-1:] == b"\n"
            told = {**asdict(row), "at": row.at.isoformat()}
            stream.write(("" if ends else "\n") + json.dumps(told, ensure_ascii=False) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        _LOG.info("%s", deed, extra={"what": what, "who": by.who, "base": row.after})
        return row


def next_number(rows: Sequence[HistoryRow]) -> int:
    """Return the number of the next row."""
    return rows[-1].number + 1 if rows else 1


def standing(rows: Sequence[HistoryRow]) -> tuple[HistoryRow, ...]:
    """Return the publications that nobody has undone, in their order."""
    undone = {row.undoes for row in rows if row.deed is Deed.UNDO}
    return tuple(row for row in rows if row.deed in PUBLISHING and row.number not in undone)


def _row(line: str) -> HistoryRow | None:
    try:
        told = json.loads(line)
        told["at"], told["deed"] = dt.datetime.fromisoformat(told["at"]), Deed(told["deed"])
        told["files"] = tuple(Moved(**each) for each in told["files"])
        return HistoryRow(**told)
    except (ValueError, KeyError, TypeError):
        return None
