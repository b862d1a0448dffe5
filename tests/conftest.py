"""What many tests need: the five letters that the product ships, read and kept as an operator's base would be."""

from pathlib import Path

import pytest
from hypothesis import settings

from bot.assistant import Assistant
from bot.shelf import open_library
from knowledge.library import Library
from knowledge.settings import Settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.register_profile("thorough", deadline=None, max_examples=2000)  # pytest --hypothesis-profile thorough
settings.load_profile("unhurried")


SLOW = ("test_run", "test_chaos", "test_cli", "test_two_years", "test_browser", "test_terminal", "test_docs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that start processes or take seconds, so that none of them is waited for in the end."""
    items.sort(key=lambda item: item.path.stem not in SLOW)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a base of the shipped letters, made once a test process: tests that write copy it."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    open_library(Settings(letters=(), database=file))
    return file


@pytest.fixture(scope="session")
def library(shipped: Path) -> Library:
    """Return the shipped letters, loaded from their base."""
    return open_library(Settings(letters=(), database=shipped))


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """Return an assistant that knows the shipped letters."""
    return Assistant(library)


@pytest.fixture
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).parents[1]
