"""What a message holds beyond its cues and names."""

import pytest

from bot.entities.dialogue import Dialogue
from bot.understanding.question import Understanding
from tests.bot.drafts import at


@pytest.mark.parametrize(
    ("message", "foreign", "loose"),
    [
        ("quand a lieu l'atelier ?", (), ()),
        ("quand a lieu la kermesse de l'atelier ?", ("kermesse",), ()),
        ("quand a lieu la situation de l'atelier ?", (), ("situation",)),
        ("je prépare ma valise, quand a lieu l'atelier ?", (), ()),
        ("le visa pour l'atelier", ("visa",), ()),
    ],
)
def test_what_is_left_over(
    message: str, foreign: tuple[str, ...], loose: tuple[str, ...], understanding: Understanding
) -> None:
    """A noun that no letter says is foreign, one that a letter says is loose; a clause beside is neither."""
    question = understanding.read(message, Dialogue(), at("2024-04-10T09:00"))
    assert (question.foreign, question.loose) == (foreign, loose)
