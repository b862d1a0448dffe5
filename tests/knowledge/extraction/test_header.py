"""Headers as organisations write them: lines, tables, labels run together; one contact or several."""

import datetime as dt

import pytest

from tests.knowledge.extraction.forms import SIGNED, letter_with, told


def test_lines() -> None:
    """Labels of every usual form are told apart from the values that they announce."""
    letter = letter_with(
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
    letter = letter_with(
        "| Réf.: | **CL-24/1** | À: | Administrations |",
        "|---|---|---|---|",
        "| Contact: | Mme Eva Lind |  | Membres de Secteur |",
        "| Tél.: | +41 22 730 5522 |  |  |",
        "| Objet: | Essai de table |  | Genève, le 5 février 2024 |",
    )
    assert (letter.reference, letter.subject, str(letter.date)) == ("CL-24/1", "Essai de table", "2024-02-05")
    assert letter.addressees == ("Administrations", "Membres de Secteur")
    assert told(letter) == [("Mme", "Eva Lind", "+41227305522", None, None)]


def test_labels_then_values() -> None:
    """Labels that a conversion put under one another take the values below by their type."""
    letter = letter_with(
        "Réf.:", "Contact:", "Tél.:", "Courriel:",
        "Mme Eva Lind", "+41 22 730 5522", "CL-24/1", "eva@itu.int",
        "Genève, le 5 février 2024", "Aux États Membres", "Objet: Essai",
    )  # fmt: skip
    assert letter.reference == "CL-24/1"
    assert told(letter) == [("Mme", "Eva Lind", "+41227305522", None, "eva@itu.int")]


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
        ("Contacts: Mme Eva Lind / M. Ali Durand", "Tél.: +41 22 730 5111 / 5112"),
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
    (
        ("Contacts: Eva Lind et Ali Durand", "Courriel: a@itu.int"),
        [(None, "Eva Lind", None, None, "a@itu.int"), (None, "Ali Durand", None, None, "a@itu.int")],
    ),
    (("Tél.: +41 22 730 5111", "Courriel: z@itu.int"), [(None, None, "+41227305111", None, "z@itu.int")]),
    (("Contact: M. Jan Oberholzer", "T +41 31 350 35 12", "F +41 31 350 31 10"),
     [("M.", "Jan Oberholzer", "+41313503512", "+41313503110", None)]),
)  # fmt: skip


@pytest.mark.parametrize(("lines", "contacts"), CONTACTS)
def test_contacts(lines: tuple[str, ...], contacts: list[tuple[str | None, ...]]) -> None:
    """Each contact has the numbers and addresses that are its own."""
    letter = letter_with(
        "Genève, le 5 février 2024", "", "Réf.: CL-24/1", *lines, "", "Aux États Membres", "", "Objet: Essai"
    )
    assert told(letter) == contacts


REFERENCES = (
    ("Réf.: **Lettre circulaire CL-24/1**", "CL-24/1", None),
    ("Réf.: Circulaire TSB 214\nCE 5/RT", "Circulaire TSB 214", None),
    ("Lettre circulaire CL-24/1", "CL-24/1", None),
    ("CR/508", "CR/508", None),
    ("N/Réf. AN 7/49.1-18/33", "AN 7/49.1-18/33", None),
    ("C. 9127", "C. 9127", None),
    ("No 2026/014", "2026/014", None),
    ("N° 00045/MINPOSTEL/SG/DPT", "00045/MINPOSTEL/SG/DPT", None),
    ("CIRCULAIRE N° 4127", "CIRCULAIRE N° 4127", None),
    ("AVIS DE CONSULTATION PUBLIQUE N° 2026-07/ARCEP/SE", "2026-07/ARCEP/SE", None),
    ("Lettre circulaire 4112.07(DRM.STAT)1022", "4112.07(DRM.STAT)1022", None),
    ("Réf.: Corrigendum 1 à la Circulaire TSB 214", "Corrigendum 1 à la Circulaire TSB 214", "Circulaire TSB 214"),
    ("Réf.: Addendum 2 à la Lettre circulaire CL-24/33", "Addendum 2 à la Lettre circulaire CL-24/33", "CL-24/33"),
    ("Addendum 1 à la Lettre circulaire CL-26/35", "Addendum 1 à la Lettre circulaire CL-26/35", "CL-26/35"),
    ("**Lettre du Bureau international: 4421(DOT.POC)1097**", "4421(DOT.POC)1097", None),
    ("AVIS D'APPEL À CANDIDATURES N° 012/ARTC/DG/2026", "012/ARTC/DG/2026", None),
    ("Document C24/INF/8-F\n\nLettre DM-24/1003", "DM-24/1003", None),
    ("CR/471\n\nRéférences: Lettres circulaires CR/297 et CR/434", "CR/471", None),
    ("Réf.: CL-24/33 (Corrigendum 1)", "CL-24/33 (Corrigendum 1)", "CL-24/33"),
)


