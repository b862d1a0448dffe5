"""Turns of phrase are read as the plainer words that they stand for."""

import pytest

from bot.understanding.lexicon import lexicon
from bot.understanding.readings import Readings
from tests.bot.understanding.words import tokenised


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("pourriez-vous me confirmer la date", "pourriez vous dire la date"),
        ("veuillez nous indiquer le lieu", "dire le lieu"),
        ("comment pouvons-nous confirmer", "comment pouvons nous confirmer"),
        ("à qui m'adresser", "a qui m adresser"),
        ("les volets hors tables rondes", "les volets hors tables rondes"),
        ("les autres volets que les tables rondes", "les hors les tables rondes"),
        ("comment on dit oui", "comment on confirmer"),
        ("s'inscrire comme orateur", "s inscrire prendre la parole"),
        ("combien de journées", "combien de jours"),
    ],
)
def test_a_turn_of_phrase_is_read_plainly(text: str, read: str) -> None:
    """What is asked of the bot is no act of the letters; an inverted subject is not the one who is told."""
    readings = Readings(lexicon().readings, lexicon().grammar)
    tokens = readings.read(tokenised(text))
    assert " ".join(token.text for token in tokens) == read


def test_what_is_read_keeps_its_place() -> None:
    """A word read for others stands where they end, so that marks and days around it are still found."""
    readings = Readings({"confirmer": ["donner accord"]}, frozenset())
    (_, token) = readings.read(tokenised("on donner accord"))
    assert (token.text, token.span.end) == ("confirmer", 16)
