"""What an operator says of a letter in words becomes one table of its NAME.toml, or a reason why not."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from bot.operators.instructions import Unclear, understand
from knowledge.corrections_writing import CorrectionTable
from knowledge.doubtful import named
from knowledge.model import Letter
from knowledge.reading.reader import read_letter

DATA = Path(__file__).parents[2] / "data" / "letters" / "cl-24-33-sommet-jeunesse.md"
CASES = [json.loads(line) for line in (Path(__file__).parent / "instructions.jsonl").read_text("utf-8").splitlines()]
TODAY = dt.date(2024, 5, 10)


@pytest.fixture(scope="module")
def letter() -> Letter:
    """Return a letter: a summit and a day before it, two deadlines, one contact."""
    return read_letter(DATA.read_text("utf-8"), file="a.md")[0]


@pytest.mark.parametrize("case", CASES, ids=lambda each: each["text"][:60])
def test_a_sentence(case: dict[str, Any], letter: Letter) -> None:
    """It gives what the corpus says, dates counted from the letter's own."""
    key = named(letter)[case["of"]].key if "of" in case else ""
    found = understand(case["text"], letter, TODAY, key)
    if "why" in case:
        assert isinstance(found, Unclear)
        assert found.why == case["why"]
        return
    assert isinstance(found, CorrectionTable)
    told = {name: str(value) if isinstance(value, dt.date) else value for name, value in found.told.items()}
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    assert (found.section, told) == (case["section"], case["told"])


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "le", "a" * 5000, "\x00", "supprime", "ajoute", "ajoute une échéance :"]
)
def test_what_says_nothing_corrects_nothing(text: str, letter: Letter) -> None:
    """Never an invention, never an error."""
    assert isinstance(understand(text, letter, TODAY), Unclear)
