"""How near two words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.matching import budget, nearest


@pytest.mark.parametrize(("word", "slips"), [("fax", 0), ("date", 1), ("echeance", 1), ("telephone", 2), ("a" * 14, 3)])
def test_longer_words_bear_more_slips(word: str, slips: int) -> None:
    """No slip in three letters, one from four, two from nine, three from fourteen."""
    assert budget(word) == slips


@pytest.mark.parametrize(
    ("typed", "near"), [("fourm", "forum"), ("ofrum", "forum"), ("formu", "forum"), ("foum", "forum")]
)
def test_one_slip_is_near(typed: str, near: str) -> None:
    """A letter less or two neighbours swapped is one slip."""
    assert nearest(typed, [near, "contact"]) == ((near, 1),)


def test_the_first_letter_of_a_short_word_is_sure() -> None:
    """The slip "porum" is not "forum": short words begin with the letter meant."""
    assert nearest("porum", ["forum"]) == ()


@pytest.mark.parametrize(("typed", "near"), [("orum", "forum"), ("zigital", "digital"), ("ontact", "contact")])
def test_a_first_letter_may_be_missing_and_that_of_a_long_word_another(typed: str, near: str) -> None:
    """All the other letters are right."""
    assert nearest(typed, [near]) == ((near, 1),)


@given(st.text(alphabet="abcde", min_size=1, max_size=16), st.lists(st.text(alphabet="abcde", min_size=1, max_size=16)))
def test_what_is_near_is_within_the_budget(word: str, candidates: list[str]) -> None:
    """Every word returned is a candidate within the budget, the nearest first."""
    found = nearest(word, candidates)
    assert all(near in candidates and slips <= budget(word) for near, slips in found)
    assert [slips for _, slips in found] == sorted(slips for _, slips in found)
