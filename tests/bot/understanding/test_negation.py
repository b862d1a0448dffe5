"""What is set aside before it is asked does not speak."""

import pytest

from bot.understanding.lexicon import lexicon
from bot.understanding.negation import excepted, left_out, refused, set_aside
from bot.understanding.words import Vocabulary, tokenise


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
    tokens = tokenise(text, lexicon(), Vocabulary(frozenset(), frozenset()))
    found = set_aside(text, tokens, lexicon())
    assert " ".join(tokens[place].text for place in sorted(found)) == aside


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("hors tables", True),
        ("le mail de l'exposition pas les tables", True),
        ("ce n'est pas les tables", False),
        ("je veux pas les tables", False),
        ("pas les tables", False),
    ],
)
def test_what_is_left_out(text: str, *, out: bool) -> None:
    """What is named last is left out by a word that excepts, or by "pas" behind a noun, which denies no verb."""
    tokens = tokenise(text, lexicon(), Vocabulary(frozenset(), frozenset()))
    assert excepted(tokens, frozenset({len(tokens) - 1}), lexicon()) == out


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("hormis le forum", True),
        ("hors délai pour le forum", False),
        ("pas le forum, l'autre", True),
        ("pas le forum, la date", False),
        ("quand a lieu le forum", False),
    ],
)
def test_a_whole_event_left_out(text: str, *, out: bool) -> None:
    """An event is left out right behind a word that excepts it, or set aside where another is spoken of."""
    tokens = tokenise(text, lexicon(), Vocabulary(frozenset(), frozenset()))
    named = frozenset(place for place, token in enumerate(tokens) if token.text == "forum")
    assert left_out(tokens, named, set_aside(text, tokens, lexicon()), lexicon()) is out


@pytest.mark.parametrize(
    ("text", "last"),
    [("le thème de 2021, pas de 2020", "pas de 2020"), ("pas de 2020 ?", ""), ("ce n'est pas passé", "")],
)
def test_what_a_last_clause_refuses(text: str, last: str) -> None:
    """The names of a last clause that opens with "pas" are refused; a message that is one clause refuses none."""
    tokens = tokenise(text, lexicon(), Vocabulary(frozenset(), frozenset()))
    found = refused(text, tokens, lexicon())
    assert " ".join(tokens[place].text for place in sorted(found)) == last
