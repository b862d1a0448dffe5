"""Lines that a page broke are joined; those that an author broke are not."""

import textwrap

import pytest

from knowledge.documents.wrapping import joint, unwrapped, unwrapped_text

PARAGRAPH = (
    "J'ai l'honneur de vous inviter au Symposium sur le commerce électronique transfrontière, qui aura lieu "
    "à Lisbonne (Portugal), du 28 au 30 septembre 2022, et de vous prier de bien vouloir confirmer votre présence. "
) * 3


def test_wrapped_text_is_joined() -> None:
    """A text wrapped at 72 characters comes back as its paragraphs, lists and short lines kept."""
    head = "Réf.: CL-24/1\nContact: Mme Durand\nTél.: +41 22 730 51 11"
    items = "- Aux États Membres\n- Aux Membres de Secteur"
    wrapped = "\n\n".join((head, items, *("\n".join(textwrap.wrap(PARAGRAPH.strip(), 72)),) * 2))
    assert unwrapped_text(wrapped) == "\n\n".join((head, items, PARAGRAPH.strip(), PARAGRAPH.strip()))


def test_other_texts_stay() -> None:
    """A text with a line a paragraph, or with short lines only, is left as it is."""
    for text in (f"Objet: x\n\n{PARAGRAPH}\n\n{PARAGRAPH}", "Houlin Zhao\nSecrétaire général\n\nAnnexe: 1", ""):
        assert unwrapped_text(text) == text


def test_broken_words_and_addresses() -> None:
    """A hyphenated word and an address come together; a compound keeps its hyphen."""
    lines = ["voir le site https://www.itu.int/net4/wsis/", "forum/2021 et le vice-", "président de la commis-", "sion"]
    joined = "voir le site https://www.itu.int/net4/wsis/forum/2021 et le vice-président de la commission"
    assert unwrapped(lines, 24) == [joined]


JOINTS = (
    ("écrire à bdt-", "datahub@itu.int avant", "écrire à bdt-datahub@itu.int avant"),
    ("écrire à inscription@itu.", "int avant", "écrire à inscription@itu.int avant"),
    ("c'est-à-", "dire", "c'est-à-dire"),
    ("le rendez-", "vous", "le rendez-vous"),
    ("le Secteur UIT-", "T", "le Secteur UIT-T"),
    ("le secré-", "tariat", "le secrétariat"),
    ("le 3 mai -", "puis", "le 3 mai - puis"),
)


@pytest.mark.parametrize(("before", "after", "wanted"), JOINTS)
def test_how_two_lines_join(before: str, after: str, wanted: str) -> None:
    """A hyphen at the end of a line is of the word, of the address, or of the line alone."""
    drop, between = joint(before, after)
    assert f"{before[: len(before) - drop]}{between}{after}" == wanted
