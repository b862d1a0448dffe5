"""A message as words."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.lexicon import END, lexicon, says
from bot.language.spelling import Speller
from bot.language.tokens import Token, legible, pieces, tokenise


@cache
def speller() -> Speller:
    """Return what knows a few words besides French."""
    return Speller(lexicon(), ("date", "limite", "theme"), {"forum": 3, "davos": 1}, ("tunga",))


def read(message: str) -> tuple[Token, ...]:
    """Return the words of a message."""
    return tokenise(message, lexicon(), speller())


@given(st.text(max_size=200))
def test_each_word_stands_where_it_says(message: str) -> None:
    """Spans are in order, within the message, and a word that is left as written is that part of it."""
    tokens = read(message)
    assert all(0 <= token.span.start < token.span.end <= len(message) for token in tokens)
    assert [token.span.start for token in tokens] == sorted(token.span.start for token in tokens)
    typed = {word for meant in lexicon().typed.values() for word in meant}
    plain = (token for token in tokens if not token.mended and token.text.isalpha() and token.text not in typed)
    assert all(pieces(message[token.span.start : token.span.end]) == (token.text,) for token in plain)


@given(st.text(max_size=6000))
def test_what_is_read_of_a_message_is_bounded(message: str) -> None:
    """However long it is: its beginning, of so many words at most."""
    assert message.startswith(legible(message))
    assert len(legible(message)) <= 4096


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("c koi la date ?", "c est quoi la date"),
        ("kan et jusqua kan", "quand et jusqu a quand"),
        ("dem1 a 2h", "demain a 2 h"),
        ("combien 2 jours", "combien de jours"),
        ("CE2 et GT7C", "ce 2 et gt 7c"),
        ("le weekend du 3", "le weekend du 3"),
        ("écrire à x.y@itu.int", "ecrire a x.y@itu.int"),
        ("la CL-21/20", "la cl 21 20"),
        ("which deadline", "which echeance"),
    ],
)
def test_a_message_is_cut_into_words(message: str, words: str) -> None:
    """What people type stands for words; a reference and a group are cut at their numbers."""
    assert " ".join(token.text for token in read(message)) == words


def test_capitals_tell_a_name() -> None:
    """A capital that no beginning of a sentence asks for is kept; a message all in capitals has none."""
    assert [token.text for token in read("Le forum de Davos. Quand ?") if token.capital] == ["davos"]
    assert not [token for token in read("LE FORUM DE DAVOS") if token.capital]


def test_no_word_is_both_of_operation_and_of_none() -> None:
    """What changes a question is never passed over as a word that only ties."""
    assert not lexicon().function & lexicon().operators.keys()
    assert lexicon().function <= lexicon().ties


def test_a_turn_of_phrase_is_found_where_it_stands() -> None:
    """Alternatives at each place, in a row; the end of the message is a place too."""
    turn = (frozenset({"annee", "edition"}), frozenset({"suivant"}), frozenset({END}))
    assert says(["l", "edition", "suivant"], [turn]) == {1, 2}
    assert says(["l", "edition", "suivant", "x"], [turn]) == frozenset()
