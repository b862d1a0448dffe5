"""Facts found by their own words."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.language.roots import roots
from bot.queries.frame import Kind
from bot.queries.rows import Tables
from bot.queries.seek import seek, wanted
from knowledge.model import Deadline
from tests.bot.queries.conftest import NOW


def found(small: Assistant, tables: Tables, text: str) -> list[str]:
    """Return what the deadlines ask to do whose words tell all that a message says, the best first."""
    question = small._understanding.read(text, Dialogue(), NOW)
    asking = question.scores[0].tokens if question.scores else frozenset[int]()
    hits = seek((Kind.DEADLINE,), wanted(question, tables, asking), tables)
    facts = (hit.row.fact for hit in hits if hit.whole and hit.told)
    return [fact.action for fact in facts if isinstance(fact, Deadline)]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("la date pour les bourses ?", "demander une bourse"),
        ("jusqu'à quand s'inscrire ?", "s'inscrire en ligne"),
        ("proposition d'orateur, date limite ?", "proposer un orateur"),
        ("date limite bourse Lomé", "demander une bourse"),
    ],
)
def test_a_deadline_is_found_by_its_own_words(text: str, action: str, small: Assistant, tables: Tables) -> None:
    """By those of its action and sentence, in any form of their family, without the name of an event."""
    assert found(small, tables, text)[:1] == [action]


@pytest.mark.parametrize("text", ["date limite pour les girafes ?", "jusqu'à quand demander une bourse pour Dakar ?"])
def test_a_word_that_no_letter_says_leaves_no_row_whole(text: str, small: Assistant, tables: Tables) -> None:
    """All that a message says must be told: a row that tells the rest is not what is meant."""
    assert found(small, tables, text) == []


def test_words_inside_addresses_tell_nothing() -> None:
    """An address such as forum.telecom@itu.int does not make a sentence speak of a forum."""
    assert roots("écrire à forum.telecom@itu.int ou www.forum.int/bourses") == roots("écrire")
