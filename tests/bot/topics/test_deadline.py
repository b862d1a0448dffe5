"""By when one must act."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("date limite pour envoyer un exposé à l'atelier ?", "dimanche 14 avril", "2 mai"),
        ("jusqu'à quand demander une bourse pour l'atelier ?", "jeudi 2 mai", "14 avril"),
        ("date limite des orateurs de l'atelier ?", "dimanche 14 avril", "2 mai"),
        ("date limite des boursiers de l'atelier ?", "jeudi 2 mai", "14 avril"),
    ],
)
def test_the_deadline_meant(question: str, told: str, untold: str, desk: Desk) -> None:
    """Of two deadlines, the one of the deed or of the audience that the question names."""
    shown = desk.ask(question)
    assert told in shown
    assert untold not in shown


def test_all_of_them_when_none_is_meant(desk: Desk) -> None:
    """Asked in general, each deadline is told, with whom it is for."""
    shown = desk.ask("quelles sont les dates limites de l'atelier ?")
    assert "Pour : orateurs." in shown
    assert "Pour : boursiers." in shown


def test_before_a_day_excludes_it(desk: Desk) -> None:
    """Asked "avant le 15", one has the 14th as the last day; "au plus tard le 2" is the 2nd."""
    assert "avant le lundi 15 avril 2024 : dernier jour utile, le dimanche 14 avril" in desk.ask(
        "délai des orateurs de l'atelier ?"
    )
    assert "au plus tard le jeudi 2 mai" in desk.ask("délai des boursiers de l'atelier ?")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("une bourse demandée le 2 mai est-elle encore acceptée pour l'atelier ?", "Oui, le jeudi 2 mai"),
        ("une bourse demandée le 3 mai est-elle encore acceptée pour l'atelier ?", "Non, le vendredi 3 mai"),
        ("un exposé envoyé le 14 avril est-il encore accepté pour l'atelier ?", "Oui, le dimanche 14 avril"),
        ("un exposé envoyé le 15 avril est-il encore accepté pour l'atelier ?", "Non, le lundi 15 avril"),
    ],
)
def test_a_day_that_is_put(question: str, verdict: str, desk: Desk) -> None:
    """The last day is still within the delay, the next one is not."""
    assert verdict in desk.ask(question)


@pytest.mark.parametrize("question", ["date limite du séminaire ?", "date limite pour répondre au forum des jeunes ?"])
def test_no_deadline_is_said(question: str, desk: Desk) -> None:
    """A letter without a deadline is said to have none; no date is lent to it."""
    answer = desk.answer(question)
    assert not answer.answered
    assert "aucune date limite" in answer.text


def test_no_deadline_for_that(desk: Desk) -> None:
    """A deed that no deadline is for gets none of the others."""
    answer = desk.answer("date limite pour réserver un stand à l'atelier ?")
    assert not answer.answered
    assert "mai" not in answer.text
