"""The theme of an event."""

from tests.bot.topics.conftest import Desk


def test_the_theme(desk: Desk) -> None:
    """The theme as the letter prints it."""
    assert "« Partager les bandes »" in desk.ask("quel est le thème du séminaire ?")


def test_the_event_of_a_theme(desk: Desk) -> None:
    """A theme leads to its event."""
    assert "Séminaire sur le spectre 2024" in desk.ask("« Partager les bandes », c'est le thème de quoi ?")


def test_no_theme(desk: Desk) -> None:
    """A letter without a theme is said to give none, with what it gives."""
    answer = desk.answer("quel est le thème de l'atelier ?")
    assert not answer.answered
    assert "Tunis" in answer.text
