"""Is one question answered, whole process, before telegram.ext alone would be imported?"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.yardstick import Beside, beside

TURNS = 11
QUESTION = "quand a lieu le Forum du SMSI ?"


def main() -> None:
    """Run both processes turn about, as installed (compiled once) and as where Python may keep nothing compiled."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "knowledge.db")
        ask = [sys.executable, "-m", "bot", "ask", "--database", database, "--now", "2021-02-15", QUESTION]
        for kept, told in ((True, "compiled"), (False, "where nothing compiled is kept")):
            found = _found(ask, _world(Path(folder), kept=kept))
            print(f"{told}: `bot ask`, whole process: {1000 * found.deed:.0f} ms")
            print(f"  `import telegram.ext` alone: {1000 * found.yardstick:.0f} ms; ratio {found.ratio:.2f}")


def _found(ask: list[str], world: dict[str, str]) -> Beside:
    """Time both, once a first run of each has built the base and compiled what may be kept."""
    alone = [sys.executable, "-c", "import telegram.ext"]
    _run(ask, world)
    _run(alone, world)
    return beside(lambda: _run(ask, world), lambda: _run(alone, world), TURNS)


def _world(folder: Path, *, kept: bool) -> dict[str, str]:
    """Return an environment in which both processes find their modules compiled, or in which neither may keep them."""
    world = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **world,
        **({"PYTHONPYCACHEPREFIX": str(folder / "compiled")} if kept else {"PYTHONDONTWRITEBYTECODE": "1"}),
    }


def _run(command: list[str], world: dict[str, str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=world)
