"""What goes wrong during the soak: a Telegram with faults of every kind, and a disk with its own."""

import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.bot.telegram.office import PROXY, RESET, Json, Verdict, refusal
from tests.bot.telegram.standin import Standin

STALL = 6.0  # seconds: longer than python-telegram-bot waits for an answer
MOVED = -1_000_000_000_000  # added to the number of a group that becomes a supergroup
UNAUTHORIZED, NOT_FOUND = refusal(401, "Unauthorized"), refusal(404, "Not Found")
GATEWAY, PAGE = (502, "<html>Bad Gateway</html>"), (200, "<html>Connexion</html>")
HEARING: dict[str, Verdict] = {"deaf 401": UNAUTHORIZED, "deaf 404": NOT_FOUND, "deaf page": PROXY}
SENDING: dict[str, Verdict] = {
    "sends 401": UNAUTHORIZED,
    "sends 404": NOT_FOUND,
    "sends 500": refusal(500, "Internal Server Error"),
    "sends 429": refusal(429, "Too Many Requests", retry_after=2),
    "sends page": PAGE,
}
ALL: dict[str, Verdict] = {"outage 502": GATEWAY, "outage page": PAGE, "outage reset": RESET, "refused": UNAUTHORIZED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A message that reached its reader."""

    chat: int  # by its first number
    text: str
    at: float  # on the monotonic clock
    late: bool  # the answer came too late for the bot to know


@dataclass(slots=True)
class Troubled(Standin):
    """Telegram, with one fault at a time."""

    fault: str = ""
    accepted: list[Accepted] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)  # new number: first number

    def answer(self, token: str, name: str, parameters: Json) -> Verdict:
        """Follow the fault, else accept."""
        fault = self.fault
        if fault in ALL:
            return ALL[fault]
        if name == "getUpdates":
            return HEARING.get(fault) or Standin.answer(self, token, name, parameters)
        if name in ("sendMessage", "sendChatAction"):
            return self._send(fault, name, parameters)
        return Standin.answer(self, token, name, parameters)

    def _send(self, fault: str, name: str, parameters: Json) -> Verdict:
        chat = int(parameters["chat_id"])
        if chat in self.moved.values() and chat < 0:
            new = next(new for new, old in self.moved.items() if old == chat)
            return refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        if chat in self.blocked:
            return refusal(403, "Forbidden: bot was blocked by the user")
        if fault in SENDING:
            return SENDING[fault]
        if fault == "hang":
            time.sleep(STALL)
        if name == "sendMessage":
            self._accept(chat, str(parameters["text"]), late=fault == "hang")
        return 200, {"ok": True, "result": self._result(name, parameters)}

    def _accept(self, chat: int, text: str, *, late: bool) -> None:
        first = self.moved.get(chat, chat)
        with self._changed:
            self.accepted.append(Accepted(chat=first, text=text, at=time.monotonic(), late=late))


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Leave no room beside the state."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(512))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep the state from being written."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@contextmanager
def small(folder: Path) -> Iterator[bool]:
    """Put a folder on a file system of its own, of thirty-two megabytes; tell whether that was allowed."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "none", str(folder)]
    allowed = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield allowed
    finally:
        if allowed:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # the system's own


def script(kinds: list[str], minutes: int, chance: random.Random) -> list[str]:
    """Return a fault a minute: every kind as often, in no order."""
    found: list[str] = []
    while len(found) < minutes:
        found += chance.sample(kinds, len(kinds))
    return found[:minutes]
