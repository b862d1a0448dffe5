"""Finding the words of a value in the sentence that says it."""

import datetime as dt

import pytest

from knowledge.french.text import Span
from knowledge.model import Letter, Mode
from knowledge.report.locating import day_at, hours_at, mode_at, number_at, period_at, words_at
from knowledge.temporal.moment import Grain, Moment

DATE = dt.date(2021, 2, 3)


def letter(text: str) -> Letter:
    """Return a letter that says one sentence."""
    return Letter(file="a.md", text=f"Dit. {text}", reference="A/1", date=DATE)


def cut(made: Letter, span: Span | None) -> str | None:
    """Return the words of a span."""
    return made.cut(span) if span else None


WORDS = (
    ("Le Forum 2021 du SMSI s'ouvre", "Forum du SMSI", "Forum 2021 du SMSI"),
    ("la session de 2020 du Conseil", "Session du Conseil", "session de 2020 du Conseil"),
    ("signé: HOULIN ZHAO, Secrétaire", "Houlin Zhao", "HOULIN ZHAO"),
    ("à Tunis (Tunisie), en mai", "Tunis (Tunisie)", "Tunis (Tunisie)"),
    ("le Bureau de la\nnormalisation", "Bureau de la normalisation", "Bureau de la\nnormalisation"),
    ("l’œuvre de l’Union", "l'oeuvre de l'Union", "l’œuvre de l’Union"),
    ("des réunions", "union", None),
    ("rien", "", None),
)


@pytest.mark.parametrize(("text", "value", "found"), WORDS)
def test_words(text: str, value: str, found: str | None) -> None:
    """Case, accents, line ends and the year of an edition do not hide a name; a part of a word is not it."""
    made = letter(text)
    assert cut(made, words_at(made, Span(5, len(made.text)), value)) == found


@pytest.mark.parametrize("printed", ["+41 22 730 6240", "+41 (0)22 730 62 40", "022 730 62 40", "+41.22.730.62.40"])
def test_numbers(printed: str) -> None:
    """A telephone number is found however it is spaced."""
    made = letter(f"Tél.: {printed}")
    found = cut(made, number_at(made, Span(0, len(made.text)), "+41227306240"))
    assert found
    assert printed.endswith(found)


DAYS = (
    ("confirmer avant le 1er mars 2021 si vous acceptez", dt.date(2021, 3, 1), None, "avant le 1er mars 2021"),
    ("six semaines avant l'ouverture", dt.date(2021, 4, 5), dt.date(2021, 5, 17), "six semaines avant l'ouverture"),
    ("le 17 mai 2021", dt.date(2021, 5, 18), None, None),
)


@pytest.mark.parametrize(("text", "day", "opening", "found"), DAYS)
def test_days(text: str, day: dt.date, opening: dt.date | None, found: str | None) -> None:
    """A day is found by what it means, counted from the opening if need be."""
    made = letter(text)
    assert cut(made, day_at(made, Span(5, len(made.text)), day, opening)) == found


def test_periods_and_hours() -> None:
    """The dates and the hours of an event are found in its sentence."""
    made = letter("La réunion aura lieu du 17 au 21 mai 2021, de septembre 2021 rien; séance à 13 h 30.")
    whole = Span(0, len(made.text))
    start, end = Moment(dt.date(2021, 5, 17)), Moment(dt.date(2021, 5, 21))
    assert [made.cut(each) for each in period_at(made, whole, start, end)] == ["du 17 au 21 mai 2021"]
    month = Moment(dt.date(2021, 9, 1), Grain.MONTH)
    assert list(period_at(made, whole, Moment(dt.date(2021, 5, 18)), None)) == []
    assert len(list(period_at(made, whole, month, month))) == 1
    assert "13 h 30" in (cut(made, hours_at(made, whole, dt.time(13, 30))) or "")
    assert hours_at(made, whole, dt.time(9)) is None


@pytest.mark.parametrize(
    ("text", "mode", "found"),
    [
        ("se tiendra en présentiel", Mode.IN_PERSON, "en présentiel"),
        ("la réunion aura lieu en ligne", Mode.VIRTUAL, "réunion aura lieu en ligne"),
        ("une participation à distance est possible", Mode.HYBRID, "participation à distance"),
        ("à Genève", Mode.VIRTUAL, None),
    ],
)
def test_modes(text: str, mode: Mode, found: str | None) -> None:
    """How people attend is found by the words that the reader goes by."""
    made = letter(text)
    assert cut(made, mode_at(made, Span(0, len(made.text)), mode)) == found
