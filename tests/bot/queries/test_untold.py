"""What an answer leaves untold, and the sentence that tells it."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer, plain
from knowledge.library import Library
from tests.bot.drafts import Draft, at


def bazaar() -> Assistant:
    """Return an assistant that knows one letter, of which no fact tells the particulars."""
    draft = Draft("OMM/1", "2024-01-04", subject="Atelier sur les radars météorologiques")
    name = "Atelier sur les radars météorologiques"
    draft.event(f"L'{name} se tiendra à Rabat du 3 au 5 juin 2024.", name, "2024-06-03", "2024-06-05", place="Rabat")
    draft.deadline("Les inscriptions sont ouvertes jusqu'au 30 avril 2024.", "2024-04-30", "s'inscrire")
    draft.write("Le questionnaire comporte quatre sections.")
    draft.write("Chaque pays peut envoyer deux experts.")
    draft.write("Les participants seront logés à l'hôtel Tour Hassan.")
    draft.write("Le programme comprend une série de conférences.")
    draft.write("La salle sera indiquée sur les écrans.")
    other = Draft("CR/1", "2024-01-04", subject="Forum des îles")
    other.event("Le forum des îles se tiendra le 4 juin 2024.", "Forum des îles", "2024-06-04")
    return Assistant(Library((draft.letter, other.letter), "v1"))


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """Return one for all the questions: they do not follow each other."""
    return bazaar()


def answer(question: str, assistant: Assistant) -> Answer:
    """Return what is answered to a question, cold."""
    return assistant.reply(question, Dialogue(), at("2024-04-10T09:00")).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("combien de sections compte le questionnaire de l'atelier sur les radars ?", "quatre sections"),
        ("atelier radars : combien d'experts un pays peut-il envoyer ?", "deux experts"),
        ("dans quel hôtel seront logés les participants de l'atelier sur les radars ?", "Tour Hassan"),
    ],
)
def test_what_is_asked_for_by_name_is_told_by_the_sentence_that_names_it(
    question: str, told: str, assistant: Assistant
) -> None:
    """No fact beside it is told in its place, and nothing is denied that a sentence tells."""
    found = answer(question, assistant)
    assert found.answered
    assert told in plain(found)


@pytest.mark.parametrize(
    "question",
    [
        "combien de conférences à l'atelier sur les radars ?",
        "quelle capacité a la grue de l'atelier sur les radars ?",
        "combien d'experts ont déjà été retenus pour l'atelier sur les radars ?",
    ],
)
def test_what_no_sentence_names_or_counts_is_not_answered(question: str, assistant: Assistant) -> None:
    """A series is no number, a fact of the same event no answer, and no letter tells what others did since."""
    assert not answer(question, assistant).answered


def test_what_will_be_told_later_is_said_to_be_untold(assistant: Assistant) -> None:
    """The sentence that says so is quoted, and the question is not answered."""
    found = answer("dans quelle salle se tient l'atelier sur les radars ?", assistant)
    assert not found.answered
    assert "sur les écrans" in plain(found)
