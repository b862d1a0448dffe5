"""The letters themselves."""

import pytest

from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("quelle lettre parle de l'atelier ?", "DM-24/1010 du 4 mars 2024"),
        ("de quand date la lettre CL-24/30 ?", "mardi 20 février 2024"),
        ("quel est l'objet de la lettre CL-24/30 ?", "Annulation du Colloque"),
        ("résume la lettre DM-24/1010", "Date limite : avant le 15 avril 2024"),
        ("résume la lettre CL-24/30", "annulée"),
        ("à qui est adressée la lettre DM-24/1010 ?", "États Membres"),
        ("qui a signé la lettre CR/512 ?", "Mario Costa, Directeur"),
        ("où a été signée la lettre CR/512 ?", "Genève"),
        ("quel service a envoyé la lettre CR/512 ?", "BR"),
        ("quelles lettres connais-tu ?", "Je connais 6 lettres"),
        ("quelle est la dernière lettre ?", "CL-24/41"),
        ("quelle lettre du 4 mars 2024 ?", "DM-24/1010"),
    ],
)
def test_what_a_letter_is(question: str, told: str, desk: Desk) -> None:
    """Which, of what date, about what, to whom, by whom, whence."""
    assert told in desk.ask(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("qui a signé la lettre DM-24/1010 ?", "n'indique pas de signataire"),
        ("quelles annexes a la lettre DM-24/1010 ?", "n'a pas d'annexe"),
        ("quelles résolutions cite la lettre DM-24/1010 ?", "ne cite aucune résolution"),
        ("résume la lettre CL-24/99", "Je n'ai pas de lettre CL-24/99"),
        ("résume la lettre du 5 mars 2024", "Je n'ai pas de lettre"),
    ],
)
def test_what_a_letter_has_not(question: str, said: str, desk: Desk) -> None:
    """What a letter does not say, and a letter that is not held, are told as such."""
    answer = desk.answer(question)
    assert not answer.answered
    assert said in answer.text


def test_a_letter_without_a_line_for_it_is_named_all_the_same(desk: Desk) -> None:
    """Where no line can be quoted, the letter is cited without quotation marks around nothing."""
    shown = desk.ask("quelle lettre parle de l'atelier ?")
    assert "Source : DM-24/1010 du 4 mars 2024" in shown
    assert "«  »" not in shown
