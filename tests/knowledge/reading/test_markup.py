"""Markup comes off: what stays is what a reader sees, and spans point into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.french.text import Span
from knowledge.reading import cues
from knowledge.reading.layout import sentences
from knowledge.reading.markup import Kind, strip
from knowledge.reading.passage import Passage

PLAIN = (
    ("**Objet:** *essai*", "Objet: essai"),
    ("voir [ici](#) et [là](https://x.int/a)", "voir ici et là"),
    ("<https://x.int/> et <a@b.int>", "https://x.int/ et a@b.int"),
    ("## Titre", "Titre"),
    ("Annexe 1**GLOSSAIRE**", "Annexe 1\nGLOSSAIRE"),
    ("| Réf.: | **CL-24/1** |", "Réf.: CL-24/1"),
    ("| 3 mai | Envoi |\n|---|---|", "3 mai – Envoi"),
    ("un\u00a0mot\u00ad coupé", "un mot coupé"),
    ("2 * 3 * 4 et a_b_c", "2 * 3 * 4 et a_b_c"),
    ("\\*étoile\\* &amp; Cie", "*étoile* & Cie"),
)


@pytest.mark.parametrize(("source", "text"), PLAIN)
def test_plain(source: str, text: str) -> None:
    """Emphasis, links, bars and escapes leave their words."""
    assert strip(source).text.strip() == text


def test_kinds_and_links() -> None:
    """Items lose their marker, numbered paragraphs their number, and a link is kept beside its words."""
    plain = strip("- un\n2   Deux [mots](https://x.int/a)")
    assert [line.kind for line in plain.lines] == [Kind.ITEM, Kind.TEXT]
    assert [plain.text[line.span.start : line.span.end] for line in plain.lines] == ["un", "Deux mots"]
    (anchor,) = plain.anchors
    assert (plain.text[anchor.span.start : anchor.span.end], anchor.url) == ("mots", "https://x.int/a")


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
    assert len(list(sentences(Passage(text, Span(0, len(text)))))) == count


@given(st.text(alphabet="ab*_[](){}<>|#-\\ \n.é1:'\"", max_size=200))
def test_any_text(source: str) -> None:
    """Whatever is written, every line and link stands in the text that results."""
    plain = strip(source)
    for line in plain.lines:
        assert 0 <= line.span.start <= line.span.end <= len(plain.text)
    for anchor in plain.anchors:
        assert 0 <= anchor.span.start <= anchor.span.end <= len(plain.text)


def test_cues_are_folded_expressions() -> None:
    """The words of cues.toml are folded, and each is a regular expression."""
    assert cues.faults() == ()
