"""The sentences are found by their words, as if each had been read."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.lexicon import lexicon
from bot.understanding.sentences import Sentences
from knowledge.model import Letter
from tests.bot.drafts import registry

LETTERS = registry().letters
SAID = Sentences(LETTERS, lexicon().synonyms)
EVERY = [(letter, span) for letter in LETTERS for span in letter.sentences]
SOME = st.lists(st.sampled_from(sorted(SAID.frequencies)), max_size=5, unique=True)


def held(wanted: list[str], number: int) -> int:
    """Return which of some stems a sentence holds, by reading it."""
    letter, span = EVERY[number]
    stems = SAID.stems_of(letter.cut(span))
    return sum(1 << bit for bit, word in enumerate(wanted) if word in stems)


def test_sentences_are_numbered_in_order() -> None:
    """A number names one sentence of one letter."""
    assert [SAID.at(number) for number in range(SAID.count)] == EVERY


def test_a_letter_without_sentences_is_passed_over() -> None:
    """A letter of which nothing can be quoted shifts no number."""
    empty = Letter(file="0.md", text="", reference="CL-24/0")
    said = Sentences((empty, *LETTERS[:1], empty, *LETTERS[1:], empty), {})
    assert [said.at(number) for number in range(said.count)] == EVERY


@given(SOME)
def test_what_holds_any_of_some_words_is_found(wanted: list[str]) -> None:
    """In some letters, in all of them: those sentences, and no other."""
    every = {number: mask for number in range(SAID.count) if (mask := held(wanted, number))}
    assert SAID.of(wanted, LETTERS) == every
    assert SAID.everywhere(wanted, 0.0) == every


@given(SOME, st.floats(0.0, 1.0))
def test_what_holds_enough_of_some_words_is_found(wanted: list[str], least: float) -> None:
    """No sentence that holds the share wanted is missed, whatever was not looked at; what is told is true."""
    whole = sum(map(SAID.rarity, wanted))
    found = SAID.everywhere(wanted, least)
    assert all(mask == held(wanted, number) for number, mask in found.items())
    for number in range(SAID.count):
        mask = held(wanted, number)
        share = sum(SAID.rarity(word) for bit, word in enumerate(wanted) if mask >> bit & 1)
        assert number in found or not mask or share < least * whole
