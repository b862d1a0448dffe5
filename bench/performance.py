"""What does the program cost, as letters, chats and questions grow? `make bench` writes docs/performance.md.

`python -m bench.performance [PART …]` measures some parts again and leaves the others as bench/results.json has them.
"""

import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import chats, fresh, growth, lengths, startup
from bench.performance_page import FIGURES, PAGE, plots, render
from bench.plots import drawn

RESULTS = Path(__file__).with_name("results.json")
PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "startup": startup.measure,
    "fresh": fresh.measure,
    "lengths": lengths.measure,
    "chats": chats.measure,
    "growth": growth.measure,
}


def main(named: list[str]) -> None:
    """Measure, keep the figures, and write the page and its plots."""
    results: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if named else {}
    results["machine"] = {"cores": len(os.sched_getaffinity(0)), "python": platform.python_version()}
    for part in named or PARTS:
        print(f"{part} …", file=sys.stderr, flush=True)
        results[part] = _rounded(PARTS[part]())
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    FIGURES.mkdir(exist_ok=True)
    for name, plot in plots(results).items():
        (FIGURES / f"{name}.svg").write_text(drawn(plot), "utf-8")
    PAGE.write_text(render(results), "utf-8")


def _rounded(found: Any) -> Any:
    """Return figures with the three digits that a measure is good for; whole numbers are counts, and stay."""
    if isinstance(found, dict):
        return {key: _rounded(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_rounded(value) for value in found]
    return float(f"{found:.3g}") if isinstance(found, float) else found


if __name__ == "__main__":
    main(sys.argv[1:])
