"""A question costs no more when letters are many: none is answered by going through all of them."""

import datetime as dt
import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.assistant import Assistant
from bot.understanding.dialogue import Dialogue
from knowledge.library import Library

T = TypeVar("T")
FILES = sorted((Path(__file__).parents[1] / "questions").glob("*.jsonl"), key=lambda file: file.name)


class Sealed(tuple[T, ...]):
    """A row that can be gone through no more once it is sealed."""

    __slots__ = ()

    sealed = False

    def __iter__(self) -> Iterator[T]:
        assert not Sealed.sealed, "all the letters, or all that they announce, are gone through"
        return super().__iter__()


@pytest.fixture(scope="module")
def sealed(assistant: Assistant) -> Iterator[Assistant]:
    """Return an assistant whose tables are made, and whose letters cannot be gone through again."""
    rows = (Sealed(assistant.library.letters), assistant.library.version)
    ready = Assistant(Library(*rows))
    ready.prepare()
    for name, table in _rows(ready.catalogue):
        vars(ready.catalogue)[name] = Sealed(table)
    Sealed.sealed = True
    yield ready
    Sealed.sealed = False


def _rows(table: object) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the rows that a table keeps for others."""
    for name, attribute in vars(type(table)).items():
        kept = isinstance(attribute, cached_property) and not name.startswith("_")
        if kept and type(getattr(table, name)) is tuple:
            yield name, getattr(table, name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_question_goes_through_all_the_letters(file: Path, sealed: Assistant) -> None:
    """What a question needs is looked up in tables that were made once."""
    memories: dict[str, Dialogue] = {}
    for line in file.read_text("utf-8").splitlines():
        item = json.loads(line)
        talk = item.get("conversation", item["id"])
        now = dt.datetime.fromisoformat(item["now"])
        memories[talk] = sealed.reply(item["text"], memories.get(talk, Dialogue()), now).dialogue
