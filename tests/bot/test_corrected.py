"""An answer that rests on a correction says so, and still quotes the letter."""

import datetime as dt

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import html, plain
from knowledge.amending import in_force
from knowledge.building import shipped
from knowledge.correcting import correct
from knowledge.corrections import read_sheet
from knowledge.documents import markdown
from knowledge.extraction.reader import read_letter
from knowledge.library import Library
from tests.bot.builders import GENEVA


def answered(toml: str) -> tuple[str, str]:
    """Return what is shown of the deadline of a letter with corrections, as text and as HTML."""
    sheet, _ = read_sheet(toml.encode(), "letter.toml")
    letter, _ = read_letter(
        markdown.read((shipped() / "CL-21-4.md").read_text("utf-8"), "letter.md"), doubtful_below=0.6
    )
    made, _ = correct(letter, sheet)
    now = dt.datetime(2021, 2, 15, 9, tzinfo=GENEVA)
    answer = (
        Assistant(Library((made,), "v"))
        .reply("Quelle est la date limite pour le Forum du SMSI ?", Dialogue(), now)
        .answer
    )
    return plain(answer), html(answer)


def test_a_corrected_day_is_told_as_one() -> None:
    """The day is the operator's, the sentence the letter's, and the source names the correction."""
    for shown in answered('[[deadlines]]\nreplaces = "2021-03-01"\ndue = 2021-02-26'):
        assert "26 février 2021" in shown
        assert "avec une correction de l'exploitant" in shown
        assert "Je vous serais reconnaissant de bien vouloir confirmer" in shown


def test_what_nobody_corrected_is_told_as_read() -> None:
    """No correction is spoken of where there is none."""
    assert all("correction" not in shown for shown in answered(""))


INVITATION = """Genève, le 4 mars 2026

**Réf.:** CL-26/12

Aux États Membres de l'Union

**Objet: Forum mondial sur l'inclusion numérique 2026, Lisbonne, 14-16 septembre 2026**

Madame, Monsieur,

J'ai l'honneur de vous inviter au Forum mondial sur l'inclusion numérique, qui se tiendra à Lisbonne (Portugal)
du 14 au 16 septembre 2026.
"""

POSTPONED = """Genève, le 20 mai 2026

**Réf.:** Corrigendum 1 à la lettre circulaire CL-26/12

Aux États Membres de l'Union

**Objet: Forum mondial sur l'inclusion numérique 2026 – changement de dates**

Madame, Monsieur,

Je souhaite vous informer que le Forum mondial sur l'inclusion numérique se tiendra finalement du 5 au 7 octobre 2026.
"""


def test_what_a_later_letter_changed_is_quoted_from_that_letter() -> None:
    """New days are quoted under the corrigendum's own name and date; both letters are cited, and the old days gone."""
    printed = [
        read_letter(markdown.read(text, f"{name}.md"), doubtful_below=0.6)[0]
        for name, text in (("a", INVITATION), ("b", POSTPONED))
    ]
    letters, _ = in_force(printed)
    now = dt.datetime(2026, 6, 1, 9, tzinfo=GENEVA)
    answer = Assistant(Library(letters, "v")).reply("quand a lieu le forum de Lisbonne ?", Dialogue(), now).answer
    assert {source.reference for source in answer.sources} == {"Corrigendum 1 à la lettre circulaire CL-26/12"}
    assert "du 20 mai 2026, qui modifie CL-26/12" in plain(answer)
    assert "CL-26/12" in answer.letters
    assert "septembre" not in plain(answer)
