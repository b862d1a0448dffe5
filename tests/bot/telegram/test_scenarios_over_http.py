"""The same conversations all at once, over HTTP: sixty people and more."""

import asyncio
import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from telegram import Update

from bot.application import assemble
from bot.assistant import Assistant
from bot.handlers.bringing import PTB
from bot.settings import Settings, Storage
from bot.shelf import Shelf
from bot.state.store import open_state
from knowledge.settings import Settings as Knowledge
from tests.bot.telegram.acting import Scenario, play, scenarios
from tests.bot.telegram.calls import Call, Json
from tests.bot.telegram.standin import Standin, standin

FLOOD = "Too Many Requests"
TOKEN = "123456789:AAF-standin_standin_standin_stand"
NUMBERS = itertools.count(1)


def taking(application: PTB, server: Standin, scenario: Scenario) -> Callable[[Json], Awaitable[list[Call]]]:
    """Return what hands an update of a scenario to the application, and returns the calls that it made for it."""
    own = {str(scenario.where(step)["id"]) for step in scenario.steps} | {str(scenario.chat["id"])}
    seen: set[int] = set()

    async def take(update: Json) -> list[Call]:
        await application.process_update(Update.de_json({"update_id": next(NUMBERS), **update}, application.bot))
        found = [call for call in list(server.calls) if id(call) not in seen and _of(call, own, scenario)]
        seen.update(map(id, found))
        return found

    return take


def _of(call: Call, chats: set[str], scenario: Scenario) -> bool:
    if FLOOD in call.refused:
        return False  # it is sent again
    query = str(call.parameters.get("inline_query_id") or call.parameters.get("callback_query_id") or "")
    return str(call.parameters.get("chat_id")) in chats or query.startswith(f"{scenario.person['id']}-")


async def _all(server: Standin, settings: Settings) -> dict[str, list[str]]:
    now = [dt.datetime(2021, 2, 15, tzinfo=dt.UTC)]
    state = open_state(settings.state.database, dt.timedelta(hours=2))
    shelf = Shelf(settings.knowledge, Assistant)
    application = assemble(settings, shelf, state, lambda: now[0], TOKEN).application
    faults: dict[str, list[str]] = {}
    days: dict[dt.datetime, list[Scenario]] = defaultdict(list)
    for each in (each for each in scenarios() if not each.ticks):
        days[each.now].append(each)
    async with application:
        for moment, several in days.items():
            now[0] = moment
            played = await asyncio.gather(*(play(each, taking(application, server, each)) for each in several))
            faults |= {str(each): found for each, found in zip(several, played, strict=True) if found}
    state.close()
    return faults


def test_all_conversations_at_once_over_http(shipped: Path, tmp_path: Path) -> None:
    """Every call is read from the wire, files included; none is refused but as one too many, and then it is sent again.

    A machine that stalls sends in one burst what had been spread; the pace itself is held by test_turns.
    """
    with standin(TOKEN) as server:
        default = Settings()
        settings = replace(
            default,
            knowledge=Knowledge(letters=(), database=shipped),
            state=Storage(database=str(tmp_path / "state.db"), terminal=tmp_path / "terminal.db"),
            telegram=replace(default.telegram, api_url=server.url),
        )
        faults = asyncio.run(_all(server, settings))
        assert faults == {}
        refused = [call.refused for call in server.calls if call.refused and "REACTION" not in call.refused]
        assert [reason for reason in refused if FLOOD not in reason] == []
