"""What a misspelt word is taken for."""

from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.language.distance import budget, nearest, slips, unlikelihood
from bot.language.frequencies import commonness, frequencies
from bot.language.lexicon import lexicon
from bot.language.spelling import Speller

ASKED = ("date", "limite", "inscription", "quand", "adresse", "theme", "annexe", "lettre", "contact")
TOLD = {"forum": 9, "ministerielles": 4, "teleconference": 1, "cotonou": 2}
NAMES = ("tunga", "kaleidoscope", "regulateurs")
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@cache
def speller() -> Speller:
    """Return what knows a few words of questions, letters and names besides French."""
    return Speller(lexicon(), ASKED, TOLD, NAMES)


@given(st.sampled_from((*ASKED, *TOLD, *NAMES, *sorted(lexicon().function), *sorted(lexicon().operators))))
def test_a_word_without_slip_is_left_as_it_is(word: str) -> None:
    """Words of the questions, of the letters, of names, and those that tie others together mean what they say."""
    assert speller().mend(word) == (word,)


@given(LETTERS)
def test_a_mend_is_made_of_words(word: str) -> None:
    """Whatever was typed, it stays, or each word that it is taken for is one of the language or of the letters."""
    mended = speller().mend(word)
    assert mended == (word,) or all(len(each) <= 2 or speller().knows(each) for each in mended)


@given(LETTERS)
def test_mending_twice_changes_nothing_more(word: str) -> None:
    """What a word was taken for is taken for itself."""
    once = speller().mend(word)
    assert tuple(each for mended in once for each in speller().mend(mended)) == once


@given(st.sampled_from(sorted(frequencies())))
def test_a_common_word_of_french_is_no_slip(word: str) -> None:
    """A word that people use is not taken for a rarer one."""
    mended = speller().mend(word)
    assert mended == (word,) or min(map(speller().commonness, mended)) >= commonness(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("inscripsion", "inscription"),
        ("inscriptoin", "inscription"),
        ("adrese", "adresse"),
        ("anexe", "annexe"),
        ("kontact", "contact"),
        ("letre", "lettre"),
        ("fotum", "forum"),
        ("teleconférance".replace("é", "e"), "teleconference"),
        ("kaleidoscpe", "kaleidoscope"),
        ("rgulateurs", "regulateurs"),
        ("linvitation", "l invitation"),
        ("datelimite", "date limite"),
        ("xyzzyq", "xyzzyq"),
        ("fgi", "fgi"),
    ],
)
def test_what_is_typed_and_what_is_meant(typed: str, meant: str) -> None:
    """Slips of the hand, of the ear, and words written as one; what is near nothing stays."""
    assert " ".join(speller().mend(typed)) == meant


def test_of_two_words_as_near_the_commoner_is_meant() -> None:
    """A noisy channel weighs how common a word is."""
    few, many = {"zalamo": 1, "zalami": 60}, {"zalamo": 60, "zalami": 1}
    assert Speller(lexicon(), (), few, ()).mend("zalamu") == ("zalami",)
    assert Speller(lexicon(), (), many, ()).mend("zalamu") == ("zalamo",)


def test_a_name_is_mended_into_what_the_base_knows_only() -> None:
    """A town that the letters do not name is not taken for a word of French."""
    assert speller().mend("davoz", name=True) == ("davoz",)
    assert speller().mend("Tungga".lower(), name=True) == ("tunga",)


@given(LETTERS, st.lists(LETTERS, max_size=20))
def test_the_nearest_are_within_the_budget(word: str, candidates: list[str]) -> None:
    """Each candidate within the slips that its length allows, and no other, the nearest first."""
    found = nearest(word, candidates)
    assert {near for near, _ in found} == {each for each in candidates if slips(word, each) <= budget(word)}
    assert [distance for _, distance in found] == sorted(distance for _, distance in found)


@given(LETTERS, LETTERS)
def test_a_slip_costs_something_and_its_absence_nothing(typed: str, meant: str) -> None:
    """Only a word typed as meant is free."""
    assert unlikelihood(typed, typed) == 0
    assume(typed != meant)
    assert unlikelihood(typed, meant) > 0
