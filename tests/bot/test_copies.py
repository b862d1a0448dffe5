"""The state is copied each day at its hour, the last copies are kept, and a copy gives the state back."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.copies import AGAIN, Copier
from bot.settings import Backup, Settings, Storage
from bot.state.records import Place, Step
from bot.state.store import open_state
from knowledge.history import Deed, History
from tests.bot.state.conftest import KEY

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
THREE = dt.datetime(2021, 2, 15, 2, 30, tzinfo=dt.UTC)  # half past three in Zurich
STEP = Step(Place(7), "abc", "14")


class Told:
    """Remembers what operators are told."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    async def tell(self, sentence: str) -> None:
        """Take a sentence."""
        self.sentences.append(sentence)


@pytest.fixture
def settings(tmp_path: Path, address: str) -> Settings:
    """A state, and a folder for its copies."""
    own = Settings()
    return replace(
        own,
        knowledge=replace(own.knowledge, database=tmp_path / "knowledge.db"),
        state=Storage(database=address),
        backup=Backup(folder=str(tmp_path / "copies"), hour=3, keep=2),
    )


def copies(settings: Settings) -> list[str]:
    """Return the names of the copies."""
    return sorted(each.name for each in Path(settings.backup.folder).glob("*"))


async def test_one_copy_a_day_from_its_hour_on_and_the_last_ones_are_kept(settings: Settings) -> None:
    """Nothing before three; nothing twice; the third day lets go of the first; what somebody else put there stays."""
    open_state(settings.state.database, HOUR).close()
    now, told = [THREE - HOUR], Told()
    copier = Copier(settings=settings, clock=lambda: now[0], tell=told.tell)
    await copier.look()
    assert copies(settings) == []
    now[0] = THREE
    await copier.look()
    Path(settings.backup.folder, "state-of-things.db").touch()
    for days in range(3):
        now[0] = THREE + days * DAY
        await copier.look()
        await copier.look()
    assert copies(settings) == ["state-2021-02-16.db", "state-2021-02-17.db", "state-of-things.db"]
    rows = History(settings.knowledge.database).rows()
    assert [(row.deed, row.who, row.what) for row in rows] == [
        (Deed.BACKUP, "bot", f"state-2021-02-{day}.db") for day in (15, 16, 17)
    ]
    assert told.sentences == []


async def test_no_folder_no_copy(settings: Settings) -> None:
    """A copy is made where it was asked for."""
    open_state(settings.state.database, HOUR).close()
    own = replace(settings, backup=Backup())
    await Copier(settings=own, clock=lambda: THREE, tell=Told().tell).look()
    assert History(settings.knowledge.database).rows() == ()


async def test_a_copy_that_fails_is_told_once_a_day_and_tried_again(settings: Settings) -> None:
    """Operators read why; when the folder can be written to again, the copy is made."""
    open_state(settings.state.database, HOUR).close()
    now, told = [THREE], Told()
    Path(settings.backup.folder).write_text("in the way", "utf-8")
    copier = Copier(settings=settings, clock=lambda: now[0], tell=told.tell)
    for minutes in (0, 1, 61):
        now[0] = THREE + minutes * HOUR / 60
        await copier.look()
    assert len(told.sentences) == 1
    assert "n'a pas pu être faite" in told.sentences[0]
    Path(settings.backup.folder).unlink()
    await copier.look()
    assert not Path(settings.backup.folder).exists()
    now[0] += AGAIN
    await copier.look()
    assert copies(settings) == ["state-2021-02-15.db"]


@pytest.mark.parametrize("keys", [(), (KEY,)], ids=["clear", "sealed"])
async def test_the_drill_a_state_that_is_lost_is_given_back(settings: Settings, keys: tuple[str, ...]) -> None:
    """Copied, lost, copied back with its key: wishes are there, and nothing that was sent is sent again."""
    state = open_state(settings.state.database, HOUR, keys=keys)
    state.chats.wish(Place(7), THREE)
    state.outbox.claim((STEP,), THREE, THREE)
    state.outbox.confirm((STEP,), 55)
    await Copier(settings=settings, clock=lambda: THREE, tell=Told().tell).look()
    state.close()
    for each in Path(settings.state.database).parent.iterdir():
        each.unlink()
    shutil.copy(Path(settings.backup.folder, "state-2021-02-15.db"), settings.state.database)
    again = open_state(settings.state.database, HOUR, keys=keys)
    assert [each.place for each in again.chats.wishes()] == [Place(7)]
    assert again.outbox.claim((STEP,), THREE, THREE) == ()
    again.close()
