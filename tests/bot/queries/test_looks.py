"""What letters tell in whatever words, found by its look."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer, plain
from knowledge.library import Library
from tests.bot.drafts import Draft, at


def _assistant(*sentences: str) -> Assistant:
    """Return an assistant that knows one letter of one event, with some sentences."""
    draft = Draft("OMM/1", "2024-01-04", subject="Atelier sur les radars météorologiques")
    name = "Atelier sur les radars météorologiques"
    draft.event(f"L'{name} se tiendra à Rabat du 3 au 5 juin 2024.", name, "2024-06-03", "2024-06-05", place="Rabat")
    for sentence in sentences:
        draft.write(sentence)
    other = Draft("CR/1", "2024-01-04", subject="Forum des îles")
    other.event("Le forum des îles se tiendra le 4 juin 2024.", "Forum des îles", "2024-06-04")
    return Assistant(Library((draft.letter, other.letter), "v1"))


@pytest.fixture(scope="module")
def telling() -> Assistant:
    """Return one whose letter tells all."""
    return _assistant(
        "Un résumé de deux pages au plus est joint à chaque exposé.",
        "Les administrations désignent chacune deux fonctionnaires.",
        "Une entité ne peut présenter plus de trois exposés.",
        "La formule est entièrement gratuite pour tous les inscrits, qui participent sans frais d'inscription.",
        "Les inscriptions déjà enregistrées demeurent valables.",
        "Les ressortissants des pays voisins sont dispensés de visa.",
    )


@pytest.fixture(scope="module")
def silent() -> Assistant:
    """Return one whose letter tells none of it, but what looks nearly so."""
    return _assistant(
        "Un résumé de deux pages au plus est joint à chaque exposé.",
        "Une chambre coûte 95 USD la nuit.",
        "Les inscriptions se font en ligne.",
        "Les demandes de visa sont adressées au secrétariat.",
    )


def answer(question: str, assistant: Assistant) -> Answer:
    """Return what is answered to a question, cold."""
    return assistant.reply(question, Dialogue(), at("2024-04-10T09:00")).answer


_ASKED = [
    ("atelier radars : cb de personnes par pays ?", "deux fonctionnaires"),
    ("on peut venir à combien à l'atelier sur les radars ?", "deux fonctionnaires"),
    ("combien d'exposés au max par entité à l'atelier sur les radars ?", "trois exposés"),
    ("atelier radars météorologiques, c'est payant ?", "gratuite"),
    ("quel est le prix de l'inscription à l'atelier sur les radars ?", "gratuite"),
    ("déjà inscrit à l'atelier sur les radars, je dois refaire l'inscription ?", "demeurent valables"),
    ("faut-il se réinscrire à l'atelier sur les radars ?", "demeurent valables"),
    ("j'ai besoin d'un visa pour l'atelier sur les radars ?", "dispensés de visa"),
]


@pytest.mark.parametrize(("question", "told"), _ASKED)
def test_a_sentence_that_looks_like_what_is_asked_is_quoted(question: str, told: str, telling: Assistant) -> None:
    """Whatever its words: a limit on how many, a fee, whether one registers anew, whether a visa is needed."""
    found = answer(question, telling)
    assert found.answered
    assert told in plain(found)


@pytest.mark.parametrize("question", [question for question, _ in _ASKED])
def test_what_only_looks_nearly_so_is_not_quoted(question: str, silent: Assistant) -> None:
    """Pages are no people, a room's price no fee, and where to ask for a visa is not whether one needs it."""
    told = plain(answer(question, silent))
    assert not any(each in told for each in ("deux pages", "95 USD"))
