"""Time zones by the names that people give them."""

from pathlib import Path

import pytest

from bot.clocks import take_the_newest
from bot.reminders.zones import called, find

CAPITALS = (Path(__file__).parents[2] / "data" / "capitals.txt").read_text("utf-8").splitlines()


@pytest.fixture(autouse=True)
def newest() -> None:
    """The zones that the bot itself reads."""
    take_the_newest()


def names(place: str) -> tuple[str, ...]:
    """Return the zones that a place stands for."""
    return tuple(each.name for each in find(place))


@pytest.mark.parametrize("capital", CAPITALS)
def test_every_capital_has_one_zone(capital: str) -> None:
    """Whoever is not understood is told to try the capital: it is known, as French writes it."""
    assert len(find(capital)) == 1


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Kiev", "Europe/Kyiv"),
        ("Calcutta", "Asia/Kolkata"),
        ("Saïgon", "Asia/Ho_Chi_Minh"),
        ("Godthåb", "America/Nuuk"),
        ("Tripoli", "Africa/Tripoli"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("El Aaiún", "Africa/El_Aaiun"),
        ("Almaty", "Asia/Almaty"),
        ("l'île Maurice", "Indian/Mauritius"),
        ("Fidji", "Pacific/Fiji"),
    ],
)
def test_a_town_has_the_names_that_it_had(place: str, zone: str) -> None:
    """French's, IANA's of now and of before, with or without the country that tells it from another one."""
    assert names(place) == (zone,)


@pytest.mark.parametrize(
    ("offset", "zone"),
    [("UTC+1", "Etc/GMT-1"), ("utc -3", "Etc/GMT+3"), ("GMT+05:45", "Asia/Kathmandu"), ("+14", "Etc/GMT-14")],
)
def test_an_offset_is_a_zone(offset: str, zone: str) -> None:
    """Whole hours have zones of their own; others that of a place that keeps them all the year."""
    assert names(offset) == (zone,)


@pytest.mark.parametrize("offset", ["UTC+15", "+99", "UTC+1:20", "+"])
def test_an_offset_that_no_clock_has_is_unknown(offset: str) -> None:
    """It is not taken for the nearest one."""
    assert names(offset) == ()


def test_a_fixed_offset_is_called_as_people_write_it() -> None:
    """IANA counts westward."""
    assert called("Etc/GMT-1") == "UTC+1"
    assert called("Etc/GMT+3") == "UTC-3"


def test_an_abbreviation_stands_for_every_clock_that_has_it() -> None:
    """CEST is one clock; IST is three, to choose from."""
    assert len(names("CEST")) == 1
    assert set(names("IST")) == {"Asia/Jerusalem", "Asia/Kolkata", "Europe/Dublin"}
