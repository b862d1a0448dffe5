"""What do letters cost when there are many: to read, to hold, and to be asked about?"""

import datetime as dt
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.letters import question, write
from bench.replies import Asked, ask, five, p99, questions
from bot.assistant import Assistant
from knowledge import store
from knowledge.building import letter_files, shipped

COUNTS = (5, 100, 1_000, 10_000)  # the five letters of the product, then these and others
ABOUT = 1_300  # questions about the others
NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))
_MB = 1024  # of what Linux counts in kilobytes


def measure() -> dict[str, Any]:
    """Return what bases of ever more letters cost, each in processes of its own."""
    steps = [_run([sys.executable, "-m", "bench.growth", f"{count}"]) for count in COUNTS]
    return {"letters": list(COUNTS), **{key: [step[key] for step in steps] for key in steps[0]}}


def step(count: int) -> dict[str, Any]:
    """Return what one base costs: built, loaded, asked about; seconds of processor, since the machine is shared."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        write(folder / "many", count - COUNTS[0])
        for file in letter_files(shipped()):
            shutil.copy(file, folder / "many")
        command = ["build", "--letters", str(folder / "many")]
        before = time.perf_counter()
        built = _run([sys.executable, "-m", "bench.peak", *command, "--database", str(folder / "k.db")], last=True)
        wall = time.perf_counter() - before
        begun = time.process_time()
        assistant = Assistant(store.load(folder / "k.db"))
        assistant.prepare()
        ready = time.process_time() - begun
    return {
        "build_seconds": wall,
        "build_processor": built["processor"],
        "build_memory": built["memory"],
        "ready_seconds": ready,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB,
        **_asked(assistant, count),
    }


def _asked(assistant: Assistant, count: int) -> dict[str, Any]:
    """Return what a question costs, the five letters alone measured beside in the same process."""
    alone = _times(five(), questions())
    same = _times(assistant, questions())
    others = [(f"{each}", question(each * (count - COUNTS[0]) // ABOUT), NOW) for each in range(ABOUT)]
    other = _times(assistant, others) if count > COUNTS[0] else None
    return {
        "median": 1000 * statistics.median(same),
        "p99": 1000 * p99(same),
        "p99_beside_five": p99(same) / p99(alone),
        "others_median": 1000 * statistics.median(other) if other else None,
        "others_p99": 1000 * p99(other) if other else None,
        "others_beside_five": p99(other) / p99(alone) if other else None,
    }


def _times(assistant: Assistant, asked: list[Asked]) -> list[float]:
    ask(assistant, asked)
    return ask(assistant, asked)


def _run(command: list[str], *, last: bool = False) -> dict[str, Any]:
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env={**os.environ})
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1] if last else done.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(step(int(sys.argv[1]))))
