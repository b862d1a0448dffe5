"""Misspelt months and weekdays."""

import pytest

from knowledge.temporal.parser import find
from knowledge.temporal.typos import distance, nearest
from tests.knowledge.temporal.corpora import instant

MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [("avirl", "avril", 1), ("avril", "avril", 0), ("septmbre", "septembre", 1), ("marche", "mars", 3), ("a", "", 1)],
)
def test_a_swap_of_neighbours_is_one_error(left: str, right: str, apart: int) -> None:
    """Insertions, deletions, substitutions and swaps of neighbours count one each."""
    assert distance(left, right, 3) == distance(right, left, 3) == apart


def test_a_distance_beyond_its_limit_is_not_measured() -> None:
    """Once the limit is passed, the answer is the limit and one."""
    assert distance("octobre", "membres", 2) == 3


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("avirl", "avril"),
        ("fevrie", "fevrier"),
        ("septmbre", "septembre"),
        ("novenbre", "novembre"),
        ("juilet", "juillet"),
        ("membre", None),
        ("marche", None),
        ("main", None),
        ("octets", None),
        ("avis", None),
    ],
)
def test_only_a_name_long_enough_is_forgiven(word: str, name: str | None) -> None:
    """A near miss of one name is that name; short names and real words are left alone."""
    assert nearest(word, MONTHS) == name


@pytest.mark.parametrize(
    "text",
    [
        "8 membres du Conseil",
        "3 octets",
        "le 12 avis",
        "en marche",
        "2 mains",
        "5 marchés",
        "fin de la séance",
        "en septième position",
        "12 novices",
        "4 jugements",
        "3 juristes",
        "10 juments",
        "le lundi gras",
        "mardigras",
        "au vendeur",
        "ce samouraï",
        "le jeu",
    ],
)
def test_real_words_beside_numbers_stay_words(text: str) -> None:
    """A word of the language is never corrected into a month."""
    found = find(text, instant("2021-03-10"))
    assert all(expression.grain != "month" and "month" not in expression.rule for expression in found)
