"""Telephone numbers as people of their country write them."""

import pytest

from bot.phrasing import say_number
from bot.telephones import spaced


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("+41227306076", "+41 22 730 60 76"),
        ("+33140506070", "+33 1 40 50 60 70"),
        ("+251115514977", "+251 11 551 4977"),
        ("+254722203132", "+254 722 203132"),
        ("117", "117"),
        ("+999123", "+999123"),
        ("+4122", "+4122"),
    ],
)
def test_a_number_is_spaced_as_its_country_does(number: str, told: str) -> None:
    """Whatever is no number of any country stays as it is printed."""
    assert spaced(number) == told


def test_the_kind_is_said_before_the_number() -> None:
    """A telephone is no fax."""
    assert say_number("+41227306076", "phone") == "tél. +41 22 730 60 76"
    assert say_number("+41227306076", "fax") != say_number("+41227306076", "phone")
