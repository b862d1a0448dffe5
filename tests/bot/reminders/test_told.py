"""Facts as they are kept to see what changes."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.reminders.told import (
    Kind,
    Origin,
    Told,
    ToldDeadline,
    ToldEvent,
    ToldLetter,
    deadlines,
    dump,
    facts,
    kind_of,
    load,
)
from bot.shelf import open_library
from bot.understanding.catalogue import Catalogue
from bot.understanding.lexicon import lexicon
from knowledge.library import Library
from knowledge.settings import Settings
from tests.bot.builders import deadline, letter

LETTERS = Path(__file__).parents[2] / "data" / "letters"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, ...]:
    """The facts of fifty letters, some of which amend others."""
    database = tmp_path_factory.mktemp("told") / "knowledge.db"
    return facts(Assistant(open_library(Settings(letters=(LETTERS,), database=database))).catalogue)


def test_what_is_kept_reads_back(every: tuple[Told, ...]) -> None:
    """Every fact survives being written as text, and is the same text each time."""
    assert every == tuple(load(kind_of(each), dump(each)) for each in every)
    assert {kind_of(each) for each in every} == set(Kind)


def test_each_fact_has_a_name_of_its_own(every: tuple[Told, ...]) -> None:
    """No two facts of a kind are taken for one, and each name fits the state."""
    names = [(kind_of(each), each.subject) for each in every]
    assert len(set(names)) == len(names)
    assert max(len(subject) for _, subject in names) <= 64


def test_what_a_later_version_adds_is_no_trouble() -> None:
    """A fact kept before a field existed takes its default, and one that no longer exists is left out."""
    kept = '{"subject": "s", "origin": {"reference": "CL-1", "written": null, "quote": ""}, "title": "t", "old": 1}'
    origin = Origin(reference="CL-1", written=None, quote="")
    assert load(Kind.LETTER, kept) == ToldLetter(subject="s", origin=origin, title="t")
    assert load(Kind.EVENT, kept) == ToldEvent(subject="s", origin=origin, title="t")


def test_a_deadline_of_a_letter_that_amends_another_is_there_once(every: tuple[Told, ...]) -> None:
    """It stands in the letter in force: nobody is told of it twice."""
    amended = {by for each in every for by in each.origin.amended_by}
    asked = [each for each in every if isinstance(each, ToldDeadline)]
    assert "Corrigendum 1 à la Circulaire TSB 214" in amended
    assert not amended & {each.origin.reference for each in asked}
    assert [each.due for each in asked if "inscription en ligne" in each.action.lower()] == [dt.date(2024, 5, 17)]


def test_a_deadline_knows_the_event_it_belongs_to(every: tuple[Told, ...]) -> None:
    """By the key that buttons and wishes use."""
    events = {each.subject: each for each in every if isinstance(each, ToldEvent)}
    asked = [each for each in every if isinstance(each, ToldDeadline) and each.event]
    assert len(asked) > 60
    assert all(events[each.event or ""].title == each.title for each in asked)


def test_a_cancelled_event_keeps_the_days_that_had_been_planned(every: tuple[Told, ...]) -> None:
    """They tell which entry of a calendar is void."""
    cancelled = [each for each in every if isinstance(each, ToldEvent) and each.cancelled]
    assert cancelled
    assert all(each.start is not None for each in cancelled)


def test_a_deadline_without_event_is_called_by_its_letter() -> None:
    """Its title is the letter's subject, else its reference."""
    library = Library((replace(letter(deadline()), subject="Questionnaire"), letter(deadline(), reference="CL-21/5")))
    assert [each.title for each in deadlines(Catalogue(library, lexicon()))] == ["Questionnaire", "CL-21/5"]
