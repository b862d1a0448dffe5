"""Corrigenda and addenda change the letter that they name; what was printed is kept."""

from dataclasses import replace
from pathlib import Path

from knowledge.amending import in_force
from knowledge.building import read_all
from knowledge.documents.file import Limits
from knowledge.model import Letter, Status

DATA = Path(__file__).parents[1] / "data" / "letters"


def force(*names: str) -> tuple[dict[str, Letter], tuple[str, ...]]:
    """Return the letters in force of some files by reference, and the problems."""
    sources, refused, _ = read_all([DATA / f"{name}.md" for name in names], Limits(), lambda *_: None)
    assert not refused
    letters, problems = in_force(sources)
    return {letter.reference: letter for letter in letters}, tuple(problem.message for problem in problems)


def test_corrigendum_moves_events_and_deadlines() -> None:
    """“Au lieu de X, lire Y” is read into the facts, what had been planned kept beside."""
    letters, problems = force("circ-tsb-214-atelier-5g", "corrigendum-1-circ-tsb-214")
    letter = letters["Circulaire TSB 214"]
    workshop, meeting = letter.events
    assert problems == ()
    assert letter.amended_by == ("Corrigendum 1 à la Circulaire TSB 214",)
    assert workshop.start is not None
    assert meeting.start is not None
    assert (workshop.start.iso, workshop.status) == ("2024-05-21", Status.CHANGED)
    assert workshop.was is not None
    assert workshop.was.start is not None
    assert (workshop.was.start.iso, meeting.start.iso) == ("2024-05-14", "2024-05-23")
    (registration,) = (each for each in letter.deadlines if "inscription en ligne" in each.action.lower())
    assert (registration.due.isoformat(), str(registration.was)) == ("2024-05-17", "2024-05-10")


def test_every_fact_still_stands_in_the_text() -> None:
    """In force as in print, a deadline's words are cut from the text of its letter."""
    letters, _ = force("cl-24-33-sommet-jeunesse", "addendum-1-cl-24-33")
    letter = letters["CL-24/33"]
    moved = next(deadline for deadline in letter.deadlines if deadline.was)
    assert (moved.due.isoformat(), str(moved.was)) == ("2024-10-04", "2024-08-30")
    assert "reportée au 4 octobre 2024" in letter.cut(moved.span)


def test_order_of_files_does_not_matter() -> None:
    """A corrigendum that comes first waits for its letter."""
    one, _ = force("circ-tsb-214-atelier-5g", "corrigendum-1-circ-tsb-214")
    other, _ = force("corrigendum-1-circ-tsb-214", "circ-tsb-214-atelier-5g")
    assert one["Circulaire TSB 214"] == other["Circulaire TSB 214"]


def test_orphan() -> None:
    """A corrigendum without its letter is told, and keeps its own facts."""
    letters, problems = force("corrigendum-1-circ-tsb-214")
    assert len(letters) == 1
    assert len(problems) == 1
    assert "Circulaire TSB 214" in problems[0]


def test_words_that_are_not_there() -> None:
    """A replacement of words that the letter does not hold is told and changes nothing."""
    (source,), _, _ = read_all([DATA / "circ-tsb-214-atelier-5g.md"], Limits(), lambda *_: None)
    (correction,), _, _ = read_all([DATA / "corrigendum-1-circ-tsb-214.md"], Limits(), lambda *_: None)
    text = correction.text.replace("14 et 15 mai 2024", "1er avril 1999")
    letters, problems = in_force((source, replace(correction, text=text)))
    assert any("1er avril 1999" in problem.message for problem in problems)
    assert len(letters) == 2


def test_untouched_letters_are_the_same() -> None:
    """A letter that nothing amends is in force as printed."""
    (source,), _, _ = read_all([DATA / "cl-26-3-information.md"], Limits(), lambda *_: None)
    letters, _ = in_force((source,))
    assert letters[0] is source


def test_addendum_adds_and_moves() -> None:
    """An addendum moves the limit that it says put off, and adds what is new without touching the rest."""
    letters, _ = force("circ-tsb-333-atelier", "addendum-1-circ-tsb-333")
    letter = letters["Circulaire TSB 333"]
    assert [deadline.due.isoformat() for deadline in letter.deadlines] == [
        "2025-11-07",
        "2025-11-28",
        "2025-11-06",
        "2025-11-14",
    ]
    (workshop,) = letter.events
    assert (workshop.status, workshop.place) == (Status.PLANNED, "Séoul (République de Corée)")
    assert [part.name for part in workshop.parts] == ["Visite technique facultative"]
