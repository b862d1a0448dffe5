"""Headers as organisations write them: lines or tables, one contact or several."""

import pytest

from knowledge.errors import NoReference
from knowledge.model import Letter
from knowledge.reading.reader import read_letter

BODY = (
    "\n\nMadame, Monsieur,\n\nJe vous prie de bien vouloir répondre avant le 15 mai 2024 à la présente lettre.\n\n"
    "Veuillez agréer, Madame, Monsieur, l'assurance de ma considération distinguée.\n\n(signé)\n\n"
    "Ingrid VALDERRAMA\nSecrétaire générale\n"
)


def header(*lines: str) -> Letter:
    """Return a letter with a header, read."""
    return read_letter("\n".join(lines) + BODY, file="lettre.md")[0]


def told(letter: Letter) -> list[tuple[str | None, ...]]:
    """Return the contacts of a letter, field by field."""
    return [(each.title, each.name, each.phone, each.fax, each.email) for each in letter.contacts]


def test_lines() -> None:
    """Labels of every usual form are told apart from the values that they announce."""
    letter = header(
        "Union internationale des télécommunications",
        "Secrétariat général",
        "",
        "Genève, 5 février 2024",
        "",
        "Notre réf.: CL-24/1",
        "Tél. direct: 022 730 51 11",
        "Téléfax: +41 (0)22 730 51 12",
        "E-mail: a.b@itu.int",
        "Contact: Mme A. B. DURAND",
        "",
        "Aux: États Membres",
        "Membres de Secteur",
        "",
        "Objet: Essai",
    )
    assert (letter.reference, str(letter.date), letter.place) == ("CL-24/1", "2024-02-05", "Genève")
    assert (letter.service, letter.subject) == ("Secrétariat général", "Essai")
    assert letter.addressees == ("États Membres", "Membres de Secteur")
    assert told(letter) == [("Mme", "A. B. Durand", "+41227305111", "+41227305112", "a.b@itu.int")]


def test_table() -> None:
    """A table of labels and values is read as lines are, its continued cells with the column above."""
    letter = header(
        "| Réf.: | **CL-24/1** | À: | Administrations |",
        "|---|---|---|---|",
        "| Contact: | Mme Eva Lind |  | Membres de Secteur |",
        "| Tél.: | +41 22 730 5522 |  |  |",
        "| Objet: | Essai de table |  | Genève, le 5 février 2024 |",
    )
    assert (letter.reference, letter.subject, str(letter.date)) == ("CL-24/1", "Essai de table", "2024-02-05")
    assert letter.addressees == ("Administrations", "Membres de Secteur")
    assert told(letter) == [("Mme", "Eva Lind", "+41227305522", None, None)]


CONTACTS = (
    (
        (
            "Contact (fond): Mme Eva Lind",
            "Tél.: +41 22 730 5111",
            "Contact (accès): M. Ali Ben Salah",
            "Courriel: a@itu.int",
        ),
        [("Mme", "Eva Lind", "+41227305111", None, None), ("M.", "Ali Ben Salah", None, None, "a@itu.int")],
    ),
    (
        ("Contacts: Mme Eva Lind", "M. Ali Durand", "Tél.: +41 22 730 5111 / +41 22 730 5112"),
        [("Mme", "Eva Lind", "+41227305111", None, None), ("M.", "Ali Durand", "+41227305112", None, None)],
    ),
    (
        ("Contact: Service des relations avec les membres", "Courriel: [m@itu.int](mailto:m@itu.int)"),
        [(None, "Service des relations avec les membres", None, None, "m@itu.int")],
    ),
    (
        ("Pour tout renseignement: Mme Zoé Martin, tél. +41 22 730 5111, courriel: z@itu.int",),
        [("Mme", "Zoé Martin", "+41227305111", None, "z@itu.int")],
    ),
    (("Tél.: +41 22 730 5111", "Courriel: z@itu.int"), [(None, None, "+41227305111", None, "z@itu.int")]),
)


@pytest.mark.parametrize(("lines", "contacts"), CONTACTS)
def test_contacts(lines: tuple[str, ...], contacts: list[tuple[str | None, ...]]) -> None:
    """Each contact has the numbers and addresses that are its own."""
    letter = header(
        "Genève, le 5 février 2024", "", "Réf.: CL-24/1", *lines, "", "Aux États Membres", "", "Objet: Essai"
    )
    assert told(letter) == contacts


REFERENCES = (
    ("Réf.: **Lettre circulaire CL-24/1**", "CL-24/1", None),
    ("Réf.: Circulaire TSB 214\nCE 5/RT", "Circulaire TSB 214", None),
    ("Lettre circulaire CL-24/1", "CL-24/1", None),
    ("CR/508", "CR/508", None),
    ("Réf.: Corrigendum 1 à la Circulaire TSB 214", "Corrigendum 1 à la Circulaire TSB 214", "Circulaire TSB 214"),
    ("Réf.: Addendum 2 à la Lettre circulaire CL-24/33", "Addendum 2 à la Lettre circulaire CL-24/33", "CL-24/33"),
    ("Réf.: CL-24/33 (Corrigendum 1)", "CL-24/33 (Corrigendum 1)", "CL-24/33"),
)


@pytest.mark.parametrize(("line", "reference", "amends"), REFERENCES)
def test_reference(line: str, reference: str, amends: str | None) -> None:
    """A reference is kept as printed, with the letter that it amends."""
    letter = header("Genève, le 5 février 2024", "", line, "", "Aux États Membres", "", "Objet: Essai")
    assert (letter.reference, letter.amends) == (reference, amends)


def test_addressees_without_copies() -> None:
    """Those who get a copy are no addressees; groups joined by "et" are told apart."""
    letter = header(
        "Genève, le 5 février 2024",
        "",
        "Réf.: CL-24/1",
        "",
        "Aux États Membres, Membres de Secteur et Associés de l'UIT, ainsi qu'aux établissements universitaires",
        "",
        "Copie:",
        "- Au Président de la Commission",
        "",
        "Objet: Essai",
    )
    wanted = ("États Membres", "Membres de Secteur", "Associés de l'UIT", "établissements universitaires")
    assert letter.addressees == wanted


def test_signature_in_normal_case() -> None:
    """A name in capitals is written as names are."""
    (signatory,) = header("Réf.: CL-24/1", "", "Objet: Essai").signatories
    assert (signatory.name, signatory.title) == ("Ingrid Valderrama", "Secrétaire générale")


def test_no_reference() -> None:
    """A letter that cannot be cited is refused."""
    with pytest.raises(NoReference):
        header("Genève, le 5 février 2024", "", "Objet: Essai")
