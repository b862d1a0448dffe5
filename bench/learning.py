"""What weights the sets of letters give to the signs of how sure a dated fact is.

Usage: python -m bench.learning [--times N] [SET …]   (SET: a folder of tests/data/sets; all when none is named)

Sets that were studied hold few wrong facts, too few to learn from. So each letter is read N times more with one word in
seven taken out of the cues (knowledge/extraction/dated.toml): the reader then meets wordings that it does not know, as
it does in letters that nobody has studied. A fact is right when the scorer of the sets pairs it with a gold fact of the
same days.

Prints, for deadlines and for events, what a logistic regression gives each sign. It begins at the present weights, and
holds to them where it sees little. Then, for the present weights and for those learned without the set that is
measured: of what is wrong, how much is doubtful where one right fact in ten is. It writes nothing.
"""

import argparse
import json
import math
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.evaluation import SETS, load_scorer

TAKEN = 0.15  # share of the cues that is taken out
HOLD = 3.0  # how much the regression holds to where it begins
STEPS, RATE = 400, 0.3
BUDGET = 0.1  # of what is right, how much may be doubtful
KINDS = ("deadline", "event_days")


@dataclass(frozen=True, slots=True)
class Case:
    """The signs of a fact, and whether it was right."""

    set: str
    kind: str
    signs: tuple[str, ...]
    right: bool
    as_is: bool  # read with all cues


def main() -> None:
    """Collect the cases, print the weights and what they are worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=8)
    parser.add_argument("--seed", type=int, help=argparse.SUPPRESS)  # read once, in a process of its own
    parser.add_argument("sets", nargs="*")
    options = parser.parse_args()
    names = options.sets or sorted(path.name for path in SETS.iterdir() if path.is_dir())
    if options.seed is not None:
        for case in _read(names, options.seed):
            print(json.dumps(asdict(case)))
        return
    cases = [case for seed in range(options.times + 1) for case in _apart(names, seed)]
    for kind in KINDS:
        _print(kind, list(dict.fromkeys(case for case in cases if case.kind == kind)))


# ------------------------------------------------------------------ cases


def _apart(names: Sequence[str], seed: int) -> list[Case]:
    """Read in a process of its own: patterns are compiled from the cues once and for all."""
    command = [sys.executable, "-m", "bench.learning", "--seed", str(seed), *names]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    rows = (json.loads(line) for line in told.splitlines())
    return [Case(**{**row, "signs": tuple(row["signs"])}) for row in rows]


def _read(names: Sequence[str], seed: int) -> Iterator[Case]:
    from knowledge.extraction.cues import thin

    if seed:
        chance = random.Random(seed)  # noqa: S311  # dice, not a secret
        thin(lambda: chance.random() < TAKEN, "months")
    for name in names:
        for path in sorted((SETS / name).glob("*.md")):
            gold = path.with_suffix(".json")
            if gold.exists():
                yield from _of_letter(path, json.loads(gold.read_text("utf-8")), as_is=not seed)


def _of_letter(path: Path, gold: dict[str, Any], *, as_is: bool) -> Iterator[Case]:
    from knowledge.documents.file import Limits, read
    from knowledge.export import letter_json
    from knowledge.extraction.reader import read_reasoned

    letter, _, dated = read_reasoned(read(path, Limits()), doubtful_below=Limits().doubtful_below)
    told = letter_json(letter)
    for kind, key, fields in (("deadline", "deadlines", ("due",)), ("event_days", "events", ("start", "end"))):
        verdicts = (each for each in dated.verdicts if each.kind == kind)
        for verdict, right in zip(verdicts, _right(told[key], gold, key, fields), strict=True):
            yield Case(path.parent.name, kind, tuple(sorted(verdict.features)), right, as_is)


def _right(told: list[dict[str, Any]], gold: dict[str, Any], key: str, fields: Sequence[str]) -> list[bool]:
    """Tell of each fact whether it has the days of the gold fact that it is paired with, or one tolerated."""
    scorer = load_scorer("score_facts")
    alike = scorer.sim_deadline if key == "deadlines" else scorer.sim_event
    wanted, accepted = gold[key], gold.get("_accept", {})
    pairs, alone, _ = scorer.pair(told, wanted, alike)
    right = [False] * len(told)
    for mine, its in pairs:
        allowed = {field: [wanted[its].get(field), *accepted.get(f"{key}.{its}.{field}", [])] for field in fields}
        right[mine] = all(told[mine].get(field) in allowed[field] for field in fields)
    judge = scorer.Scorer(gold, scorer.Tally(), "")
    for mine in alone:
        right[mine] = judge.is_optional(key, told[mine], scorer.DEADLINE if key == "deadlines" else scorer.EVENT)
    return right


# ------------------------------------------------------------------ weights


def _print(kind: str, cases: Sequence[Case]) -> None:
    from knowledge.extraction.features import weights

    ours = weights()[kind]
    print(f"## {kind}: {len(cases)}, of which {sum(not each.right for each in cases)} wrong\n")
    learned = fit(cases, ours)
    print("| sign | ours | learned | seen | wrong |\n| --- | ---: | ---: | ---: | ---: |")
    for name, weight in sorted(learned.items(), key=lambda each: each[1]):
        seen = [case for case in cases if name in case.signs]
        print(f"| {name} | {ours.get(name, 0.0):.1f} | {weight:.1f} | {len(seen)} | {sum(not c.right for c in seen)} |")
    scored = [(case, _score(case, ours)) for case in cases]
    unseen = [
        (case, _score(case, table))
        for name in sorted({case.set for case in cases})
        for table in (fit([case for case in cases if case.set != name], ours),)
        for case in cases
        if case.set == name
    ]
    print(f"\nwrong that is doubtful, ours: {_caught(scored)}; learned, on sets not learned from: {_caught(unseen)}\n")


def fit(cases: Sequence[Case], start: Mapping[str, float]) -> dict[str, float]:
    """Return a bias and weights by gradient descent, drawn back to where they start; the bias is free."""
    names = sorted({name for case in cases for name in case.signs})
    found = {name: start.get(name, 0.0) for name in ("bias", *names)}
    begun = dict(found)
    for _ in range(STEPS):
        slopes = {name: HOLD * (found[name] - begun[name]) * (name != "bias") for name in found}
        for case in cases:
            error = 1 / (1 + math.exp(-_score(case, found))) - case.right
            for name in ("bias", *case.signs):
                slopes[name] += error
        found = {name: found[name] - RATE * slopes[name] / (HOLD + _SEEN * len(cases)) for name in found}
    return found


_SEEN = 0.1  # steepest slope of a case, with some margin


def _score(case: Case, table: Mapping[str, float]) -> float:
    return math.fsum(table.get(name, 0.0) for name in ("bias", *case.signs))


def _caught(scored: Sequence[tuple[Case, float]]) -> str:
    """Return of what is wrong, read with all cues and with fewer, how much scores below one right fact in ten."""
    right = sorted(score for case, score in scored if case.right and case.as_is)
    bound = right[int(BUDGET * len(right))]
    shares = []
    for as_is in (True, False):
        wrong = [score for case, score in scored if not case.right and case.as_is is as_is]
        shares.append(f"{sum(score <= bound for score in wrong)} of {len(wrong)}")
    return f"{shares[0]} (fewer cues: {shares[1]})"


if __name__ == "__main__":
    main()
