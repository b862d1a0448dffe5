"""The data file of how people write."""

from bot.understanding.lexicon import lexicon
from knowledge.french.text import fold


def test_words_are_folded() -> None:
    """No accent and no capital is left in what messages are compared with."""
    every = (
        lexicon().fillers
        | lexicon().untold
        | lexicon().shapes.asking
        | lexicon().shapes.before_nouns
        | lexicon().shapes.before_verbs
    )
    assert all(word == fold(word) for word in every)


def test_fillers_hold_the_rest() -> None:
    """Words that tie and everyday words are fillers."""
    assert lexicon().grammar <= lexicon().fillers
    assert lexicon().everyday <= lexicon().fillers


def test_what_letters_seldom_tell_is_no_filler() -> None:
    """A word that forbids an answer must not be overlooked as a filler."""
    assert not lexicon().untold & lexicon().grammar


def test_a_synonym_stands_for_one_of_the_letters_words() -> None:
    """A synonym never leads to another synonym."""
    assert not set(lexicon().synonyms.values()) & set(lexicon().synonyms)
