"""A PostgreSQL server of the tests' own: started by them from whatever binaries are there, gone with them."""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

DEBIAN = Path("/usr/lib/postgresql")
LONGEST_START = 30.0  # seconds
QUICK = (  # what is lost when the machine stops may be lost here
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=16MB",
    "max_connections=60",
    "listen_addresses=",
)
NUMBERS = count()
both = pytest.mark.parametrize("address", ["sqlite", "postgresql"], indirect=True)  # runs a test on each


class NoServer(Exception):
    """PostgreSQL cannot be started here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that listens to a socket in its folder."""

    folder: Path
    programs: Path  # pg_dump and the others

    def url(self, database: str) -> str:
        """Return the address of a database, as config.toml takes it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def make(self, encoding: str = "UTF8") -> str:
        """Make a database; return its name."""
        name = f"test{next(NUMBERS)}"
        how = "LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        self.execute("postgres", f"CREATE DATABASE {name} ENCODING '{encoding}' {how}")
        return name

    def empty(self, database: str, *tables: str) -> None:
        """Delete the rows of some tables; whoever still holds them makes it fail."""
        self.execute(database, "SET lock_timeout = '5s'", *(f"DELETE FROM {table}" for table in tables))

    def execute(self, database: str, *statements: str) -> None:
        """Run statements, each by itself."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            for each in statements:
                connection.execute(each.encode())


@contextmanager
def server() -> Iterator[Server]:
    """Serve until the end of the block. Raises NoServer."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        who = _who(folder)
        binaries = _readable(_binaries(), folder)
        _run([binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"], who)
        settings = [word for each in QUICK for word in ("-c", each)]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(  # noqa: S603  # the server's own program
                [binaries / "postgres", "-D", folder / "data", "-k", folder, *settings],
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  # no thread has begun yet
                **who,
            )
        try:
            _wait(folder, process)
            yield Server(folder=folder, programs=binaries)
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing is to be kept
            process.wait()


def _binaries() -> Path:
    """Return the folder of PostgreSQL's programs: of the package pgserver, else of Debian, else of the path."""
    package = importlib.util.find_spec("pgserver")
    found = [Path(each) / "pginstall" / "bin" for each in (package.submodule_search_locations or ())] if package else []
    if DEBIAN.is_dir():
        versions = sorted((int(each.name) for each in DEBIAN.iterdir() if each.name.isdecimal()), reverse=True)
        found += [DEBIAN / str(each) / "bin" for each in versions]
    on_path = shutil.which("initdb")
    found += [Path(on_path).parent] if on_path else []
    for each in found:
        if (each / "postgres").is_file() and (each / "initdb").is_file():
            return each
    raise NoServer("no PostgreSQL: install pgserver, or the package postgresql of Debian")


def _who(folder: Path) -> dict[str, Any]:
    """Return as whom the server runs: PostgreSQL refuses root, for whom nobody does it."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _readable(binaries: Path, folder: Path) -> Path:
    """Return binaries that whoever runs the server can read, copied where the folders above are root's alone.

    The libraries of the package pgserver are copied too: its binaries look for them three folders above.
    """
    if os.geteuid() or all(each.stat().st_mode & 0o001 for each in binaries.resolve().parents):
        return binaries
    packages, made = binaries.parents[2], folder / "programs"
    shutil.copytree(binaries.parent, made / Path(*binaries.parts[-3:-1]), symlinks=True)
    if (packages / "pgserver.libs").is_dir():
        shutil.copytree(packages / "pgserver.libs", made / "pgserver.libs")
    return made / Path(*binaries.parts[-3:])


def _run(command: list[object], who: dict[str, Any]) -> None:
    made = partial(subprocess.run, capture_output=True, text=True, check=False, cwd="/")
    try:
        done = made(list(map(str, command)), env={**os.environ, "LC_ALL": "C"}, **who)
    except OSError as error:
        raise NoServer(str(error)) from error
    if done.returncode:
        raise NoServer(done.stderr)


def _die_with_parent() -> None:
    """Ask Linux to stop the server should the tests be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    import psycopg

    end = time.monotonic() + LONGEST_START
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise NoServer((folder / "log").read_text()) from None
            time.sleep(0.02)
        else:
            return