DATED_CODES = (
    ("Réf.: BDT/DDR/009 — Genève, le 20 février 2023", "BDT/DDR/009", "Genève"),
    ("Lettre circulaire CR/471 — le 20 février 2023", "CR/471", None),
    ("Note circulaire n° 0231/MPEN/DGT/SD du 20 février 2023", "0231/MPEN/DGT/SD", None),
    ("| Réf.: | CL-24/1 |\n|---|---|\n| Bienne, | le 20 février 2023 |", "CL-24/1", "Bienne"),
    (
        "| UIT – Secrétariat général | Genève, le 20 février 2023 |\n|---|---|\n| Réf.: CL-27/44 | |",
        "CL-27/44",
        "Genève",
    ),
)


@pytest.mark.parametrize(("lines", "reference", "place"), DATED_CODES)
def test_a_day_beside_a_code_or_its_place(lines: str, reference: str, place: str | None) -> None:
    """A day on the line of a code or an office, or in the cell beside its place, is the letter's own."""
    letter = letter_with(lines, "", "Aux États Membres", "", "Objet: Essai")
    assert (letter.reference, letter.date, letter.place) == (reference, dt.date(2023, 2, 20), place)


@pytest.mark.parametrize(("line", "reference", "amends"), REFERENCES)
def test_reference(line: str, reference: str, amends: str | None) -> None:
    """A reference is kept as printed, with the letter that it amends, whatever the body that writes."""
    letter = letter_with("Genève, le 5 février 2024", "", line, "", "Aux États Membres", "", "Objet: Essai")
    assert (letter.reference.removeprefix("No "), letter.amends) == (reference, amends)


def test_the_reference_of_another_letter_is_not_its_own() -> None:
    """A label that refers to a dated letter, or the addressee's own code, gives way to a code alone."""
    letter = letter_with(
        "Lettre circulaire", "**CR/503**", "", "Le 17 novembre 2023", "", "Votre réf.: XY/12", "",
        "Objet: Rappel", "", "Référence: Lettre circulaire CR/497 du 4 juillet 2023",
    )  # fmt: skip
    assert (letter.reference, letter.date) == ("CR/503", dt.date(2023, 11, 17))
    assert [each.text for each in letter.cited] == ["CR/497"]


DATES = (
    ("Genève, le 5 février 2024", dt.date(2024, 2, 5), "Genève"),
    ("Fait à Abidjan, le 27 février 2026", dt.date(2026, 2, 27), "Abidjan"),
    ("Date : 19 janvier 2026", dt.date(2026, 1, 19), None),
    ("GENÈVE, le 1er mars 2024", dt.date(2024, 3, 1), "Genève"),
    ("Mai 2026", None, None),
)


@pytest.mark.parametrize(("line", "day", "place"), DATES)
def test_day_and_place(line: str, day: dt.date | None, place: str | None) -> None:
    """The letter's day is one printed in full; a month alone is none."""
    letter = letter_with("Réf.: CL-24/1", "", line, "", "Date limite de dépôt : 27 mars 2027", "", "Objet: Essai")
    assert (letter.date, letter.place) == (day, place)


def test_addressees_without_copies() -> None:
    """Those who get a copy are no addressees; groups joined by "et" are told apart."""
    letter = letter_with(
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


def test_addressees_by_category_or_at_the_end() -> None:
    """The mark of a category is no group; a label below the signature announces addressees too."""
    table = "**Destinataires**\n\n| | |\n|---|---|\n| A | Administrations |\n| B | Membres du Secteur UIT-D |"
    head = ("Genève, le 5 février 2024", "", "Réf.: CL-24/1", "")
    assert letter_with(*head, table, "", "Objet: Essai").addressees == ("Administrations", "Membres du Secteur UIT-D")
    below = f"{SIGNED}\n**Destinataires :**\n\n– exploitants de réseaux\n– utilisateurs des bandes\n"
    assert letter_with(*head, "Objet: Essai", below=below).addressees == (
        "exploitants de réseaux",
        "utilisateurs des bandes",
    )
