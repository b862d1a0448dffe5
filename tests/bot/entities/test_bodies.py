"""What stands for the bodies that letters name, printed or not."""

import pytest

from bot.entities.bodies import stand_ins
from bot.entities.dialogue import Dialogue
from bot.entities.entity import Missing
from bot.entities.message import Reader
from bot.language.lexicon import lexicon
from knowledge.library import Library
from tests.bot.drafts import Draft, at


@pytest.mark.parametrize(
    ("sentence", "initials"),
    [
        ("Organisation météorologique mondiale", "omm"),
        ("La Commission de l'Union africaine a l'honneur de vous inviter.", "cua"),
        ("Écrivez à forum@ictp.example.", "ictp"),
        ("Voir https://www.ecdpm.example/forum.", "ecdpm"),
    ],
)
def test_a_body_is_known_by_its_initials_and_its_domain(sentence: str, initials: str) -> None:
    """Of its whole name, articles apart, where the name ends; and by the domain that it writes from."""
    draft = Draft("OMM/1", "2024-01-04")
    draft.write(sentence)
    assert initials in stand_ins(draft.letter, lexicon())


def test_no_initials_are_made_of_words_behind_the_name() -> None:
    """A sentence goes on where the name of a body has ended."""
    draft = Draft("OMM/1", "2024-01-04")
    draft.write("L'Organisation météorologique mondiale a publié un rapport.")
    assert not {"ommp", "ommpr"} & stand_ins(draft.letter, lexicon())


@pytest.mark.parametrize(
    ("message", "found"),
    [("la session de l'OMM", True), ("la session de l'omm", True), ("la session de l'OMC", False)],
)
def test_an_event_is_its_bodys_whatever_the_letter_prints(message: str, *, found: bool) -> None:
    """The initials that no letter prints name the event of the letter whose body they are of; others are unknown."""
    draft = Draft("OMM/1", "2024-01-04")
    draft.write("Organisation météorologique mondiale")
    draft.event(
        "La session du Conseil exécutif se tiendra le 3 juin 2024.", "Session du Conseil exécutif", "2024-06-03"
    )
    other = Draft("CR/1", "2024-01-04")
    other.event("Le forum des îles se tiendra le 4 juin 2024.", "Forum des îles", "2024-06-04")
    reader = Reader(Library((draft.letter, other.letter), "v1"), ("quand",))
    about = reader.read(message, Dialogue(), at("2024-05-02T09:00")).about
    assert bool(about.events) is found
    assert any(each.kind is Missing.EVENT for each in about.unknown) is not found
