"""When an event takes place."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from knowledge.library import Library
from tests.bot.drafts import at, forum
from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "now", "told"),
    [
        ("quand a lieu l'atelier ?", "2024-04-10T09:00", ["du 3 au 5 juin 2024", "À venir"]),
        ("quand a lieu l'atelier ?", "2024-06-04T09:00", ["du 3 au 5 juin 2024", "En cours, jusqu'au"]),
        ("quand a lieu l'atelier ?", "2024-06-06T09:00", ["du 3 au 5 juin 2024", "Événement passé"]),
        ("quand a lieu la conférence de développement ?", "2024-04-10T09:00", ["d'octobre à novembre 2024"]),
        ("date du séminaire", "2024-04-10T09:00", ["12 septembre 2024", "9 h", "17 h 30 (UTC)"]),
        ("quand a lieu le séminaire ?", "2024-09-12T18:00", ["12 septembre 2024", "En cours"]),
        ("quand a lieu le séminaire ?", "2024-09-12T19:45", ["12 septembre 2024", "Événement passé"]),
    ],
)
def test_its_days_and_where_it_stands(question: str, now: str, told: list[str], desk: Desk) -> None:
    """The days as finely as the letter gives them, then to come, in progress or over, to the minute in its own zone."""
    shown = desk.ask(question, now=now)
    assert all(each in shown for each in told), shown


def test_a_month_is_not_its_first_day(desk: Desk) -> None:
    """Of an event whose months alone are known, no day is told."""
    assert "1er octobre" not in desk.ask("quel jour commence la conférence de développement ?")


@pytest.mark.parametrize(
    "question",
    [
        "quand a lieu le colloque des régulateurs ?",
        "où a lieu le colloque ?",
        "à quelle heure le colloque ?",
        "combien de temps dure le colloque ?",
        "dans combien de jours le colloque ?",
        "le colloque est-il terminé ?",
    ],
)
def test_a_cancelled_event_is_said_to_be(question: str, desk: Desk) -> None:
    """Asked when, where or how long, a cancelled event is told as cancelled, with what had been planned."""
    answer = desk.answer(question)
    assert "annulée" in answer.text
    assert "du 1er au 4 juillet 2024" in answer.text
    assert answer.letters == ("CL-24/30",)


def test_two_events_at_once(desk: Desk) -> None:
    """Each event named is told, each from its letter."""
    answer = desk.answer("dates de l'atelier et du séminaire ?")
    assert set(answer.letters) == {"DM-24/1010", "CR/512"}


def test_which_of_two_is_asked(desk: Desk) -> None:
    """Two events of a kind: a question with a button each, and no date."""
    answer = desk.answer("quand a lieu le forum ?")
    assert not answer.answered
    assert [each.label for each in answer.suggestions] == ["Forum des jeunes 2024", "Forum de la connectivité 2024"]
    assert "mai" not in answer.text


@pytest.mark.parametrize("question", ["quand a lieu l'atelier 2023 ?", "quand avait lieu l'atelier en 2022 ?"])
def test_another_year_is_not_this_one(question: str, desk: Desk) -> None:
    """An edition that no letter announces gets no date of another."""
    answer = desk.answer(question)
    assert not answer.answered
    assert "juin" not in answer.text


def test_a_contradiction_is_told() -> None:
    """Where another letter gives other days and none corrects the other, both are told and cited."""
    one = forum("Forum de l'eau", "DM-24/1", "2024-06-03", "2024-06-05")
    other = forum("Forum de l'eau", "DM-24/2", "2024-09-10", "2024-09-12")
    answer = (
        Assistant(Library((one, other))).reply("quand a lieu le forum de l'eau ?", Dialogue(), at("2024-04-10")).answer
    )
    assert "Attention" in answer.text
    assert set(answer.letters) == {"DM-24/1", "DM-24/2"}
