"""A calendar to subscribe to: its address, what it holds, and how it is closed."""

import datetime as dt
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.application import assemble
from bot.assistant import Assistant
from bot.settings import Feed, Settings
from bot.shelf import Shelf
from bot.state.records import Place, Wish
from bot.state.store import open_state
from tests.bot.builders import NOW
from tests.bot.telegram.office import GROUP, Office, Recorder
from tests.bot.telegram.ports import free_port

PUBLIC = "https://agenda.example.org/lettres"


@pytest.fixture
async def served(settings: Settings) -> AsyncIterator[tuple[Office, str]]:
    """The application with the port of its calendars open, and the port's address."""
    port = free_port()
    settings = replace(settings, feed=Feed(public_url=PUBLIC, port=port))
    state = open_state(settings.state.database, dt.timedelta(hours=2))
    line = Recorder()
    house = assemble(settings, Shelf(settings.knowledge, Assistant), state, lambda: NOW, "1:x", line)
    async with house.application:
        await house.rounds.begin(house.application)
        yield Office(house=house, line=line, move=lambda _: None), f"http://127.0.0.1:{port}"
        await house.rounds.end(house.application)
    state.close()


async def opened(office: Office) -> str:
    """Return the path of the calendar that a tap opens."""
    await office.write("/abonnement")
    await office.tap("1|feed.open")
    found = re.search(re.escape(PUBLIC) + r"(/[0-9a-f]{48}\.ics)", office.texts[-1])
    assert found
    return found[1]


async def test_an_address_gives_what_is_to_come_and_nothing_of_the_chat(served: tuple[Office, str]) -> None:
    """It is a calendar, in which neither the number of the chat nor a name is."""
    office, address = served
    path = await opened(office)
    async with httpx.AsyncClient() as client:
        told = await client.get(address + path)
        assert told.status_code == 200
        assert told.headers["content-type"] == "text/calendar; charset=utf-8"
        assert "BEGIN:VEVENT" in told.text
        assert "Awa" not in told.text
        below = await client.get(f"{address}/lettres{path}")  # a proxy may leave its own path
        assert below.content == told.content


async def test_whoever_has_it_gets_304(served: tuple[Office, str]) -> None:
    """The same letters on the same day are the same calendar."""
    office, address = served
    path = await opened(office)
    async with httpx.AsyncClient() as client:
        first = await client.get(address + path)
        again = await client.get(address + path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (await client.head(address + path)).headers["etag"] == first.headers["etag"]


async def test_it_follows_what_the_chat_chose(served: tuple[Office, str]) -> None:
    """Who wants no deadline gets none; the calendar is another one then."""
    office, address = served
    path = await opened(office)
    async with httpx.AsyncClient() as client:
        before = await client.get(address + path)
        wish = Wish(place=Place(5), since=NOW, everything=False)
        office.house.postman.state.chats.set(wish, NOW)
        after = await client.get(address + path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "BEGIN:VEVENT" not in after.text


async def test_an_address_that_is_closed_or_changed_gives_nothing(served: tuple[Office, str]) -> None:
    """Nor does one that never was, or whose chat is forgotten."""
    office, address = served
    first, second = await opened(office), await opened(office)
    async with httpx.AsyncClient() as client:
        assert (await client.get(address + first)).status_code == 404
        assert (await client.get(address + second)).status_code == 200
        await office.tap("1|feed.close")
        assert (await client.get(address + second)).status_code == 404
        third = await opened(office)
        await office.write("/oublier")
        assert (await client.get(address + third)).status_code == 404
        assert (await client.get(f"{address}/{'0' * 48}.ics")).status_code == 404
        assert (await client.get(f"{address}/x.ics")).status_code == 404


async def test_in_a_group_only_an_administrator_opens_one(served: tuple[Office, str]) -> None:
    """The address is the group's."""
    office, _ = served
    calls = await office.tap("1|feed.open", chat=GROUP)
    assert "Seul un administrateur" in calls[-1].text
    assert office.house.postman.state.feeds.token_of(GROUP["id"]) is None


async def test_without_a_public_address_none_is_offered(office: Office) -> None:
    """An old button opens none either."""
    await office.write("/abonnement")
    assert "ne propose pas" in office.texts[-1]
    await office.tap("1|feed.open")
    assert office.house.postman.state.feeds.token_of(5) is None
