"""Two events side by side."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("l'atelier et le séminaire ont-ils lieu en même temps ?", "Non : les deux ne se recouvrent pas."),
        (
            "lequel vient en premier, l'atelier ou le séminaire ?",
            "Atelier sur la cybersécurité 2024 vient avant Séminaire sur le spectre 2024.",
        ),
        ("lequel vient en dernier, l'atelier ou le séminaire ?", "Séminaire sur le spectre 2024 vient en dernier."),
        ("l'atelier a-t-il lieu avant le séminaire ?", "Oui, Atelier"),
        ("le forum de la connectivité de Nairobi a-t-il lieu avant le séminaire ?", "Non, Séminaire"),
        ("le séminaire a-t-il lieu avant l'atelier ?", "Non, Atelier"),
        (
            "lequel est le plus long, l'atelier ou le forum de la connectivité ?",
            "Le plus long des deux : Forum de la connectivité 2024",
        ),
        ("le forum des jeunes et l'atelier ont-ils la même durée ?", "Les deux durent autant."),
        (
            "lequel vient en premier, le Forum des jeunes ou le Forum de la connectivité ?",
            "Forum des jeunes 2024 vient",
        ),
    ],
)
def test_two_events_compared(question: str, told: str, desk: Desk) -> None:
    """First, longer, overlapping: in the order of the calendar, whatever the order of the question."""
    assert told in desk.ask(question)
