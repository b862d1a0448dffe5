"""What a question is about when it does not name it."""

from tests.bot.topics.conftest import Desk


def test_the_event_of_a_deed(desk: Desk) -> None:
    """What is to be done leads to the letter that asks it."""
    answer = desk.answer("jusqu'à quand les boursiers peuvent-ils demander une bourse ?")
    assert answer.letters == ("DM-24/1010",)
    assert "jeudi 2 mai 2024" in answer.text


def test_the_event_of_a_day(desk: Desk) -> None:
    """The day on which one event begins leads to it."""
    assert desk.answer("le 12 septembre 2024, c'est à quelle heure ?").letters == ("CR/512",)


def test_no_event_at_all(desk: Desk) -> None:
    """A question of an event that nothing names is asked back."""
    answer = desk.answer("c'est à quelle heure ?")
    assert not answer.answered
    assert answer.suggestions
