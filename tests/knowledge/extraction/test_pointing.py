"""What a letter points to: annexes, links, mailboxes, other documents."""

import pytest

from tests.knowledge.extraction.forms import SIGNED, letter_with

ANNEXES = (
    ("Annexes: 2", [(1, None), (2, None)]),
    ("PIÈCES JOINTES (2)", [(1, None), (2, None)]),
    ("Annexe: formulaire d'inscription", [(1, "formulaire d'inscription")]),
    ("Pièces jointes : ordre du jour ; liste des pays", [(1, "ordre du jour"), (2, "liste des pays")]),
    ("Pièces jointes :\nA — Proposition\nB — Formulaire", [(1, "Proposition"), (2, "Formulaire")]),
    ("P.J. : 1 (Statuts du Prix)", [(1, "Statuts du Prix")]),
    ("Annexes :\n\n1 Rapport explicatif\n\n2 Questionnaire", [(1, "Rapport explicatif"), (2, "Questionnaire")]),
    ("**Annexe 1** – Projet de cahier\n**Annexe 2** – Plan", [(1, "Projet de cahier"), (2, "Plan")]),
    ("Annexe: 1\n\nANNEXE 2\n\nLISTE DES PAYS\n\nAlbanie, Bénin.", [(2, "Liste des pays")]),
    ("02817/RF, ANNEXE 1\n\n**NOTE D'INFORMATION**\n\nChaque atelier dure un jour.", [(1, "Note d'information")]),
)


@pytest.mark.parametrize(("below", "annexes"), ANNEXES)
def test_annexes(below: str, annexes: list[tuple[int, str | None]]) -> None:
    """Annexes are counted once, by what is printed or else by what is announced."""
    found = letter_with(below=f"{SIGNED}\n{below}").annexes
    assert [(each.number, each.title) for each in found] == annexes


def test_annexes_that_the_body_names() -> None:
    """Where nothing is printed, "le programme provisoire (annexe I)" tells of an annex and names it."""
    more = "Vous trouverez ci-joint le programme provisoire (annexe I) et la note relative à la bourse (annexe II)."
    found = letter_with(more=more).annexes
    assert [(each.number, each.title) for each in found] == [
        (1, "programme provisoire"),
        (2, "note relative à la bourse"),
    ]


CITED: tuple[tuple[str, list[str]], ...] = (
    ("Conformément à la Résolution 200 (Rév. Dubaï, 2018), j'ai écrit.", ["Résolution 200 (Rév. Dubaï, 2018)"]),
    (
        "Les Résolutions 66 (Rév. Dubaï, 2018) et 154 (Rév. Bucarest, 2022) le prévoient.",
        ["Résolution 66 (Rév. Dubaï, 2018)", "Résolution 154 (Rév. Bucarest, 2022)"],
    ),
    ("Selon la résolution 41 C/15 et la décision 215 EX/24.", ["Résolution 41 C/15", "Décision 215 EX/24"]),
    ("Voir la décision EX.CL/Dec.1073(XXXVI) du Conseil.", ["Décision EX.CL/Dec.1073(XXXVI) du Conseil"]),
    ("Par ma lettre AN 7/49.1-17/102 du 14 septembre 2017.", ["AN 7/49.1-17/102"]),
    ("Dans la Circulaire TSB 214 et la lettre CL-20/3.", ["Circulaire TSB 214", "CL-20/3"]),
    (
        "Le Règlement C/REG.21/12/17 et l'Avis n° CONATEL/DG/2022-011 du 20 juin 2022.",
        ["Règlement C/REG.21/12/17", "Avis CONATEL/DG/2022-011"],
    ),
    ("Voir l'article 12 de la Convention et la présente lettre CL-24/1.", []),
)


@pytest.mark.parametrize(("more", "cited"), CITED)
def test_citations(more: str, cited: list[str]) -> None:
    """Resolutions, decisions and other letters are cited; articles and the letter itself are not."""
    assert [each.text for each in letter_with(more=more).cited] == cited


def test_links_and_mailboxes() -> None:
    """Addresses are taken as printed or as words carry them, those of the house's foot left out."""
    letter = letter_with(
        more="Voir www.itu.int/go/a, [le formulaire](https://x.int/f) ou écrire à a@itu.int.",
        below=f"{SIGNED}\nPlace des Nations • CH-1211 Genève 20 • Tél.: +41 22 730 51 11 • www.itu.int",
    )
    assert [(each.url, each.label) for each in letter.links] == [
        ("www.itu.int/go/a", None),
        ("https://x.int/f", "le formulaire"),
    ]
    assert [each.address for each in letter.mailboxes] == ["a@itu.int"]
