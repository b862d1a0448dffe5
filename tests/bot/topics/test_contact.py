"""Whom to ask, and how to reach them."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("qui contacter pour l'atelier ?", ["Karim Haddad", "Lena Weiss"], []),
        ("qui contacter pour la logistique de l'atelier ?", ["Karim Haddad"], ["Lena Weiss"]),
        ("qui contacter pour le contenu de l'atelier ?", ["Lena Weiss"], ["Karim Haddad"]),
        ("le téléphone de Lena Weiss ?", ["+41 22 730 11 22"], []),
        ("le mail de Karim Haddad ?", ["karim.haddad@itu.int"], []),
    ],
)
def test_the_contact_meant(question: str, told: list[str], untold: list[str], desk: Desk) -> None:
    """All the contacts, the one for the purpose named, or the means of the person named."""
    shown = desk.ask(question)
    assert all(each in shown for each in told), shown
    assert not any(each in shown for each in untold), shown


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("le fax de Karim Haddad ?", "ne donne pas de numéro de télécopie pour M. Karim Haddad"),
        ("le téléphone de Karim Haddad ?", "ne donne pas de numéro de téléphone pour M. Karim Haddad"),
        ("qui contacter pour le colloque ?", "n'indique aucun contact"),
    ],
)
def test_what_the_letter_does_not_give(question: str, said: str, desk: Desk) -> None:
    """A means or a contact that the letter does not give is not another's."""
    answer = desk.answer(question)
    assert not answer.answered
    assert said in answer.text
    assert "+41" not in answer.text
