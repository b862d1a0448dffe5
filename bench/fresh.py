"""How long from a fresh clone to the first answer, and how much does it put on the disk?"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.startup import QUESTION

ROOT = Path(__file__).parents[1]


def measure() -> dict[str, Any]:
    """Clone, `make run` with one question, twice: pip has nothing at hand the first time, all the second time."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        cold, cold_processor = _answered(folder / "cold", folder / "pip")
        warm, warm_processor = _answered(folder / "warm", folder / "pip")
        environment = sum(file.lstat().st_size for file in (folder / "warm" / ".venv").rglob("*"))
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheel")]
        subprocess.run(build, cwd=folder / "warm", check=True, capture_output=True)
        (wheel,) = (folder / "wheel").iterdir()
        return {
            "cold": cold,
            "warm": warm,
            "cold_processor": cold_processor,
            "warm_processor": warm_processor,
            "environment": environment / 1e6,
            "wheel": wheel.stat().st_size / 1e3,
        }


def _answered(clone: Path, cache: Path) -> tuple[float, float]:
    """Return the seconds that an answer takes from nothing, by the clock and of processor; raises without one."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    python = os.path.realpath(sys.executable)
    begun, before = time.perf_counter(), _spent()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    done = subprocess.run(
        ["make", "run", f"PYTHON={python}"],
        cwd=clone,
        input=f"{QUESTION}\n",
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=environment | {"PIP_CACHE_DIR": str(cache)},
    )
    took = time.perf_counter() - begun
    if "21 mai 2021" not in done.stdout:
        raise RuntimeError(done.stdout)
    return took, _spent() - before


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
