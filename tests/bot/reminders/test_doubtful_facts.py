"""What is doubtful is neither new, nor changed, nor gone: it is told once somebody has confirmed it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.calendars.entries import Bell, load_sentences, sheet
from bot.reminders.changes import notices, withdrawn_keys
from bot.reminders.observing import Observer
from bot.reminders.told import deadlines
from bot.state.records import Place, Step, Wish
from bot.state.store import State, open_state
from knowledge.library import Library
from knowledge.model import Letter
from tests.bot.builders import NOW, deadline, letter

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
SURE = letter(deadline())
UNSURE = letter(replace(deadline(), doubtful=True))
LATER = dt.date(2021, 3, 20)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """A state of the test's own."""
    opened = open_state(tmp_path / "state.db", dt.timedelta(hours=1))
    yield opened
    opened.close()


def noted(state: State, *each: tuple[Letter, ...]) -> list[tuple[str | None, ...]]:
    """Return what is noted as bases take each other's place: kind, day before, day after."""
    for version, letters in enumerate(each):
        catalogue = Assistant(Library(letters, str(version))).catalogue
        Observer(state.facts, lambda: catalogue, lambda: NOW).look(catalogue)  # noqa: B023  # called at once
    found = Observer(state.facts, lambda: catalogue, lambda: NOW).noted()
    days = ((one.difference.before, one.difference.after) for one in found)
    return [
        (one.difference.kind, *(str(getattr(fact, "due", "")) if fact else None for fact in pair))
        for one, pair in zip(found, days, strict=True)
    ]


def test_a_doubt_is_told_once_it_is_confirmed(state: State) -> None:
    """As new, if nobody had heard of it."""
    assert noted(state, (UNSURE,), (SURE,)) == [("deadline", None, "2021-03-01")]


def test_what_becomes_doubtful_is_not_told_as_gone(state: State) -> None:
    """Nor is a doubtful day told as a change; once it is confirmed, what was known before is compared with it."""
    moved = letter(replace(deadline(LATER), doubtful=True))
    assert noted(state, (SURE,), (UNSURE,), (moved,)) == []
    assert noted(state, (letter(deadline(LATER)),)) == [("deadline", "2021-03-01", "2021-03-20")]


def test_a_calendar_says_what_is_to_be_checked() -> None:
    """In the title of its entry."""
    bell = Bell(lead_days=(7,), event_days=(1,), hour=9, zone=dt.UTC, now=NOW)
    for one, marked in ((UNSURE, True), (SURE, False)):
        facts = deadlines(Assistant(Library((one,), "1")).catalogue)
        (entry,) = sheet(facts, load_sentences(), bell).entries
        assert entry.summary.startswith("(à vérifier)") is marked


def test_a_withdrawn_letter_is_told_to_those_who_had_heard_of_it(state: State) -> None:
    """A reminder of it, or a change, is having heard; while its letter is there, everybody is told what it drops."""
    other = letter(deadline(LATER, action="payer"), reference="CL-21/9")
    for version, letters in enumerate(((SURE, other), (other,))):
        catalogue = Assistant(Library(letters, str(version))).catalogue
        Observer(state.facts, lambda: catalogue, lambda: NOW).look(catalogue)  # noqa: B023  # called at once
    found = Observer(state.facts, lambda: catalogue, lambda: NOW).noted()
    (key,) = withdrawn_keys(found)
    wishes = [Wish(place=Place(chat), since=LONG_AGO) for chat in (7, 8)]
    closed = frozenset((Step(Place(7), key, "14"),))
    assert set(notices(found, wishes, closed, NOW.date(), {"CL-21/9"})) == {Place(7)}
    assert set(notices(found, wishes, closed, NOW.date(), {"CL-21/9", SURE.reference})) == {Place(7), Place(8)}
