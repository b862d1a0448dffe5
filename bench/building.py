"""What does reading a letter cost, and does it stay the same when letters are many?"""

import hashlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.yardstick import Beside, beside
from knowledge import store
from knowledge.building import build, letter_files, shipped
from knowledge.formats.file import Limits

COPIES = 4
TURNS = 3


def main() -> None:
    """Build a base of the shipped letters, then of four times as many, beside reading and hashing their bytes.

    All in processor time, since several seconds are seldom undisturbed.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        many = folder / "many"
        count = _copies(many)
        few = _measure(shipped(), folder / "few.db", len(letter_files(shipped())))
        more = _measure(many, folder / "many.db", count)
        print(f"{COPIES} times the letters: {more / few:.2f} of the time a letter")
        _loads(folder)


def _measure(source: Path, database: Path, count: int) -> float:
    found = beside(_builder(source, database), lambda: _hash(source), TURNS, time.process_time)
    each = found.deed / count
    pace = f"{1000 * each:.0f} ms a letter, {1 / each:.1f} a second"
    print(f"{count} letters built: {pace}; {_against(found, 'read + hash')}")
    return each


def _loads(folder: Path) -> None:
    for name in ("few", "many"):
        database = folder / f"{name}.db"
        found = beside(lambda file=database: store.load(file), database.read_bytes, 4 * TURNS, time.process_time)  # type: ignore[misc]
        size = database.stat().st_size / 1000
        print(f"base of {size:.0f} kB loaded: {1000 * found.deed:.1f} ms; {_against(found, 'reading its bytes')}")


def _against(found: Beside, yardstick: str) -> str:
    return f"{found.ratio:.0f} times {yardstick}"


def _builder(source: Path, database: Path) -> Callable[[], object]:
    return lambda: build((source,), database, Limits())


def _hash(source: Path) -> None:
    for file in letter_files(source):
        hashlib.sha256(file.read_bytes()).hexdigest()


def _copies(folder: Path) -> int:
    """Write each shipped letter several times, each copy under a reference of its own."""
    folder.mkdir()
    for file in letter_files(shipped()):
        text = file.read_text("utf-8")
        year, number = file.stem.removeprefix("CL-").split("-")
        for copy in range(COPIES):
            new = text.replace(f"CL-{year}/{number}", f"CL-{30 + copy}/{number}")
            (folder / f"{file.stem}-{copy}.md").write_text(new, "utf-8")
    return len(letter_files(folder))
