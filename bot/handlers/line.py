"""What comes in from the Bot API: each answer is told apart by what it is about before python-telegram-bot reads it.

no answer of the Bot API (a proxy's page), 5xx    an outage: it passes
401, 404                                          of us: it waits like an outage; what lasts is the supervisor's
403, 400                                          of the chat or of the message: python-telegram-bot's own errors
an update that cannot be read                     is set aside: alone it would block all those behind it, for ever
"""

import datetime as dt
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import NetworkError
from telegram.request import RequestData

from bot.handlers.calling import HTTPRequest
from bot.handlers.confirming import Unconfirmed

_LOG = logging.getLogger(__name__)
HEARS = "getUpdates"
FETCHES = "GET"  # a file, which is no answer of the Bot API; every call is a POST
ENTERS = "getMe"  # the first call: a token that it refuses is no token
OF_US = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


LARGEST_SKEW = dt.timedelta(minutes=2)  # between Telegram's clock and ours


class TokenDoubted(NetworkError):
    """Telegram refuses the token, which it knew."""


@dataclass(slots=True, kw_only=True)
class Pulse:
    """When Telegram was last asked for updates and heard, and how long it has refused the token, in seconds."""

    timer: Callable[[], float] = time.monotonic
    asked: float | None = None  # when updates were last asked for; None: they never were
    heard: float | None = None  # when they were last had
    ahead: dt.timedelta = dt.timedelta()  # of Telegram's clock, our own
    _refusals: dict[bool, tuple[float, float]] = field(default_factory=dict)  # by whether it hears: first, last

    def ask(self, call: str) -> None:
        """Note that a call is made."""
        if call == HEARS:
            self.asked = self.timer()

    def answered(self, call: str) -> None:
        """Note that a call was answered, be it by a refusal of the chat or of the message."""
        self._refusals.pop(call == HEARS, None)
        if call == HEARS:
            self.heard = self.timer()

    def refused(self, call: str) -> None:
        """Note that the token was refused."""
        first, _ = self._refusals.get(call == HEARS, (self.timer(), 0.0))
        self._refusals[call == HEARS] = (first, self.timer())

    def refused_for(self, *, hearing: bool) -> float:
        """Return for how long a kind of call has met nothing but refusals of the token."""
        first, last = self._refusals.get(hearing, (0.0, 0.0))
        return last - first

    def silent_for(self) -> float:
        """Return for how long updates were asked for in vain."""
        return 0.0 if self.asked is None or self.heard is None else self.timer() - self.heard

    def right(self) -> bool:
        """Tell whether our clock agrees with Telegram's."""
        return abs(self.ahead) <= LARGEST_SKEW

    def still_for(self) -> float:
        """Return for how long updates were not even asked for."""
        return 0.0 if self.asked is None else self.timer() - self.asked


class CarefulRequest(HTTPRequest):
    """Calls the Bot API, and gives on only what it answers."""

    __slots__ = ("_asked", "_pulse", "_unconfirmed")

    def __init__(self, pulse: Pulse, connections: int, unconfirmed: Unconfirmed | None = None) -> None:
        super().__init__(connections)
        self._pulse, self._unconfirmed, self._asked = pulse, unconfirmed, 0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        """Return the answer of the server, all of whose updates can be read. Raises NetworkError, TokenDoubted."""
        if method == FETCHES:
            return await super().do_request(url, method, request_data, *timeouts, **more)
        call = url.rsplit("/", 1)[-1]
        self._pulse.ask(call)
        status, payload = await super().do_request(url, method, request_data, *timeouts, **more)
        answer = parsed(payload)
        if answer is None:
            said = f"{status}, no answer of the Bot API"
            raise NetworkError(said)
        if status in OF_US and call != ENTERS:
            self._pulse.refused(call)
            raise TokenDoubted(f"{status} {answer.get('description', '')}".strip())
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._pulse.answered(call)
        return status, await self._brought(answer, payload) if call == HEARS else payload

    def told(self, url: str, parameters: dict[str, str]) -> dict[str, str]:
        """Return the parameters of a call; what is in hand is asked for again, lest Telegram forget it."""
        if self._unconfirmed is None or not url.endswith(HEARS):
            return parameters
        self._asked = int(parameters.get("offset", "0"))
        offset = self._unconfirmed.offset(self._asked)
        return {**parameters, "offset": str(offset)} if offset else parameters

    async def _brought(self, answer: dict[str, Any], payload: bytes) -> bytes:
        """Return an answer to getUpdates with what is new of it, all of which can be read."""
        updates, waiting = answer.get("result"), self._unconfirmed
        if waiting is None or not isinstance(updates, list):
            return readable(answer, payload)
        new = waiting.new(updates, self._asked)
        if updates and not new:
            await waiting.pause()
        return readable(answer | {"result": new}, payload if len(new) == len(updates) else b"")

    def hear(self, headers: Mapping[str, str]) -> None:
        """Compare the server's clock with ours."""
        try:
            told = parsedate_to_datetime(headers.get("Date", ""))
        except ValueError:
            return
        self._pulse.ahead = dt.datetime.now(dt.UTC) - told.replace(tzinfo=told.tzinfo or dt.UTC)


def parsed(payload: bytes) -> dict[str, Any] | None:
    """Return an answer of the Bot API, None when it is none."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and "ok" in answer else None


def readable(answer: dict[str, Any], payload: bytes) -> bytes:
    """Return an answer to getUpdates with its unreadable updates emptied but for their number.

    `payload`: the answer as it came; empty, when it is not the same any more.
    """
    updates = answer.get("result")
    if not isinstance(updates, list):
        return payload
    bad = [number for number, update in enumerate(updates) if not _can_be_read(update)]
    if not bad and payload:
        return payload
    for number in bad:
        _LOG.warning("update %s: unreadable, set aside", updates[number]["update_id"])
        updates[number] = {"update_id": updates[number]["update_id"]}
    return json.dumps(answer).encode()


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:  # noqa: BLE001  # whatever it is, it must not stop those behind
        return False
    return True
