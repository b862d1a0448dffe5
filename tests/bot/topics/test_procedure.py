"""How to do what a letter asks."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("où envoyer mon exposé pour l'atelier ?", "exposes@itu.int", "leur bourse"),
        ("comment demander une bourse pour l'atelier ?", "demander leur bourse", "exposes@itu.int"),
        ("comment demander une bourse pour l'atelier ?", "au 2 mai 2024", "15 avril"),
    ],
)
def test_the_way_meant(question: str, told: str, untold: str, desk: Desk) -> None:
    """The deed asked for, its address and its day; not those of another deed."""
    shown = desk.ask(question)
    assert told in shown, shown
    assert untold not in shown, shown


def test_no_way_is_given(desk: Desk) -> None:
    """A letter that says nothing of how is said not to."""
    assert not desk.answer("comment participer au forum des jeunes ?").answered
