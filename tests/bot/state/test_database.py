"""The database opened: a file of SQLite or a server, and what is said when it cannot be."""

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.errors import BadDatabase, BadEncoding, NewerState, UnopenedState, UnusableServer, UnusableState
from bot.state.records import Place, Wish
from bot.state.schema import HEAD
from bot.state.store import State, open_state
from tests.bot.small import file_system, full
from tests.postgres import Server, both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HERE = Place(7)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the state is kept."""
    return tmp_path / "var" / "state.db"


def test_the_file_is_readable_by_its_owner_only(state: State, address: str) -> None:
    """Nobody else on the machine reads who asked what, in the journal files neither."""
    state.chats.wish(HERE, NOW)
    for each in Path(address).parent.iterdir():
        assert each.stat().st_mode & 0o777 == 0o600, each.name


@pytest.mark.parametrize(
    "content", [b"not a database, certainly not one at all" * 40, b"SQLite format 3\x00" + b"\xff" * 4080]
)
def test_a_damaged_file_is_one_sentence(file: Path, content: bytes) -> None:
    """A file that is no database is refused by a sentence that names it, and is left as it is."""
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(UnusableState, match=r"state\.db"):
        open_state(file, HOUR)
    assert file.read_bytes() == content


def test_a_table_of_another_program_is_one_sentence(file: Path) -> None:
    """A database whose tables are not ours is refused."""
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("create table wishes (colour text)")
    connection.close()
    with pytest.raises(UnusableState, match=r"state\.db"):
        open_state(file, HOUR)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    """Where no file can be made, the sentence names it."""
    (tmp_path / "var").write_text("a file, not a folder")
    with pytest.raises(UnusableState, match=r"state\.db"):
        open_state(tmp_path / "var" / "state.db", HOUR)
    assert [each.name for each in tmp_path.iterdir()] == ["var"]


@both
def test_a_state_of_a_newer_version_is_one_sentence(state: State, address: str) -> None:
    """An older program does not touch it."""
    with state.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerState, match="9999"):
        open_state(address, HOUR)
    with state.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://aide:hush%2Fhush@127.0.0.1:1/state?sslmode=disable",
        "postgresql://127.0.0.1:1/state?password=hush%2Fhush&user=aide",
        "postgresql://aide:hush@[127.0.0.1/state",
    ],
)
def test_a_server_that_does_not_answer_is_one_sentence_without_password(address: str) -> None:
    """It names the server, never who enters it by which password."""
    with pytest.raises(UnusableServer, match="postgresql://") as caught:
        open_state(address, HOUR)
    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_that_does_not_exist_is_one_sentence(postgres: Server) -> None:
    """The server's own reason is told."""
    with pytest.raises(UnusableServer, match="nowhere"):
        open_state(postgres.url("nowhere"), HOUR)


@pytest.mark.parametrize(
    "address",
    [
        "mysql://root:hush@localhost/state",
        "http://example.org",
        "sqlite:///state.db",
        "postgresql://aide:hush@hush@127.0.0.1:1/state",
        "postgresql://aide:hush/hush@127.0.0.1:1/state",
        "postgresql://aide:hush?hush@127.0.0.1:1/state",
    ],
)
def test_another_kind_of_address_is_one_sentence(address: str) -> None:
    """What is neither a path nor the clear address of a PostgreSQL server is refused with an example."""
    with pytest.raises(BadDatabase, match="postgresql://") as caught:
        open_state(address, HOUR)
    assert "hush" not in str(caught.value)


def test_a_server_gets_its_tables_at_the_first_opening(postgres: Server) -> None:
    """An empty database is brought to the present tables; opening it again loses nothing."""
    address = postgres.url(postgres.make())
    for opened in range(2):
        state = open_state(address, HOUR)
        state.chats.wish(HERE, NOW + opened * HOUR)
        assert state.chats.wishes() == (Wish(place=HERE, since=NOW),)
        state.close()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_server_s_database_that_cannot_hold_every_letter_is_refused(postgres: Server, encoding: str) -> None:
    """One sentence at the start says how to make a good one; œ would be lost on the way otherwise."""
    with pytest.raises(BadEncoding, match="--encoding=UTF8") as caught:
        open_state(postgres.url(postgres.make(encoding)), HOUR)
    assert encoding in str(caught.value)


def test_a_disk_without_room_is_no_reason_to_begin_anew(tmp_path: Path, empty: Path) -> None:
    """The sentence tells to make room, not to move the state away; with room it is opened as it was."""
    with file_system(tmp_path / "small", "size=512k") as folder:
        shutil.copy(empty, folder / "state.db")
        with full(folder), pytest.raises(UnopenedState, match="faites de la place"):
            open_state(folder / "state.db", HOUR)
        open_state(folder / "state.db", HOUR).close()
