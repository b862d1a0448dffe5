"""A message kept for the operator says nothing of who wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.masking import mask

FRENCH = (
    "bonjour je suis m appelle et le la prix du forum combien coute ministre de pour hotel a qui est mon nom ici ou mme"
)
KNOWN = frozenset(FRENCH.split())


def known(word: str) -> bool:
    """Tell whether a word is one of a small French."""
    return word in KNOWN


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("je m'appelle Awa Ndiaye, le prix ?", "je m'appelle [nom], le prix ?"),
        ("je m'appelle pierre et le prix ?", "je m'appelle [nom] et le prix ?"),
        ("mon nom est Rose Martin. Le prix ?", "mon nom est [nom]. Le prix ?"),
        ("je suis ministre, le prix ?", "je suis ministre, le prix ?"),
        ("je suis Kofi Mensah", "je suis [nom]"),
        ("Mme Traoré est ministre", "Mme [nom] est ministre"),
        ("le prix du forum 2021", "le prix du forum ####"),
        ("jean.dupont@gouv.example, le prix", "[adresse], le prix"),
        ("@awa le prix", "[adresse] le prix"),
        ("https://exemple.org/awa?x=1 le prix", "[lien] le prix"),
        ("+41 22 730 60 36 ou 06.12.34.56.78", "[téléphone] ou [téléphone]"),
        ("hotel AB12CD34EF", "hotel [code]"),
        ("Fatou le prix", "[nom] le prix"),
        ("le prix\n\n du   forum", "le prix du forum"),
        ("", ""),
    ],
)
def test_what_tells_who_writes_is_masked(text: str, masked: str) -> None:
    """Names, addresses, links, telephones, codes and figures go; the question stays."""
    assert mask(text, known) == masked


@given(st.text(max_size=200))
def test_no_figure_and_no_address_is_left(text: str) -> None:
    """Whatever is written, no digit and no "@" is kept, and masking again finds nothing more."""
    masked = mask(text, known)
    assert not any(char.isdigit() and char.isdecimal() for char in masked)
    assert "@" not in masked
