"""The port that tells how the service is: /healthz and /metrics."""

import datetime as dt
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.application import assemble
from bot.monitoring.measures import SILENT, Measures, Vitals
from bot.monitoring.port import Port
from bot.settings import Monitoring, Settings
from bot.shelf import Shelf
from bot.state.store import open_state
from tests.bot.builders import NOW, Echo
from tests.bot.telegram.office import Office, Recorder
from tests.bot.telegram.ports import free_port


@pytest.fixture
async def watched(settings: Settings) -> AsyncIterator[tuple[Office, str]]:
    """The application with its port open, and the port's address."""
    port = free_port()
    settings = replace(settings, monitoring=Monitoring(port=port))
    state = open_state(settings.state.database, dt.timedelta(hours=2))
    line = Recorder()
    house = assemble(settings, Shelf(settings.knowledge, Echo), state, lambda: NOW, "1:x", line)
    async with house.application:
        await house.rounds.begin(house.application)
        yield Office(house=house, line=line, move=lambda _: None), f"http://127.0.0.1:{port}"
        await house.rounds.end(house.application)
    state.close()


def figures(text: str) -> dict[str, float]:
    """Return the figures of a page of metrics by name and labels."""
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name.removeprefix("aide_memoire_"): float(value) for name, _, value in lines}


async def test_a_service_that_is_well_says_so(watched: tuple[Office, str]) -> None:
    """/healthz answers 200 as long as nothing ails."""
    _, address = watched
    async with httpx.AsyncClient() as client:
        told = await client.get(f"{address}/healthz")
        assert (told.status_code, told.json()) == (200, {"status": "ok", "ills": []})
        assert (await client.get(f"{address}/elsewhere")).status_code == 404


async def test_what_ails_is_named(watched: tuple[Office, str]) -> None:
    """A Telegram that is silent for too long, or that refuses the token, is a 503 that says which."""
    office, address = watched
    pulse = office.house.rounds.pulse
    pulse.asked, pulse.heard = pulse.timer(), pulse.timer() - SILENT - 1
    async with httpx.AsyncClient() as client:
        told = await client.get(f"{address}/healthz")
        assert (told.status_code, told.json()["ills"]) == (503, ["telegram"])
        assert figures((await client.get(f"{address}/metrics")).text)["healthy"] == 0


async def test_what_goes_through_is_counted_and_tells_nobody(watched: tuple[Office, str]) -> None:
    """Questions, answers and errors are counted by kind; no word, name or number of anybody is in the figures."""
    office, address = watched
    for text in ("quand a lieu le Forum du SMSI ?", "le temps à Douala"):
        await office.write(text)
    logging.getLogger("bot.somewhere").error("le disque de Awa est plein")
    async with httpx.AsyncClient() as client:
        page = (await client.get(f"{address}/metrics")).text
    told = figures(page)
    assert told['answers_total{outcome="answered"}'] == 1
    assert told['answers_total{outcome="unanswered"}'] == 1
    assert told['log_lines_total{level="error"}'] == 1
    assert told["letters"] == 1
    assert told["healthy"] == 1
    assert not any(word in page for word in ("Awa", "Douala", "SMSI"))


async def test_a_port_that_another_holds_stops_nothing(
    watched: tuple[Office, str], caplog: pytest.LogCaptureFixture
) -> None:
    """The bot serves without figures, and says why there are none."""
    office, address = watched
    held = Monitoring(port=int(address.rpartition(":")[2]))
    house = office.house
    vitals = Vitals(
        pulse=house.rounds.pulse,
        postman=house.postman,
        state=house.postman.state,
        library=house.postman.library,
        polls=True,
    )
    port = Port(held, Measures(), vitals)
    assert not port.open()
    await port.close()
    assert f"127.0.0.1:{held.port}" in caplog.text
