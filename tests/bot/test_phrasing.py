"""How an answer is said: sources, counts, lists, numbers."""

import datetime as dt
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrasing import Answer, Source, Suggestion, abreast, count, enumerate_all, html, joined, plain, sentence

references = st.sampled_from(["CL-21/4", "CL-21/20", "DM-24/1010"])
quotes = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
sources = st.builds(Source, reference=references, date=st.none() | st.dates(), quote=quotes)
answers = st.builds(
    Answer,
    text=quotes,
    answered=st.booleans(),
    intent=st.just("event.date"),
    sources=st.lists(sources, max_size=5).map(tuple),
)


def cite(reference: str, quote: str, date: dt.date | None = None) -> Source:
    """Return a source."""
    return Source(reference=reference, date=date, quote=quote)


def said(*sources: Source) -> Answer:
    """Return an answer with some sources."""
    return Answer(text="Le 3 juin.", answered=True, intent="event.date", sources=sources)


@given(answers)
def test_every_quotation_is_shown(answer: Answer) -> None:
    """Plain text holds the answer and each quotation as it stands in its letter."""
    shown = plain(answer)
    assert shown.startswith(answer.text)
    assert all(f"« {source.quote} »" in shown for source in answer.sources)


@given(answers)
def test_nothing_written_is_markup(answer: Answer) -> None:
    """Telegram's HTML holds only our own tags; what was written is read back from between them."""
    shown = html(answer)
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<i>", "</i>", "<blockquote expandable>", "</blockquote>"}
    bare = unescape(re.sub(r"<[^>]*>", "", shown))
    assert answer.text in bare
    assert all(source.quote in bare for source in answer.sources)


def test_a_letter_is_named_once() -> None:
    """The quotations of one letter stand together behind its name, in the order of the first of each."""
    shown = plain(said(cite("A", "un"), cite("B", "deux"), cite("A", "trois")))
    assert shown.splitlines()[1:] == ["Source : A – « un » – « trois »", "Source : B – « deux »"]


def test_the_date_of_a_letter_is_told() -> None:
    """A dated letter is cited with its date."""
    assert plain(said(cite("A", "un", dt.date(2021, 3, 1)))).endswith("Source : A du 1er mars 2021 – « un »")


def test_no_quotation_of_nothing() -> None:
    """A letter that no sentence can be quoted from is only named."""
    assert plain(said(cite("A", ""))) == "Le 3 juin.\nSource : A"
    assert "blockquote" not in html(said(cite("A", "")))


def test_the_letters_of_an_answer() -> None:
    """Each letter cited counts once, in order."""
    assert said(cite("B", "un"), cite("A", "deux"), cite("B", "trois")).letters == ("B", "A")


def test_two_answers_are_one() -> None:
    """Two answers to one message keep both texts and each source once; one answered is an answer."""
    one, two = said(cite("A", "un")), replace(said(cite("A", "un"), cite("B", "deux")), text="À Tunis.", answered=False)
    both = joined([one, two])
    assert both.text == "Le 3 juin.\n\nÀ Tunis."
    assert both.letters == ("A", "B")
    assert both.answered
    assert len(both.sources) == 2


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        (0, "day", "0 jour"),
        (1, "day", "1 jour"),
        (2, "day", "2 jours"),
        (1, "working_day", "1 jour ouvrable"),
        (3, "month", "3 mois"),
        (2, "year", "2 ans"),
        (45, "minute", "45 minutes"),
        (1, "hour", "1 heure"),
        (5, "letter", "5 lettres"),
    ],
)
def test_a_count_agrees(number: int, unit: str, told: str) -> None:
    """The plural begins at two."""
    assert count(number, unit) == told


@pytest.mark.parametrize(
    ("items", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_is_said(items: list[str], told: str) -> None:
    """Commas, and "et" before the last."""
    assert enumerate_all(items) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("délai", "Délai"),
        ("", ""),
        ("écrire", "Écrire"),
        ("a@itu.int : Mme A", "a@itu.int : Mme A"),
        ("www.itu.int", "www.itu.int"),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, told: str) -> None:
    """Unless it begins with an address."""
    assert sentence(text) == told


def test_short_buttons_stand_two_a_row() -> None:
    """Three short ones make a pair and a single one; a long one has its row, before and after it."""
    labels = ("La date limite", "Le contact", "La lettre", "Journée mondiale des télécommunications", "Le lieu")
    placed = abreast([Suggestion(label=each, data="x") for each in labels])
    assert [each.beside for each in placed] == [False, True, False, False, False]
