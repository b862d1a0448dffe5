"""Letters are read strictly, messages leniently."""

import datetime as dt

import pytest

from knowledge.temporal.dates import bounds_of
from knowledge.temporal.parser import find, lengths, unknown_days
from tests.knowledge.temporal.corpora import instant

NOW = instant("2021-02-15")
OPENING = dt.date(2021, 5, 20)


def _read(text: str, *, strict: bool) -> list[tuple[str, tuple[str | None, str | None]]]:
    found = find(text, NOW, opening=OPENING, strict=strict)
    return [(text[each.span.start : each.span.end], bounds_of(each.value)) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "M. Martí et Mme Jeudy",
        "le Lundy du quai",
        "avnt la semiane",
        "yer et demin",
        "deux jours plus tard",
        "trois jours après.",
        "la semaine suivante",
        "le mois précédent",
        "le lendemain",
        "maintenant",
        "en ce moment",
        "le soir",
        "en fin de matinée",
        "8 du soir",
        "mercredi suivant",
    ],
)
def test_a_letter_is_read_as_it_is_written(text: str) -> None:
    """In a letter no slip is forgiven, and what is told from the moment of speaking is no day."""
    days = [said for said, _ in _read(text, strict=True)]
    assert days in ([], ["mercredi"])  # a weekday is one, whatever follows


@pytest.mark.parametrize("text", ["le Martí 3 mai", "avnt le 3 mai", "ds le 3 mai", "le 3 mai demin"])
def test_a_slip_is_no_part_of_a_day_in_a_letter(text: str) -> None:
    """Beside a day, a misspelt word is a word like any other."""
    assert ("3 mai", ("2021-05-03", "2021-05-03")) in _read(text, strict=True)


def test_a_part_of_the_day_has_no_hours_in_a_letter() -> None:
    """A letter that says an evening tells no hour; a limit before an evening holds its day."""
    assert _read("le 12 mai au soir", strict=True) == [("12 mai au soir", ("2021-05-12", "2021-05-12"))]
    (limit,) = find("avant le 12 mai au soir", NOW, strict=True)
    assert (limit.value.last_day, limit.value.hours) == (dt.date(2021, 5, 12), None)
    assert _read("le 12 mai au soir", strict=False)[0][1] == ("2021-05-12T18:00", "2021-05-12T23:59")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("huit (8) semaines avant l'ouverture", ("2021-03-25", "2021-03-25")),
        ("au plus tard quarante-cinq (45) jours avant l'ouverture", (None, "2021-04-05")),
        ("48 heures avant l'ouverture", ("2021-05-18", "2021-05-18")),
        ("le dernier jour ouvrable avant l'ouverture", ("2021-05-19", "2021-05-19")),
        ("le jeudi de la semaine précédant l'ouverture", ("2021-05-13", "2021-05-13")),
        ("le lundi suivant l'ouverture", ("2021-05-24", "2021-05-24")),
    ],
)
def test_what_is_counted_from_an_opening_is_read_in_letters(text: str, bounds: tuple[str | None, str | None]) -> None:
    """Counts said twice, working days and weekdays beside an opening have a day when it is known."""
    assert [value for _, value in _read(text, strict=True)] == [bounds]


def test_an_hour_before_a_day_is_no_day() -> None:
    """What is counted in hours from an opening whose time is unknown is not read."""
    assert _read("une heure avant l'ouverture", strict=True) == []


def test_days_that_the_calendar_has_not_are_told() -> None:
    """A day that does not exist is read by nothing, and shown to who asks for it."""
    text = "avant le 31 avril 2021 ou le 32 mai, du 28 au 31 juin, le 30 mai"
    assert [text[span.start : span.end] for span in unknown_days(text, NOW)] == ["31 avril 2021", "32 mai", "31 juin"]


def test_lengths_counted_from_nowhere_are_told_apart() -> None:
    """A length is no date, and is told with its units."""
    text = "pendant trois jours et 2 h, puis une heure et quart, 10 jours ouvrables"
    told = [(text[span.start : span.end], length) for span, length in lengths(text, NOW)]
    assert [said for said, _ in told] == ["trois jours et 2 h", "10 jours ouvrables"]
    assert (told[0][1].days, told[0][1].seconds, told[1][1].workdays) == (3, 7200, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("La session se tiendra en mars 2022, du 3 au 5.", ("2022-03-03", "2022-03-05")),
        ("En novembre, entre le 19 et le 20, aura lieu la réunion.", ("2021-11-19", "2021-11-20")),
        ("le jeudi 25e", ("2021-02-25", "2021-02-25")),
    ],
)
def test_a_letter_may_name_a_month_before_its_days(text: str, days: tuple[str, str]) -> None:
    """Days without a month are of the month said just before them, not of the one of the letter."""
    assert [bounds for _, bounds in _read(text, strict=True)] == [days]


@pytest.mark.parametrize("text", ["dans 15'", "5 à 6pm"])
def test_a_letter_has_none_of_the_short_forms_of_messages(text: str) -> None:
    """Minutes written with an apostrophe and English hours are read in messages alone."""
    assert _read(text, strict=True) == []
