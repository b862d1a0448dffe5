"""Who organises an event, who presides over it."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("qui organise l'atelier ?", "UIT et Agence nationale de la cybersécurité"),
        ("qui préside le séminaire ?", "Présidente du Séminaire : Awa Ndiaye"),
    ],
)
def test_who(question: str, told: str, desk: Desk) -> None:
    """The organisers, and whoever the letter says presides."""
    assert told in desk.ask(question)


@pytest.mark.parametrize("question", ["qui organise le séminaire ?", "qui préside l'atelier ?"])
def test_nobody_is_lent(question: str, desk: Desk) -> None:
    """A letter that does not say who gets nobody of another's."""
    answer = desk.answer(question)
    assert not answer.answered
    assert "ne dit pas qui" in answer.text
