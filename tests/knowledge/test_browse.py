"""The queries offered to whoever opens the base in Datasette: they run, and say what they promise."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import store
from knowledge.building import build, shipped
from knowledge.documents.file import Limits

METADATA = json.loads((Path(store.__file__).with_name("browse.json")).read_text("utf-8"))
QUERIES = METADATA["databases"]["knowledge"]["queries"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the base of the letters that come with the product."""
    path = tmp_path_factory.mktemp("browse") / "knowledge.db"
    build((shipped(),), path, Limits())
    return path


def rows(base: Path, name: str) -> list[sqlite3.Row]:
    """Return what a query finds in a base that nobody may write."""
    with closing(sqlite3.connect(f"{base.as_uri()}?mode=ro", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        return list(
            opened.execute(QUERIES[name]["sql"], {"radical": "forum"} if ":radical" in QUERIES[name]["sql"] else {})
        )


@pytest.mark.parametrize("name", [name for name in QUERIES if name != "a-verifier"])
def test_each_query_finds_rows_with_their_letter(name: str, base: Path) -> None:
    """A query is never empty on the letters shipped, and each row names its letter."""
    known = {letter.reference for letter in store.load(base).letters}
    found = rows(base, name)
    assert found
    assert {row["lettre"] for row in found} <= known


@pytest.mark.parametrize("name", ["echeances", "evenements", "recherche"])
def test_a_row_shows_its_sentence(name: str, base: Path) -> None:
    """The sentence shown is cut from the letter that is named."""
    library = store.load(base)
    for row in rows(base, name):
        letter = library.letter(row["lettre"])
        assert letter
        assert row["phrase"] in letter.text


def test_what_is_doubtful_is_listed(base: Path) -> None:
    """A fact that is marked doubtful is in the list of those to be checked, and no other is."""
    letters = store.load(base).letters
    before = sum(each.doubtful for letter in letters for each in (*letter.events, *letter.deadlines))
    assert len(rows(base, "a-verifier")) == before
    with closing(sqlite3.connect(base)) as opened, opened:
        opened.execute("UPDATE letter_deadlines SET doubtful = 1")
    found = rows(base, "a-verifier")
    assert sum(row["fait"] == "échéance" for row in found) == sum(len(letter.deadlines) for letter in letters)
