"""Two dated things in one message."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from tests.bot.queries.conftest import NOW


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("combien de jours entre la fin du séminaire mondial et le début de la réunion ?", "87 jours"),
        ("combien de jours entre la date limite des bourses et le séminaire mondial ?", "62 jours"),
        ("la date limite des bourses tombe-t-elle avant le séminaire mondial ?", "Oui"),
        ("l'atelier sur les câbles tombe-t-il après le séminaire mondial ?", "Non"),
        (
            "qu'est-ce qui est à rendre en premier, la demande de bourse ou l'inscription ?",
            "Demander une bourse vient avant",
        ),
        (
            "les inscriptions se terminent-elles avant ou après les demandes de bourse ?",
            "Demander une bourse vient avant",
        ),
        ("la date limite d'inscription tombe-t-elle avant ou après l'atelier sur les câbles ?", "vient avant"),
    ],
)
def test_two_sides_are_told_by_their_days(message: str, told: str, small: Assistant) -> None:
    """Days are counted from the end of one to the beginning of the other, and an order is said with oui or non."""
    assert told in small.reply(message, Dialogue(), NOW).answer.text


def test_a_side_that_is_not_known_is_not_counted_from(small: Assistant) -> None:
    """No day is lent to what the letters do not announce."""
    answer = small.reply("combien de jours entre le congrès de Dakar et le séminaire ?", Dialogue(), NOW).answer
    assert not answer.intent.startswith("comparison.difference")
