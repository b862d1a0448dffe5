"""Markdown comes apart into blocks: what a reader sees, and what each line of it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import markdown, plain
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences, split
from knowledge.french.text import Span

SEEN = (
    ("**Objet:** *essai*", "Objet: essai"),
    ("voir [ici](#) et [là](https://x.int/a)", "voir ici et là"),
    ("<https://x.int/> et <a@b.int>", "https://x.int/ et a@b.int"),
    ("voir https://x.int/_a_/b_c **ici**", "voir https://x.int/_a_/b_c ici"),
    ("## Titre", "Titre"),
    ("Annexe 1**GLOSSAIRE**", "Annexe 1\nGLOSSAIRE"),
    ("| Réf.: | **CL-24/1** |", "Réf.: CL-24/1"),
    ("| 3 mai | Envoi |\n|---|---|", "3 mai – Envoi"),
    ("un\u00a0mot\u00ad coupé", "un mot coupé"),
    ("2 * 3 * 4 et a_b_c", "2 * 3 * 4 et a_b_c"),
    ("\\*étoile\\* &amp; Cie", "*étoile* & Cie"),
    ("le 3 mai[^1]", "le 3 mai"),
    ("avant <!-- caché --> midi", "avant midi"),
)


def words(document: Document, block: Block) -> str:
    """Return the text of a block."""
    return document.text[slice(*block.span)]


@pytest.mark.parametrize(("source", "text"), SEEN)
def test_what_a_reader_sees(source: str, text: str) -> None:
    """Emphasis, links, bars, comments and escapes leave their words."""
    assert markdown.read(source, "a.md").text.strip() == text


def test_styles_and_links_are_kept_beside_the_words() -> None:
    """A run says what its words look like and which address they carry."""
    page = markdown.read("Voir **la [page](https://x.int/a)** et *note*.", "a.md")
    told = [(page.text[slice(*run.span)], run.bold, run.italic, run.link) for run in page.blocks[0].runs]
    assert told == [("la ", True, False, None), ("page", True, False, "https://x.int/a"), ("note", False, True, None)]


def test_struck_words_are_left_out_and_told() -> None:
    """What is struck through is no longer said; the reader is told that something was."""
    page = markdown.read("avant le ~~3 mai~~ 5 mai", "a.md")
    assert (page.text.strip(), page.notes) == ("avant le 5 mai", ("struck",))


def test_headings_and_what_stands_below_them() -> None:
    """Hashes, bold lines, capitals and underlined lines are headings; a block knows those above it."""
    page = markdown.read("# A\n\nun\n\n**Bourses**\n\ndeux\n\n## B\n\ntrois\n\nNote\n====\n\nquatre", "a.md")
    found = {words(page, each): [words(page, page.blocks[above]) for above in each.path] for each in page.blocks}
    assert found["deux"] == ["A", "Bourses"]
    assert found["trois"] == ["A", "B"]
    assert found["quatre"] == ["Note"]
    kinds = [each.kind for each in page.blocks if words(page, each) in ("A", "Bourses", "B", "Note")]
    assert kinds == [Kind.HEADING] * 4


NO_HEADINGS = ("**Avant le 3 mai, les Membres répondent.**", "Les **Membres**", "**Madame, Monsieur,**")


@pytest.mark.parametrize("source", NO_HEADINGS)
def test_a_bold_sentence_is_no_heading(source: str) -> None:
    """What ends as a sentence does, or is bold in part, titles nothing."""
    assert markdown.read(source, "a.md").blocks[0].kind is Kind.PARAGRAPH


def test_a_bold_opening_is_a_run_in_title() -> None:
    """The bold words before a full stop or a colon title their paragraph; those within a sentence do not."""
    page = markdown.read("**Visas.** Les participants …\n\n**Avant le 3 mai** ils écrivent.", "a.md")
    assert [page.text[slice(*each.run_in)] if each.run_in else None for each in page.blocks] == ["Visas", None]


def test_items_take_their_lead_in() -> None:
    """An item knows the words that introduce its list, through nested lists and paragraphs between items."""
    page = markdown.read("Prière de:\n\na) lire:\n - vite\n - bien\n\nEnfin,\n\nb) dire.\n\n- seul", "a.md")
    leads = {words(page, each): each.lead for each in page.blocks if each.kind is Kind.ITEM}
    assert leads == {"lire:": 0, "vite": 1, "bien": 1, "dire.": 0, "seul": None}
    assert [each.level for each in page.blocks if each.kind is Kind.ITEM] == [0, 1, 1, 0, 0]


def test_numbered_paragraphs_are_no_list() -> None:
    """Numbers that nothing introduces count paragraphs; a number that counts nothing is a word."""
    page = markdown.read("1. Un.\n\n2. Deux.\n\n12 Rue Neuve", "a.md")
    assert [(each.kind, each.marker) for each in page.blocks] == [
        (Kind.PARAGRAPH, "1."),
        (Kind.PARAGRAPH, "2."),
        (Kind.PARAGRAPH, None),
    ]


def test_rows_know_the_heads_of_their_columns() -> None:
    """A first row of names heads the columns; labels with a colon head nothing."""
    page = markdown.read(
        "| Date | Mesure |\n|---|---|\n| 3 mai | Envoi |\n\n| Réf.: | A |\n|---|---|\n| Tél.: | 3 |", "a.md"
    )
    heads = [[page.text[slice(*cell.header)] if cell.header else None for cell in each.cells] for each in page.blocks]
    assert heads == [[None, None], ["Date", "Mesure"], [None, None], [None, None]]
    assert [each.table for each in page.blocks] == [1, 1, 2, 2]


def test_labels_above_values_come_row_by_row() -> None:
    """Lines of two cells that stand side by side are rows; lines of one cell alone are its words."""
    page = markdown.read("| Réf.:<br>Tél.: | A<br>3 |\n\n| 3 mai | Atelier<br>Salle A |", "a.md")
    assert [words(page, each) for each in page.blocks] == ["Réf.: A", "Tél.: 3", "3 mai – Atelier Salle A"]


def test_the_foot_of_a_page_stands_apart() -> None:
    """An address with its switchboard and a page number are footers; the place of a meeting is not."""
    page = markdown.read(
        "un\nPlace des Nations, CH-1211 Genève 20 • Tél. 3\n\nPage 1 sur 2\n\nÀ Genève, place des Nations.", "a.md"
    )
    assert [each.zone for each in page.blocks] == [Zone.BODY, Zone.FOOTER, Zone.FOOTER, Zone.BODY]


SENTENCES = (
    ("Le Président, S. E. M. Parshin, viendra. Il parlera.", 2),
    ("La Résolution 200 (Rév. Dubaï, 2018) s'applique. Voir l'art. 5.", 2),
    ("Les P.-D. G. sont invités. M. António Guterres aussi.", 2),
    ("Voir www.itu.int/forum. Merci!", 2),
    ("Le n° 5 et le no. 6", 1),
)


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    """An abbreviation ends no sentence."""
    assert len(list(split(Passage(text, Span(0, len(text)))))) == count


def test_a_row_is_one_sentence() -> None:
    """The cells of a row are read together."""
    page = markdown.read("| Le 3 mai. | Envoi. |", "a.md")
    assert [each.text for each in sentences(page, page.blocks[0])] == ["Le 3 mai. – Envoi."]


def test_wrapped_lines_are_joined() -> None:
    """Lines of a plain text that only the width of the page broke are one line of a paragraph."""
    line = "Les administrations sont invitées à faire parvenir leurs réponses au secré-\n"
    page = plain.read(
        line + "tariat avant le 3 mai, par courriel, à l'adresse qui figure ci-dessous et\n" * 8 + "fin", "a.txt"
    )
    assert len(page.blocks[0].lines) == 1
    assert "secrétariat avant" in page.text


@given(st.text(alphabet="ab*_[](){}<>|#-~^\\ \n.é1:'\"=", max_size=200))
def test_any_text(source: str) -> None:
    """Whatever is written, every span stands in the text that results, and blocks come in order."""
    page = markdown.read(source, "a.md")
    end = 0
    for place, block in enumerate(page.blocks):
        assert end <= block.span.start < block.span.end <= len(page.text)
        assert all(above < place for above in block.path)
        assert block.lead is None or block.lead < place
        spans = [*block.lines, *(run.span for run in block.runs), *(cell.span for cell in block.cells)]
        assert all(block.span.start <= each.start <= each.end <= block.span.end for each in spans)
        end = block.span.end
