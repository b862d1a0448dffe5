"""Dates of other languages."""

import pytest

from knowledge.temporal import fallback
from knowledge.temporal.dates import bounds_of
from tests.knowledge.temporal.corpora import instant

NOW = instant("2021-02-15")


@pytest.mark.parametrize(
    ("text", "said", "day"),
    [
        ("Please confirm before May 17th, 2021.", "May 17th, 2021", "2021-05-17"),
        ("hasta el 17 de mayo de 2021", "17 de mayo de 2021", "2021-05-17"),
        ("bis zum 3. März 2021 antworten", "3. März 2021", "2021-03-03"),
        ("Montag, 5. Oktober 2020", "5. Oktober 2020", "2020-10-05"),
        ("entro il 1 luglio 2022", "1 luglio 2022", "2022-07-01"),
        ("até 22 de dezembro de 2021", "22 de dezembro de 2021", "2021-12-22"),
        ("on 2 September 2021 at noon", "2 September 2021", "2021-09-02"),
    ],
)
def test_a_whole_date_of_a_neighbour_language_is_read(text: str, said: str, day: str) -> None:
    """A day, the name of a month and a year are read wherever they stand, in the languages of our neighbours."""
    (found,) = fallback.find(text, NOW)
    assert text[found.span.start : found.span.end] == said
    assert bounds_of(found.value) == (day, day)


@pytest.mark.parametrize(
    "text",
    [
        "31 de abril de 2021",  # no such day
        "12 marchés 2021",
        "le 17 ma 2021",
        "3 settori 2021",
        "May 2021",
        "17 mayo",
        "CL-21/17 mayo 2021-3",
        "1234 mayo 2021",
        "10 novices 2021",
        "see you tomorrow",
        "mardi 12",
    ],
)
def test_what_is_no_whole_date_is_not_guessed(text: str) -> None:
    """Without a day, a month that has it and a year, nothing is read."""
    assert fallback.find(text, NOW) == ()
