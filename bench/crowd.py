"""A Telegram for benches: people whose updates are posted to a webhook until they are taken, and who count answers.

Quicker than the bots that it measures: a few lines of HTTP over asyncio, one process.
"""

import asyncio
import contextlib
import itertools
import json
import ssl
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from tests.bot.telegram.office import BOT, message

SECRET = "known-to-two"  # noqa: S105  # between this bench and its bots
AGAIN = 0.2  # seconds after which an update that was not taken is posted again
LONGEST = 90.0  # seconds that an answer is waited for
FIRST_CHAT = 1_000_000


@dataclass(slots=True, kw_only=True)
class Crowd:
    """People, and the side of Telegram that their bot calls."""

    questions: Sequence[str]
    latency: float = 0.0  # seconds that a message takes to be accepted
    url: str = ""
    sent: Counter[int] = field(default_factory=Counter)  # messages by chat
    first: dict[int, float] = field(default_factory=dict)  # when the first of them came
    waits: list[float] = field(default_factory=list)  # seconds from a question to its answer
    unanswered: list[int] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)  # posts that were not taken, by status; 0: cut off
    asked: int = 0
    called: asyncio.Event = field(default_factory=asyncio.Event)  # set once the webhook is known to Telegram
    _answered: dict[int, asyncio.Event] = field(default_factory=dict)
    _answered_at: dict[int, float] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _served: set["asyncio.Task[Any]"] = field(default_factory=set)

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator["Crowd"]:
        """Answer the bot's calls on a free port until the end of the block."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()
            for each in self._served:
                each.cancel()

    async def ask(self, count: int, at_once: int, port: int, tls: ssl.SSLContext | None = None) -> float:
        """Ask questions, each by somebody new, so many at a time; return the seconds that it took."""
        left = iter(range(count))
        begun = time.monotonic()
        await asyncio.gather(*(self._lane(left, port, tls) for _ in range(at_once)))
        return time.monotonic() - begun

    async def _lane(self, left: Iterator[int], port: int, tls: ssl.SSLContext | None) -> None:
        line = _Line(port=port, tls=tls)
        for _ in left:
            number = next(self._numbers)
            chat, text = FIRST_CHAT + number, self.questions[number % len(self.questions)]
            person = {"id": chat, "type": "private", "first_name": "Awa"}
            writer = {"id": chat, "is_bot": False, "first_name": "Awa"}
            said = message(text=text, chat=person, message_id=number, date=int(time.time()), **{"from": writer})
            answered = self._answered[chat] = asyncio.Event()
            begun, self.asked = time.monotonic(), self.asked + 1
            await self._post(line, json.dumps({"update_id": number, "message": said}).encode())
            try:
                await asyncio.wait_for(answered.wait(), LONGEST)
                self.waits.append(self._answered_at.pop(chat) - begun)
            except TimeoutError:
                self.unanswered.append(chat)
            del self._answered[chat]
        await line.close()

    async def _post(self, line: "_Line", body: bytes) -> None:
        """Post an update until it is taken, as Telegram does."""
        while True:
            status = await line.post(body)
            if status == 200:
                return
            self.refused[status] += 1
            await asyncio.sleep(AGAIN)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._served.add(asyncio.current_task())  # type: ignore[arg-type]  # there is one
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(_length(head))
                name = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
                if name == "sendMessage" and self.latency:
                    await asyncio.sleep(self.latency)
                answer = json.dumps({"ok": True, "result": self._result(name, dict(parse_qsl(body.decode())))}).encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + _sized(answer))
        writer.close()

    def _result(self, name: str, parameters: dict[str, str]) -> Any:
        if name == "getMe":
            return BOT
        if name == "setWebhook":
            self.called.set()
        if name != "sendMessage":
            return True
        chat = int(parameters["chat_id"])
        self.sent[chat] += 1
        self.first.setdefault(chat, time.monotonic())
        if chat in self._answered and not self._answered[chat].is_set():
            self._answered_at[chat] = time.monotonic()
            self._answered[chat].set()
        kind = {"id": chat, "type": "private", "first_name": "Awa"}
        return {"message_id": next(self._numbers), "date": int(time.time()), "chat": kind, "text": parameters["text"]}


@dataclass(slots=True, kw_only=True)
class _Line:
    """A connection to the webhook, made again when it was cut."""

    port: int
    tls: ssl.SSLContext | None
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes) -> int:
        """Post one update; return the status, 0 when the line was cut."""
        try:
            if self._open is None:
                self._open = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.tls)
            reader, writer = self._open
            writer.write(
                b"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"X-Telegram-Bot-Api-Secret-Token: " + SECRET.encode() + b"\r\n" + _sized(body)
            )
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
        except (OSError, asyncio.IncompleteReadError):
            await self.close()
            return 0
        if b"connection: close" in head.lower():
            await self.close()
        return int(head.split(b" ", 2)[1])

    async def close(self) -> None:
        """Let go of it."""
        if self._open is not None:
            self._open[1].close()
            with contextlib.suppress(OSError):
                await self._open[1].wait_closed()
        self._open = None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def _sized(body: bytes) -> bytes:
    return b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body
