"""Misspelt months and weekdays."""

import pytest

from knowledge.temporal.dates import bounds_of
from knowledge.temporal.parser import find, read
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
    ("text", "bounds"),
    [
        ("avnt le 3 mai", (None, "2021-05-03")),
        ("jusq'au 3 mai", (None, "2021-05-03")),
        ("à patir du 3 mai", ("2021-05-03", None)),
        ("depius le 3 mars", ("2021-03-03", None)),
        ("au plus trad le 3 mai", (None, "2021-05-03")),
        ("la semiane prochane", ("2021-03-15", "2021-03-21")),
        ("dnas 3 jours", ("2021-03-13", "2021-03-13")),
        ("dans trois semianes", ("2021-03-31", "2021-03-31")),
        ("aprés-dmain", ("2021-03-12", "2021-03-12")),
        ("le moi dernier", None),
        ("il avait le 3 mai", ("2021-05-03", "2021-05-03")),
        ("le domaine du 3 mai", ("2021-05-03", "2021-05-03")),
        ("la partie du 3 mai", ("2021-05-03", "2021-05-03")),
        ("dans 3 mots", None),
        ("le 12 juim", ("2021-06-12", "2021-06-12")),
        ("le 12 masr", ("2021-03-12", "2021-03-12")),
        ("le 12 maii", ("2021-05-12", "2021-05-12")),
        ("le 12 mais pas le 13", ("2021-03-12", "2021-03-12")),
        ("le 12 tout le monde", ("2021-03-12", "2021-03-12")),
        ("le 33 mai", None),
    ],
)
def test_a_slip_in_a_word_of_time_is_forgiven(text: str, bounds: tuple[str | None, str | None] | None) -> None:
    """One slip in "avant" or "semaine" is read through; what it may be otherwise ("avait", "partie") is left alone."""
    expression = read(text, instant("2021-03-10"))
    assert (bounds_of(expression.value) if expression else None) == bounds


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
