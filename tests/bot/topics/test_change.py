"""What was changed in the plan of an event, and why."""

from tests.bot.topics.conftest import Desk


def test_what_was_and_what_is(desk: Desk) -> None:
    """A moved event is told with the old date and the new one."""
    shown = desk.ask("la conférence de développement a-t-elle été reportée ?")
    assert "en juin 2024 → d'octobre à novembre 2024" in shown


def test_why(desk: Desk) -> None:
    """The reason is the letter's own sentence."""
    assert "La situation sanitaire" in desk.ask("pourquoi le colloque est-il annulé ?")


def test_no_reason_is_invented(desk: Desk) -> None:
    """Where the letter gives no reason, none is told."""
    answer = desk.answer("pourquoi la conférence de développement est-elle reportée ?")
    assert "sanitaire" not in answer.text


def test_nothing_changed(desk: Desk) -> None:
    """An event as planned is said to be."""
    assert "n'annonce aucun changement" in desk.ask("l'atelier est-il annulé ?")
