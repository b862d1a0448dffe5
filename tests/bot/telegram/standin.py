"""A stand-in for Telegram's Bot API: a small HTTP server on this machine that records calls and hands out updates."""

import itertools
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs

from tests.bot.telegram.calls import Call, Json, Verdict
from tests.bot.telegram.laws import SENDS, Laws
from tests.bot.telegram.office import BOT, PERSON

LONGEST_POLL = 0.2  # seconds that getUpdates waits for an update
LONGEST_WAIT = 20.0  # seconds that a test waits for a call
NUMBERS = itertools.count(100)  # of updates and messages: never twice, even by another server
NAMED = re.compile(r'\b(name|filename)="([^"]*)"')  # in the head of a part
LARGEST = 1_000_000  # bytes of a call


@dataclass(slots=True)
class Standin:
    """What the server knows: who may call it, what was called, what it will say."""

    token: str
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    verdicts: dict[str, list[Verdict]] = field(default_factory=dict)  # by method: said instead of accepting, in order
    stalled: float = 0.0  # seconds that a send waits for its answer
    files: dict[str, bytes] = field(default_factory=dict)  # that people sent, by their id
    laws: Laws = field(default_factory=lambda: Laws(now=time.monotonic))
    _updates: list[Json] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def give(self, **update: Any) -> None:
        """Hand out an update."""
        with self._changed:
            self._updates.append({"update_id": next(NUMBERS), **update})
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[Call], bool]) -> Call:
        """Return the first call that is wanted, waiting for it. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: any(map(wanted, self.calls)), LONGEST_WAIT):
                raise TimeoutError([call.name for call in self.calls])
            return next(filter(wanted, self.calls))

    def sent(self, *texts: str) -> Call:
        """Return the message sent that holds all texts, waiting for it."""
        return self.wait_for(lambda call: call.name == "sendMessage" and all(text in call.text for text in texts))

    def answer(self, token: str, name: str, parameters: Json, files: dict[str, bytes] | None = None) -> Verdict:
        """Record a call and answer it; what Telegram would refuse is refused."""
        if token != self.token:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if name == "getUpdates":
            verdict = self._planned(name)
            return verdict or (200, {"ok": True, "result": self._poll(int(parameters.get("offset", 0)))})
        call = Call(name=name, parameters=parameters, files=files or {})
        with self._changed:
            verdict = self._planned(name) or self.laws.verdict(call)
            call.refused = str(verdict[1]) if verdict else ""
            result = None if verdict else self._result(name, parameters)
            if isinstance(result, dict) and "message_id" in result:
                call.answered = result["message_id"]
                self.laws.note(call, call.answered)
            self.calls.append(call)
            self._changed.notify_all()
        if name == "sendMessage":
            time.sleep(self.stalled)
        return verdict or (200, {"ok": True, "result": result})

    def _planned(self, name: str) -> Verdict | None:
        return self.verdicts[name].pop(0) if self.verdicts.get(name) else None

    def _poll(self, offset: int) -> list[Json]:
        with self._changed:
            self._updates = [each for each in self._updates if each["update_id"] >= offset]
            self._changed.wait_for(lambda: bool(self._updates), LONGEST_POLL)
            return list(self._updates)

    def _result(self, name: str, parameters: Json) -> Any:
        if name == "getMe":
            return BOT
        if name in (*SENDS, "editMessageText"):
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            number = int(parameters["message_id"]) if name == "editMessageText" else next(NUMBERS)
            text = str(parameters.get("text", ""))
            return {"message_id": number, "date": int(time.time()), "chat": chat, "text": text}
        if name == "getChatMember":
            return {"user": {**PERSON, "id": int(parameters["user_id"])}, "status": "member"}
        if name == "getFile":
            key = str(parameters["file_id"])
            return {"file_id": key, "file_unique_id": key, "file_path": f"documents/{key}"}
        return True


Board = TypeVar("Board", bound=Standin)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a caller that was killed does not wait for its answer."""


def standin(token: str) -> AbstractContextManager[Standin]:
    """Serve on a free port of this machine until the end of the block."""
    return serving(Standin(token))


@contextmanager
def serving(board: Board) -> Iterator[Board]:
    """Serve a stand-in on a free port of this machine until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Answer one call."""
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), LARGEST))
            parameters, files = _read(self.headers.get("Content-Type", ""), body)
            _, whom, name = self.path.split("/")
            status, answer = board.answer(whom.removeprefix("bot"), name, parameters, files)
            if not status:
                self.close_connection = True  # reset, without a word
                return
            payload = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def do_GET(self) -> None:
            """Give a file."""
            content = board.files.get(self.path.rsplit("/", 1)[-1])
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _running(Handler) as board.url:
        yield board


@contextmanager
def _running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve on a free port, and give its address."""
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _value(text: str) -> Any:
    """Return a parameter as the bot meant it: JSON where it is an object or a list, else the text."""
    return json.loads(text) if text.startswith(("{", "[")) else text


def _read(kind: str, body: bytes) -> tuple[Json, dict[str, bytes]]:
    """Return the parameters of a call, and the files that came with it, by name."""
    if not kind.startswith("multipart/"):
        return {name: _value(values[0]) for name, values in parse_qs(body.decode()).items()}, {}
    boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    parameters: Json = {}
    files: dict[str, bytes] = {}
    for part in body.split(boundary)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        named = dict(NAMED.findall(head.decode()))
        content = content.removesuffix(b"\r\n")
        if "filename" in named:
            files[named["filename"]] = content
        else:
            parameters[named["name"]] = _value(content.decode())
    return parameters, files
