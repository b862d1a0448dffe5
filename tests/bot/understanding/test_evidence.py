"""Which sentences speak of some words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.catalogue import Catalogue
from bot.understanding.evidence import passages, speaking
from bot.understanding.lexicon import lexicon
from knowledge.library import Library
from tests.bot.drafts import forum, registry

CATALOGUE = Catalogue(registry(), lexicon())


def test_the_fullest_comes_first() -> None:
    """The sentence that holds all the words comes first, and covers them whole."""
    found = passages(["bours", "boursi"], CATALOGUE.library.letters, CATALOGUE)
    assert found[0].text == "Les boursiers doivent demander leur bourse au plus tard le 2 mai 2024."
    assert found[0].coverage == 1.0


def test_nothing_asked_nothing_found() -> None:
    """No word, or only words that no letter holds: no sentence."""
    assert passages([], CATALOGUE.library.letters, CATALOGUE) == ()
    assert passages(["nowher"], CATALOGUE.library.letters, CATALOGUE) == ()


@given(st.lists(st.sampled_from(sorted(CATALOGUE.frequencies)), max_size=6))
def test_a_passage_is_cut_from_its_letter(words: list[str]) -> None:
    """Every passage is a sentence of its letter that holds what it matched; shares fall from 1 to 0."""
    found = passages(words, CATALOGUE.library.letters, CATALOGUE)
    assert all(each.text in each.letter.text and each.matched <= CATALOGUE.stems_of(each.text) for each in found)
    shares = [each.coverage for each in found]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 + 1e-9 for share in shares)


@given(st.lists(st.sampled_from(sorted(CATALOGUE.frequencies)), max_size=6), st.floats(0.0, 1.0))
def test_all_letters_are_looked_into(words: list[str], least: float) -> None:
    """Without letters named, the sentences are those that hold enough, of all the letters."""
    every = passages(words, CATALOGUE.library.letters, CATALOGUE)
    assert passages(words, None, CATALOGUE, least) == tuple(each for each in every if each.coverage >= least)


def test_of_many_sentences_alike_some_are_told() -> None:
    """What hundreds of sentences say alike is told by some of them, the fullest first."""
    letters = tuple(forum(f"Forum {n}", f"CL-24/{n}", "2024-05-20", "2024-05-22") for n in range(900))
    catalogue = Catalogue(Library(letters), lexicon())
    found = passages(["forum", "7"], None, catalogue)
    assert len(found) == 200
    assert found[0].letter is letters[7]
    assert speaking(["forum"], catalogue, 0.5) == letters
    assert speaking(["forum", "7"], catalogue, 0.5) == (letters[7],)


@given(st.lists(st.sampled_from(sorted(CATALOGUE.frequencies)), max_size=6), st.floats(0.0, 1.0))
def test_the_letters_that_speak_most_are_told(words: list[str], least: float) -> None:
    """In their order, each once: those whose fullest sentence holds about as much as any."""
    every = passages(words, CATALOGUE.library.letters, CATALOGUE)
    top = max((each.coverage for each in every), default=0.0)
    full = {each.letter.reference for each in every if each.coverage >= max(least, top - 0.01)}
    expected = tuple(letter for letter in CATALOGUE.library.letters if letter.reference in full)
    assert speaking(words, CATALOGUE, least) == expected
