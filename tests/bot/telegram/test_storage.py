"""The database in trouble: full, not to be written, locked out, gone. Its errors are its own, not invented ones."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.errors import TroubledState
from bot.handlers.screen import ON
from bot.handlers.sentences import load_sentences
from bot.reminders import delivery
from bot.settings import Settings
from bot.state.records import Place, Stage
from bot.state.schema import METADATA
from bot.state.store import State
from tests.bot.builders import NOW
from tests.bot.small import file_system, full
from tests.bot.telegram.office import Office
from tests.postgres import Server

SAID = load_sentences()
HERE = Place(5)
KINDS = {"full": "small", "read-only": "sqlite", "failed-over": "postgresql", "gone": "postgresql"}
pytestmark = pytest.mark.parametrize(("fault", "address"), KINDS.items(), indirect=True, ids=KINDS)
Fault = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be noted is tried again at once."""
    monkeypatch.setattr(delivery, "CONFIRMING", (0.0, 0.0))


@contextmanager
def unwritable(state: State) -> Iterator[None]:
    """Let no connection of SQLite write to the state."""

    def tune(connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute("PRAGMA query_only = ON")

    def untune(connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute("PRAGMA query_only = OFF")

    engine = state.database._engine
    event.listen(engine, "checkout", tune)
    yield
    event.remove(engine, "checkout", tune)
    event.listen(engine, "checkout", untune)


@pytest.fixture
def small(tmp_path: Path, empty: Path) -> Iterator[str]:
    """A state on a file system of its own, of half a megabyte."""
    with file_system(tmp_path / "small", "size=512k") as folder:
        shutil.copy(empty, folder / "state.db")
        yield str(folder / "state.db")


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Where the state is kept: of SQLite in a small place or not, of PostgreSQL."""
    kind = "small" if request.param == "small" else f"of_{request.param}"
    return str(request.getfixturevalue(kind))


@pytest.fixture
def of_sqlite(tmp_path: Path, empty: Path) -> str:
    """A state of SQLite."""
    return str(shutil.copy(empty, tmp_path / "state.db"))


@pytest.fixture
def of_postgresql(postgres: Server, database: str) -> Iterator[str]:
    """A state of PostgreSQL."""
    yield postgres.url(database)
    postgres.empty(database, *METADATA.tables)


@pytest.fixture
def fault(request: pytest.FixtureRequest, office: Office, settings: Settings) -> Fault:
    """Something that keeps the database from being written, or reached."""
    state = office.house.postman.state
    match request.param:
        case "full":
            return partial(_passing, state, partial(full, Path(settings.state.database).parent))
        case "read-only":
            return partial(_passing, state, partial(unwritable, state))
    postgres: Server = request.getfixturevalue("postgres")
    name = str(request.getfixturevalue("database"))
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    change, back = ("ALLOW_CONNECTIONS false", "ALLOW_CONNECTIONS true")
    if request.param == "failed-over":
        change, back = ("SET default_transaction_read_only = on", "RESET default_transaction_read_only")

    @contextmanager
    def gone() -> Iterator[None]:
        postgres.execute("postgres", f"ALTER DATABASE {name} {change}", ended)
        try:
            yield
        finally:
            postgres.execute("postgres", f"ALTER DATABASE {name} {back}")

    return partial(_passing, state, gone)


@contextmanager
def _passing(state: State, fault: Fault) -> Iterator[None]:
    """Let a fault last, and the rest that it earns the database."""
    with fault():
        yield
    state.database._rests.clear()


async def test_a_question_is_answered_without_the_database(
    office: Office, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """An answer needs no writing; the operator reads why memory is gone, without a trace; then all is as before."""
    await office.write("un ?")
    with fault():
        for text in ("deux ?", "trois ?"):
            (call,) = await office.write(text)
            assert f"« {text} »" in call.text
        assert "est en panne" in caplog.text
        assert "Traceback" not in caplog.text
    await office.write("quatre ?")
    (call,) = await office.write("cinq ?")
    assert "après quatre ?" in call.text


async def test_what_must_be_written_is_refused_by_the_usual_word(office: Office, state: State, fault: Fault) -> None:
    """A wish that cannot be kept is not said to be."""
    with fault():
        calls = await office.tap(ON)
    assert [call.name for call in calls] == ["answerCallbackQuery", "sendMessage"]
    assert calls[1].text == SAID.trouble
    await office.tap(ON)
    assert state.chats.wished(HERE)


async def test_reminders_wait_for_the_database_and_leave_once(office: Office, state: State, fault: Fault) -> None:
    """What cannot be claimed is not sent; once there is room again the next tick sends it, without waiting for more."""
    state.chats.wish(HERE, NOW)
    with fault():
        with suppress(TroubledState):
            await office.house.postman.tick()
        assert office.sent == []
    assert office.house.postman._is_due()
    assert await office.house.postman.tick() == 1
    assert await office.house.postman.tick() == 0


async def test_what_left_and_could_not_be_noted_is_not_sent_again(
    office: Office, state: State, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """The database fails between the claim and the confirmation: the step is noted later, and leaves no second time."""
    state.chats.wish(HERE, NOW)
    postman, trouble = office.house.postman, fault()
    accept = office.line.do_request

    async def break_and_accept(*arguments: Any, **more: Any) -> tuple[int, bytes]:
        trouble.__enter__()
        return await accept(*arguments, **more)

    office.line.do_request = break_and_accept  # type: ignore[method-assign]  # the fault comes while Telegram takes it
    assert await postman.tick() == 1
    office.line.do_request = accept  # type: ignore[method-assign]
    with suppress(TroubledState):
        assert await postman.tick() == 0
    trouble.__exit__(None, None, None)
    office.move(NOW + 2 * delivery.TIDYING)
    assert await postman.tick() == 0
    assert len(office.sent) == 1
    assert [each.stage for each in state.outbox.deliveries()] == [Stage.SENT]
    assert "pas encore pu être noté" in caplog.text
