"""Which zone each line is of, told by what it shows."""

import pytest

from knowledge.documents import markdown
from knowledge.documents.evidence import Sign, signs
from knowledge.documents.flattened import with_tables
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import phone_numbers
from knowledge.documents.zones import zoned
from knowledge.french.text import Span

LINES = (
    ("Réf.: CL-24/1", Sign.LABEL),
    ("Suite à donner: répondre", Sign.OTHER_LABEL),
    ("Genève, le 5 février 2024", Sign.DAY),
    ("CACE/1047", Sign.CODE),
    ("Aux Administrations des États Membres de l'UIT", Sign.TOWARDS),
    ("Mesdames et Messieurs les Ministres chargés des postes", Sign.TOWARDS),
    ("Madame la Ministre, Monsieur le Ministre,", Sign.SALUTATION),
    ("Secrétaire générale", Sign.FUNCTION),
    ("Ingrid VALDERRAMA", Sign.NAME),
    ("(signé) Ingrid Valderrama", Sign.NAME),
    ("[Original signé]", Sign.SIGNED),
    ("Place des Nations, CH-1211 Genève 20", Sign.ADDRESS),
    ("Annexe 1 – Programme", Sign.ANNEXED),
    ("Pièces jointes : 2", Sign.ANNEXES),
    ("Les inscriptions seront reçues jusqu'au 31 août sur la page de l'atelier.", Sign.PROSE),
    ("Je vous saurais gré de bien vouloir nous faire parvenir vos observations.", Sign.REQUEST),
    ("Bureau des radiocommunications (BR)", Sign.OFFICE),
)


@pytest.mark.parametrize(("line", "sign"), LINES)
def test_what_a_line_shows(line: str, sign: Sign) -> None:
    """A line shows its kind by itself."""
    assert sign in signs(Passage(line, Span(0, len(line))))


def zones(document: Document) -> dict[str, Zone]:
    """Return the zone of each block by its text."""
    return {document.text[slice(*block.span)]: block.zone for block in zoned(document).blocks}


def test_a_note_verbale_has_no_salutation_and_its_day_below() -> None:
    """The third person speaks, the day stands under the text: header, body and end are found all the same."""
    found = zones(
        markdown.read(
            "C. 9127\n\nLe Bureau présente ses compliments au Ministère et a l'honneur de l'inviter à la session.\n\n"
            "Le Bureau saisit cette occasion pour renouveler au Ministère les assurances de sa haute considération.\n\n"
            "Genève, le 10 février 2023\n\nAnnexe 1\n\nListe des pays\n",
            "note.md",
        )
    )
    assert found["C. 9127"] is Zone.HEADER
    assert found["Genève, le 10 février 2023"] is Zone.SIGNATURE
    assert found["Liste des pays"] is Zone.ANNEX
    assert list(found.values()).count(Zone.BODY) == 2


def test_a_block_is_cut_where_its_zone_changes() -> None:
    """Lines that a conversion ran together come apart into header and body."""
    found = zones(
        markdown.read(
            "CACF/318\nLe 9 mars 2026\nAux Administrations des États Membres\nObjet: Réunion\nMadame, Monsieur,\n"
            "La présente annonce que la Commission se réunira à Genève les 17 et 18 juin 2026.\n",
            "br.md",
        )
    )
    assert [zone for text, zone in found.items() if text.startswith("La présente")] == [Zone.BODY]
    assert [zone for text, zone in found.items() if text.startswith("CACF")] == [Zone.HEADER]


def test_a_flattened_table_gets_its_rows_back() -> None:
    """So many labels, then as many values: each value is a row under its label."""
    document = markdown.read(
        "Réf.: CL-24/1\n\nMadame, Monsieur,\n\nLa réunion se tiendra à Genève, selon le calendrier que voici.\n\n"
        "Dates de la réunion\nDate limite des contributions\n17 et 18 juin 2026\n"
        "Mercredi 10 juin 2026\nà 16 heures UTC\n",
        "table.md",
    )
    read = with_tables(zoned(document))
    rows = [block for block in read.blocks if block.kind is Kind.ROW]
    said = [tuple(read.text[slice(*span)] for span in (row.cells[0].header or Span(0, 0), row.span)) for row in rows]
    assert said == [
        ("Dates de la réunion", "17 et 18 juin 2026"),
        ("Date limite des contributions", "Mercredi 10 juin 2026\nà 16 heures UTC"),
    ]


NUMBERS: tuple[tuple[str, list[str]], ...] = (
    ("+41 22 730 6071 / 6254", ["+41227306071", "+41227306254"]),
    ("+41 (21) 555 40 27/28", ["+41215554027", "+41215554028"]),
    ("+41 (0)22 730 51 12", ["+41227305112"]),
    ("022 730 51 11", ["+41227305111"]),
    ("le 12.03.2026", []),
)


@pytest.mark.parametrize(("written", "numbers"), NUMBERS)
def test_telephone_numbers(written: str, numbers: list[str]) -> None:
    """Numbers are written in E.164; what stands after a stroke shares the beginning."""
    assert list(phone_numbers(written)) == numbers
