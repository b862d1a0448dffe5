"""Letters that came as the words of a mail: which day is theirs."""

import datetime as dt
import subprocess
import sys
from email.message import EmailMessage

import pytest

from knowledge.documents.file import Limits, read_bytes
from knowledge.extraction.reader import read_letter
from knowledge.model import Letter, Problem

BODY = (
    "Réf.: CL-27/3\n\nObjet: Atelier sur le spectre\n\nMadame, Monsieur,\n\n"
    "Les États Membres sont invités à participer à l'Atelier sur le spectre, "
    "qui se tiendra à Genève du 3 au 5 mai 2027.\n\n"
    "Les réponses doivent parvenir au secrétariat dans les trente jours suivant la date de la présente lettre.\n\n"
    "Veuillez agréer l'assurance de ma haute considération.\n"
)
FORWARDED = (
    "From: courrier@itu.int\nSent: Monday, February 1, 2027 9:12 AM\nTo: mission@x.int\nSubject: Lettre",
    "On Mon, Feb 1, 2027 at 9:12 AM, Secretariat <courrier@itu.int> wrote:",
    "Von: courrier@itu.int\nGesendet: Montag, 1. Februar 2027 09:12\nAn: mission@x.int\nBetreff: Lettre",
    "De : courrier@itu.int\nEnvoyé : lundi 1er février 2027 09:12\nÀ : mission@x.int\nObjet : Lettre",
)


def mailed(body: str, sent: str | None = "Mon, 01 Mar 2027 16:42:00 +0100") -> tuple[Letter, tuple[Problem, ...]]:
    """Return the letter that a mail is, and its doubts."""
    message = EmailMessage()
    message["From"] = "courrier@itu.int"
    if sent is not None:
        message["Date"] = sent
    message.set_content(body)
    return read_letter(read_bytes(message.as_bytes(), "a.eml", Limits()), doubtful_below=0.75)


def test_a_letter_without_a_day_is_of_the_day_of_its_mail() -> None:
    """The day of sending is taken and told as a doubt, with the line that gives it; limits are counted from it."""
    letter, problems = mailed(BODY)
    assert letter.date == dt.date(2027, 3, 1)
    (doubt,) = [each for each in problems if "courriel" in each.message]
    assert doubt.span is not None
    assert letter.cut(doubt.span) == "Date: Mon, 01 Mar 2027 16:42:00 +0100"
    assert [each.due for each in letter.deadlines] == [dt.date(2027, 3, 31)]


def test_the_printed_day_goes_before_that_of_the_mail() -> None:
    """A letter that prints its day is of that day, and nothing is doubtful in it."""
    letter, problems = mailed(f"Genève, le 12 février 2027\n\n{BODY}")
    assert letter.date == dt.date(2027, 2, 12)
    assert not any("courriel" in each.message for each in problems)


@pytest.mark.parametrize("head", FORWARDED)
def test_a_letter_passed_on_is_of_the_day_of_the_mail_that_brought_it(head: str) -> None:
    """The day of the mail that holds the letter is taken, not that of the one that passes it on."""
    letter, _ = mailed(f"Pour information.\n\n{head}\n\n{BODY}")
    assert letter.date == dt.date(2027, 2, 1)


@pytest.mark.parametrize("sent", [None, "", "n'importe quoi", "Thu, 31 Feb 2027 10:00:00 +0100", "1/3/2027 10:00"])
def test_a_mail_that_tells_no_sure_day_dates_no_letter(sent: str | None) -> None:
    """What could be read in two ways, or not at all, leaves the letter without a day."""
    assert mailed(BODY, sent)[0].date is None


def test_a_dated_letter_costs_no_other_language() -> None:
    """What reads other languages is loaded for the head of a foreign mail whose letter prints no day only."""
    program = (
        "import sys; from tests.knowledge.extraction.test_mailed import BODY, mailed;"
        "mailed('Genève, le 12 février 2027\\n\\n' + BODY); assert 'dateparser' not in sys.modules;"
        "mailed(BODY); assert 'dateparser' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - a program of our own
