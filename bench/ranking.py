"""The weights by which what a message may mean is ranked, learned from questions whose answers are known.

`python -m bench.ranking [FOLDER ...]` writes bot/queries/weights.toml. Each FOLDER holds letters, their facts and
questions.jsonl, as the evaluation sets do; the project's own questions on its own letters always count.
"""

import datetime as dt
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from typing import Any

from bench import gold
from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer
from bot.queries.ranking import Features
from bot.shelf import open_library
from knowledge import store
from knowledge.building import build
from knowledge.documents.file import Limits
from knowledge.settings import Settings
from tests.bot.test_questions import faults, items

WEIGHTS = Path("bot/queries/weights.toml")
EPOCHS, RATE, SMALL, DREAD = 250, 0.05, 0.0002, 1.0  # DREAD: by how much a wrong fact is worse than no answer
OWN = 0.6  # what one of the project's own questions weighs, against one on other letters

Item = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One question: what it may mean, which of that is right, which states a wrong fact."""

    every: Sequence[Features]
    right: Sequence[bool]
    wrong: Sequence[bool]
    weight: float


def lessons(assistant: Assistant, questions: Iterable[Item], weight: float) -> Iterator[Lesson]:
    """Yield what questions to one base teach, in their order, each conversation with its own memory."""
    memories: dict[str, Dialogue] = {}
    for item in questions:
        name = item.get("conversation", item["id"])
        dialogue, now = memories.get(name, Dialogue()), dt.datetime.fromisoformat(item["now"])
        considered = assistant.consider(item["text"], dialogue, now)
        memories[name] = assistant.reply(item["text"], dialogue, now).dialogue
        told = [list(faults(item, answer)) for _, _, answer in considered]
        right = [not each for each in told]
        if any(right) and not all(right):
            wrong = [_wrong(item, a, f) for (_, _, a), f in zip(considered, told, strict=True)]
            yield Lesson(every=[found for _, found, _ in considered], right=right, wrong=wrong, weight=weight)


def _wrong(item: Item, answer: Answer, found: Sequence[str]) -> bool:
    """Tell whether an answer states what it must not."""
    untold = answer.answered and not item["answered"] and not item.get("free")
    return untold or any(each.startswith("forbidden") for each in found)


def _asked(folder: Path) -> list[Item]:
    """Return the questions of a folder in the shape of the project's own."""
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    every: list[Item] = [json.loads(line) for line in lines]
    free = [{"free": True} if each["expect"].get("answered_free") else {} for each in every]
    return [{**each, **each["expect"], **more} for each, more in zip(every, free, strict=True)]


def _bases(folder: Path, scratch: Path) -> Iterator[Assistant]:
    """Yield assistants of a folder's letters: as they are read, and by the facts known to be right."""
    read, known = scratch / f"{folder.name}-read.db", scratch / f"{folder.name}-known.db"
    letters = scratch / folder.name
    letters.mkdir()
    for file in folder.glob("*.md"):
        if file.name != "README.md":
            (letters / file.name).write_bytes(file.read_bytes())
    build((letters,), read, Limits())
    gold.build(folder, known)
    yield from (Assistant(store.load(base)) for base in (read, known))


# Learning ------------------------------------------------------------------------------------------------------------


def learn(taught: Sequence[Lesson]) -> dict[str, float]:
    """Return the weights that make right answers likely among all that each message may mean (softmax, Adam)."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, float] = defaultdict(float)
    second: dict[str, float] = defaultdict(float)
    total = sum(each.weight for each in taught)
    for epoch in range(1, EPOCHS + 1):
        slope: dict[str, float] = defaultdict(float)
        for each in taught:
            _descend(each, weights, slope)
        for name, sum_ in slope.items():
            step = sum_ / total + SMALL * weights[name]
            first[name] = 0.9 * first[name] + 0.1 * step
            second[name] = 0.999 * second[name] + 0.001 * step * step
            scaled = first[name] / (1 - 0.9**epoch) / (sqrt(second[name] / (1 - 0.999**epoch)) + 1e-8)
            weights[name] -= RATE * scaled
    return dict(weights)


def _descend(lesson: Lesson, weights: dict[str, float], slope: dict[str, float]) -> None:
    """Add to the slope what one question asks to change."""
    scores = [sum(weights[name] * value for name, value in found.items()) for found in lesson.every]
    dreaded = [score + DREAD * wrong for score, wrong in zip(scores, lesson.wrong, strict=True)]
    most = max(dreaded)
    likely = [exp(score - most) for score in dreaded]
    mass, good = sum(likely), sum(p for p, right in zip(likely, lesson.right, strict=True) if right)
    for found, p, right in zip(lesson.every, likely, lesson.right, strict=True):
        push = lesson.weight * (p / mass - (p / good if right else 0.0))
        for name, value in found.items():
            slope[name] += push * value


def write(weights: dict[str, float]) -> None:
    """Write the weights, the heaviest first in each group."""
    lines = ["# How much each feature speaks for what a message may mean. Written by `python -m bench.ranking`.", ""]
    lines.append("[weights]")
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= 0.01}
    lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(kept.items())]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main(folders: Sequence[str]) -> None:
    """Learn from the project's own questions and from those of some folders."""
    with tempfile.TemporaryDirectory() as scratch:
        own = Assistant(open_library(Settings(letters=(), database=Path(scratch) / "own.db")))
        taught = list(lessons(own, items(), OWN))
        for folder in map(Path, folders):
            for assistant in _bases(folder, Path(scratch)):
                taught += lessons(assistant, _asked(folder), 1.0)
    print(len(taught), "lessons")
    write(learn(taught))


if __name__ == "__main__":
    main(sys.argv[1:])
