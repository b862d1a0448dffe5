"""What holds for some, or of something else, is not told as what is asked: a survey with a longer time for a few."""

import datetime as dt

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import plain
from knowledge.library import Library
from tests.bot.drafts import GENEVA, Draft

NOW = dt.datetime(2026, 9, 20, 9, tzinfo=GENEVA)


def _letters() -> Library:
    draft = Draft("CL-26/71", "2026-09-14", subject="Enquête annuelle et webinaire de présentation")
    webinar = "Webinaire de présentation"
    said = "Un webinaire de présentation aura lieu le 29 septembre 2026, en français et en espagnol."
    draft.event(said, webinar, "2026-09-29", "2026-09-29")
    draft.deadline(
        "Veuillez remplir le questionnaire de l'enquête au plus tard le 13 novembre 2026.",
        "2026-11-13",
        "remplir le questionnaire de l'enquête",
        inclusive=True,
        event=webinar,
    )
    draft.deadline(
        "Les pays les moins avancés peuvent répondre jusqu'au 27 novembre 2026.",
        "2026-11-27",
        "répondre",
        inclusive=True,
        audience="pays les moins avancés",
        event=webinar,
    )
    draft.write("Les résultats seront publiés au premier trimestre de 2027.")
    return Library((draft.letter,), "v")


ASSISTANT = Assistant(_letters())


def asked(question: str) -> str:
    """Return what is said to a question."""
    return plain(ASSISTANT.reply(question, Dialogue(), NOW).answer)


@pytest.mark.parametrize("question", ["jusqu'à quand peut-on répondre à l'enquête ?", "jusqua kan repondre a lenquete"])
def test_an_exception_is_not_told_without_its_rule(question: str) -> None:
    """Who does not say to be of the few is told the limit of all, first."""
    said = asked(question)
    assert -1 < said.find("13 novembre") < (said.find("27 novembre") + 1 or len(said))


def test_the_few_are_told_theirs() -> None:
    """Who says to be of them is told theirs."""
    assert "27 novembre" in asked("les pays les moins avancés, jusqu'à quand peuvent-ils répondre ?")


def test_the_day_of_something_else_is_not_that_of_the_event() -> None:
    """Asked when the results come, the letter's sentence on them answers, and no day of the webinar is told."""
    said = asked("quand seront publiés les résultats ?")
    assert "premier trimestre de 2027" in said
    assert "29 septembre" not in said


def test_languages_are_told_by_the_sentence_that_names_them() -> None:
    """Whichever is asked for, the sentence tells those that there are."""
    assert "en français et en espagnol" in asked("le webinaire sera en anglais ?")
