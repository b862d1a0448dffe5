"""Anything else that a letter says: its sentence."""

import pytest

from tests.bot.topics.conftest import Desk


def test_the_sentence_is_the_answer(desk: Desk) -> None:
    """What no topic tells is answered by the sentence that holds it."""
    assert "La situation sanitaire dans la région" in desk.ask("que dit-on de la situation sanitaire ?")


@pytest.mark.parametrize(
    "question", ["que dit la lettre CL-24/30 des satellites ?", "combien de participants à l'atelier ?", "la recette ?"]
)
def test_what_no_sentence_holds(question: str, desk: Desk) -> None:
    """Where no sentence holds enough of it, nothing is cited for it."""
    answer = desk.answer(question)
    assert not answer.answered
    assert answer.sources == ()
