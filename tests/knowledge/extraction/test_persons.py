"""Those whom a letter names: who signs, who is to be asked."""

import pytest

from tests.knowledge.extraction.forms import letter_with, told

SIGNATURES = (
    ("(signé)\n\nIngrid VALDERRAMA\nSecrétaire générale", [("Ingrid Valderrama", "Secrétaire générale", None)]),
    (
        "Le Président de FRATEL\n**Abdou GNONLON**\n\nLa Secrétaire exécutive\n**Margaux DELVIGNE**",
        [("Abdou Gnonlon", "Président de FRATEL", None), ("Margaux Delvigne", "Secrétaire exécutive", None)],
    ),
    (
        """
| (signé) | (signé) |
|---|---|
| Ingrid Valderrama | Osvaldo Lima |
| Secrétaire générale | Ministre de l'économie |
| Union internationale | République de Cabo Verde |
""",
        [
            ("Ingrid Valderrama", "Secrétaire générale", "Union internationale"),
            ("Osvaldo Lima", "Ministre de l'économie", "République de Cabo Verde"),
        ],
    ),
    ("(signé) Thibault Senneville", [("Thibault Senneville", "", None)]),
    ("A. Viljoen\npour le Secrétaire général", [("A. Viljoen", "pour le Secrétaire général", None)]),
    (
        "Seo-yeon Baek\nDirectrice du Bureau de la normalisation\ndes télécommunications",
        [("Seo-yeon Baek", "Directrice du Bureau de la normalisation des télécommunications", None)],
    ),
)


@pytest.mark.parametrize(("below", "signed"), SIGNATURES)
def test_signatures(below: str, signed: list[tuple[str, str, str | None]]) -> None:
    """Names and functions are paired in either order, under one another or side by side."""
    found = letter_with(below=below).signatories
    assert [(each.name, each.title, each.organisation) for each in found] == signed


ASKED: tuple[tuple[str, list[tuple[str | None, ...]]], ...] = (
    (
        "Pour toute question, prendre contact avec M. Ali Durand, tél. +41 22 555 58 16, courriel ali@cps.int.",
        [("M.", "Ali Durand", "+41225555816", None, "ali@cps.int")],
    ),
    (
        "Le Pôle communication répondra à vos questions : communication@afcm.int.",
        [(None, "Pôle communication", None, None, "communication@afcm.int")],
    ),
    (
        "**Vos interlocuteurs**\n\nLogistique : M. Prosper Hounde, +229 21 31 01 65, logistique@arcep.int",
        [("M.", "Prosper Hounde", "+22921310165", None, "logistique@arcep.int")],
    ),
    (
        """
| Domaine | Personne à contacter | Téléphone |
|---|---|---|
| Projets | Mme Ruth Ekambi | +237 222 20 41 18 |
| Membres | Secrétariat | +237 222 20 41 10 |
""",
        [
            ("Mme", "Ruth Ekambi", "+237222204118", None, None),
            (None, "Secrétariat", "+237222204110", None, None),
        ],
    ),
    (
        """
| Contact UAT | Contact pays hôte |
|---|---|
| Mme Ruth Ekambi | Me Ali Diop |
| ruth@uat.int | +237 222 20 41 10 |
""",
        [("Mme", "Ruth Ekambi", None, None, "ruth@uat.int"), (None, "Ali Diop", "+237222204110", None, None)],
    ),
    ("Les candidatures sont à envoyer au Service des bourses (bourses@itu.int).", []),
)


@pytest.mark.parametrize(("more", "contacts"), ASKED)
def test_the_body_names_those_to_ask(more: str, contacts: list[tuple[str | None, ...]]) -> None:
    """A person or an office is a contact where the body sends questions to it, not where it only takes replies."""
    assert told(letter_with(more=more)) == contacts


def test_ways_that_stand_elsewhere() -> None:
    """Somebody "dont les coordonnées figurent en tête" has those of the header."""
    letter = letter_with(
        "Tél. direct : +41 22 791 44 17", "Courriel : sante@who.int", "", "Réf.: C.L.9.2017", "", "Objet: Essai",
        more="Pour tout renseignement, s'adresser à Mme Odile Frank, dont les coordonnées figurent en tête.",
    )  # fmt: skip
    assert ("Mme", "Odile Frank", "+41227914417", None, "sante@who.int") in told(letter)
