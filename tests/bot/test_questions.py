"""Questions as people ask them, one test a phrase; the expectations are data beside the topics' names."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer, plain
from bot.topics.data import TOPICS
from knowledge.library import Library
from tests.bot.sealed import sealed

FOLDER = Path(__file__).parents[1] / "questions"
Item = dict[str, Any]


def items() -> Iterator[Item]:
    """Yield all the questions, each with those that come before it in its conversation."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        before: dict[str, list[Item]] = {}
        for line in path.read_text("utf-8").splitlines():
            item = json.loads(line)
            earlier = before.setdefault(item.get("conversation", item["id"]), [])
            yield {**item, "before": tuple(earlier)}
            earlier.append(item)


@cache
def known_failures() -> frozenset[str]:
    """Return the questions that are not answered right yet: a list that must shrink."""
    return frozenset((FOLDER / "known_failures.txt").read_text("utf-8").split())


def parameters() -> list[Any]:
    """Return one parameter a question; a known failure that passes is a failure, so that the list shrinks."""
    mark = pytest.mark.xfail(strict=True, reason="listed in tests/questions/known_failures.txt")
    return [
        pytest.param(item, id=item["id"], marks=[mark] if item["id"] in known_failures() else []) for item in items()
    ]


@pytest.fixture(scope="module")
def ready(library: Library) -> Iterator[Assistant]:
    """Return an assistant that looks everything up in tables made once."""
    with sealed(library) as made:
        yield made


@pytest.mark.parametrize("item", parameters())
def test_a_question_gets_its_answer(item: Item, ready: Assistant) -> None:
    """The answer holds what it must, nothing that it must not, and cites its letter; no letters are gone through."""
    dialogue = Dialogue()
    for earlier in item["before"]:
        dialogue = ready.reply(earlier["text"], dialogue, dt.datetime.fromisoformat(earlier["now"])).dialogue
    answer = ready.reply(item["text"], dialogue, dt.datetime.fromisoformat(item["now"])).answer
    assert not list(faults(item, answer)), plain(answer)


def faults(item: Item, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    text = folded(plain(answer))
    if not item.get("free") and answer.answered != item["answered"]:
        yield f"answered is {answer.answered}"
    yield from (f"missing {each}" for each in item.get("all_of", ()) if not re.search(each, text))
    yield from (f"forbidden {each}" for each in item.get("none_of", ()) if re.search(each, text))
    if item.get("free") and not answer.answered:
        return
    cited = {canonical(each) for each in answer.letters} | {canonical(each[0]) for each in REFERENCE.finditer(text)}
    yield from (f"uncited {each}" for each in item.get("letters", ()) if canonical(each) not in cited)
    if item.get("letters_any") and not cited & {canonical(each) for each in item["letters_any"]}:
        yield "none cited"


REFERENCE = re.compile(r"cl[- ]?(\d\d)[/-]0*(\d+)")


def canonical(reference: str) -> tuple[str, ...]:
    """Return the two numbers of a reference."""
    match = REFERENCE.search(folded(reference))
    return match.groups() if match else (reference,)


def folded(text: str) -> str:
    """Fold a text as the expectations are written."""
    plain_text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    bare = "".join(char for char in plain_text if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", re.sub("[‘’ʼ′`´]", "'", re.sub("[‐‑‒–—−]", "-", bare)))


def test_every_topic_has_its_questions() -> None:
    """A topic is a TOML file and a file of questions of the same name; its module, unless rows answer it."""
    topics = Path("bot/topics")
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(TOPICS)
    assert {path.stem for path in topics.glob("*.toml")} == set(TOPICS)
    assert set(TOPICS) - {"deadline"} <= {path.stem for path in topics.glob("*.py")}


def test_known_failures_are_questions() -> None:
    """The list of known failures names only questions that exist."""
    assert known_failures() <= {item["id"] for item in items()}
