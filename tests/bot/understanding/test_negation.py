"""What is set aside before it is asked does not speak."""

import pytest

from bot.understanding.lexicon import lexicon
from bot.understanding.negation import set_aside
from tests.bot.understanding.words import tokenised


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("pas la date, le lieu", "pas la date"),
        ("non, celui de 2020", "non"),
        ("pas le contact mais la date", "pas le contact"),
        ("pas de date limite ?", ""),
        ("ni la date ni le lieu, le thème", "ni la date ni le lieu"),
        ("le lieu, pas la date", ""),
        ("ce n'est pas passé, si ?", ""),
    ],
)
def test_a_clause_that_opens_with_no_is_set_aside(text: str, aside: str) -> None:
    """Only a clause that opens with "pas" or "non" is set aside, and only when another asks."""
    tokens = tokenised(text)
    found = set_aside(text, tokens, lexicon())
    assert " ".join(tokens[place].text for place in sorted(found)) == aside
