"""What weights the sets of letters would give to the signs of how sure a dated fact is.

Usage: python -m bench.learning FOLDER... (each holds letters in Markdown, each beside its expected facts in JSON)
Prints, for deadlines, the days of events and parts, a logistic regression over the features that knowledge.extraction
computes, beside the weights of knowledge/extraction/weights.toml and how often each feature was seen and was wrong. It
writes nothing: with few wrong facts, a weight is a judgment that the figures inform.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.documents.markdown import read
from knowledge.extraction.features import weights
from knowledge.extraction.reader import read_reasoned
from knowledge.model import Deadline, Event, Part

ROUNDS = 1500
RATE = 0.25
RIDGE = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """The features of a fact, and whether it was right."""

    features: frozenset[str]
    right: bool


def main() -> None:
    """Read each letter, compare its facts with the expected ones, print a table for each kind of fact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path)
    cases: dict[str, list[Case]] = {"deadline": [], "event_days": [], "part": []}
    for folder in parser.parse_args().folder:
        for path in sorted(folder.glob("*.md")):
            if path.with_suffix(".json").exists():
                _collect(path, json.loads(path.with_suffix(".json").read_text("utf-8")), cases)
    for kind, found in cases.items():
        _print(kind, found)


def _collect(path: Path, expected: dict[str, Any], cases: dict[str, list[Case]]) -> None:
    told = _expected(expected)
    _, _, dated = read_reasoned(read(path.read_text("utf-8"), path.name), doubtful_below=0)
    for each in dated.verdicts:
        cases[each.kind].append(Case(each.features, _key(each.claim) in told[each.kind]))


def _expected(letter: dict[str, Any]) -> dict[str, set[tuple[str | None, ...]]]:
    optional = letter.get("_optional", {})
    events = letter["events"] + optional.get("events", [])
    parts = [part for event in events for part in event.get("parts", [])] + optional.get("parts", [])
    return {
        "deadline": {(each["due"],) for each in letter["deadlines"] + optional.get("deadlines", [])},
        "event_days": {
            (each.get("start"), each.get("end")) for event in events for each in (event, event.get("was") or {})
        },
        "part": {(each.get("start"), each.get("end")) for each in parts},
    }


def _key(claim: Deadline | Event | Part) -> tuple[str | None, ...]:
    if isinstance(claim, Deadline):
        return (claim.due.isoformat(),)
    told = claim.was if isinstance(claim, Event) and claim.start is None and claim.was else claim
    return (told.start.iso if told.start else None, told.end.iso if told.end else None)


def _print(kind: str, cases: Sequence[Case]) -> None:
    wrong = sum(not case.right for case in cases)
    print(f"## {kind}: {len(cases)}, of which {wrong} wrong\n")
    if not cases:
        return
    bias, learned = _fit(cases)
    print(f"bias {bias:.2f}\n\n| feature | learned | ours | seen | wrong |\n| --- | ---: | ---: | ---: | ---: |")
    for name in sorted(learned, key=lambda each: learned[each]):
        seen = [case for case in cases if name in case.features]
        ours = weights()[kind].get(name, 0.0)
        print(f"| {name} | {learned[name]:.2f} | {ours:.2f} | {len(seen)} | {sum(not case.right for case in seen)} |")
    print()


def _fit(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights of a logistic regression, by gradient descent with a ridge."""
    names = sorted({name for case in cases for name in case.features})
    found, bias = dict.fromkeys(names, 0.0), 0.0
    for _ in range(ROUNDS):
        slope, slopes = 0.0, dict.fromkeys(names, 0.0)
        for case in cases:
            error = 1 / (1 + math.exp(-bias - sum(found[name] for name in case.features))) - case.right
            slope += error
            for name in case.features:
                slopes[name] += error
        bias -= RATE * slope / len(cases)
        found = {name: found[name] - RATE * (slopes[name] + RIDGE * found[name]) / len(cases) for name in names}
    return bias, found


if __name__ == "__main__":
    main()
