"""How many questions get a right answer, and how many a wrong one, once the hand has slipped?

`python -m bench.robustness --write` writes docs/robustness.md.
"""

import argparse
import datetime as dt
import random
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.rivals import Nearest, Ranked
from bench.slips import slipped
from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer
from bot.shelf import open_library
from knowledge.settings import Settings
from tests.bot.test_questions import Item, faults, items

PAGE = Path(__file__).parents[1] / "docs" / "robustness.md"
EXAMPLES = Path(__file__).parents[1] / "tests" / "questions" / "examples.toml"
SLIPS = (0, 1, 2, 3)  # a question
SEED = "2021-02-15"
RATIOS = (60, 70, 80, 85, 90, 95)  # scores from which the rivals may answer: the best without slips is kept
RANKS = (2, 4, 6, 8, 10)
ROW = re.compile(r"^\| (.+?) \| (\d) \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|$", re.MULTILINE)
Ask = Callable[[Item, str], Answer]
Say = Callable[[str, dt.datetime], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one reader does under so many slips a question, in per cent."""

    reader: str
    slips: int
    right: float  # all that the question's line expects
    silent: float  # not answered, though it should be
    wrong: float  # answered otherwise than expected


def main() -> None:
    """Ask all the questions of the tests of each reader, mistyped more and more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/robustness.md")
    options, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(open_library(Settings(letters=(), database=Path(folder) / "knowledge.db")))
        asked = tuple(items())
        page = render(len(asked), list(_measured(assistant, asked)))
    if options.write:
        PAGE.write_text(page, "utf-8")
    print(page[page.index("| reader") :])


def render(questions: int, rows: Sequence[Row]) -> str:
    """Return the page."""
    table = "\n".join(
        f"| {row.reader} | {row.slips} | {row.right:.1f} % | {row.silent:.1f} % | {row.wrong:.1f} % |" for row in rows
    )
    return HEAD.format(questions=questions, table=table)


def _measured(assistant: Assistant, asked: Sequence[Item]) -> Iterator[Row]:
    examples = tomllib.loads(EXAMPLES.read_text("utf-8"))
    yield from _rows("this bot", _ours(assistant), asked)
    yield from _rival("nearest example", lambda least: Nearest(assistant, examples, least).answer, RATIOS, asked)
    yield from _rival("best paragraph", lambda least: Ranked(assistant.library, least).answer, RANKS, asked)


def _rival(name: str, make: Callable[[int], Say], least: Sequence[int], asked: Sequence[Item]) -> Iterator[Row]:
    """Measure a rival that always answers, then from the score at which it gets most right without slips."""
    best = max(least, key=lambda each: _row("", _theirs(make(each)), asked, 0).right)
    yield from _rows(f"{name}, always", _theirs(make(0)), asked)
    yield from _rows(f"{name}, from {best}", _theirs(make(best)), asked)


def _rows(reader: str, ask: Ask, asked: Sequence[Item]) -> Iterator[Row]:
    return (_row(reader, ask, asked, slips) for slips in SLIPS)


def _row(reader: str, ask: Ask, asked: Sequence[Item], slips: int) -> Row:
    counts = Counter(_judged(ask, item, slips) for item in asked)
    share = {kind: 100 * counts[kind] / len(asked) for kind in ("right", "silent", "wrong")}
    return Row(reader=reader, slips=slips, **share)


def _judged(ask: Ask, item: Item, slips: int) -> str:
    text = slipped(item["text"], slips, random.Random(f"{SEED} {item['id']} {slips}"))  # noqa: S311  # no secret
    answer = ask(item, text)
    if not any(faults(item, answer)):
        return "right"
    return "wrong" if answer.answered else "silent"


def _ours(assistant: Assistant) -> Ask:
    """Return what answers in its conversation: what came before is typed without a slip."""

    def ask(item: Item, text: str) -> Answer:
        dialogue = Dialogue()
        for earlier in item["before"]:
            dialogue = assistant.reply(earlier["text"], dialogue, _now(earlier)).dialogue
        return assistant.reply(text, dialogue, _now(item)).answer

    return ask


def _theirs(answer: Say) -> Ask:
    return lambda item, text: answer(text, _now(item))


def _now(item: Item) -> dt.datetime:
    return dt.datetime.fromisoformat(item["now"])


HEAD = """# Under slips of the hand

Written by `python -m bench.robustness --write`: the {questions} questions of `tests/questions`, each with 0 to 3 slips
at random (the same at each run) in its letters: a neighbour on an AZERTY keyboard, a letter left out, typed twice, or
swapped with the next.

*Right*: all that the question's line in the tests expects, a refusal where one is due included. *Silent*: no answer
where there is one. *Wrong*: an answer other than expected; it is what must not be, since people act on it, while
silence sends them to the letter.

Two other ways to answer are measured beside: the example of `bot/topics` that is nearest by rapidfuzz's `WRatio`,
with the event of the nearest name, answered as the button of the same aspect would be; and the paragraph of the letters
that is best by Okapi BM25, stemmed as ours. Each is told twice: answering always, and from the score (of some tried) at
which it gets most right without slips: silence is right where a refusal is due. They do not remember the conversation.

| reader | slips a question | right | silent | wrong |
| --- | ---: | ---: | ---: | ---: |
{table}
"""


if __name__ == "__main__":
    main()
