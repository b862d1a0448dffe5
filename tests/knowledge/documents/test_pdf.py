"""PDF: lines, paragraphs, columns and tables by distances; what the page does not say is left out."""

from pathlib import Path

import pytest

from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.pdf import read
from knowledge.errors import IllegibleFile, LargeFile, ProtectedFile, ScannedFile, UnreadableFile
from tests.knowledge.documents.pages import Put, pdf
from tests.knowledge.documents.seeing import cells, linked, seen

DATA = Path(__file__).parents[2] / "data"
LONG = "Les administrations sont invitées à faire parvenir leurs réponses au secrétariat avant"


def page(*pages: list[Put], **more: object) -> Document:
    """Return the document of pages."""
    return read(pdf(*pages, **more), "a.pdf", 100_000)  # type: ignore[arg-type]  # as pdf() takes them


def lines(*texts: str, left: float = 60, top: float = 700, apart: float = 14) -> list[Put]:
    """Return lines of words, one below the other."""
    return [(left, top - apart * place, text) for place, text in enumerate(texts)]


def test_full_lines_go_on() -> None:
    """A line that is full, or broken within a sentence, goes on in the next; a short one ends."""
    found = page(lines(LONG, "le 3 mai 2026, à 17 heures.", "Genève", "Suisse"))
    assert seen(found) == [f"{LONG} le 3 mai 2026, à 17 heures.", "Genève\nSuisse"]


def test_a_wide_distance_parts_paragraphs() -> None:
    """Lines further apart than the others are paragraphs of their own."""
    found = page([*lines(LONG, LONG, LONG), *lines("Objet: x", top=640)])
    assert seen(found)[-1] == "Objet: x"


def justified(text: str, left: float, right: float, base: float) -> list[Put]:
    """Return the words of a line stretched between two edges, each put by itself."""
    words = text.split()
    widths = [len(word) * 5.2 for word in words]
    gap = (right - left - sum(widths)) / (len(words) - 1)
    places = [left + sum(widths[:place]) + gap * place for place in range(len(words))]
    return [(x, base, word) for x, word in zip(places, words, strict=True)]


def test_stretched_lines_have_no_columns() -> None:
    """However wide the blanks of a justified line are, it is one line of a paragraph."""
    texts = [
        "Les Membres sont invités à répondre",
        "au secrétariat avant le 3 mai prochain",
        "par courriel seulement, comme prévu",
    ]
    puts = [put for place, text in enumerate(texts) for put in justified(text, 60, 330, 700 - 14 * place)]
    found = page([*puts, (60, 658, "ici.")])
    assert [each.kind for each in found.blocks] == [Kind.PARAGRAPH]
    assert seen(found) == [" ".join([*texts, "ici."])]


def test_labels_and_values_are_rows() -> None:
    """Words that stand in columns are the cells of rows; a value goes on below itself, not below its label."""
    left = lines("Réf.:", "Objet:", top=700, apart=20)
    right = [
        (150.0, 700.0, "CL-26/1"),
        (150.0, 680.0, "Atelier sur l'accès numérique"),
        (150.0, 666.0, "en zone rurale"),
    ]
    found = page([*left, *right, *lines(LONG, LONG, top=600)])
    assert cells(found) == [["Réf.:", "CL-26/1"], ["Objet:", "Atelier sur l'accès numérique en zone rurale"]]


def test_what_stands_beside_labels_is_read_after_them() -> None:
    """Addressees in a third column of a header are paragraphs of their own."""
    puts = [
        *lines("Réf.:", "Tél.:"),
        *lines("CL-26/1", "3", left=120),
        *lines("Aux États Membres", "de l'Union", left=330),
    ]
    assert seen(page(puts)) == ["Réf.: CL-26/1", "Tél.: 3", "Aux États Membres de l'Union"]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    """Two columns of full lines are no table: the first is read to its end."""
    one = [
        "Les Membres sont invités à bien",
        "vouloir répondre au secrétariat,",
        "au plus tard le 3 mai prochain,",
        "par courriel à cette adresse.",
    ]
    other = [
        "La réunion aura lieu à Genève en",
        "Suisse, du 5 au 7 juin prochain,",
        "dans la salle du Conseil, à côté",
        "de la bibliothèque de l'Union.",
    ]
    assert seen(page([*lines(*one), *lines(*other, left=320)])) == [" ".join(one), " ".join(other)]


def test_a_ruled_table_is_cut_at_its_rules() -> None:
    """Where rules are drawn, they part the cells and the rows, and nothing else does."""
    puts = [
        (65.0, 690.0, "Envoi des"),
        (65.0, 678.0, "projets"),
        (205.0, 690.0, "3      mai"),
        (65.0, 660.0, "Vote"),
        (205.0, 660.0, "5 mai"),
    ]
    flat = "".join(f"60 {y} m 400 {y} l S " for y in (702, 672, 652))
    upright = "".join(f"{x} 652 m {x} 702 l S " for x in (60, 200, 400))
    assert cells(page(puts, extra=flat + upright)) == [["Envoi des projets", "3 mai"], ["Vote", "5 mai"]]


