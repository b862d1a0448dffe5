"""What is sent is stored aside under safe names, once, and survives a restart."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operators.contested import LastAnswers
from bot.operators.faults import MOST, Faults
from bot.operators.incoming import KEPT, LONGEST, Fate, Incoming, free, safe
from bot.operators.sentences import load_sentences
from bot.operators.unpacking import letters_in
from bot.state.records import Place
from knowledge.corrections import read_sheet
from knowledge.corrections_writing import HEADER, CorrectionTable, with_table
from knowledge.history import By

NOW = dt.datetime(2024, 5, 10, 9, tzinfo=dt.UTC)
BY = By(who="telegram:5", at=NOW)


@given(st.text(max_size=300))
def test_any_name_becomes_one_file_in_its_folder(name: str) -> None:
    """No path, nothing hidden, not too long, whatever was sent."""
    made = safe(name)
    assert made == Path(made).name
    assert not made.startswith((".", "-"))
    assert 0 < len(made) <= LONGEST


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\x\\Lettre n° 4.DOCX", "Lettre-n-4.docx"),
        (".docx", "docx"),
        ("", "lettre"),
        ("lettre circulaire été.pdf", "lettre-circulaire-été.pdf"),
    ],
)
def test_names(name: str, made: str) -> None:
    """What a person reads in a name stays."""
    assert safe(name) == made


def test_a_name_that_is_taken_gets_a_number() -> None:
    """Also where only the corrections of another letter would be overwritten."""
    assert free("a.md", ["a.pdf", "a-2.md"]) == "a-3.md"
    assert free("b.md", ["a.pdf"]) == "b.md"


def test_an_item_is_known_by_its_content(tmp_path: Path) -> None:
    """The same letter is the same item, for whoever opens the folder later."""
    item, again = Incoming(tmp_path).receive("a.md", b"x", BY)
    assert not again
    other, again = Incoming(tmp_path).receive("b.md", b"x", BY)
    assert (other, again) == (item, True)
    assert Incoming(tmp_path).waiting() == (item,)
    Incoming(tmp_path).settle(item, Fate.REJECTED, BY)
    assert Incoming(tmp_path).waiting() == ()


@pytest.mark.parametrize("key", ["", "..", "../../x", "0123456", "zzzzzzzz", "01234567"])
def test_no_button_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    """An id that is none, or of nothing, is nothing."""
    assert Incoming(tmp_path).item(key) is None


def test_corrections_are_taken_back_one_by_one(tmp_path: Path) -> None:
    """To no file at all, where there was none."""
    incoming = Incoming(tmp_path)
    item, _ = incoming.receive("a.md", b"x", BY)
    for text in ("a = 1\n", "a = 2\n"):
        item = incoming.correct(item, text)
    item = incoming.take_back(item)
    assert item.sheet == "a = 1\n"
    item = incoming.take_back(item)
    assert not item.toml.exists()
    assert incoming.take_back(item) == item


def test_what_was_settled_long_ago_is_forgotten(tmp_path: Path) -> None:
    """What waits is kept however old."""
    incoming = Incoming(tmp_path)
    old, _ = incoming.receive("a.md", b"x", BY)
    incoming.settle(old, Fate.PUBLISHED, BY)
    kept, _ = incoming.receive("b.md", b"y", BY)
    incoming.tidy(NOW + 2 * KEPT)
    assert incoming.items() == (kept,)


def test_tables_are_written_as_they_are_read() -> None:
    """Each with who, when and in which words; a value of the header stands once."""
    sheet = with_table("", CorrectionTable(section="deadlines", replaces='dire "oui"', remove=True), BY, "retire\nça")
    sheet = with_table(sheet, CorrectionTable(section=HEADER, values={"place": "Genève"}), BY, "")
    sheet = with_table(sheet, CorrectionTable(section=HEADER, values={"place": "Berne", "date": NOW.date()}), BY, "")
    assert "telegram:5 : « retire ça »" in sheet
    assert tomllib.loads(sheet)["lieu"] == "Berne"
    read, faults = read_sheet(sheet.encode(), "a.toml")
    assert faults == ()
    assert (read.deadlines[0].replaces, read.deadlines[0].remove) == ('dire "oui"', True)
    assert read.header.given == {"place": "Berne", "date": NOW.date()}


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_said_the_file_stays_toml(value: str, words: str) -> None:
    """Quotation marks, line ends and control characters break nothing."""
    sheet = with_table("", CorrectionTable(section="notes", values={"question": value, "text": "x"}), BY, words)
    assert tomllib.loads(sheet)["notes"][0]["question"] == value.replace("\x7f", "")


def test_a_file_that_is_no_mail_is_itself() -> None:
    """And a mail without anything to read gives nothing."""
    assert list(letters_in("a.pdf", b"x")) == [("a.pdf", b"x")]
    assert list(letters_in("a.eml", b"Subject: x\nContent-Type: image/png\n\n")) == []


def test_errors_are_counted_without_their_contents() -> None:
    """By the place and the class; a report tells what came since the last one."""
    import logging

    faults = Faults(lambda: NOW)
    logger = logging.Logger("bot.x")
    logger.addHandler(faults)
    for _ in range(2):
        try:
            int("ce que quelqu'un a écrit")
        except ValueError:
            logger.exception("secret %s", "secret")
    (told,) = faults.news()
    assert told.times == 2
    assert "secret" not in told.what
    assert "écrit" not in told.what
    assert faults.news() == ()
    for number in range(2 * MOST):
        faults.emit(logging.LogRecord("x", logging.ERROR, "x", number, "x", (), None))
    assert len(faults.every()) == MOST


def test_only_the_last_answer_is_called_false_and_once() -> None:
    """By words that say so and nothing else; what might tell who asked is masked."""
    last, said = LastAnswers(), load_sentences().unanswered
    assert last.contested(Place(1), "c'est faux", str, said) is None
    last.note(Place(1), "quand Awa ?", "le 3 mai")
    assert last.contested(Place(1), "c'est faux que le Forum a lieu en mai ?", str, said) is None
    told = last.contested(Place(1), "C'est faux !", lambda text: text.replace("Awa", "…"), said)
    assert told is not None
    assert "quand … ?" in told
    assert "le 3 mai" in told
    assert last.contested(Place(1), "c'est faux", str, said) is None
