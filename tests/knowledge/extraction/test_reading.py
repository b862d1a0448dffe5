"""Nothing is refused that a person could read, and one fault costs one fact."""

from pathlib import Path

import pytest

from knowledge.documents.values import CUES
from knowledge.errors import NotALetter, NotFrench
from knowledge.extraction import reader
from knowledge.extraction.form import FORM
from tests.knowledge.extraction.forms import BODY, HEAD, SIGNED, doubts_of, letter_with

DATA = Path(__file__).parents[2] / "data" / "broken"


def test_no_reference() -> None:
    """A letter without reference is taken under its file's name, which is told."""
    text = "Genève, le 5 février 2024\n\nObjet: Essai\n\n" + BODY.format(more="", below=SIGNED)
    letter, problems = doubts_of(text, "invitation-lome.md")
    assert (letter.reference, letter.provisional) == ("invitation-lome", True)
    assert any("invitation-lome" in each.message and "provisoire" in each.message for each in problems)


def test_no_date() -> None:
    """A letter without a day keeps what its header says, and the want is told."""
    letter, problems = doubts_of("Réf.: CL-24/1\nMai 2026\n\nObjet: Essai\n\n" + BODY.format(more="", below=SIGNED))
    assert (letter.reference, letter.date, letter.subject) == ("CL-24/1", None, "Essai")
    assert any("la date de la lettre" in each.message for each in problems)


def test_a_fault_costs_one_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor that fails leaves a doubt and all other facts."""

    def broken(*_: object) -> None:
        raise IndexError("vide")

    monkeypatch.setattr(reader, "read_service", broken)
    letter, problems = doubts_of("\n".join(HEAD) + "\n\n" + BODY.format(more="", below=SIGNED))
    assert (letter.reference, letter.service) == ("CL-24/1", None)
    assert any("vide" in each.message for each in problems)


@pytest.mark.parametrize("text", ["", "\n\n", "---"])
def test_nothing_to_read(text: str) -> None:
    """A file without a sentence is no letter."""
    with pytest.raises((NotALetter, NotFrench)):
        doubts_of(text)


def test_not_french() -> None:
    """A letter in another language is set aside."""
    with pytest.raises(NotFrench):
        doubts_of((DATA / "09-anglais.md").read_text("utf-8"))


def test_every_field_stands_in_the_letter() -> None:
    """The evidence of a field of the header is a line that says it."""
    letter = letter_with()
    assert {each.field for each in letter.evidence} >= {"reference", "date", "place", "service", "subject"}
    assert letter.cut(letter.where("reference")) == "Réf.: CL-24/1"


def test_cues_are_folded_expressions() -> None:
    """Every word by which the form is read is folded and compiles."""
    assert (CUES.faults("titles"), FORM.faults()) == ((), ())
