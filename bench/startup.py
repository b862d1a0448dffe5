"""Is one question answered, whole process, before telegram.ext alone would be imported?"""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.yardstick import beside

TURNS = 11
QUESTION = "quand a lieu le Forum du SMSI ?"


def main() -> None:
    """Run both processes turn about; below 1, the answer comes first."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "knowledge.db")
        ask = [sys.executable, "-m", "bot", "ask", "--database", database, "--now", "2021-02-15", QUESTION]
        _run(ask)  # builds the base
        found = beside(lambda: _run(ask), lambda: _run([sys.executable, "-c", "import telegram.ext"]), TURNS)
        bare = beside(lambda: _run(ask), lambda: _run([sys.executable, "-c", ""]), TURNS // 3)
    print(f"`bot ask`, whole process: {1000 * found.deed:.0f} ms")
    print(f"`import telegram.ext` alone: {1000 * found.yardstick:.0f} ms; ratio {found.ratio:.2f}, to be below 1")
    print(f"`python -c ''`: {1000 * bare.yardstick:.0f} ms; ratio {bare.ratio:.1f}")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
