"""At what time an event takes place."""

from tests.bot.topics.conftest import Desk


def test_hours_and_their_zone(desk: Desk) -> None:
    """The hours are told as printed, with their zone."""
    assert "de 9 h à 17 h 30 (UTC), le jeudi 12 septembre 2024" in desk.ask("à quelle heure commence le séminaire ?")


def test_no_hour_is_invented(desk: Desk) -> None:
    """A letter without hours is said to give none; the days it gives are told."""
    answer = desk.answer("à quelle heure commence l'atelier ?")
    assert not answer.answered
    assert "n'indique pas l'heure" in answer.text
    assert "du 3 au 5 juin 2024" in answer.text
