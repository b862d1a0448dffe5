"""The draft of a reply: from the facts of the letter, in the form that is due, with blanks for what is not known."""

import datetime as dt
import email
import email.policy
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.draft import draft, words
from bot.replies.files import docx, eml
from knowledge.french.text import Span
from knowledge.model import Annex, Contact, Deadline, Letter

SPAN = Span(0, 5)
CONTACT = Contact(span=SPAN, name="Ana Lima", title="Mme", email="lima@itu.int")
LETTER = Letter(
    file="a.md",
    text="texte",
    reference="CL-26/7",
    date=dt.date(2026, 2, 3),
    subject="Atelier sur les câbles",
    contacts=(CONTACT,),
    annexes=(
        Annex(span=SPAN, number=1, title="Formulaire d'inscription"),
        Annex(span=SPAN, number=2, title="Ordre du jour"),
    ),
)
DEADLINE = Deadline(
    span=SPAN,
    due=dt.date(2026, 3, 1),
    inclusive=False,
    action="confirmer votre participation",
    reply_to=("lima@itu.int",),
)


def test_a_draft_says_what_the_letter_asks() -> None:
    """Reference, date, subject, deed and limit are the letter's; the form to fill in is enclosed, the agenda is not."""
    made = draft(DEADLINE, LETTER)
    assert made.to == ("lima@itu.int",)
    for told in (
        "CL-26/7",
        "3 février 2026",
        "Atelier sur les câbles",
        "avant le 1er mars 2026",
        "confirmer votre participation",
    ):
        assert told in made.text
    assert "annexe 1, remplie : Formulaire" in made.text
    assert "Ordre du jour" not in made.text


def test_whom_it_greets() -> None:
    """She is greeted as the letter names her when it is she who is written to, and not otherwise."""
    assert draft(DEADLINE, LETTER).paragraphs[0] == words().madam
    elsewhere = replace(DEADLINE, reply_to=("bureau@itu.int",))
    assert draft(elsewhere, LETTER).paragraphs[0] == words().salutation


def test_without_an_address_the_contact_is_told() -> None:
    """What the letter does not tell is said, and nothing is put in its place."""
    made = draft(replace(DEADLINE, reply_to=()), LETTER)
    assert "n'indique pas d'adresse" in made.channels
    assert "Mme Ana Lima" in made.channels
    alone = draft(replace(DEADLINE, reply_to=()), replace(LETTER, contacts=()))
    assert alone.channels == words().no_channel
    assert alone.mailboxes == ()


def test_a_page_is_no_mailbox() -> None:
    """A page to fill in is told as a channel, and no message is addressed to it."""
    made = draft(replace(DEADLINE, reply_to=("https://itu.int/x@y", "a@itu.int")), LETTER)
    assert made.mailboxes == ("a@itu.int",)


def test_a_message_opens_unsent_and_reads_back() -> None:
    """The file holds the addresses, the subject and the text, accents included."""
    made = draft(DEADLINE, LETTER)
    read = email.message_from_bytes(eml(made), policy=email.policy.default)
    assert (read["To"], read["X-Unsent"]) == ("lima@itu.int", "1")
    assert read["Subject"] == made.subject
    assert read.get_content().strip() == made.body


def test_a_document_reads_back() -> None:
    """The document holds every line, in the parts that a Word file has."""
    with zipfile.ZipFile(io.BytesIO(docx(draft(DEADLINE, LETTER)))) as package:
        assert package.testzip() is None
        assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml"} <= set(package.namelist())
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own document
    text = "\n".join(body.itertext())
    for line in ("Objet : CL-26/7", "confirmer votre participation", "[Votre réponse]", "[Fonction]"):
        assert line in text


@given(st.text(max_size=3000), st.text(min_size=1, max_size=300))
def test_any_letter_makes_files(subject: str, action: str) -> None:
    """Whatever a letter holds, its draft is a message and a document."""
    made = draft(replace(DEADLINE, action=action), replace(LETTER, subject=subject))
    assert docx(made).startswith(b"PK")
    assert eml(made)


@pytest.mark.parametrize("inclusive", [True, False])
def test_the_limit_keeps_its_direction(inclusive: bool) -> None:  # noqa: FBT001 - parametrised
    """A day that is too late is never given as one that will do."""
    text = draft(replace(DEADLINE, inclusive=inclusive), LETTER).text
    assert ("avant le 1er mars" in text) is not inclusive
