"""How right are the facts once somebody has settled each doubt? `python -m bench settled DIR`: letters with gold facts.

DIR holds NAME.md (or docx, pdf, html, txt) beside NAME.json, the true facts. Every doubt that the desk would show is
settled as the gold says: confirmed, corrected or taken off, by the very tables that a tap or a sentence writes.
"""

import datetime as dt
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from knowledge import store
from knowledge.corrections_writing import CorrectionTable, with_table
from knowledge.doubtful import Doubt, doubts
from knowledge.french.text import fold
from knowledge.history import By
from knowledge.library import Library
from knowledge.model import Deadline, Event, Letter, Part, Problem
from knowledge.publishing import publisher
from knowledge.settings import Settings

BY = By(who="bench", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
Gold = dict[str, Any]
SUFFIXES = (".md", ".docx", ".pdf", ".html", ".txt")  # the first that is there
ALIKE = 0.5  # how much of two names is the same when they are one


@dataclass(slots=True)
class Score:
    """Facts of days: due dates, first and last days of events and of their parts."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        """Precision and recall."""
        said, asked = self.right + self.wrong, self.right + self.missed
        precision, recall = self.right / max(1, said), self.right / max(1, asked)
        return f"P {precision:.4f}  R {recall:.4f}  ({self.right} right, {self.wrong} wrong, {self.missed} missed)"


def main(*folders: str) -> None:
    """Print the figures before and after, and how many doubts there were."""
    if not folders:
        sys.exit("python -m bench settled DIR …")
    before, asserted, after = Score(), Score(), Score()
    doubted = letters = 0
    for folder in folders:
        with tempfile.TemporaryDirectory() as name:
            room = Path(name) / "letters"
            room.mkdir()
            golds = {file.name: gold for file, gold in _pairs(Path(folder))}
            for file in golds:
                shutil.copyfile(Path(folder) / file, room / file)
            base = _base(room)
            for letter in base.letters:
                letters += 1
                _score(letter, golds[letter.file], before, doubtful=True)
                _score(letter, golds[letter.file], asserted, doubtful=False)
                doubted += _settle(letter, base.problems, golds[letter.file], room)
            for letter in _base(room).letters:
                _score(letter, golds[letter.file], after, doubtful=False)
    print(f"{letters} letters, {doubted} doubts settled")
    print(f"as read, all facts      {before}")
    print(f"as read, not doubtful   {asserted}")
    print(f"every doubt settled     {after}")


def _base(room: Path) -> Library:
    """Return the letters of a folder, each as printed."""
    settings = replace(Settings(), shipped=False, letters=(room,), database=room.parent / "k.db")
    publisher(settings).build(BY)
    return store.load(settings.database, printed=True)


def _settle(letter: Letter, problems: Sequence[Problem], gold: Gold, room: Path) -> int:
    """Settle the doubts of a letter as the gold says, in its NAME.toml; return how many there were."""
    found = doubts(letter, tuple(each for each in problems if each.file == letter.file))
    sheet = ""
    for each in found:
        sheet = with_table(sheet, _answer(each, gold), BY, "")
    if sheet:
        (room / letter.file).with_suffix(".toml").write_text(sheet, "utf-8")
    return len(found)


def _pairs(folder: Path) -> Iterator[tuple[Path, Gold]]:
    for gold in sorted(folder.glob("*.json")):
        files = [gold.with_suffix(suffix) for suffix in SUFFIXES if gold.with_suffix(suffix).exists()]
        if files:
            yield files[0], json.loads(gold.read_text("utf-8"))


def _answer(doubt: Doubt, gold: Gold) -> CorrectionTable:
    """Return what somebody who knows the letter would say of a fact."""
    named, fact = doubt.named, doubt.named.fact
    own = {"event": named.of} if named.of else {}
    match fact:
        case Deadline():
            values = _due(fact, gold)
        case Event():
            values = _days(fact, gold["events"], tolerated=_tolerated(fact, gold, "events"))
        case Part():
            parts = [part for event in gold["events"] for part in event["parts"]]
            tolerated = _tolerated(fact, gold, "parts") or _tolerated(fact, gold, "events")
            values = _days(fact, [*parts, *gold["events"]], tolerated=tolerated)
        case _:
            values = {}
    if values is None:
        return CorrectionTable(section=named.section, replaces=named.replaces, values=own, remove=True)
    return CorrectionTable(section=named.section, replaces=named.replaces, values={**own, **values}, confirmed=True)


def _due(fact: Deadline, gold: Gold) -> dict[str, object] | None:
    """Return what to correct of a deadline; None when it is none."""
    if any(each["due"] == fact.due.isoformat() for each in gold["deadlines"]) or _tolerated(fact, gold, "deadlines"):
        return {}
    near = [each for each in gold["deadlines"] if _alike(each["action"], fact.action)]
    return {"due": dt.date.fromisoformat(near[0]["due"])} if near else None


def _days(fact: Event | Part, every: Sequence[Gold], *, tolerated: bool) -> dict[str, object] | None:
    if tolerated or any(_told(each) == _span(fact) for each in every):
        return {}
    near = [each for each in every if _alike(str(each.get("name") or ""), fact.name) and each.get("start")]
    return {key: near[0][key] for key in ("start", "end") if near[0].get(key)} if near else None


def _tolerated(fact: Deadline | Event | Part, gold: Gold, section: str) -> bool:
    """Tell whether the gold lets a fact be told, though it asks for none: all that it says of it agrees."""
    return any(_agrees(fact, each) for each in gold.get("_optional", {}).get(section, ()) if isinstance(each, dict))


def _agrees(fact: Deadline | Event | Part, wanted: Gold) -> bool:
    if isinstance(fact, Deadline):
        due = wanted.get("due", fact.due.isoformat()) == fact.due.isoformat()
        return due and ("action" not in wanted or "due" in wanted or _alike(str(wanted["action"]), fact.action))
    named = "name" not in wanted or wanted.get("start") is not None or _alike(str(wanted["name"]), fact.name)
    return named and (wanted.get("start") is None or _told(wanted) == _span(fact) or _begins(wanted, fact))


def _begins(wanted: Gold, fact: Event | Part) -> bool:
    return "end" not in wanted and fact.start is not None and fact.start.iso == wanted["start"]


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= ALIKE


def _score(letter: Letter, gold: Gold, score: Score, *, doubtful: bool) -> None:
    """Count what is told of days: a fact that the gold asks for is right, one that it lets be told is not counted."""
    limits = [each for each in letter.deadlines if doubtful or not each.doubtful]
    events = [each for each in letter.events if doubtful or not each.doubtful]
    parts = [part for each in events for part in each.parts if doubtful or not part.doubtful]
    true_parts = [_told(part) for event in gold["events"] for part in event["parts"]]
    true = [_told(each) for each in gold["events"] if each.get("start")]
    either = {*true, *true_parts}
    dues = [(each.due.isoformat(), _tolerated(each, gold, "deadlines")) for each in limits]
    spans = [(_span(each), _tolerated(each, gold, "events") or _span(each) in either) for each in events if each.start]
    held = [
        (_span(each), _tolerated(each, gold, "parts") or _tolerated(each, gold, "events") or _span(each) in either)
        for each in parts
    ]
    _count(dues, [each["due"] for each in gold["deadlines"]], score)
    _count(spans, true, score)
    _count(held, true_parts, score)


def _count(found: Sequence[tuple[object, bool]], wanted: Sequence[object], score: Score) -> None:
    left = list(wanted)
    for value, tolerated in found:
        if value in left:
            left.remove(value)
            score.right += 1
        elif not tolerated and value not in wanted:
            score.wrong += 1
    score.missed += len(left)


def _span(fact: Event | Part) -> tuple[str, str]:
    start, end = fact.start, fact.end or fact.start
    return (start.iso if start else "", end.iso if end else "")


def _told(each: Gold) -> tuple[str, str]:
    start, end = each.get("start") or "", each.get("end") or each.get("start") or ""
    return start, end
