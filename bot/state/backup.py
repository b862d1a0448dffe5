"""A copy of the state, made while it is in use."""

import contextlib
import os
import sqlite3
from pathlib import Path

from bot.errors import BackupByServer, NoBackup, NoState
from bot.state.address import is_server, shown

PAGES = 1000  # copied at a time: whoever writes meanwhile waits for no more


def back_up(address: str, target: Path) -> None:
    """Copy the state kept in a file into another, whole or not at all, readable by its owner only.

    Raises BackupByServer, NoState, NoBackup.
    """
    if is_server(address):
        raise BackupByServer(file=shown(address))
    if not Path(address).is_file():
        raise NoState(file=address)
    aside = target.with_name(f"{target.name}.part")
    try:
        if target.exists() and target.samefile(address):
            raise NoBackup(file=target, reason="state.database")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        _copy(Path(address), aside)
        aside.replace(target)
    except OSError as error:
        raise NoBackup(file=target, reason=error.strerror or error) from None
    except sqlite3.Error as error:
        raise NoBackup(file=target, reason=error) from None
    finally:
        for left in (aside, *(aside.with_name(f"{aside.name}-{each}") for each in ("journal", "wal", "shm"))):
            with contextlib.suppress(OSError):  # where nothing can be written, nothing was left
                left.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, and read the copy. Raises sqlite3.Error, OSError."""
    read = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    write = sqlite3.connect(target)
    try:
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on, what others write is not seen
        read.backup(write, pages=PAGES)
        write.execute("PRAGMA journal_mode = DELETE")  # one file, without the two beside it
        check = write.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        read.close()
        write.close()
    if check != "ok":
        raise sqlite3.DatabaseError(check)
    with target.open("rb") as kept:
        os.fsync(kept.fileno())
