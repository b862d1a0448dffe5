"""Where an event takes place, and how one attends it."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("où a lieu l'atelier ?", "Tunis (Tunisie)"),
        ("où se tient le forum de la connectivité ?", "Nairobi (Kenya)"),
        ("où a lieu le forum des jeunes ?", "en ligne"),
        ("où a lieu le séminaire ?", "sur place et à distance : Dakar"),
        ("l'atelier est-il en ligne ?", "Non."),
        ("l'atelier est-il en présentiel ?", "Oui."),
        ("l'atelier a-t-il lieu à Tunis ?", "Oui."),
        ("l'atelier a-t-il lieu à Dakar ?", "Non."),
        ("le forum des jeunes est-il en ligne ?", "Oui."),
        ("le forum des jeunes est-il en présentiel ?", "Non."),
        ("le séminaire est-il en ligne ?", "Oui."),
        ("le séminaire est-il en présentiel ?", "Oui."),
    ],
)
def test_place_and_mode(question: str, told: str, desk: Desk) -> None:
    """The place, or that there is none to go to; a hybrid event is both on site and online."""
    assert told in desk.ask(question)


def test_neither_place_nor_mode(desk: Desk) -> None:
    """A letter that tells neither is said not to."""
    answer = desk.answer("où a lieu la conférence de développement ?")
    assert not answer.answered
    assert "n'indique pas de lieu" in answer.text
