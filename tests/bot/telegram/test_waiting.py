"""Typing, and thanks received without a word."""

import asyncio

import pytest

from bot.handlers.desk import Exchange
from bot.handlers.waiting import typing
from bot.state.records import Place
from tests.bot.builders import NOW
from tests.bot.telegram.office import Office, refusal


@pytest.fixture
def exchange(office: Office) -> Exchange:
    """An exchange in a topic."""
    desk = office.house.postman.sends
    return Exchange(desk=_Desk(desk), place=Place(-100, 3), private=False, reply_to=None, now=NOW)  # type: ignore[arg-type]  # a desk of which the sender alone is asked


class _Desk:
    def __init__(self, sender: object) -> None:
        self.sender = sender


@pytest.mark.parametrize(("patience", "shown"), [(0.0, ["sendChatAction"]), (60.0, [])])
async def test_typing_is_shown_to_whoever_waits(
    office: Office, exchange: Exchange, patience: float, shown: list[str]
) -> None:
    """Where the answer is to come; whoever is answered at once sees nothing."""
    async with typing(exchange, patience):
        for _ in range(9):
            await asyncio.sleep(0)
    assert [call.name for call in office.line.calls] == shown
    assert all(call.parameters["message_thread_id"] == 3 for call in office.line.calls)


async def test_typing_that_is_refused_stops_nothing(office: Office, exchange: Exchange) -> None:
    """It is a courtesy."""
    office.line.verdicts = [refusal(403, "Forbidden: bot was kicked")]
    async with typing(exchange, 0.0):
        for _ in range(9):
            await asyncio.sleep(0)
    assert len(office.line.calls) == 1