def test_a_list_keeps_its_markers() -> None:
    """Bullets and numbers open items; a number that counts nothing is a word."""
    found = page([(60.0, 700.0, "• un"), (60.0, 686.0, "a) deux"), (60.0, 660.0, "14 avenue de la Paix")])
    assert seen(found) == ["- un", "a) deux", "14 avenue de la Paix"]


def test_bold_words_are_known_by_their_font() -> None:
    """A font, or the same words printed twice, make words bold."""
    assert page([(60.0, 700.0, "Visas")], bold=True).blocks[0].kind is Kind.HEADING
    twice = page([(60.0, 700.0, "Visas"), (60.3, 700.0, "Visas")])
    assert (seen(twice), twice.blocks[0].kind) == (["Visas"], Kind.HEADING)


def test_what_pages_repeat_is_said_once() -> None:
    """Running heads and page numbers go, the foot of the page stands apart; a title that two pages bear stays."""
    sheets = [
        [
            *lines("CL-26/1", top=800),
            *lines(f"ANNEXE {n}", LONG, LONG, top=700),
            *lines(f"- {n} -", "UIT, Place des Nations", top=60),
        ]
        for n in (1, 2)
    ]
    found = page(*sheets)
    assert seen(found).count("CL-26/1") == 1
    assert [each for each in seen(found) if "ANNEXE" in each or "- 1 -" in each] == [
        f"ANNEXE {n}\n{LONG} {LONG}" for n in (1, 2)
    ]
    assert [each.zone for each in found.blocks][-1] is Zone.FOOTER


def test_a_paragraph_goes_on_over_the_page() -> None:
    """A sentence that the foot of a page cut goes on at the head of the next."""
    found = page(lines(LONG, LONG), lines("le 3 mai 2026."))
    assert seen(found) == [f"{LONG} {LONG} le 3 mai 2026."]


def test_links_and_filled_fields() -> None:
    """Words under a link carry its address; what a field was filled with stands where the field does."""
    objects = (
        "<</Type/Annot/Subtype/Link/Rect[60 695 90 712]/A<</S/URI/URI(https://x.int/a)>>>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/Rect[200 660 300 675]/V(3 mai 2026)>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/F 2/Rect[200 600 300 615]/V(non)>>",
    )
    found = page([(60.0, 700.0, "ici"), (60.0, 663.0, "Date limite fixée au:")], objects=objects)
    assert linked(found) == [("ici", "https://x.int/a")]
    assert "3 mai 2026" in found.text
    assert "non" not in found.text


def test_struck_words_are_left_out() -> None:
    """A line drawn through words, letter by letter, takes them out; one drawn below them does not."""
    puts = [(60.0, 700.0, "le"), (80.0, 700.0, "3"), (95.0, 700.0, "5 mai")]
    assert seen(page(puts, extra="79 703.3 m 87 703.3 l S 60 698 m 130 698 l S")) == ["le 5 mai"]


def test_turned_pages() -> None:
    """Text that runs up the page is read as its reader turns it; what runs otherwise is left out."""
    drawn = (
        "BT /F 11 Tf 0 1 -1 0 100 100 Tm (Les Membres) Tj ET BT /F 11 Tf 0 1 -1 0 130 100 Tm (sont invit\\351s.) Tj ET"
    )
    found = page([(300.0, 400.0, "B")], extra=drawn)
    assert seen(found) == ["Les Membres", "sont invités."]


def test_notes_at_the_foot() -> None:
    """What is printed smaller below the text, with a number, is a note; the raised figure that calls it is not read."""
    small = "BT /F 7 Tf 1 0 0 1 60 100 Tm (1 Heure locale.) Tj ET BT /F 7 Tf 1 0 0 1 91 704 Tm (1) Tj ET"
    found = page([(60.0, 700.0, "le 3 mai"), *lines(LONG, LONG, top=660)], extra=small)
    assert seen(found)[0].startswith("le 3 mai")
    assert "mai1" not in found.text
    assert seen(found, Kind.NOTE) == ["1 Heure locale."]


BAD = (("04-pdf-chiffre.pdf", ProtectedFile), ("05-pdf-numerise.pdf", ScannedFile))


@pytest.mark.parametrize(("name", "error"), BAD)
def test_what_cannot_be_read_says_what_to_ask_for(name: str, error: type[UnreadableFile]) -> None:
    """A PDF that needs a password, or holds only pictures, says so."""
    with pytest.raises(error):
        read((DATA / "broken" / name).read_bytes(), name, 10_000)


def test_damaged_long_and_illegible() -> None:
    """A PDF that is cut is damaged; one that is too long stops being read; one of unknown characters is illegible."""
    data = pdf(lines(*[LONG] * 20))
    with pytest.raises(UnreadableFile):
        read(data[:300], "a.pdf", 10_000)
    with pytest.raises(LargeFile):
        read(data, "a.pdf", 100)
    with pytest.raises(IllegibleFile):
        read(pdf(lines("Secr\x01tariat g\x01n\x01ral", "Gen\x02ve")), "a.pdf", 10_000)
