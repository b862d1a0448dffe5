"""Who somebody is; whose an address or a number is."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("qui est Karim Haddad ?", "contact de la lettre DM-24/1010"),
        ("qui est Awa Ndiaye ?", "Présidente du Séminaire"),
        ("qui est Mario Costa ?", "Directeur, signataire de la lettre CR/512"),
        ("à qui est le +41 22 730 11 22 ?", "Mme Lena Weiss"),
        ("à qui appartient karim.haddad@itu.int ?", "M. Karim Haddad"),
    ],
)
def test_who_it_is(question: str, told: str, desk: Desk) -> None:
    """What the letter says somebody is, or who holds an address or a number."""
    assert told in desk.ask(question)


def test_an_address_of_no_letter(desk: Desk) -> None:
    """An address that no letter gives is nobody's."""
    answer = desk.answer("à qui appartient inconnu@itu.int ?")
    assert not answer.answered
    assert "Aucune lettre ne donne l'adresse inconnu@itu.int" in answer.text
