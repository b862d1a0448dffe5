"""The simulator."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import BadInterval
from bot.reminders.simulator import simulate
from bot.reminders.watching import deadline_key
from bot.settings import Settings, Storage
from bot.state.records import Place, Settled
from bot.state.store import open_state
from tests.bot.builders import LETTER, NOW, deadline, library

YEAR = (dt.datetime(2021, 1, 1, tzinfo=dt.UTC), dt.datetime(2021, 12, 31, tzinfo=dt.UTC))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a state of the test's own."""
    return replace(Settings(), state=Storage(database=str(tmp_path / "state.db"), terminal=tmp_path / "t.db"))


def test_without_wishes_it_shows_an_imagined_chat(settings: Settings) -> None:
    """An operator sees when reminders leave before anybody has turned them on; no file is made."""
    first, *lines, last = simulate(library(), settings, *YEAR)
    assert "imaginaire" in first
    assert [line.split("  ")[0] for line in lines] == [
        f"{day} 2021 9 h"
        for day in ("27 janvier", "12 février", "19 février", "23 février", "25 février", "26 février")
    ]
    assert "CL-21/4" in lines[0]
    assert "J-30" in lines[0]
    assert "jour J" in lines[-1]
    assert last == "6 rappels."
    assert not Path(settings.state.database).exists()


def test_the_wishes_of_the_state_are_shown_by_place(settings: Settings) -> None:
    """Each chat and topic has its lines, and nothing is noted as sent."""
    state = open_state(settings.state.database, dt.timedelta(hours=1))
    state.chats.wish(Place(7), NOW)
    state.chats.wish(Place(-100, 3), NOW)
    lines = list(simulate(library(), settings, *YEAR))
    assert sum("chat 7" in line for line in lines) == 6
    assert sum("chat -100, sujet 3" in line for line in lines) == 6
    assert state.outbox.deliveries() == ()
    state.close()


def test_what_a_chat_has_dealt_with_is_not_shown(settings: Settings) -> None:
    """What was settled does not leave, what was put off leaves when that ends."""
    state = open_state(settings.state.database, dt.timedelta(hours=1))
    key = deadline_key(LETTER, deadline())
    for chat, until in ((7, None), (8, NOW.replace(day=24))):
        state.chats.wish(Place(chat), NOW)
        state.facts.settle(Settled(chat=chat, subject=key, at=NOW, until=until))
    state.close()
    lines = list(simulate(library(), settings, *YEAR))
    assert not any("chat 7" in line for line in lines)
    assert [line.split(" 2021")[0] for line in lines if "chat 8" in line] == ["24 février", "25 février", "26 février"]


def test_only_the_steps_between_the_two_moments_are_shown(settings: Settings) -> None:
    """A step that came before the first moment is not told again at it."""
    lines = list(
        simulate(library(), settings, dt.datetime(2021, 2, 22, tzinfo=dt.UTC), dt.datetime(2021, 2, 24, tzinfo=dt.UTC))
    )
    assert next(line for line in lines if "J-" in line).startswith("23 février 2021")
    assert lines[-1] == "1 rappel."


def test_a_time_without_reminders_says_so(settings: Settings) -> None:
    """An empty table is a sentence."""
    lines = list(
        simulate(library(), settings, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    )
    assert "Aucun rappel" in lines[-1]


def test_an_interval_that_goes_backwards_is_refused(settings: Settings) -> None:
    """The end comes after the start."""
    with pytest.raises(BadInterval):
        list(simulate(library(), settings, YEAR[1], YEAR[0]))
