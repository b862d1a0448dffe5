"""The form of whole letters: kinds of bodies, each with what it says of itself."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.knowledge.extraction.forms import form_json, read_file

DATA = Path(__file__).parents[2] / "data"
KINDS = tuple(sorted((DATA / "forms").glob("*.md")))
UNSTUDIED = ("r2-", "r3-", "r4-")  # sets of which the form was scored once, and not studied
SETS = tuple(
    sorted(path for path in (DATA / "sets").iterdir() if any(path.glob("*.md")) and not path.name.startswith(UNSTUDIED))
)
LEAST = 0.97  # F1 of the fields of the form, over a set


@pytest.mark.parametrize("file", KINDS, ids=lambda file: file.stem)
def test_each_kind_of_letter_is_read(file: Path) -> None:
    """A note verbale, a State letter, a notice, a mail or labels run together say who writes, when and about what."""
    assert form_json(read_file(file)) == json.loads(file.with_suffix(".json").read_text("utf-8"))


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer that came with the sets."""
    spec = importlib.util.spec_from_file_location("score_facts", DATA / "sets" / "score_facts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_sets_keep_their_form(folder: Path, scorer: ModuleType) -> None:
    """Header, contacts, addressees, annexes, links and citations of every set stay right."""
    tally = scorer.Tally()
    for file in sorted(folder.glob("*.md")):
        if file.name == "README.md":
            continue
        gold = json.loads(file.with_suffix(".json").read_text("utf-8"))
        gold["events"] = gold["deadlines"] = []
        scorer.score_letter(form_json(read_file(file)), gold, tally)
    right, false, missed = (sum(each[key] for each in tally.n.values()) for key in ("tp", "fp", "fn"))
    assert 2 * right / (2 * right + false + missed) >= LEAST, tally.errors
