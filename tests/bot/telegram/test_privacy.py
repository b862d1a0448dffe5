"""What is kept, and its deletion."""

import datetime as dt
import sqlite3

import pytest

from bot.handlers.sentences import load_sentences
from bot.settings import Settings
from bot.state.records import Place
from bot.state.schema import METADATA
from bot.state.store import State
from tests.bot.builders import NOW
from tests.bot.state.test_sealing import found, traces, written
from tests.bot.telegram.office import GROUP, PRIVATE, Json, Office, refusal

SAID = load_sentences().privacy


@pytest.mark.parametrize("typed", ["/privacy", "/confidentialite", "/confidentialité"])
async def test_what_is_kept_is_told(office: Office, typed: str) -> None:
    """Telegram requires /privacy; it tells for how long and how to delete."""
    (call,) = await office.write(typed)
    assert "120 minutes" in call.text
    assert "/oublier" in call.text


async def test_what_is_told_is_what_is_kept(office: Office, settings: Settings) -> None:
    """No table of the state has a column for a message's text or a name."""
    await office.write("un secret bien gardé")
    with sqlite3.connect(settings.state.database) as connection:
        every = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        tables = [name for name in every if not name.startswith("sqlite_")]
        columns = {row[1] for table in tables for row in connection.execute(f"pragma table_info({table})")}
    connection.close()
    assert set(tables) == {*METADATA.tables, "alembic_version"}
    assert not columns & {"text", "name", "username", "first_name", "phone"}


async def test_what_was_spoken_of_is_deleted_when_its_time_is_over(office: Office, settings: Settings) -> None:
    """Two hours later the row itself is gone, even if nobody writes."""
    await office.write("un")
    office.move(NOW + dt.timedelta(hours=2))
    await office.house.postman.tick()
    with sqlite3.connect(settings.state.database) as connection:
        assert connection.execute("select count(*) from dialogues").fetchone() == (0,)
    connection.close()


async def test_forgetting_deletes_all_of_the_chat(office: Office, state: State) -> None:
    """After /oublier the bot no longer knows what was spoken of, nor that reminders were on."""
    await office.write("un")
    await office.write("/rappels on")
    await office.house.postman.tick()
    await office.write("/oublier")
    assert office.texts[-1] == SAID.forgotten.strip()
    assert not state.chats.wished(Place(5))
    assert state.outbox.deliveries() == ()
    await office.write("deux")
    assert "après rien" in office.texts[-1]


async def asked(office: Office, state: State, **more: object) -> str:
    """Ask in a group that has reminders to forget all; return what is said."""
    state.chats.wish(Place(-100), NOW)
    await office.write("/oublier@aide_bot", GROUP, **more)
    return office.texts[-1]


async def test_what_was_forgotten_is_in_no_byte_an_hour_later(office: Office, settings: Settings, state: State) -> None:
    """The pace of the farewell itself goes last; neither the database nor its log tells that somebody was there."""
    somebody = 7_123_456_789
    there: Json = {**PRIVATE, "id": somebody}
    await office.write("/rappels on", there)
    await office.write("un", there)
    await office.house.postman.tick()
    state.pace.turn(somebody, NOW)
    assert found(written(settings.state.database), [*traces(somebody)])
    await office.write("/oublier", there)
    state.pace.turn(somebody, NOW)  # as what says that all is forgotten does
    office.move(NOW + dt.timedelta(hours=1))
    await office.house.postman.tick()
    assert found(written(settings.state.database), [*traces(somebody)]) == []


async def test_a_member_does_not_erase_the_group(office: Office, state: State) -> None:
    """What the others would lose is told, and who may ask for it; so it is when Telegram does not say who asks."""
    assert await asked(office, state) == SAID.administrators.strip()
    office.line.verdicts = [refusal(400, "Bad Request: user not found")]
    assert await asked(office, state) == SAID.administrators.strip()
    assert state.chats.wished(Place(-100))


@pytest.mark.parametrize("who", ["named", "unnamed"])
async def test_an_administrator_erases_the_group(office: Office, state: State, who: str) -> None:
    """By name, or as the group itself."""
    office.line.administrators = {5} if who == "named" else set()
    unnamed: Json = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP}
    assert await asked(office, state, **({} if who == "named" else unnamed)) == SAID.forgotten.strip()
    assert not state.chats.wished(Place(-100))
