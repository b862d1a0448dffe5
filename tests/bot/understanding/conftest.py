"""A catalogue of letters that the product does not ship, and messages read in it."""

import pytest

from bot.topics.data import load
from bot.understanding.catalogue import Catalogue
from bot.understanding.intent import Intents
from bot.understanding.lexicon import lexicon
from bot.understanding.question import Understanding
from tests.bot.drafts import registry


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return what the letters of many kinds let one speak of."""
    return Catalogue(registry(), lexicon(), load().asked)


@pytest.fixture(scope="session")
def understanding(catalogue: Catalogue) -> Understanding:
    """Return what reads messages about those letters."""
    return Understanding(catalogue, Intents(load().cues, lexicon().grammar))
