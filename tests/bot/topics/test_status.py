"""Where things stand now."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("2024-05-01T09:00", "Oui, c'est encore possible"),
        ("2024-05-02T23:00", "aujourd'hui est le dernier jour"),
        ("2024-05-03T09:00", "Non, il est trop tard"),
    ],
)
def test_still_possible(now: str, verdict: str, desk: Desk) -> None:
    """Up to the last day, included."""
    assert verdict in desk.ask("est-il encore possible de demander une bourse pour l'atelier ?", now=now)


@pytest.mark.parametrize(
    ("question", "now", "verdict"),
    [
        ("est-il trop tard pour envoyer un exposé à l'atelier ?", "2024-04-14T09:00", "Non, vous pouvez encore"),
        ("est-il trop tard pour envoyer un exposé à l'atelier ?", "2024-04-15T09:00", "Oui, il est trop tard"),
        ("l'atelier est-il terminé ?", "2024-06-05T09:00", "a commencé et se poursuit"),
        ("l'atelier est-il terminé ?", "2024-06-06T09:00", "Oui,"),
        ("l'atelier a-t-il commencé ?", "2024-06-02T09:00", "n'a pas commencé"),
        ("l'atelier a-t-il commencé ?", "2024-06-03T09:00", "Oui,"),
        ("l'atelier est-il encore en cours ?", "2024-06-04T09:00", "est en cours"),
        ("l'atelier est-il à venir ?", "2024-06-01T09:00", "est à venir"),
    ],
)
def test_the_verdict_answers_what_is_put(question: str, now: str, verdict: str, desk: Desk) -> None:
    """Oui or non to the very thing that was put: too late, over, begun, still, to come."""
    assert verdict in desk.ask(question, now=now)


def test_no_deadline_to_miss(desk: Desk) -> None:
    """Where the letter sets no deadline, neither oui nor non."""
    answer = desk.answer("est-il encore possible de répondre pour le forum des jeunes ?")
    assert not answer.answered
    assert not answer.text.startswith(("Oui", "Non"))
