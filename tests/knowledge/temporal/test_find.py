"""Expressions inside texts: where they stand, and in which order."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

import knowledge
from knowledge.temporal.dates import bounds_of
from knowledge.temporal.parser import find, recurrences
from tests.knowledge.temporal.corpora import DATA, instant

LETTER = instant("2021-12-17")


def _written(text: str, *, opening: dt.date | None = None, anchor: dt.datetime = LETTER) -> list[str]:
    return [text[e.span.start : e.span.end] for e in find(text, anchor, opening=opening)]


def test_expressions_come_in_order_without_overlap() -> None:
    """Expressions are told from left to right and never share a character."""
    text = "Du 3 au 5 mai, puis avant le 7 juin et le lundi 21 juin 2021 de 9 h à 10 h; fin juillet."
    spans = [expression.span for expression in find(text, LETTER)]
    assert len(spans) == 4
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_spans_are_offsets_in_the_text_as_written() -> None:
    """A span cuts the very words out of the text, whatever its ligatures and accents folded into."""
    text = "L'œuvre… sera prête « avant le **1er mars 2021** » – dès août"
    assert _written(text) == ["avant le **1er mars 2021", "dès août"]


def test_a_deadline_keeps_its_time_and_zone() -> None:
    """A limit with a time and a zone in brackets is one expression, its zone as printed."""
    text = "au plus tard le **lundi 7 mars 2022 à 23 h 59** (heure de Genève), c'est-à-dire"
    (expression,) = find(text, LETTER)
    hours = expression.value.hours
    assert bounds_of(expression.value) == (None, "2022-03-07T23:59")
    assert hours is not None
    assert hours.zone == "heure de Genève"


def test_what_is_counted_from_an_opening_needs_its_day() -> None:
    """What comes "six semaines avant l'ouverture" is a day when the opening is known and nothing otherwise."""
    text = "au plus tard six semaines avant l'ouverture de la réunion"
    assert find(text, LETTER) == ()
    (expression,) = find(text, LETTER, opening=dt.date(2022, 3, 21))
    assert bounds_of(expression.value) == (None, "2022-02-07")
    assert expression.convention == "opening"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("quatorze jours calendaires avant l'ouverture", "2022-03-07"),
        ("une semaine avant la Journée", "2022-03-14"),
        ("au moins douze jours avant le début de la session", "2022-03-09"),
        ("deux mois avant la date d'ouverture de la Conférence", "2022-01-21"),
        ("trois jours ouvrables avant la réunion", "2022-03-16"),
        ("dix jours après la clôture de la réunion", None),
        ("la veille de la cérémonie", "2022-03-20"),
    ],
)
def test_openings_are_told_in_many_ways(text: str, day: str | None) -> None:
    """An opening, a start, a meeting or a ceremony may be what days are counted from; a closing may not."""
    found = find(text, LETTER, opening=dt.date(2022, 3, 21))
    assert [bounds_of(expression.value)[1] for expression in found] == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("dans les trente jours suivant la date de la présente lettre", "2022-01-16"),
        ("dans un délai de deux mois à compter de la date de la présente lettre", "2022-02-17"),
        ("dans le mois suivant la réception de la présente lettre", "2022-01-17"),
        ("au plus tard trois semaines après la date de la présente circulaire", "2022-01-07"),
        ("sous quinze jours à compter de la présente", "2022-01-01"),
        ("dans les six semaines qui suivent la date d'envoi de cette lettre", "2022-01-28"),
    ],
)
def test_a_delay_from_the_letter_is_a_limit(text: str, due: str) -> None:
    """What is counted from the letter's date is due on a computed day, included."""
    (expression,) = find(text, LETTER)
    assert bounds_of(expression.value) == (None, due)
    assert expression.value.end_inclusive


def test_a_year_that_was_not_written_is_flagged() -> None:
    """An expression tells whether its year was written or inferred."""
    flags = [e.year_given for e in find("le 14 mai; le 14 mai 2022; du 3 au 5 mai; du 3 au 5 mai 2022", LETTER)]
    assert flags == [False, True, False, True]


def test_a_weekday_that_contradicts_its_date_is_reported() -> None:
    """The number of the day wins, and the contradiction is told."""
    right, wrong = find("lundi 17 mai 2021; mardi 17 mai 2021", LETTER)
    assert (right.conflict, wrong.conflict) == (None, "weekday")
    assert right.value == wrong.value


def test_the_past_is_read_in_its_tense() -> None:
    """After a verb in the past, a month without a year is the latest one."""
    text = "Le Forum a débuté sous forme virtuelle en janvier. Il se terminera en mars."
    past, future = find(text, instant("2021-02-03"))
    assert bounds_of(past.value) == ("2021-01-01", "2021-01-31")
    assert bounds_of(future.value) == ("2021-03-01", "2021-03-31")


def test_days_without_a_year_may_be_read_backwards() -> None:
    """Without `forward`, a day without a year is the latest such day."""
    (expression,) = find("le 3 mai", LETTER, forward=False)
    assert bounds_of(expression.value) == ("2021-05-03", "2021-05-03")


def test_days_that_do_not_follow_each_other_are_as_many_dates() -> None:
    """The days "les 3, 5 et 9 mai" are three dates, "les 3, 4 et 5 mai" one stretch."""
    assert [bounds_of(e.value)[0] for e in find("les 3, 5 et 9 mai 2022", LETTER)] == [
        "2022-05-03",
        "2022-05-05",
        "2022-05-09",
    ]
    assert [bounds_of(e.value) for e in find("les 3, 4 et 5 mai 2022", LETTER)] == [("2022-05-03", "2022-05-05")]


def test_recurrences_are_set_aside_and_shown() -> None:
    """What comes back is no date, but one can tell where it was said."""
    text = "La permanence a lieu chaque mardi à 9 h, et fermera le 3 mai."
    assert _written(text) == ["3 mai"]
    (span,) = recurrences(text, LETTER)
    assert text[span.start : span.end] == "chaque mardi à 9 h"


@pytest.mark.parametrize("path", sorted((DATA / "letters").glob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_gives_all_its_expressions_and_no_other(path: Path) -> None:
    """Each shipped letter gives exactly the expressions listed beside it."""
    written = (Path(knowledge.__file__).parent / "letters" / f"{path.stem}.md").read_text("utf-8")
    first, *expected = path.read_text("utf-8").splitlines()
    found = find(written, instant(first))
    assert [f"{written[e.span.start : e.span.end]} | {bounds_of(e.value)}" for e in found] == expected


@pytest.mark.parametrize("text", ["le ➐ mai", "avant le ①③ mars 2021", "²⁰²¹", "le ៣ mai"])
def test_a_digit_of_another_script_is_no_failure(text: str) -> None:
    """What looks like a digit and counts nothing is read as any other sign."""
    assert all(expression.span.end <= len(text) for expression in find(text, LETTER))
