"""Names by the information of their words."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from bot.entities.naming import Names
from bot.language.frequencies import commonness

WORDS = st.sampled_from(("forum", "atelier", "fibre", "ondes", "cables", "jeunes", "mondial", "reunion", "kalimba"))
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=8)
SAID = st.lists(WORDS, max_size=8)


def information(word: str) -> float:
    """Return how much a word tells, the commoner in French the less."""
    return 6.6 - commonness(word)


def places(said: list[str]) -> dict[str, list[int]]:
    """Return where each word stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(said):
        found[word].append(place)
    return found


@given(NAMES, SAID)
def test_what_is_looked_up_is_what_going_through_all_names_finds(names: list[list[str]], said: list[str]) -> None:
    """Every name of which a word is said, and no other."""
    table = Names(list(enumerate(names)), information, str)
    assert {found.value for found in table.found(places(said))} == {
        number for number, name in enumerate(names) if set(name) & set(said)
    }


@given(NAMES, SAID)
def test_a_share_is_one_when_all_is_said(names: list[list[str]], said: list[str]) -> None:
    """Between none and all of its information, all of it when each of its words stands near the others."""
    for found in Names(list(enumerate(names)), information, str).found(places(said)):
        name = set(names[found.value])
        assert 0 < found.share <= 1.0001
        assert found.said <= name
        assert (found.said == name) == (found.share > 0.9999)


@given(NAMES)
def test_a_word_of_many_names_tells_less(names: list[list[str]]) -> None:
    """The more names hold a word, the less it tells; a rare word of French tells more than a common one."""
    once, often = Names([(0, ["fibre"])], information, str), Names([(n, ["fibre"]) for n in range(9)], information, str)
    assert once.weight("fibre") > often.weight("fibre")
    table = Names(
        [(0, ["kalimba"]), (1, ["reunion"]), *((n + 2, name) for n, name in enumerate(names))], information, str
    )
    assert table.weight("kalimba") >= 0.1
