"""Questions that a letter does not answer, but a note of its operator does."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.phrasing import Answer, Source
from knowledge.french.content import stems
from knowledge.library import Library
from knowledge.model import Letter, Note

ALIKE = 0.6  # how much of the words of two questions is the same when one is the other
INTENT = "note"


Noted = tuple[Letter, Note]  # a letter, and what its operator adds to it


def notes_of(library: Library) -> tuple[Noted, ...]:
    """Return the notes of all letters."""
    return tuple((letter, note) for letter in library.letters for note in letter.notes)


def noted(question: str, notes: tuple[Noted, ...]) -> Answer | None:
    """Return what a note of an operator answers to a question; None when there is none."""
    found = max(_alike(question, notes), key=lambda each: each[0], default=None)
    if found is None or found[0] < ALIKE:
        return None
    _, letter, note = found
    text = _phrases()["note"].format(text=note.text, reference=letter.reference)
    source = Source(reference=letter.reference, date=letter.date, quote="")
    return Answer(text=text, answered=True, intent=INTENT, confidence=found[0], sources=(source,))


def _alike(question: str, notes: tuple[Noted, ...]) -> Iterator[tuple[float, Letter, Note]]:
    asked = frozenset(stems(question))
    for letter, note in notes:
        known = frozenset(stems(note.question))
        yield len(asked & known) / max(1, len(asked | known)), letter, note


@cache
def _phrases() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("noting.toml").read_text("utf-8"))
