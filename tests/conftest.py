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


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the shipped letters, built into a base of their own and loaded from it."""
    database = tmp_path_factory.mktemp("base") / "knowledge.db"
    return open_library(Settings(letters=(), database=database))


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """Return an assistant that knows the shipped letters."""
    return Assistant(library)


@pytest.fixture
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).parents[1]
