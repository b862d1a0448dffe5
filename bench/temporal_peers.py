"""How French dates of other readers' corpora are read, by them and by us: one table a corpus, by kind.

Usage: python bench/temporal_peers.py FOLDER [--python PYTHON] [--errors]
FOLDER holds their corpora (see bench/temporal_corpora.py), or is tests/data/dates/peers, of the same kinds. PYTHON is
one where any of pyduckling-native-phihos, recognizers-text-date-time (with emoji<2) and chronostring are installed;
those that are not have no column. Right: both bounds are those of the corpus, days compared as days; a line that one of
our conventions decides otherwise counts for nobody. False: a value that the corpus does not hold, where nothing at all
would have been better.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.temporal_corpora import Item, Pairs, is_right, read
from bench.temporal_readers import READERS

_ELSEWHERE = ("duckling", "recognizers", "chronostring")  # no dependencies of ours
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run each reader that is installed over each corpus of the folder; print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable, help="a Python that has the other readers")
    parser.add_argument("--errors", action="store_true", help="show what ours reads otherwise")
    options = parser.parse_args()
    for name, items in read(options.folder).items():
        counted = [item for item in items if not item.get("convention")]
        runs = {}
        for reader in READERS:
            answers = _run(reader, options.python if reader in _ELSEWHERE else sys.executable, counted)
            if answers is not None:
                runs[reader] = answers
        _print(name, counted, runs, len(items) - len(counted))
        if options.errors:
            _print_errors(counted, runs["ours"])


def _run(reader: str, python: str, items: list[Item]) -> list[Pairs] | None:
    lines = "\n".join(json.dumps({"text": item["text"], "now": item["now"]}) for item in items)
    script = ROOT / "bench" / "temporal_readers.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [python, str(script), reader], input=lines, capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode and "ModuleNotFoundError" in done.stderr:
        return None
    done.check_returncode()
    answers: list[Pairs] = json.loads(done.stdout)["answers"]
    return answers


def _print(name: str, items: list[Item], runs: dict[str, Any], decided: int) -> None:
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for index, item in enumerate(items):
        for kind in (item["category"], "all"):
            counts[kind]["n"] += 1
            for reader, answers in runs.items():
                right = is_right(item, answers[index])
                counts[kind][reader] += right
                counts[kind][f"{reader} false"] += not right and bool(answers[index])
    print(f"\n### {name}: {len(items)} expressions, {decided} more that a convention of ours decides otherwise\n")
    print("| kind | n | " + " | ".join(f"{reader} | false" for reader in runs) + " |")
    print("| --- | ---: |" + " ---: | ---: |" * len(runs))
    for kind in [*sorted(set(counts) - {"all"}), "all"]:
        row = counts[kind]
        cells = [f"{100 * row[reader] / row['n']:.0f} % | {row[f'{reader} false']}" for reader in runs]
        print(f"| {kind} | {row['n']} | " + " | ".join(cells) + " |")


def _print_errors(items: list[Item], answers: list[Pairs]) -> None:
    for item, found in zip(items, answers, strict=True):
        if not is_right(item, found):
            print(f"  «{item['text']}» {item['now']}: {item['accept']}, not {found}")


if __name__ == "__main__":
    main()
