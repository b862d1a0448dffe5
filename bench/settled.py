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
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from knowledge.corrections_writing import CorrectionTable, with_table
from knowledge.doubtful import Doubt, doubts
from knowledge.formats.file import READERS, Limits
from knowledge.french.text import fold
from knowledge.history import By
from knowledge.intake import Reading, read_file
from knowledge.model import Deadline, Event, Letter, Part

BY = By(who="bench", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
Gold = dict[str, Any]
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
    count = letters = 0
    with tempfile.TemporaryDirectory() as name:
        for file, gold in (pair for folder in folders for pair in _pairs(Path(folder))):
            reading = read_file(file, Limits())
            if reading.source is None:
                continue
            letters += 1
            letter = reading.source.letter
            _score(letter, gold, before, doubtful=True)
            _score(letter, gold, asserted, doubtful=False)
            settled, asked = _settled(reading, gold, Path(name))
            count += asked
            _score(settled, gold, after, doubtful=False)
    print(f"{letters} letters, {count} doubts settled")
    print(f"as read, all facts      {before}")
    print(f"as read, not doubtful   {asserted}")
    print(f"every doubt settled     {after}")


def _pairs(folder: Path) -> Iterator[tuple[Path, Gold]]:
    for gold in sorted(folder.glob("*.json")):
        files = [gold.with_suffix(suffix) for suffix in READERS if gold.with_suffix(suffix).exists()]
        if files:
            yield files[0], json.loads(gold.read_text("utf-8"))


def _settled(reading: Reading, gold: Gold, room: Path) -> tuple[Letter, int]:
    """Return a letter with its doubts settled by the gold, and how many there were."""
    letter = _letter(reading)
    found = doubts(letter, reading.problems)
    sheet = ""
    for each in found:
        sheet = with_table(sheet, _answer(each, gold), BY, "")
    if not sheet:
        return letter, 0
    copy = room / reading.path.name
    shutil.copyfile(reading.path, copy)
    copy.with_suffix(".toml").write_text(sheet, "utf-8")
    return _letter(read_file(copy, Limits())), len(found)


def _letter(reading: Reading) -> Letter:
    if reading.source is None:
        sys.exit(str(reading.problems))
    return reading.source.letter


def _answer(doubt: Doubt, gold: Gold) -> CorrectionTable:
    """Return what somebody who knows the letter would say of a fact."""
    named, fact = doubt.named, doubt.named.fact
    own = {"event": named.of} if named.of else {}
    match fact:
        case Deadline():
            values = _due(fact, gold)
        case Event():
            values = _days(fact, [*gold["events"], *_optional(gold, "events")])
        case Part():
            parts = [part for event in gold["events"] for part in event["parts"]]
            values = _days(fact, [*parts, *_optional(gold, "parts"), *gold["events"]])
        case _:
            values = {}
    if values is None:
        return CorrectionTable(section=named.section, replaces=named.replaces, values=own, remove=True)
    return CorrectionTable(section=named.section, replaces=named.replaces, values={**own, **values}, confirmed=True)


def _due(fact: Deadline, gold: Gold) -> dict[str, object] | None:
    """Return what to correct of a deadline; None when it is none."""
    every = [*gold["deadlines"], *_optional(gold, "deadlines")]
    if any(each.get("due") == fact.due.isoformat() for each in every):
        return {}
    near = [each for each in gold["deadlines"] if _alike(each["action"], fact.action)]
    return {"due": dt.date.fromisoformat(near[0]["due"])} if near else None


def _days(fact: Event | Part, every: Sequence[Gold]) -> dict[str, object] | None:
    days = _span(fact)
    if any(_told(each) == days for each in every):
        return {}
    near = [each for each in every if _alike(str(each.get("name") or ""), fact.name) and each.get("start")]
    return {key: near[0][key] for key in ("start", "end") if near[0].get(key)} if near else None


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= ALIKE


def _score(letter: Letter, gold: Gold, score: Score, *, doubtful: bool) -> None:
    dues = [each.due.isoformat() for each in letter.deadlines if doubtful or not each.doubtful]
    events = [each for each in letter.events if doubtful or not each.doubtful]
    spans = [_span(each) for each in events if each.start or each.end]
    parts = [_span(part) for each in events for part in each.parts if doubtful or not part.doubtful]
    true_parts = [_told(part) for event in gold["events"] for part in event["parts"]]
    true = [_told(each) for each in gold["events"]]
    _count(
        dues,
        [each["due"] for each in gold["deadlines"]],
        [each.get("due") for each in _optional(gold, "deadlines")],
        score,
    )
    _count(
        spans, [each for each in true if each != ("", "")], [*map(_told, _optional(gold, "events")), *true_parts], score
    )
    _count(parts, true_parts, [*map(_told, _optional(gold, "parts")), *true], score)


def _count(found: Sequence[object], wanted: Sequence[object], tolerated: Sequence[object], score: Score) -> None:
    left = list(wanted)
    for each in found:
        if each in left:
            left.remove(each)
            score.right += 1
        elif each not in tolerated and each not in wanted:
            score.wrong += 1
    score.missed += len(left)


def _optional(gold: Gold, section: str) -> list[Gold]:
    return [each for each in gold.get("_optional", {}).get(section, ()) if isinstance(each, dict)]


def _span(fact: Event | Part) -> tuple[str, str]:
    start, end = fact.start, fact.end or fact.start
    return (start.iso if start else "", end.iso if end else "")


def _told(each: Gold) -> tuple[str, str]:
    start, end = each.get("start") or "", each.get("end") or each.get("start") or ""
    return start, end
