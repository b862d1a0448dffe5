"""How well and how fast French dates are read: ours, dateparser and Recognizers-Text on one corpus, in one run.

Usage: python bench/temporal.py [--recognizers PYTHON]
PYTHON is one where recognizers-text-date-time and emoji<2 are installed. Prints Markdown tables. Right: both bounds are
those of the corpus, to the minute where it has a clock; a range that ends one day later, as some count, is right too,
and so is any of several candidates. One bound: a finite bound of the corpus was found, whatever its direction.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "dates"
Pair = tuple[str | None, str | None]


def main() -> None:
    """Run each reader on the corpus and on what is no date; print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recognizers", metavar="PYTHON", help="a Python that has recognizers-text-date-time")
    options = parser.parse_args()
    pythons = {"ours": sys.executable, "dateparser": sys.executable}
    if options.recognizers:
        pythons["recognizers"] = options.recognizers
    corpus = [json.loads(line) for line in (DATA / "corpus.jsonl").read_text("utf-8").splitlines()]
    negatives = [json.loads(line) for line in (DATA / "negatives.jsonl").read_text("utf-8").splitlines()]
    runs = {name: _run(name, python, corpus + negatives) for name, python in pythons.items()}
    _print_accuracy(runs, corpus, len(negatives))
    _print_speed(runs)


def _run(name: str, python: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    lines = "\n".join(json.dumps(item) for item in items)
    script = ROOT / "bench" / "temporal_readers.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [python, str(script), name], input=lines, capture_output=True, text=True, check=True, env=environment
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _is_right(item: dict[str, Any], answers: list[Pair]) -> bool:
    return any(_same(item["start"], start) and _ends(item["end"], end) for start, end in answers)


def _same(gold: str | None, said: str | None) -> bool:
    if gold is None or said is None:
        return gold is said
    return said == gold if "T" in gold else said[:10] == gold


def _ends(gold: str | None, said: str | None) -> bool:
    import datetime as dt

    if _same(gold, said) or gold is None or said is None or "T" in gold:
        return _same(gold, said)
    return said[:10] == (dt.date.fromisoformat(gold) + dt.timedelta(days=1)).isoformat()


def _has_bound(item: dict[str, Any], answers: list[Pair]) -> bool:
    bounds = {bound[:10] for bound in (item["start"], item["end"]) if bound}
    return any(bound and bound[:10] in bounds for pair in answers for bound in pair)


def _print_accuracy(runs: dict[str, Any], corpus: list[dict[str, Any]], negatives: int) -> None:
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for index, item in enumerate(corpus):
        kind = item["category"]
        for group in (kind, "all dates"):
            counts[group]["n"] += 1
            for name, run in runs.items():
                answers = [tuple(pair) for pair in run["answers"][index]]
                counts[group][name] += _is_right(item, answers)
                counts[group][f"{name} bound"] += _has_bound(item, answers)
    for name, run in runs.items():
        counts["no date"][name] = sum(not answers for answers in run["answers"][len(corpus) :])
    counts["no date"]["n"] = negatives
    heads = [head for name in runs for head in (name, f"{name}, one bound")]
    print("| kind | n | " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) + 1))
    for kind in [*sorted(set(counts) - {"all dates", "no date"}), "all dates", "no date"]:
        row = counts[kind]
        cells = [
            f"{100 * row[key] / row['n']:.0f} %" if key in row else ""
            for name in runs
            for key in (name, f"{name} bound")
        ]
        print(f"| {kind} | {row['n']} | " + " | ".join(cells) + " |")


def _print_speed(runs: dict[str, Any]) -> None:
    print("\n| | " + " | ".join(runs) + " |\n| --- |" + " ---: |" * len(runs))
    print("| expressions a second | " + " | ".join(f"{1 / run['seconds']:.0f}" for run in runs.values()) + " |")
    ours = runs["ours"]["seconds"]
    print("| time, ours = 1 | " + " | ".join(f"{run['seconds'] / ours:.1f}" for run in runs.values()) + " |")
    print("| import, ms | " + " | ".join(f"{1000 * run['import']:.0f}" for run in runs.values()) + " |")


if __name__ == "__main__":
    main()
