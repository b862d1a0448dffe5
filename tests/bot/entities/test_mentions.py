"""What a message names."""

import datetime as dt

import pytest

from bot.entities.dialogue import Dialogue
from bot.entities.entity import LetterRef, PersonRef, Resolution, SeriesRef, UnknownRef
from bot.entities.message import Reader
from knowledge.library import Library
from tests.bot.drafts import Draft, at

NOW = at("2024-05-02T09:00")


def about(message: str, reader: Reader, now: dt.datetime = NOW) -> Resolution:
    """Return what a message is about, read cold."""
    return reader.read(message, Dialogue(), now).about


def names(message: str, reader: Reader) -> set[str]:
    """Return the names of the series that a message names."""
    entities = reader.read(message, Dialogue(), NOW).entities
    return {each.value.name for each in entities if isinstance(each.value, SeriesRef)}


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("l'atelier sur la cybersécurité", {"Atelier sur la cybersécurité"}),
        ("l'atelier", {"Atelier sur la cybersécurité"}),
        ("l'ateleir cyberssécurité", {"Atelier sur la cybersécurité"}),
        ("le forum des jeunes", {"Forum des jeunes"}),
        ("le forum", {"Forum des jeunes", "Forum de la connectivité"}),
        ("le forum des jeunes et le forum de la connectivité", {"Forum des jeunes", "Forum de la connectivité"}),
        ("l'atelier ou le séminaire", {"Atelier sur la cybersécurité", "Séminaire sur le spectre"}),
        ("merci", set()),
    ],
)
def test_events_are_named(message: str, named: set[str], reader: Reader) -> None:
    """By their words, or by their kind; a kind that two share names both, a word of its own only one."""
    assert names(message, reader) == named


def test_each_event_is_found_by_its_whole_name(reader: Reader, shipped_reader: Reader) -> None:
    """Whatever letters the base holds: its name, written out, names it and nothing surer."""
    for each in (reader, shipped_reader):
        for series in each.catalogue.series:
            entities = each.read(f"quand a lieu {series.name} ?", Dialogue(), NOW).entities
            found = [entity for entity in entities if isinstance(entity.value, SeriesRef)]
            assert isinstance(found[0].value, SeriesRef)
            assert found[0].value.name == series.name


@pytest.mark.parametrize(
    ("message", "reference"),
    [
        ("la lettre CL-24/30", "CL-24/30"),
        ("cl 24 30", "CL-24/30"),
        ("la cl-24/030", "CL-24/30"),
        ("la CL-2024/30", "CL-24/30"),
        ("la lettre 24/30", "CL-24/30"),
        ("la 24/30", "CL-24/30"),
        ("DM-24/1010", "DM-24/1010"),
        ("CR/512", "CR/512"),
        ("la circulaire 512", "CR/512"),
    ],
)
def test_a_letter_is_named_by_its_reference(message: str, reference: str, reader: Reader) -> None:
    """With or without its prefix, zeros, dashes and century; without the prefix only where a letter is announced."""
    assert about(message, reader).letters == (LetterRef(reference=reference),)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("la CL-23/99 ?", "CL-23/99"),
        ("la lettre 23/99", "23/99"),
        ("que dit la CR/999 ?", "CR/999"),
        ("la lettre du 3 janvier 2019", "3 janvier 2019"),
        ("quand a lieu le forum de Davos ?", "forum de Davos"),
        ("date limite pour le sommet FGI", "Forum sur la gouvernance de l'Internet"),
        ("où se tient le forum de l'eau ?", "forum de l'eau"),
        ("le téléphone de Mme Dupont-Lajoie", "Dupont-Lajoie"),
    ],
)
def test_what_no_letter_holds_is_unknown(message: str, told: str, reader: Reader) -> None:
    """A reference, a date, an event or a person that the base does not hold is told, never taken for another."""
    unknown = about(message, reader).unknown
    assert told in [each.text for each in unknown]


@pytest.mark.parametrize(
    "message", ["le 24/11", "24/11", "à 24 11 h", "le 23/99", "semaine de clôture", "le forum 2024"]
)
def test_what_is_no_name_is_not_unknown(message: str, reader: Reader) -> None:
    """Two numbers that nothing announces are no reference; a unit of an event is no event."""
    assert about(message, reader).unknown == ()


def test_a_person_is_named_by_a_word_of_his_name(reader: Reader) -> None:
    """By the rarest word, with or without a title; a word of questions names no office."""
    assert about("le tel de weiss", reader).person == PersonRef(name="Lena Weiss")
    assert about("qui est M. Haddad ?", reader).person == PersonRef(name="Karim Haddad")
    assert about("quel contact ?", reader).person is None


def test_what_is_left_out_is_not_what_it_is_about(reader: Reader) -> None:
    """Its editions are told apart, none is chosen."""
    found = about("hormis le Forum des jeunes, quelles dates ?", reader)
    assert found.excepted
    assert not set(found.events) & set(found.excepted)


def test_a_year_behind_a_name_that_letters_use_is_no_edition(shipped_reader: Reader) -> None:
    """Of Connect 2030 there is no edition of 2030 to be missed."""
    found = about("Connect 2030, c'était le thème de la Journée mondiale ?", shipped_reader, at("2021-05-02T09:00"))
    assert not [each for each in found.unknown if isinstance(each, UnknownRef)]


@pytest.mark.parametrize("kept", [0, 1])
def test_a_letter_is_found_by_its_subject(kept: int) -> None:
    """Where nothing else is named: the letter of whose subject most is said, among others, and none once it is gone."""
    subjects = ("Questionnaire sur la télévision numérique terrestre", "Lignes directrices sur l'accessibilité")
    drafts = [Draft(f"CR/{number}", "2024-01-04", subject=subject) for number, subject in enumerate(subjects, 1)]
    for draft, subject in zip(drafts, subjects, strict=True):
        draft.write(f"{subject}.")
    small = Reader(Library(tuple(draft.letter for draft in drafts[kept:]), "v1"), ("date", "limite"))
    found = about("date limite du questionnaire télévision ?", small)
    assert [each.reference for each in found.subjects] == ["CR/1"][kept:]
