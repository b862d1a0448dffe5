"""What happens in a period, what comes next."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("que se passe-t-il en juin 2024 ?", ["Atelier"], ["Forum", "Séminaire"]),
        ("quels événements en mai 2024 ?", ["Forum des jeunes"], ["connectivité"]),
        ("quels événements en novembre 2024 ?", ["Forum de la connectivité", "Conférence"], ["jeunes"]),
        ("que se passe-t-il en juillet 2024 ?", ["aucun événement"], ["Colloque"]),
        ("quelles échéances en avril 2024 ?", ["avant le 15 avril 2024"], ["2 mai"]),
        ("quelles échéances en mai 2024 ?", ["2 mai 2024"], ["avril"]),
        ("quelles échéances en août 2024 ?", ["aucune échéance"], ["avril", "mai"]),
        ("quel est le prochain événement ?", ["Forum des jeunes 2024 : du 20 au 22 mai"], ["Atelier"]),
        ("quelle est la prochaine échéance ?", ["avant le 15 avril 2024"], ["bourse"]),
    ],
)
def test_what_falls_in_a_period(question: str, told: list[str], untold: list[str], desk: Desk) -> None:
    """Every event and deadline of the period, and no other; a cancelled event does not happen."""
    text = desk.answer(question).text
    assert all(each in text for each in told), text
    assert not any(each in text for each in untold), text


def test_a_deadline_is_next_until_its_last_day(desk: Desk) -> None:
    """On the last useful day it is still the next one; the day printed after "avant le" is too late."""
    assert "leur exposé" in desk.ask("quelle est la prochaine échéance ?", now="2024-04-14T09:00")
    assert "leur bourse" in desk.ask("quelle est la prochaine échéance ?", now="2024-04-15T09:00")


def test_nothing_is_left(desk: Desk) -> None:
    """Later, there is no next one: it is said, with the last one."""
    for question in ("quelle est la prochaine échéance ?", "quel est le prochain événement ?"):
        answer = desk.answer(question, now="2025-01-01T09:00")
        assert not answer.answered
        assert "Les lettres n" in answer.text


def test_what_comes_next_is_remembered(desk: Desk) -> None:
    """The next question is about what was told to come next."""
    assert "en ligne" in desk.ask("quel est le prochain événement ?", "c'est où ?")
    assert "exposes@itu.int" in desk.ask("quelle est la prochaine échéance ?", "où envoyer l'exposé ?")
