"""A message read: what it speaks of, when, and what stays unexplained."""

import datetime as dt

import pytest

from bot.entities.dialogue import Dialogue
from bot.understanding.question import Question, Understanding
from tests.bot.drafts import at


def read(understanding: Understanding, message: str, dialogue: Dialogue | None = None) -> Question:
    """Return a message read on a spring morning."""
    return understanding.read(message, dialogue or Dialogue(), at("2024-04-10T09:00"))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("le séminaire est-il en ligne ?", True),
        ("peut-on venir au séminaire ?", True),
        ("où est le séminaire ?", True),
        ("quand est le séminaire ?", False),
        ("qui préside le séminaire ?", False),
    ],
)
def test_oui_or_non(message: str, expected: bool, understanding: Understanding) -> None:  # noqa: FBT001 - a row's answer
    """No word that asks when, who, what or how many: oui or non answers ("ou" folds as "où" does)."""
    assert read(understanding, message).yes_or_no is expected


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("que se passe-t-il le 3 juin ?", dt.date(2024, 6, 3)),
        ("que se passe-t-il le 3 jiun ?", dt.date(2024, 6, 3)),
        ("que se passe-t-il demain ?", dt.date(2024, 4, 11)),
        ("que se passe-t-il 2main ?", dt.date(2024, 4, 11)),
    ],
)
def test_the_time_spoken_of(message: str, first: dt.date, understanding: Understanding) -> None:
    """A time is read with its slips mended, from the day on which it is said."""
    period = read(understanding, message).period
    assert period is not None
    assert period.value.first_day == first


def test_a_time_stands_where_it_was_written(understanding: Understanding) -> None:
    """Its span lies in the message as typed, though words before it were mended."""
    question = read(understanding, "kel est le programe du 3 juin svp")
    assert question.period is not None
    assert question.text[slice(*question.period.span)] in ("3 juin", "du 3 juin")


@pytest.mark.parametrize(
    ("message", "foreign"),
    [
        ("le prix des hôtels du séminaire", {"prix", "hotels"}),
        ("quand a lieu le championnat de pétanque ?", {"championnat", "petanque"}),
        ("quand a lieu le séminaire ?", set()),
        ("bonjour, pourriez-vous me dire quand a lieu le séminaire svp ?", set()),
    ],
)
def test_what_nothing_explains(message: str, foreign: set[str], understanding: Understanding) -> None:
    """Nouns that neither the cues nor the letters know are told apart; courtesy is not."""
    assert set(read(understanding, message).foreign) == foreign


def test_what_to_look_for(understanding: Understanding) -> None:
    """The names and what ties or asks are not looked for in the letters; the rest is."""
    assert read(understanding, "pour le séminaire, parle-t-on des bandes ?").content == ("band",)


def test_an_old_memory_is_dropped(understanding: Understanding) -> None:
    """Half a day later, a conversation begins anew."""
    key = understanding.catalogue.occurrences[0].key
    old, fresh = (Dialogue(events=(key,), said=at(said)) for said in ("2024-04-09T20:00", "2024-04-10T08:00"))
    assert not read(understanding, "et le contact ?", old).occurrences
    assert read(understanding, "et le contact ?", fresh).occurrences


def test_a_spelt_year_is_a_year(understanding: Understanding) -> None:
    """A year in words names an edition as its digits do."""
    question = read(understanding, "le séminaire en deux mille vingt-quatre")
    assert [named.what for named in question.mentions.years] == [2024]
