"""An answer that rests on a correction says so, and still quotes the letter."""

import datetime as dt

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import html, plain
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
