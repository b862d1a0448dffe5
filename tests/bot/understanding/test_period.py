"""The time that a message speaks of, and where it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.lexicon import lexicon
from bot.understanding.period import read_period
from bot.understanding.words import Vocabulary, tokenise
from tests.bot.drafts import at

NOW = at("2024-04-10T09:00")
WORDS = Vocabulary(frozenset({"programme", "echeances", "quelles"}), frozenset({"pour", "mois", "juin", "semaine"}))


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("pour le 3 juin", "3 juin"),
        ("kelles echeanses pour le 3 juin ?", "3 juin"),
        ("le programmme du 3 juin 2024 svp", "3 juin 2024"),
        ("kelles echeanses demain ?", "demain"),
    ],
)
def test_a_time_is_where_it_was_written(message: str, written: str) -> None:
    """Mending what stands before moves nothing."""
    found = read_period(message, tokenise(message, lexicon(), WORDS), NOW)
    assert found is not None
    assert written in message[slice(*found.span)]


def test_no_time() -> None:
    """A message that speaks of no time has none."""
    assert read_period("le programme", tokenise("le programme", lexicon(), WORDS), NOW) is None


@given(
    st.lists(st.sampled_from(["3 juin", "kelles", "cest", "demain", "2main", "écheanses", "🙂", "l'", "?"]), max_size=7)
)
def test_a_span_lies_in_the_message(pieces: list[str]) -> None:
    """Whatever was mended, the span stays within what was typed."""
    message = " ".join(pieces)
    found = read_period(message, tokenise(message, lexicon(), WORDS), NOW)
    assert found is None or 0 <= found.span.start < found.span.end <= len(message)
