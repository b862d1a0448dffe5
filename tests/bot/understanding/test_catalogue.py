"""What the letters let one speak of: series, editions, names and words."""

import pytest

from bot.entities.editions import key_of
from bot.understanding.catalogue import Catalogue
from bot.understanding.lexicon import lexicon
from knowledge.library import Library
from tests.bot.drafts import Draft, forum


def test_each_event_is_a_series(catalogue: Catalogue) -> None:
    """Events of different names are different series, even of one kind."""
    names = {series.name for series in catalogue.series}
    assert {"Forum des jeunes", "Forum de la connectivité"} <= names


def test_two_letters_of_one_edition_are_one_occurrence() -> None:
    """The letter that tells most speaks for the edition; the other stands beside."""
    letters = (
        forum("Forum des jeunes", "CL-24/1", "2024-05-20", "2024-05-22"),
        forum("Forum des jeunes", "CL-24/2", "2024-05-20", "2024-05-22", theme="Oser", place="Lomé"),
    )
    (occurrence,) = Catalogue(Library(letters), lexicon()).occurrences
    assert occurrence.letter.reference == "CL-24/2"
    assert [letter.reference for letter in occurrence.others] == ["CL-24/1"]


def test_editions_stand_in_their_order() -> None:
    """The editions of a series are sorted by their dates."""
    letters = [forum("Forum des jeunes", f"CL-{y}/1", f"20{y}-05-20", f"20{y}-05-22") for y in (25, 23, 24)]
    (series,) = Catalogue(Library(tuple(letters)), lexicon()).series
    assert [each.event.edition for each in series.editions] == [2023, 2024, 2025]


@pytest.mark.parametrize(
    ("name", "acronym", "title"),
    [
        ("Forum du Sommet mondial sur la société de l'information", "SMSI", "Forum du SMSI 2024"),
        (
            "Séminaire mondial des radiocommunications",
            "WRS-24",
            "Séminaire mondial des radiocommunications (WRS-24) 2024",
        ),
        ("Atelier", None, "Atelier 2024"),
        ("Salon TIC 2024", None, "Salon TIC 2024"),
    ],
)
def test_a_title_is_short_and_dated(name: str, acronym: str | None, title: str) -> None:
    """An acronym stands for what it abbreviates, else behind the name; the year is said once."""
    draft = Draft("CL-24/1", "2024-01-01")
    draft.event(f"{name}.", name, "2024-05-01", edition=2024, acronym=acronym)
    (occurrence,) = Catalogue(Library((draft.letter,)), lexicon()).occurrences
    assert occurrence.title == title


def test_a_key_finds_its_occurrence(catalogue: Catalogue) -> None:
    """A key of eight characters names one occurrence; of what is gone, None."""
    assert all(catalogue.occurrence(each.key) is each for each in catalogue.occurrences)
    assert all(len(each.key) == 8 for each in catalogue.occurrences)
    assert catalogue.occurrence(key_of("gone")) is None


def test_a_deadline_belongs_to_its_event() -> None:
    """A letter of two events gives each its own deadlines; those of no event in particular are all events'."""
    draft = Draft("CL-24/1", "2024-01-01")
    draft.event("Un Forum.", "Forum", "2024-05-01")
    draft.event("Un Colloque.", "Colloque", "2024-06-01")
    draft.deadline("Forum : avant le 1er avril.", "2024-04-01", "répondre", event="Forum")
    draft.deadline("Avant le 2 avril.", "2024-04-02", "payer")
    first, second = Catalogue(Library((draft.letter,)), lexicon()).occurrences
    assert [each.action for each in first.deadlines] == ["répondre", "payer"]
    assert [each.action for each in second.deadlines] == ["payer"]


def test_the_rarer_the_heavier(catalogue: Catalogue) -> None:
    """A word of every letter tells less than one of a single sentence, and that less than one of none."""
    assert catalogue.rarity("l") < catalogue.rarity("bours") < catalogue.rarity("nowher")


def test_addresses_are_no_words(catalogue: Catalogue) -> None:
    """What an address holds is not said by its sentence."""
    assert catalogue.stems_of("écrire à forum@itu.int ou https://itu.int/forum") == {"ecri", "a", "ou"}


def test_letters_are_found_by_the_names_in_their_text(catalogue: Catalogue) -> None:
    """All the letters in whose text a name stands, in their order."""
    for name in catalogue.names:
        expected = tuple(letter for letter in catalogue.library.letters if name in letter.text)
        assert catalogue.naming([name]) == expected
    assert catalogue.naming(["", "Nobody Atall"]) == ()


def test_events_are_found_by_functions(catalogue: Catalogue) -> None:
    """Those in whose letters somebody holds one, each once, in order."""
    presided = [each for each in catalogue.occurrences if any("résid" in who.role for who in each.letter.people)]
    assert presided
    assert catalogue.with_role("presid") == tuple(presided)


def test_events_are_found_by_theme(catalogue: Catalogue) -> None:
    """All the words must be held; no word finds nothing."""
    for occurrence in catalogue.occurrences:
        theme = catalogue.stems_of(occurrence.event.theme or "")
        assert not theme or occurrence in catalogue.themed(theme)
    assert catalogue.themed(()) == catalogue.themed({"nowher"}) == ()


def test_an_empty_library_has_nothing() -> None:
    """No letter: no event, no name, and no error."""
    empty = Catalogue(Library(()), lexicon())
    assert (empty.series, empty.occurrences, empty.names, empty.said.count) == ((), (), frozenset(), 1)
