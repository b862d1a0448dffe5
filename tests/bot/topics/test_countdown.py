"""How many days are left."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "now", "told"),
    [
        ("dans combien de jours commence l'atelier ?", "2024-06-01T09:00", "après-demain"),
        ("dans combien de jours commence l'atelier ?", "2024-06-03T09:00", "aujourd'hui"),
        ("dans combien de jours commence l'atelier ?", "2024-06-04T09:00", "est en cours"),
        ("dans combien de jours commence l'atelier ?", "2024-06-07T09:00", "a pris fin le mercredi 5 juin"),
        ("combien de jours reste-t-il pour demander une bourse à l'atelier ?", "2024-04-30T09:00", "2 jours"),
        ("combien de jours reste-t-il pour demander une bourse à l'atelier ?", "2024-05-02T09:00", "aujourd'hui"),
        ("combien de jours reste-t-il pour demander une bourse à l'atelier ?", "2024-05-03T09:00", "a pris fin"),
        ("combien de jours reste-t-il pour envoyer un exposé à l'atelier ?", "2024-04-10T09:00", "4 jours"),
        ("combien de jours entre la date limite des bourses et l'atelier ?", "2024-04-10T09:00", "32 jours"),
        ("dans combien de jours la conférence ?", "2024-04-10T09:00", "ne précise pas le jour"),
    ],
)
def test_days_left(question: str, now: str, told: str, desk: Desk) -> None:
    """To the first day of an event, to the last day of a delay; none where the letter gives only a month."""
    assert told in desk.ask(question, now=now)
