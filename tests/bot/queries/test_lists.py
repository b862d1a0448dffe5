"""Messages that ask for rows by what they have in common."""

import pytest

from bot.assistant import Assistant
from bot.queries.rows import Tables
from knowledge.model import Deadline, Event, Letter
from tests.bot.queries.conftest import ask

LISTS = {
    "quelles lettres ont une annexe ?": ["CA/1"],
    "quelles lettres n'ont pas d'annexe ?": ["CA/2", "CA/3"],
    "quelles lettres de 2024 ont une annexe ?": [],
    "quelles lettres de 2024 connais-tu ?": ["CA/2", "CA/3"],
    "combien de lettres citent la résolution 71 ?": ["CA/2"],
    "quelles lettres sont signées par Mme Diop ?": ["CA/3"],
    "quelle est la lettre la plus ancienne ?": ["CA/1"],
    "toutes les échéances déjà passées": ["demander une bourse"],
    "quelles échéances restent à venir ?": ["proposer un orateur", "s'inscrire en ligne"],
    "combien d'échéances en mai 2024 ?": ["proposer un orateur", "s'inscrire en ligne"],
    "la prochaine échéance ?": ["proposer un orateur"],
    "quels événements sont virtuels ?": ["Atelier sur les câbles"],
    "combien de réunions ont lieu à Genève ?": ["Réunion de la Commission d'études 3"],
    "quelle lettre a le plus de signataires ?": ["CA/3"],
    "l'événement le plus long": ["Réunion de la Commission d'études 3"],
    "les deux prochains événements": ["Atelier sur les câbles", "Séminaire mondial"],
}


@pytest.mark.parametrize("text", LISTS)
def test_a_list_holds_all_and_only_what_its_conditions_say(text: str, small: Assistant, tables: Tables) -> None:
    """Each condition of the message is a condition on the rows, and nothing else is."""
    found = ask(small, tables, text)
    assert found is not None
    assert [_called(row.fact) for row in found.rows] == LISTS[text]


@pytest.mark.parametrize(
    "text",
    [
        "quelles lettres ont une girafe ?",
        "toutes les échéances sauf la bourse",
        "quand a lieu le séminaire ?",
        "combien de jours avant l'atelier ?",
        "le dernier délai pour la bourse ?",
    ],
)
def test_a_word_that_no_condition_uses_makes_it_no_list(text: str, small: Assistant, tables: Tables) -> None:
    """What cannot be said of rows is left to other frames: no condition is dropped in silence."""
    assert ask(small, tables, text) is None


def _called(fact: object) -> str:
    match fact:
        case Letter():
            return fact.reference
        case Deadline():
            return fact.action
        case Event():
            return fact.name
    return repr(fact)
