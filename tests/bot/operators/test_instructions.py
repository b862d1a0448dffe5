"""What an operator says of a letter in words becomes one table of its NAME.toml, or a reason why not."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.operators.instructions import Unclear, understand
from knowledge import store
from knowledge.corrections_writing import CorrectionTable
from knowledge.doubtful import named
from knowledge.history import By
from knowledge.model import Letter
from knowledge.publishing import publisher
from knowledge.settings import Settings

DATA = Path(__file__).parents[2] / "data" / "letters" / "cl-24-33-sommet-jeunesse.md"
CASES = [json.loads(line) for line in (Path(__file__).parent / "instructions.jsonl").read_text("utf-8").splitlines()]
TODAY = dt.date(2024, 5, 10)


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    """Return a letter: a summit and a day before it, two deadlines, one contact."""
    room = tmp_path_factory.mktemp("instructions")
    (room / "letters").mkdir()
    (room / "letters" / "a.md").write_bytes(DATA.read_bytes())
    settings = replace(Settings(), shipped=False, letters=(room / "letters",), database=room / "k.db")
    publisher(settings).build(By(who="x", at=dt.datetime(2024, 5, 10, tzinfo=dt.UTC)))
    (found,) = store.load(settings.database).letters
    return found


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
