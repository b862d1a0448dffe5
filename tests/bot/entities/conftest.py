"""What reads messages to letters of many kinds that the product does not ship."""

import pytest

from bot.entities.message import Reader
from knowledge.library import Library
from tests.bot.drafts import registry

ASKED = ("date", "dates", "lieu", "quand", "theme", "contact", "inscription", "limite", "lettre", "commence", "fin")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return what reads messages to the letters of many kinds."""
    return Reader(registry(), ASKED)


@pytest.fixture(scope="session")
def shipped_reader(library: Library) -> Reader:
    """Return what reads messages to the letters that the product ships."""
    return Reader(library, ASKED)
