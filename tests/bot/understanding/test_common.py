"""Everyday words are not taken for slips of words that mean something here."""

import pytest

from bot.understanding.catalogue import Catalogue
from bot.understanding.lexicon import lexicon


@pytest.mark.parametrize("word", ["resident", "debat", "comite", "description", "preference", "presence", "autour"])
def test_an_everyday_word_means_what_it_says(word: str, catalogue: Catalogue) -> None:
    """A word that French has is never mended into another, however near."""
    assert word in catalogue.vocabulary


def test_a_common_word_is_not_harmless() -> None:
    """What only keeps a word from being mended does not say that it never has to be explained."""
    assert not lexicon().common & lexicon().fillers
