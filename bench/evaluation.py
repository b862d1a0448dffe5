"""What is read of letters that somebody else wrote, and answered about them: each set at first sight and now.

`make eval`, or `python -m bench.evaluation [SET …]`. Each measure is a line of docs/evaluation.jsonl, added when it
differs from the last one of its set; the first line of a set is its first sight, once and for all. docs/evaluation.md
is made from it.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "data" / "sets"
LOG = ROOT / "docs" / "evaluation.jsonl"
PAGE = ROOT / "docs" / "evaluation.md"
FORMATS = ("md", "docx", "pdf")
DAYS = "events.dates"
DUE = "deadlines.due"

Row = dict[str, Any]


def main(names: list[str]) -> None:
    """Measure the sets that are named, all when none is, and write the log and the page."""
    for folder in sorted(path for path in SETS.iterdir() if path.is_dir()):
        if names and folder.name not in names:
            continue
        for row in (*_facts(folder), *_questions(folder)):
            print(json.dumps(row, ensure_ascii=False), flush=True)
            _log(row)
    PAGE.write_text(page(rows()), "utf-8")


# ------------------------------------------------------------------ measures


def _facts(folder: Path) -> Iterator[Row]:
    for suffix in FORMATS:
        letters = [path for path in folder.glob(f"*.{suffix}") if path.name != "README.md"]
        if letters:
            yield _measured(folder, suffix, letters, printed=True)
    if list(folder.glob("*.effective.json")):
        letters = [path for path in folder.glob("*.md") if path.name != "README.md"]
        yield _measured(folder, "md", letters, printed=False)


def _measured(folder: Path, suffix: str, letters: list[Path], *, printed: bool) -> Row:
    """Build the letters of one format alone, and score what is exported of them."""
    scorer = load_scorer("score_facts")
    with tempfile.TemporaryDirectory() as place:
        source, gold = Path(place, "letters"), Path(place, "gold")
        source.mkdir()
        gold.mkdir()
        for letter in letters:
            shutil.copy(letter, source)
            for facts in folder.glob(f"{letter.stem}*.json"):
                shutil.copy(facts, gold)
        _build(source, Path(place, "base.db"))
        exported = _run("export", "--database", f"{place}/base.db", *(["--printed"] if printed else []))
        found = json.loads(exported)["letters"]
        golds = scorer.load_gold(gold, effective=not printed)
    every, asserted = _tally(scorer, golds, found), _tally(scorer, golds, [scorer.asserted(each) for each in found])
    known = {scorer.ref_key(each["reference"]) for each in found}
    return {
        **_when(folder.name, "facts" if printed else "in force", suffix),
        "letters": len(golds),
        "absent": sum(scorer.ref_key(each["reference"]) not in known for each in golds),
        "f1": _f1(every),
        **dict(zip(("due_p", "due_r"), _shares(every.n[DUE]), strict=True)),
        "due_p_asserted": _shares(asserted.n[DUE])[0],
        "days_p_asserted": _shares(asserted.n[DAYS])[0],
        "wrong_marked": _marked(every, asserted, "fp"),
        "right_marked": _marked(every, asserted, "tp"),
    }


def _tally(scorer: ModuleType, golds: list[Row], found: list[Row]) -> Any:
    """Score letters against their gold, paired by reference."""
    tally, told = scorer.Tally(), {}
    for each in found:
        told.setdefault(scorer.ref_key(each["reference"]), each)
    for each in golds:
        scorer.score_letter(told.get(scorer.ref_key(each["reference"]), {}), each, tally)
    return tally


def _questions(folder: Path) -> Iterator[Row]:
    asked = folder / "questions.jsonl"
    if not asked.exists():
        return
    scorer = load_scorer("score_questions")
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "letters")
        source.mkdir()
        for letter in folder.glob("*.md"):
            shutil.copy(letter, source)
        _build(source, Path(place, "base.db"))
        told = _run("ask", "--jsonl", "--database", f"{place}/base.db", package="bot", typed=asked.read_text("utf-8"))
        answers = Path(place, "answers.jsonl")
        answers.write_text(told, "utf-8")
        score, _ = scorer.score(scorer.load(asked), scorer.load(answers), strict=False, markup=False)
    yield {
        **_when(folder.name, "questions", "md"),
        "questions": score["n"],
        "right": round(score["accuracy"], 3),
        "wrong_fact": round(score["wrong_fact_rate"], 3),
    }


def _build(source: Path, database: Path) -> None:
    """Build a base; letters that are refused leave the others, and count as absent."""
    command = [sys.executable, "-m", "knowledge", "build", "--letters", str(source), "--database", str(database)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def _run(*arguments: str, package: str = "knowledge", typed: str = "") -> str:
    command = [sys.executable, "-m", package, *arguments]
    done = subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def load_scorer(name: str) -> ModuleType:
    """Load a scorer that came with the sets."""
    spec = importlib.util.spec_from_file_location(name, SETS / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ figures


def _f1(tally: Any) -> float:
    right, false, missed = (sum(each[key] for each in tally.n.values()) for key in ("tp", "fp", "fn"))
    return round(2 * right / (2 * right + false + missed), 3) if right else 0.0


def _shares(counts: dict[str, int]) -> tuple[float | None, float | None]:
    """Return precision and recall; None where there is nothing to be right about."""
    right, told, wanted = counts["tp"], counts["tp"] + counts["fp"], counts["tp"] + counts["fn"]
    return round(right / told, 3) if told else None, round(right / wanted, 3) if wanted else None


def _marked(every: Any, asserted: Any, key: str) -> float | None:
    """Return the share of the right or wrong days that is marked doubtful."""
    before, after = (sum(tally.n[group][key] for group in (DAYS, DUE)) for tally in (every, asserted))
    return round(max(0, before - after) / before, 3) if before else None


def _when(name: str, kind: str, suffix: str) -> Row:
    head = subprocess.run(
        [shutil.which("git") or "git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout.strip()
    return {"date": time.strftime("%Y-%m-%d"), "commit": head, "set": name, "kind": kind, "format": suffix}


# ------------------------------------------------------------------ the log and the page


def rows() -> list[Row]:
    """Return the lines of the log, oldest first."""
    return [json.loads(line) for line in LOG.read_text("utf-8").splitlines()] if LOG.exists() else []


def _key(row: Row) -> tuple[str, str, str]:
    return row["kind"], row["set"], row["format"]


def _log(row: Row) -> None:
    """Add a line, unless it says what the last one of its set said."""
    last = next((each for each in reversed(rows()) if _key(each) == _key(row)), None)
    when = ("date", "commit")
    if last is None or {**last, **dict.fromkeys(when)} != {**row, **dict.fromkeys(when)}:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(json.dumps(row, ensure_ascii=False) + "\n")


_COLUMNS = {  # what a column shows: at first sight and now
    "facts": ("f1", "due_p", "due_r", "due_p_asserted", "days_p_asserted", "wrong_marked", "right_marked", "absent"),
    "in force": ("f1", "due_p", "due_r"),
    "questions": ("right", "wrong_fact"),
}
_HEADS = {
    "f1": "F1",
    "due_p": "due days P",
    "due_r": "due days R",
    "due_p_asserted": "asserted due P",
    "days_p_asserted": "asserted days P",
    "wrong_marked": "wrong, marked",
    "right_marked": "right, marked",
    "absent": "absent",
    "right": "right",
    "wrong_fact": "wrong facts",
}


def page(log: list[Row]) -> str:
    """Return the page: for each set and format its first sight and its last measure, as "first → now"."""
    parts = [
        "# Evaluation\n",
        "Made by `make eval` from [evaluation.jsonl](evaluation.jsonl). A figure is what was measured at first sight,",
        "then now; one figure: nothing has changed. A set is unseen once: its first sight is what counts (`seeds` and",
        "`dev` were studied before the log began). `marked`: told as doubtful.",
    ]
    for kind, columns in _COLUMNS.items():
        keys = sorted({_key(row) for row in log if row["kind"] == kind})
        parts += [
            f"\n## {kind.capitalize()}\n",
            "| set | seen | size | " + " | ".join(_HEADS[each] for each in columns) + " |",
        ]
        parts.append("| --- " * (3 + len(columns)) + "|")
        for key in keys:
            own = [row for row in log if _key(row) == key]
            cells = (_pair(own[0].get(each), own[-1].get(each)) for each in columns)
            size = own[-1].get("letters") or own[-1].get("questions")
            parts.append(f"| {key[1]} ({key[2]}) | {own[0]['date']} | {size} | " + " | ".join(cells) + " |")
    return "\n".join(parts) + "\n"


def _pair(first: float | None, now: float | None) -> str:
    shown = ["–" if each is None else f"{each:.2f}" if isinstance(each, float) else str(each) for each in (first, now)]
    return shown[0] if shown[0] == shown[1] else " → ".join(shown)


if __name__ == "__main__":
    main(sys.argv[1:])
