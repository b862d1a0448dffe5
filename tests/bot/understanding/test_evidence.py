"""Which sentences speak of some words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.catalogue import Catalogue
from bot.understanding.evidence import passages, widely
from bot.understanding.lexicon import lexicon
from knowledge.library import Hit, Library
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


def test_many_letters_are_searched() -> None:
    """Beyond fifty letters, only those that full text finds are read."""
    letters = tuple(forum(f"Forum {n}", f"CL-24/{n}", "2024-05-20", "2024-05-22") for n in range(60))
    library = Library(letters, search=lambda _: (Hit(reference="CL-24/7", span=letters[7].sentences[0], rank=1),))
    assert widely(["forum"], Catalogue(library, lexicon())) == (letters[7],)
