"""What does reading a letter cost, does it stay the same when letters are many, and what does one change cost?"""

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.letters import letter, write
from bench.yardstick import Beside, beside, seconds
from knowledge import store
from knowledge.building import Options, build, letter_files, shipped
from knowledge.documents.file import Limits

FEW, SOME, MANY = 100, 500, 5_000
TURNS = 3


def main() -> None:
    """Build bases of ever more letters, beside reading and hashing their bytes; then change one of a thousand."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        count = len(letter_files(shipped()))
        _pace(shipped(), folder / "shipped.db", count)
        write(folder / "few", FEW)
        _pace(folder / "few", folder / "few.db", FEW)
        _loads(folder / "few.db")
        _one_change(folder, 1_000)
        _many(folder)


def _pace(source: Path, database: Path, count: int) -> None:
    """Tell what a letter costs one core, in processor time, since several seconds are seldom undisturbed."""
    found = beside(_builder(source, database), lambda: _hash(source), TURNS, time.process_time)
    each = found.deed / count
    pace = f"{1000 * each:.0f} ms a letter, {1 / each:.0f} a second and core"
    print(f"{count} letters built: {pace}; {_against(found, 'read + hash')}")


def _loads(database: Path) -> None:
    found = beside(lambda: store.load(database), database.read_bytes, 4 * TURNS, time.process_time)
    size = database.stat().st_size / 1000
    print(f"base of {size:.0f} kB loaded: {1000 * found.deed:.1f} ms; {_against(found, 'reading its bytes')}")


def _one_change(folder: Path, count: int) -> None:
    """Tell what a build costs after one letter among many has changed, in wall time, beside reading and hashing all."""
    source, database = folder / "thousand", folder / "thousand.db"
    write(source, count)
    build((source,), database, Limits(), options=Options(workers=0))
    turns = iter(range(1, count))

    def change() -> None:
        (source / "00000.md").write_text(letter(0) + f"\nNote {next(turns)}.\n", "utf-8")
        report = build((source,), database, Limits())
        assert (report.read, report.count) == (1, count)  # noqa: S101  # what is timed is what is meant

    found = beside(change, lambda: _hash(source), TURNS)
    print(f"one change among {count}: {found.deed:.2f} s; {_against(found, 'read + hash of all')}")


def _many(folder: Path) -> None:
    """Tell the memory and the time of a build of some letters and of many, each in a process of its own."""
    peaks = []
    for count in (SOME, MANY):
        source = folder / f"of{count}"
        write(source, count)
        yardstick = seconds(lambda at=source: _hash(at), time.perf_counter)  # type: ignore[misc]
        begun = time.perf_counter()
        peak = _peak(source, folder / f"of{count}.db")
        took = time.perf_counter() - begun
        peaks.append(peak)
        told = f"{took:.0f} s, {took / yardstick:.0f} times read + hash, at most {peak:.0f} MB"
        print(f"{count} letters in one run of several processes: {told}", flush=True)
    print(f"{MANY // SOME} times the letters: {peaks[1] / peaks[0]:.2f} of the memory")


def _peak(source: Path, database: Path) -> float:
    """Return the most memory, in MB, that a build took in one of its processes."""
    command = [sys.executable, "-m", "bench.peak", "build", "--letters", str(source), "--database", str(database)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return float(done.stderr.split()[-1])


def _against(found: Beside, yardstick: str) -> str:
    return f"{found.ratio:.0f} times {yardstick}"


def _builder(source: Path, database: Path) -> Callable[[], object]:
    return lambda: build((source,), database, Limits(), options=Options(afresh=True))


def _hash(source: Path) -> None:
    for file in letter_files(source):
        hashlib.sha256(file.read_bytes()).hexdigest()
