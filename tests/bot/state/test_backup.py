"""A copy of the state is whole, of one moment, and as good as the state."""

import datetime as dt
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from bot.entities.dialogue import Dialogue
from bot.errors import BackupByServer, NoBackup, NoState
from bot.state.backup import back_up
from bot.state.records import Place, Settled, Step
from bot.state.store import State, open_state
from tests.bot.small import file_system
from tests.postgres import Server

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
STEP = Step(Place(7), "abc", "14")


def rows(state: State) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables."""
    with state.database.reading() as connection:
        names = [name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr) for name in names
        }


def test_a_copy_restored_has_the_same_rows(state: State, address: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    """Made while the state is open; put in its place, it holds all that was there, and nothing is sent again."""
    copy = tmp_path / "copies" / "monday.db"
    state.chats.wish(Place(7, 3), NOW)
    state.talks.remember(Place(7), Dialogue(topic="deadline"), NOW)
    state.talks.first_sight(10, NOW)
    state.facts.settle(Settled(chat=7, subject="xyz", at=NOW))
    state.outbox.claim((STEP,), NOW, NOW)
    state.outbox.confirm((STEP,), 55)
    before = rows(state)
    back_up(address, copy)
    state.chats.forget(7)
    state.close()
    for each in Path(address).parent.iterdir():
        each.unlink()
    shutil.copy(copy, address)
    again = open_state(address, HOUR, keys=keys)
    assert rows(again) == before
    assert again.outbox.claim((STEP,), NOW, NOW) == ()
    again.close()


def test_a_server_s_copy_restored_has_the_same_reminders(postgres: Server, tmp_path: Path) -> None:
    """What the README says of pg_dump and pg_restore: nothing that was sent is sent again."""
    address, copy = postgres.url(postgres.make()), tmp_path / "state.dump"
    state = open_state(address, HOUR)
    state.chats.wish(Place(7, 3), NOW)
    state.outbox.claim((STEP,), NOW, NOW)
    state.outbox.confirm((STEP,), 55)
    before = state.chats.wishes(), state.outbox.deliveries()
    _call(postgres, "pg_dump", "--format=custom", f"--file={copy}", address)
    state.chats.forget(7)
    state.close()
    _call(postgres, "pg_restore", "--clean", f"--dbname={address}", str(copy))
    again = open_state(address, HOUR)
    assert (again.chats.wishes(), again.outbox.deliveries()) == before
    again.close()


def _call(postgres: Server, program: str, *arguments: str) -> None:
    subprocess.run([postgres.programs / program, *arguments], check=True, capture_output=True)  # noqa: S603  # the server's own


def test_a_copy_is_one_file_of_its_owner(state: State, address: str, tmp_path: Path) -> None:
    """Nobody else reads it, and nothing lies beside it; a second one takes its place."""
    copy = tmp_path / "copies" / "state.db"
    for _ in range(2):
        state.chats.wish(Place(7), NOW)
        back_up(address, copy)
    assert [each.name for each in copy.parent.iterdir()] == ["state.db"]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_copy_is_of_one_moment(state: State, address: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever is written meanwhile, a deed is in the copy whole or not at all."""
    ended = threading.Event()

    def write() -> None:
        other = open_state(address, HOUR, keys=keys)
        for chat in range(1, 100_000):
            if ended.is_set():
                break
            other.outbox.claim((Step(Place(chat), "a", "7"), Step(Place(chat), "b", "7")), NOW, NOW)
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(state.outbox.deliveries()) < 20:
            pass
        for number in range(5):
            back_up(address, tmp_path / f"{number}.db")
    finally:
        ended.set()
        writer.join()
    for number in range(5):
        copy = open_state(tmp_path / f"{number}.db", HOUR, keys=keys)
        kept = [each.step for each in copy.outbox.deliveries()]
        copy.close()
        assert len(kept) >= 20
        assert {step.place for step in kept if step.subject == "a"} == {s.place for s in kept if s.subject == "b"}


@pytest.mark.parametrize("target", ["state.db", "."])
def test_a_copy_that_cannot_be_made_is_one_sentence(state: State, address: str, target: str) -> None:
    """Neither the state itself nor a folder is written over."""
    state.chats.wish(Place(7), NOW)
    with pytest.raises(NoBackup):
        back_up(address, Path(address).parent / target)
    assert state.chats.wished(Place(7))
    assert not list(Path(address).parent.glob("*.part"))


def test_a_state_that_is_damaged_is_not_copied(tmp_path: Path) -> None:
    """The copy made before stays."""
    (tmp_path / "state.db").write_bytes(b"damaged" * 200)
    (tmp_path / "copy.db").write_bytes(b"yesterday")
    with pytest.raises(NoBackup):
        back_up(str(tmp_path / "state.db"), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"yesterday"


def test_what_is_not_there_is_not_copied(tmp_path: Path) -> None:
    """No empty copy takes the place of a good one."""
    with pytest.raises(NoState):
        back_up(str(tmp_path / "state.db"), tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_server_is_copied_by_its_own_program(tmp_path: Path) -> None:
    """The sentence names it, and no password."""
    with pytest.raises(BackupByServer, match="pg_dump") as caught:
        back_up("postgresql://aide:hush@db.example.org/state", tmp_path / "copy.db")
    assert "hush" not in str(caught.value)


def test_a_place_that_takes_no_copy_is_one_sentence(state: State, address: str, tmp_path: Path) -> None:
    """A file system that is not to be written, or has no room: no trace, and nothing is left behind."""
    state.chats.wish(Place(7), NOW)
    with file_system(tmp_path / "sealed", "ro") as sealed, pytest.raises(NoBackup, match="ead-only"):
        back_up(address, sealed / "b.db")
    with file_system(tmp_path / "small", "size=64k") as small:
        with pytest.raises(NoBackup):
            back_up(address, small / "b.db")
        assert list(small.iterdir()) == []
