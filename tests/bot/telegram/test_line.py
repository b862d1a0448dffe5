"""What an answer of the server is about, as `run` hears it over HTTP."""

import asyncio
import json
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError

from bot.handlers.line import CarefulRequest, Pulse, TokenDoubted, parsed, readable
from tests.bot.telegram.office import PROXY, Verdict, refusal
from tests.bot.telegram.standin import standin

TOKEN = "1:a"
UNAUTHORIZED, NOT_FOUND = refusal(401, "Unauthorized"), refusal(404, "Not Found")


class Clock:
    """A monotonic clock that moves when told to."""

    now = 100.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


async def call(method: str, pulse: Pulse, *verdicts: Verdict) -> Any:
    """Call a method whose answers are planned; return the last answer."""
    with standin(TOKEN) as server:
        server.verdicts = {method: list(verdicts)}
        async with CarefulRequest(pulse, 1) as request:
            for _ in verdicts[1:]:
                with pytest.raises(NetworkError):
                    await request.post(f"{server.url}/bot{TOKEN}/{method}")
            return await request.post(f"{server.url}/bot{TOKEN}/{method}")


@pytest.mark.parametrize("method", ["getUpdates", "sendMessage"])
@pytest.mark.parametrize("verdict", [UNAUTHORIZED, NOT_FOUND])
def test_a_token_refused_for_now_is_an_outage(method: str, verdict: Verdict) -> None:
    """python-telegram-bot would end its polling for good at 401 and 404, and our reminders with it."""
    with pytest.raises(TokenDoubted):
        asyncio.run(call(method, Pulse(), verdict))


@pytest.mark.parametrize("verdict", [PROXY, (200, "<html>"), (403, "<html>"), (400, "[]"), (502, "")])
def test_the_page_of_a_proxy_is_an_outage(verdict: Verdict) -> None:
    """Whatever its status, it says nothing of the token, the chat or the message."""
    with pytest.raises(NetworkError) as caught:
        asyncio.run(call("sendMessage", Pulse(), verdict))
    assert type(caught.value) is NetworkError


def test_a_token_refused_at_the_door_is_no_token() -> None:
    """The first call tells a wrong token from one that is doubted."""
    with pytest.raises(InvalidToken):
        asyncio.run(call("getMe", Pulse(), UNAUTHORIZED))


def test_refusals_last_until_an_answer_of_their_kind() -> None:
    """A page of a proxy is no refusal, a send that works says nothing of hearing; an answer ends them."""
    clock = Clock()
    pulse = Pulse(timer=clock)
    for moment in (100.0, 160.0):
        clock.now = moment
        pulse.refused("getUpdates")
    pulse.answered("sendMessage")
    assert pulse.refused_for(hearing=True) == 60
    assert pulse.refused_for(hearing=False) == 0
    pulse.answered("getUpdates")
    assert pulse.refused_for(hearing=True) == 0


def test_the_clock_of_the_server_is_heard() -> None:
    """Each answer tells the hour: ours is compared."""
    pulse = Pulse()
    asyncio.run(call("getMe", pulse, (200, {"ok": True, "result": {}})))
    assert abs(pulse.ahead.total_seconds()) < 30


def test_an_update_that_cannot_be_read_keeps_its_number_only() -> None:
    """What python-telegram-bot does not understand does not block what follows."""
    answer = {"ok": True, "result": [{"update_id": 1, "message": {"poll": {"id": "1"}}}, {"update_id": 2}]}
    assert json.loads(readable(answer, b"")) == {"ok": True, "result": [{"update_id": 1}, {"update_id": 2}]}


@pytest.mark.parametrize("answer", [{"ok": False, "description": "x"}, {"ok": True, "result": []}])
def test_other_answers_are_left_as_they_are(answer: dict[str, Any]) -> None:
    """Errors, and updates that can all be read, go on untouched."""
    assert readable(answer, b"as it came") == b"as it came"


@pytest.mark.parametrize("payload", [b"", b"<html>", b"[]", b"{}", b'"ok"'])
def test_what_is_no_answer_of_the_bot_api_is_seen(payload: bytes) -> None:
    """An answer is an object that says whether all is well."""
    assert parsed(payload) is None
