"""What a message is about: named first, else last spoken of; asked for when it could be several."""

import pytest

from bot.entities.dialogue import Dialogue
from bot.understanding.catalogue import Catalogue
from bot.understanding.focus import Focus
from bot.understanding.intent import Intents
from bot.understanding.lexicon import lexicon
from bot.understanding.question import Understanding
from knowledge.library import Library
from tests.bot.drafts import at, forum

NOW = "2024-04-10T09:00"


@pytest.fixture(scope="module")
def editions() -> Understanding:
    """Return what reads messages about three editions of one forum."""
    letters = [forum("Forum des jeunes", f"CL-{y}/1", f"20{y}-05-20", f"20{y}-05-22") for y in (23, 24, 25)]
    return Understanding(Catalogue(Library(tuple(letters)), lexicon()), Intents((), frozenset()))


def focus(understanding: Understanding, message: str, now: str = NOW, dialogue: Dialogue | None = None) -> Focus:
    """Return what a message is about."""
    return understanding.read(message, dialogue or Dialogue(), at(now)).focus


def titles(found: Focus) -> list[str]:
    """Return the titles of the events spoken of."""
    return [each.title for each in found.occurrences]


@pytest.mark.parametrize(
    ("message", "now", "year"),
    [
        ("le forum des jeunes", "2024-04-10T09:00", 2024),
        ("le forum des jeunes", "2024-05-22T09:00", 2024),
        ("le forum des jeunes", "2024-05-23T09:00", 2025),
        ("le forum des jeunes", "2030-01-01T09:00", 2025),
        ("le forum des jeunes 2023", "2030-01-01T09:00", 2023),
        ("le forum des jeunes de l'an dernier", "2024-04-10T09:00", 2023),
        ("le forum des jeunes de l'année prochaine", "2024-04-10T09:00", 2025),
        ("le forum des jeunes de l'année dernière", "2024-04-10T09:00", 2023),
        ("le forum des jeunes de l'année", "2025-04-10T09:00", 2025),
        ("le forum des jeunes de cette année", "2024-12-10T09:00", 2024),
        ("la dernière édition du forum des jeunes", "2024-12-10T09:00", 2024),
        ("la prochaine édition du forum des jeunes", "2024-12-10T09:00", 2025),
    ],
)
def test_the_edition_meant(message: str, now: str, year: int, editions: Understanding) -> None:
    """The year said, else the words for it, else the edition in progress or next, else the latest."""
    assert [each.event.edition for each in focus(editions, message, now).occurrences] == [year]


@pytest.mark.parametrize(
    ("message", "edition"),
    [("le forum des jeunes 2019", 2019), ("la première édition du forum des jeunes", 1)],
)
def test_an_edition_that_no_letter_announces(message: str, edition: int, editions: Understanding) -> None:
    """It is missing: another is never put in its place."""
    found = focus(editions, message)
    assert found.occurrences == ()
    assert found.missing_edition is not None
    assert found.missing_edition[1] == edition


def test_the_edition_beside_the_one_spoken_of(editions: Understanding) -> None:
    """An edition "d'avant" counts from the edition last spoken of."""
    spoken = Dialogue(events=(editions.catalogue.occurrences[1].key,))
    assert titles(focus(editions, "et celle d'avant ?", dialogue=spoken)) == ["Forum des jeunes 2023"]
    assert titles(focus(editions, "et l'édition suivante ?", dialogue=spoken)) == ["Forum des jeunes 2025"]


def test_two_of_a_kind_are_asked_about(understanding: Understanding) -> None:
    """A kind that two events share is neither: both are candidates."""
    found = focus(understanding, "quand a lieu le forum ?")
    assert found.occurrences == ()
    assert {each.title for each in found.candidates} == {"Forum des jeunes 2024", "Forum de la connectivité 2024"}


def test_a_place_tells_two_of_a_kind_apart(understanding: Understanding) -> None:
    """Of two forums, the one at the place named is meant."""
    assert titles(focus(understanding, "quand a lieu le forum de Nairobi ?")) == ["Forum de la connectivité 2024"]


def test_the_one_spoken_of_is_meant(understanding: Understanding) -> None:
    """Of two of a kind, the one last spoken of is meant."""
    key = next(each.key for each in understanding.catalogue.occurrences if "jeunes" in each.title)
    found = focus(understanding, "où se tient le forum ?", dialogue=Dialogue(events=(key,)))
    assert titles(found) == ["Forum des jeunes 2024"]


def test_a_half_sentence_inherits(understanding: Understanding) -> None:
    """What names nothing is about what was last spoken of, and says so."""
    key = understanding.catalogue.occurrences[0].key
    found = focus(understanding, "et le contact ?", dialogue=Dialogue(events=(key,)))
    assert found.inherited
    assert [each.key for each in found.occurrences] == [key]


def test_a_memory_of_what_is_gone_is_nothing(understanding: Understanding) -> None:
    """A key that no letter holds any more is forgotten."""
    assert focus(understanding, "et le contact ?", dialogue=Dialogue(events=("00000000",))) == Focus()


@pytest.mark.parametrize(
    ("message", "reference"),
    [("la lettre du 20 février 2024", "CL-24/30"), ("la circulaire du 4 mars", "DM-24/1010")],
)
def test_a_letter_is_named_by_its_date(message: str, reference: str, understanding: Understanding) -> None:
    """The date of a letter names it, with or without its year."""
    assert [each.reference for each in focus(understanding, message).letters] == [reference]


@pytest.mark.parametrize("message", ["la lettre du 21 février 2024", "la lettre CL-24/99"])
def test_a_letter_that_is_not_held(message: str, understanding: Understanding) -> None:
    """A date or reference of no letter is missing, never another letter."""
    found = focus(understanding, message)
    assert found.missing_letter is not None
    assert found.letters == ()
