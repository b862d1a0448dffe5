"""Short letters, each of which sets its limits in another way: counted, in tables and lists, as wishes, by a note."""

import json
from pathlib import Path

import pytest

from knowledge.documents.markdown import read
from knowledge.extraction.reader import read_letter

LETTERS = Path(__file__).parents[2] / "data" / "limits"
GOLD: dict[str, list[str]] = json.loads((LETTERS / "limits.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(GOLD))
def test_the_limits_of_a_letter(name: str) -> None:
    """All days by which a letter asks for something are found, surely or as a doubt, and no other day is."""
    letter, _ = read_letter(read((LETTERS / f"{name}.md").read_text("utf-8"), f"{name}.md"), doubtful_below=0.75)
    found = {each.due.isoformat() + ("" if each.inclusive else " exclu") for each in letter.deadlines}
    assert sorted(found) == GOLD[name]


@pytest.mark.parametrize("name", sorted(GOLD))
def test_every_limit_says_what_to_do(name: str) -> None:
    """Each limit has an action, and those that are asserted have none that stops in the middle of a clause."""
    letter, _ = read_letter(read((LETTERS / f"{name}.md").read_text("utf-8"), f"{name}.md"), doubtful_below=0.75)
    for each in letter.deadlines:
        assert each.action
        assert each.doubtful or not each.action.endswith((" et", " de", " à", ",", ":"))
