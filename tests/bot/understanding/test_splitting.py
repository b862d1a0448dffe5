"""Several questions in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.lexicon import lexicon
from bot.understanding.splitting import split


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("quand a lieu l'atelier ?", ["quand a lieu l'atelier ?"]),
        ("quand a lieu l'atelier ? Qui contacter ?", ["quand a lieu l'atelier ", "Qui contacter ?"]),
        ("quand a lieu l'atelier et où se tient-il ?", ["quand a lieu l'atelier", "où se tient-il ?"]),
        ("où est l'atelier et on répond avant quand ?", ["où est l'atelier", "on répond avant quand ?"]),
        ("on participe et on écrit ensuite", ["on participe et on écrit ensuite"]),
        ("l'atelier et le séminaire, c'est quand ?", ["l'atelier et le séminaire, c'est quand ?"]),
        ("la date de l'atelier et celle du séminaire", ["la date de l'atelier", "celle du séminaire"]),
        ("!!!", []),
        ("", []),
    ],
)
def test_where_one_question_ends(message: str, parts: list[str]) -> None:
    """At its mark, or at "et" before a word that asks; or one that stands for what was asked."""
    assert list(split(message, lexicon())) == parts


@given(st.text(max_size=80))
def test_the_parts_are_the_message(message: str) -> None:
    """Every part is a piece of the message as written, in order, and none is empty."""
    start = 0
    for piece in split(message, lexicon()):
        assert piece.strip()
        start = message.index(piece, start) + len(piece)
