"""A message is cut into words, each where it was written; only plain slips are mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.lexicon import lexicon
from bot.understanding.words import Vocabulary, legible, tokenise
from knowledge.french.text import fold

WORDS = Vocabulary(
    frozenset({"forum", "contact", "echeance", "deadline", "telephone", "inscription"}),
    frozenset({"format", "invitation", "atelier", "reseaux", "reseau"}),
    frozenset({"hotel", "visa"}),
)


def read(message: str) -> list[str]:
    """Return the words of a message."""
    return [token.text for token in tokenise(message, lexicon(), WORDS)]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("", []),
        ("Le Forum ?", ["le", "forum"]),
        ("L'ÉCHÉANCE", ["l", "echeance"]),
        ("écrire à a.b-c@itu.int.", ["ecrire", "a", "a.b-c@itu.int"]),
        ("voir www.itu.int/forum !", ["voir", "www.itu.int/forum"]),
        ("le 1er mai", ["le", "1er", "mai"]),
        ("CL-21/4", ["cl", "21", "4"]),
        ("ki kontact", ["qui", "contact"]),
        ("cb de jours", ["combien", "de", "jours"]),
        ("combien 2 jours", ["combien", "de", "jours"]),
        ("le 2 juin", ["le", "2", "juin"]),
    ],
)
def test_a_message_is_words(message: str, words: list[str]) -> None:
    """Words are folded, addresses stay whole, short forms are spelt out."""
    assert read(message) == words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("echeanse", "echeance"),
        ("echaence", "echeance"),
        ("tlphone", "telephone"),
        ("inscrptn", "inscription"),
        ("kontact", "contact"),
        ("forumm", "forum"),
        ("telefone", "telephone"),
        ("inscripsion", "inscription"),
        ("linvitation", "l invitation"),
    ],
)
def test_a_plain_slip_is_mended(typed: str, meant: str) -> None:
    """A letter more, less or other, two swapped, a sound written otherwise, a glued article: the word is understood."""
    assert " ".join(read(typed)) == meant


@pytest.mark.parametrize("typed", ["fax", "xyzzy", "hotel", "2024", "bateau", "for", "quokka"])
def test_what_is_no_slip_stays(typed: str) -> None:
    """A short word, a word of its own, a number and a word near to nothing are left as typed."""
    assert read(typed) == [typed]


@given(st.sampled_from(sorted(WORDS.preferred | WORDS.others | WORDS.known)))
def test_a_known_word_is_never_mended(word: str) -> None:
    """Mending changes no word of the vocabulary."""
    (token,) = tokenise(word, lexicon(), WORDS)
    assert (token.text, token.mended) == (word, False)


@given(st.text(max_size=80))
def test_each_word_stands_where_it_was_written(message: str) -> None:
    """The spans of the words lie in the message, in order; a word that is not mended is what stands there."""
    tokens = tokenise(message, lexicon(), WORDS)
    assert all(0 <= token.span.start < token.span.end <= len(message) for token in tokens)
    assert list(tokens) == sorted(tokens, key=lambda token: token.span.start)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèêàç'’- ", max_size=60))
def test_words_read_again_are_the_same(message: str) -> None:
    """What a message is understood to say is understood to say the same."""
    once = read(message)
    assert all(word == word.lower() and word.isascii() for word in once)


def test_a_doubled_letter_comes_before_a_glued_article() -> None:
    """What lacks only a doubled letter is that word: "letre" is no "l'être"."""
    words = Vocabulary(frozenset({"lettre"}), frozenset({"etre"}))
    assert [token.text for token in tokenise("letre", lexicon(), words)] == ["lettre"]


def test_two_words_as_near_are_not_guessed_between() -> None:
    """A slip as near to two words of different roots is left alone."""
    assert Vocabulary(frozenset(), frozenset({"bateaux", "gateaux"})).mend("vateaux") is None


def test_a_preferred_word_wins() -> None:
    """Of two words as near, the one that is asked about is meant."""
    assert Vocabulary(frozenset({"forum"}), frozenset({"foram"})).mend("forim") == "forum"


@pytest.mark.parametrize("message", ["Le Forum ?", "é" * 4096, "où se tient l'atelier ? " * 150])
def test_a_long_message_is_read_whole(message: str) -> None:
    """As much as a message of Telegram holds of a language is read."""
    assert legible(message) == message


@pytest.mark.parametrize("message", ["a " * 4000, "1-" * 2048, "\ufdfa" * 4096, "a\ufdfa " * 1000, " " * 9000])
def test_what_no_message_of_words_holds_is_not_read(message: str) -> None:
    """However many words, or characters that fold into several, the work that a message asks for is bounded."""
    read = legible(message)
    assert message.startswith(read)
    assert len(tokenise(read, lexicon(), WORDS)) <= 800
    assert len(fold(read)) <= 4096 + 20  # the last character may fold into several


def test_a_message_of_nothing_but_unknown_words_is_noise() -> None:
    """Slips are mended as long as they may be slips: behind many words that nobody knows, none is looked for."""
    strange = " ".join(f"zzqx{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(160))
    assert read(f"{strange} fourm")[-1] == "fourm"
    assert read("fourm") == ["forum"]
