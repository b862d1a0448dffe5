"""What a message names."""

import pytest

from bot.understanding.catalogue import Catalogue
from bot.understanding.directory import Directory
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.words import tokenise


def read(message: str, catalogue: Catalogue) -> Mentions:
    """Return what a message names."""
    return find_mentions(tokenise(message, catalogue.lexicon, catalogue.vocabulary), Directory(catalogue))


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("l'atelier sur la cybersécurité", {"Atelier sur la cybersécurité"}),
        ("l'atelier", {"Atelier sur la cybersécurité"}),
        ("l'ateleir cyberssécurité", {"Atelier sur la cybersécurité"}),
        ("le forum des jeunes", {"Forum des jeunes"}),
        ("le forum", {"Forum des jeunes", "Forum de la connectivité"}),
        ("le forum des jeunes et le forum de la connectivité", {"Forum des jeunes", "Forum de la connectivité"}),
        ("l'atelier ou le séminaire", {"Atelier sur la cybersécurité", "Séminaire sur le spectre"}),
        ("le congrès", set()),
        ("merci", set()),
    ],
)
def test_events_are_named(message: str, names: set[str], catalogue: Catalogue) -> None:
    """An event is named by its words, or by its kind; a kind that two share names both, a word of its own only one."""
    assert {named.what.name for named in read(message, catalogue).series} == names


@pytest.mark.parametrize(
    ("message", "reference"),
    [
        ("la lettre CL-24/30", "CL-24/30"),
        ("cl 24 30", "CL-24/30"),
        ("la cl-24/030", "CL-24/30"),
        ("la lettre 24/30", "CL-24/30"),
        ("la 24/30", "CL-24/30"),
        ("DM-24/1010", "DM-24/1010"),
        ("CR/512", "CR/512"),
    ],
)
def test_a_letter_is_named_by_its_reference(message: str, reference: str, catalogue: Catalogue) -> None:
    """With or without its prefix, zeros and dashes; without the prefix only where a letter is announced."""
    assert [named.what.reference for named in read(message, catalogue).letters] == [reference]


@pytest.mark.parametrize("message", ["le 24/11", "24/11", "à 24 11 h"])
def test_a_day_is_no_letter(message: str, catalogue: Catalogue) -> None:
    """Two numbers that nothing announces are not a reference."""
    assert read(message, catalogue).letters == ()


@pytest.mark.parametrize(
    ("message", "unknown"), [("la CL-23/99", "CL-23/99"), ("la lettre 23/99", "23/99"), ("le 23/99", None)]
)
def test_an_unknown_reference_is_told_apart(message: str, unknown: str | None, catalogue: Catalogue) -> None:
    """A reference that no letter has is remembered as written."""
    assert read(message, catalogue).unknown_letter == unknown


@pytest.mark.parametrize(
    ("message", "people"),
    [
        ("qui est Karim Haddad ?", ["Karim Haddad"]),
        ("le mail de haddad", ["Karim Haddad"]),
        ("madame Ndiaye", ["Awa Ndiaye"]),
        ("Jean Dupont", []),
    ],
)
def test_people_are_named(message: str, people: list[str], catalogue: Catalogue) -> None:
    """A word of a name is enough."""
    assert [named.what for named in read(message, catalogue).people] == people


def test_an_address_and_a_year_are_named(catalogue: Catalogue) -> None:
    """Addresses and years are named as such, a year outside a reference only."""
    mentions = read("exposes@itu.int en 2024, lettre CL-24/30", catalogue)
    assert [named.what for named in mentions.mailboxes] == ["exposes@itu.int"]
    assert [named.what for named in mentions.years] == [2024]


@pytest.mark.parametrize("message", ["+41 22 730 11 22", "022 730 11 22", "0227301122"])
def test_a_number_is_named(message: str, catalogue: Catalogue) -> None:
    """A telephone of the letters is recognised however it is spaced."""
    assert [named.what for named in read(message, catalogue).numbers] == ["+41227301122"]


@pytest.mark.parametrize(
    ("message", "names"), [("à Dakar", ["Séminaire sur le spectre"]), ("à Kigali", ["Colloque des régulateurs"])]
)
def test_a_place_names_its_event(message: str, names: list[str], catalogue: Catalogue) -> None:
    """The place where an event is, or was to be, held names it."""
    assert [named.what.event.name for named in read(message, catalogue).places] == names


def test_names_are_where_they_stand(catalogue: Catalogue) -> None:
    """The positions of what is named are those of its words."""
    mentions = read("quand a lieu le séminaire", catalogue)
    assert mentions.tokens == {4}
