"""What a message may mean, ranked."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.queries.ranking import weights
from tests.bot.queries.conftest import NOW

QUESTIONS = [
    "la date pour les bourses ?",
    "quand a lieu le séminaire ?",
    "où se tient le séminaire ?",
    "jusqu'à quand proposer un orateur ?",
    "qui a signé la CA/3 ?",
    "combien de jours avant l'atelier sur les câbles ?",
    "quel temps fait-il à Lomé ?",
]


def text(small: Assistant, message: str, dialogue: Dialogue | None = None) -> str:
    """Return what is answered."""
    return small.reply(message, dialogue or Dialogue(), NOW).answer.text


@pytest.mark.parametrize("message", QUESTIONS)
def test_the_meanings_of_a_message_are_told_with_what_speaks_for_them(message: str, small: Assistant) -> None:
    """The likeliest first, their chances shares of one, each with features that the weights name."""
    ((question, _),) = small.reply(message, Dialogue(), NOW).told
    chances = [each.chance for each in question.meanings]
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1.001
    assert all(name in weights() for each in question.meanings for name, _ in each.because)


@pytest.mark.parametrize("before", QUESTIONS)
@pytest.mark.parametrize("message", ["quand a lieu le séminaire mondial ?", "qui a signé la CA/3 ?"])
def test_what_stands_alone_is_answered_as_if_cold(message: str, before: str, small: Assistant) -> None:
    """A message that names its subject gets the same answer after any other."""
    dialogue = small.reply(before, Dialogue(), NOW).dialogue
    assert text(small, message, dialogue) == text(small, message)


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("date limite pour les bourses ?", "délai pour une bourse ?"),
        ("date limite pour proposer un orateur ?", "délai de proposition d'un orateur ?"),
        ("quelles lettres ont une annexe ?", "quelles circulaires ont une pièce jointe ?"),
    ],
)
def test_a_paraphrase_by_synonyms_changes_nothing(plain: str, other: str, small: Assistant) -> None:
    """Words of one family, or that stand for one thing, are answered alike."""
    assert text(small, other) == text(small, plain)


@pytest.mark.parametrize(
    ("with_filter", "without"),
    [
        ("quelles lettres de 2024 connais-tu ?", "quelles lettres connais-tu ?"),
        ("quelles échéances en mai 2024 ?", "quelles échéances ?"),
        ("quels événements sont virtuels ?", "quels événements ?"),
    ],
)
def test_a_filter_that_is_dropped_changes_the_answer(with_filter: str, without: str, small: Assistant) -> None:
    """No condition of a message is without effect."""
    assert text(small, with_filter) != text(small, without)
