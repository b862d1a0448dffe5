"""Cutting a text into segments: marks that overlap, lines, items, doubts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.french.text import Span
from knowledge.model import Letter, Problem
from knowledge.report.highlight import paragraphs
from knowledge.report.marks import Kind, Mark

TEXT = "Genève, le 3 mai\n\nRépondre avant le 1er mars à x@itu.int.\n- un\n- deux\n"


def mark(words: str, kind: Kind, fact: str = "f-1", text: str = TEXT, *, sentence: bool = False) -> Mark:
    """Return a mark on some words of the text."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return Mark(span=span, kind=kind, field="due", fact=fact, sentence=sentence)


def letter(text: str = TEXT, *sentences: Span) -> Letter:
    """Return a letter of a text."""
    return Letter(file="a.md", text=text, reference="A/1", sentences=sentences)


def test_paragraphs_and_items_are_told_apart() -> None:
    """Blank lines part paragraphs, and each item of a list stands on its own."""
    made = paragraphs(letter(), ())
    assert [each.item for each in made] == [False, False, True, True]


def test_marks_that_nest_are_all_told() -> None:
    """The narrowest gives its colour, the sentence its underline, and both are in the marks of the segment."""
    wide = mark("Répondre avant le 1er mars à x@itu.int.", Kind.DEADLINE, sentence=True)
    narrow = mark("avant le 1er mars", Kind.DEADLINE)
    (line,) = paragraphs(letter(), (wide, narrow))[1].lines
    told = [(each.text, each.words, each.sentence) for each in line.segments]
    assert told == [("Répondre ", None, wide), ("avant le 1er mars", narrow, wide), (" à x@itu.int.", None, wide)]


def test_marks_that_cross_share_what_lies_between() -> None:
    """Two marks of which neither holds the other are cut where they meet."""
    left, right = mark("Répondre avant le", Kind.THEME), mark("avant le 1er mars", Kind.DEADLINE, "f-2")
    (line,) = paragraphs(letter(), (left, right))[1].lines
    assert [(each.text, len(each.marks)) for each in line.segments if each.marks] == [
        ("Répondre ", 1),
        ("avant le", 2),
        (" 1er mars", 1),
    ]


def test_a_mark_across_lines_is_drawn_on_each() -> None:
    """Words broken by the end of a line are highlighted on both lines, and anchor their fact once."""
    text = "Le Directeur du\nBureau."
    found = paragraphs(letter(text), (mark("Directeur du\nBureau", Kind.PERSON, text=text),))[0]
    segments = [each for line in found.lines for each in line.segments if each.words]
    assert [each.text for each in segments] == ["Directeur du", "Bureau"]
    assert [each.anchors for each in segments] == [("f-1",), ()]
    assert [each.opens for each in segments] == [True, False]


def test_a_doubt_underlines_before_all_else() -> None:
    """A sentence both asked and doubtful shows its doubt."""
    words = "Répondre avant le 1er mars à x@itu.int."
    asked, doubtful = (mark(words, kind, sentence=True) for kind in (Kind.DEADLINE, Kind.DOUBT))
    (line,) = paragraphs(letter(), (asked, doubtful))[1].lines
    assert line.segments[0].sentence is doubtful


def test_a_doubt_stands_beside_its_paragraph() -> None:
    """Its sentence begins there."""
    problem = Problem(file="a.md", message="?", span=mark("avant", Kind.DOUBT).span)
    assert [each.doubts for each in paragraphs(letter(), (), (problem,))] == [(), (problem,), (), ()]


def test_a_line_that_a_page_ended_flows() -> None:
    """A long line within a sentence goes on; a row of a table, however long, ends where it ends."""
    long = "Les administrations qui souhaitent prendre part à la réunion de cette année sont priées\n"
    text = f"{long}de le dire.\n"
    flowing = paragraphs(letter(text, Span(0, len(text) - 1)), ())[0]
    assert [line.broken for line in flowing.lines] == [False, True]
    rows = paragraphs(letter(text, Span(0, len(long) - 1), Span(len(long), len(text) - 1)), ())[0]
    assert [line.broken for line in rows.lines] == [True, True]


@settings(deadline=None)
@given(
    text=st.text(alphabet="aé <&\n-", max_size=60),
    ends=st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(list(Kind)), st.booleans()), max_size=8
    ),
)
def test_no_marks_lose_or_repeat_a_character(text: str, ends: list[tuple[int, int, Kind, bool]]) -> None:
    """Whatever the marks, the segments put together are the text, blank lines aside."""
    marks = [
        Mark(span=Span(start, end), kind=kind, field="due", fact="f-1", sentence=sentence)
        for start, end, kind, sentence in ends
        if start < end <= len(text)
    ]
    made = paragraphs(letter(text), marks)
    shown = [segment.text for each in made for line in each.lines for segment in line.segments]
    assert "".join("".join(shown).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_a_text_of_blanks_has_no_paragraph(text: str) -> None:
    """There is nothing to draw."""
    assert paragraphs(letter(text), ()) == ()
