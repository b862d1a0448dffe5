"""Addresses of the web that the letters give."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from knowledge.model import Link
from tests.bot.drafts import Draft
from tests.bot.topics.conftest import Desk


@pytest.fixture
def linked(open_desk: Callable[..., Desk]) -> Desk:
    """Return the desk of a letter with two addresses."""
    draft = Draft("CL-24/5", "2024-01-10")
    draft.event("Le Forum des jeunes aura lieu le 20 mai 2024.", "Forum des jeunes", "2024-05-20")
    links = (
        Link(span=draft.write("Le programme figure sur https://itu.int/programme."), url="https://itu.int/programme"),
        Link(span=draft.write("Les logements: https://itu.int/logements."), url="https://itu.int/logements"),
    )
    return open_desk(replace(draft.letter, links=links))


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("le lien du programme du forum ?", "itu.int/programme", "itu.int/logements"),
        ("le lien pour les logements du forum ?", "itu.int/logements", "itu.int/programme"),
    ],
)
def test_the_address_meant(question: str, told: str, untold: str, linked: Desk) -> None:
    """The address whose sentence speaks of what is asked."""
    shown = linked.ask(question)
    assert told in shown, shown
    assert untold not in shown, shown


def test_an_address_that_is_not_printed(linked: Desk) -> None:
    """An address for something else is not lent."""
    assert not linked.answer("le lien de la retransmission du forum ?").answered


def test_no_address_at_all(desk: Desk) -> None:
    """A letter without any is said to give none."""
    assert "ne donne pas d'adresse web" in desk.ask("quel est le site du séminaire ?")
