"""Is one question answered, whole process, before telegram.ext alone would be imported?"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.yardstick import beside

TURNS = 5
QUESTION = "quand a lieu le Forum du SMSI ?"


def measure() -> dict[str, Any]:
    """Run both processes turn about: with what Python compiled kept, and compiling everything anew."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "knowledge.db")
        ask = [sys.executable, "-m", "bot", "ask", "--database", database, "--now", "2021-02-15", QUESTION]
        other = [sys.executable, "-c", "import telegram.ext"]
        anew = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(Path(folder) / "empty")}
        found = {}
        for name, more in (("compiled", {}), ("anew", anew)):
            environment = {key: value for key, value in os.environ.items() if key not in anew} | more
            _run(ask, environment)  # builds the base, and compiles
            told = beside(lambda at=environment: _run(ask, at), lambda at=environment: _run(other, at), TURNS)  # type: ignore[misc]
            found[name] = {"ask": 1000 * told.deed, "telegram": 1000 * told.yardstick, "ratio": told.ratio}
    return found


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=environment)
