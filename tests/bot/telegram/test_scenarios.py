"""Conversations kept as data, against a Telegram that holds to its limits."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.application import assemble
from bot.assistant import Assistant
from bot.settings import Settings, Storage
from bot.shelf import Shelf
from bot.state.store import open_state
from knowledge.settings import Settings as Knowledge
from tests.bot.telegram.acting import Scenario, play, scenarios
from tests.bot.telegram.office import Office, Recorder

ALL = scenarios()


class Stage:
    """The application and the loop in which all scenarios of a process are played."""

    def __init__(self, runner: asyncio.Runner, office: Office) -> None:
        self.runner, self.office = runner, office

    def play(self, scenario: Scenario) -> list[str]:
        """Play a scenario; return its faults."""
        self.office.move(scenario.now)
        return self.runner.run(play(scenario, lambda update: self.office.live(update, scenario.is_of)))


@pytest.fixture(scope="module")
def stage(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The letters that the product ships, and a state of the module's own."""
    folder = tmp_path_factory.mktemp("scenarios")
    now = [dt.datetime(2021, 2, 15, tzinfo=dt.UTC)]
    settings = Settings(
        knowledge=Knowledge(letters=(), database=shipped),
        state=Storage(database=str(folder / "state.db"), terminal=folder / "terminal.db"),
    )
    state, line = open_state(settings.state.database, dt.timedelta(hours=2)), Recorder()
    house = assemble(settings, Shelf(settings.knowledge, Assistant), state, lambda: now[0], "1:x", line)
    with asyncio.Runner() as runner:
        runner.run(house.application.initialize())
        yield Stage(runner, Office(house=house, line=line, move=lambda moment: now.__setitem__(0, moment)))
        runner.run(house.application.shutdown())
    state.close()


@pytest.mark.parametrize("scenario", ALL, ids=str)
def test_a_conversation_goes_as_it_must(stage: Stage, scenario: Scenario) -> None:
    """Each step is answered as its line says, and by no call that Telegram would refuse."""
    assert stage.play(scenario) == []


def test_there_are_many_and_each_has_its_name() -> None:
    """No name is given twice in a file, and there are sixty at least."""
    names = [str(each) for each in ALL]
    assert len(set(names)) == len(names)
    assert len(names) >= 60
