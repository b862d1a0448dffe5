"""How well an aspect fits what a message names."""

import pytest

from bot.entities.dialogue import Dialogue
from bot.understanding.fit import fit
from bot.understanding.question import Understanding
from tests.bot.drafts import at


@pytest.mark.parametrize(
    ("aspect", "message", "fits"),
    [
        ("comparison.first", "l'atelier", False),
        ("comparison.first", "l'atelier ou le séminaire", True),
        ("agenda.events", "l'atelier en juin", False),
        ("agenda.events", "en juin", True),
        ("person.who", "qui est Lena Weiss", True),
        ("person.who", "qui est le patron", False),
        ("person.whose", "exposes@itu.int", True),
        ("event.date", "quand", True),
    ],
)
def test_an_aspect_needs_what_it_is_about(aspect: str, message: str, fits: bool, understanding: Understanding) -> None:  # noqa: FBT001 - a row's answer
    """Comparing takes two events, an agenda none, and "qui est" somebody."""
    question = understanding.read(message, Dialogue(), at("2024-04-10T09:00"))
    assert (fit(aspect, question, {}) > 0) is fits


def test_a_changed_event_speaks_for_change(understanding: Understanding) -> None:
    """What was changed is asked about more readily of an event that was."""
    changed, planned = (
        understanding.read(message, Dialogue(), at("2024-04-10T09:00"))
        for message in ("la conférence de développement", "le séminaire")
    )
    assert fit("change.change", changed, {}) > fit("change.change", planned, {})
