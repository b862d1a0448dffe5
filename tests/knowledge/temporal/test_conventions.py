"""The conventions: the choices, the document that lists them, and what the code does, are one."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import knowledge.temporal
from knowledge.temporal.dates import bounds_of
from knowledge.temporal.parser import read
from tests.knowledge.temporal.corpora import instant, items

FOLDER = Path(knowledge.temporal.__file__).parent
DOCUMENT = Path(__file__).parents[3] / "docs" / "temporal.md"
CONVENTIONS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "conventions.toml").read_text("utf-8"))


@pytest.mark.parametrize("key", CONVENTIONS)
def test_a_convention_decides_its_example(key: str) -> None:
    """Each example means, at its now, what its convention says."""
    convention = CONVENTIONS[key]
    expression = read(convention["example"], instant(convention["now"]))
    bounds = bounds_of(expression.value) if expression else (None, None)
    assert bounds == tuple(bound or None for bound in convention["value"])


def test_the_document_has_one_row_for_each_convention() -> None:
    """docs/temporal.md lists the very choices, examples and values of conventions.toml."""
    rows = re.findall(r"^\| `([\w-]+)` \| (.+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    expected = [
        (key, f"{each['choice']} | {each['example']} | {each['now']} | {_value(each['value'])}")
        for key, each in CONVENTIONS.items()
    ]
    assert rows == expected


def _value(bounds: list[str]) -> str:
    return " … ".join(bound or "∅" for bound in bounds)


def test_every_convention_that_decides_is_documented() -> None:
    """No reading names a convention or a conflict that the document does not tell."""
    for item in items("corpus.jsonl"):
        expression = read(item["text"], instant(item["now"]))
        assert expression is not None
        assert {expression.convention, expression.conflict} <= {None, *CONVENTIONS}
