"""The letters on the shelf."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.shelf import Shelf, open_library
from knowledge import store
from knowledge.errors import DamagedBase
from knowledge.settings import Settings
from tests.bot.builders import LETTER, deadline, letter, library


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose base does not exist yet."""
    return replace(Settings(), letters=(), database=tmp_path / "var" / "knowledge.db")


def put(settings: Settings, *references: str) -> None:
    """Write a base of letters."""
    store.save(settings.database, library(*(letter(deadline(), reference=each) for each in references)))


def references(shelf: Shelf) -> list[str]:
    """Return what the shelf holds."""
    return [each.reference for each in shelf.library().letters]


def test_a_missing_base_is_built_from_the_letters_of_the_product(settings: Settings) -> None:
    """The first start needs no other command, and tells how far it is."""
    told: list[tuple[int, int, str]] = []
    built = open_library(settings, lambda *progress: told.append(progress))
    assert LETTER in [each.reference for each in built.letters]
    assert told
    told.clear()
    assert len(open_library(settings, lambda *progress: told.append(progress)).letters) == len(built.letters)
    assert told == []


def test_a_damaged_base_says_how_to_rebuild_it(settings: Settings) -> None:
    """It is not overwritten behind the operator's back."""
    settings.database.parent.mkdir()
    settings.database.write_bytes(b"not a base" * 100)
    with pytest.raises(DamagedBase, match="python -m knowledge build"):
        open_library(settings)
    assert settings.database.read_bytes().startswith(b"not a base")


def test_a_base_swapped_in_is_answered_from_at_once(settings: Settings) -> None:
    """Rebuilding needs no restart; the same assistant serves as long as nothing changed."""
    put(settings, "CL-1/1")
    shelf = Shelf(settings)
    first = shelf.assistant()
    assert shelf.assistant() is first
    put(settings, "CL-1/1", "CL-1/2")
    assert references(shelf) == ["CL-1/1", "CL-1/2"]


def test_a_bad_base_swapped_in_leaves_the_last_good_one(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """The operator is told once, people go on being answered, and a good base is taken again."""
    put(settings, "CL-1/1")
    shelf = Shelf(settings)
    settings.database.write_bytes(b"not a base" * 100)
    with caplog.at_level(logging.WARNING):
        assert references(shelf) == ["CL-1/1"]
        assert references(shelf) == ["CL-1/1"]
    assert len(caplog.records) == 1
    settings.database.unlink()
    assert references(shelf) == ["CL-1/1"]
    put(settings, "CL-1/3")
    assert references(shelf) == ["CL-1/3"]
