"""A stand-in for Telegram that is busy, fails, blocks, loses answers and moves groups, and knows what it accepted."""

import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.bot.telegram.office import Json, Verdict, refusal
from tests.bot.telegram.standin import Standin

STALL = 6.0  # seconds: longer than python-telegram-bot waits for an answer
MOVED = -1_000_000_000_000  # added to the number of a group that moves
WHIMS = ("busy", "failing", "blocked", "deaf", "late", "moved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A message that reached its reader."""

    chat: int  # by its first number
    at: float  # on the monotonic clock
    late: bool = False  # the answer came too late for the bot to know


@dataclass(slots=True)
class Unruly(Standin):
    """Accepts each message in the end, after whatever was planned for its chat."""

    latency: float = 0.0  # seconds between taking a message and saying so
    whims: dict[int, list[str]] = field(default_factory=dict)
    accepted: list[Accepted] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)  # new number: first number

    def plan(self, chats: Iterable[int], odds: float, whims: tuple[str, ...], seed: int) -> None:
        """Plan whims for some chats; groups alone move."""
        chance = random.Random(seed)  # noqa: S311  # a plan that can be repeated
        for chat in chats:
            fitting = [each for each in whims if each != "moved" or chat < 0]
            self.whims[chat] = [chance.choice(fitting) for _ in range(2) if chance.random() < odds]

    def answer(self, token: str, name: str, parameters: Json, files: dict[str, bytes] | None = None) -> Verdict:
        """Follow the whim of a chat, else accept."""
        if name != "sendMessage":
            return Standin.answer(self, token, name, parameters, files)
        chat = int(parameters["chat_id"])
        with self._changed:
            whim, verdict = self._whim(chat)
        if whim in ("deaf", "late"):
            time.sleep(STALL)
        if verdict is not None:
            return verdict
        time.sleep(self.latency)
        return 200, {"ok": True, "result": self._result(name, parameters)}

    def unblock(self, chats: set[int]) -> set[int]:
        """Let those of some chats that had blocked the bot take it back; return them."""
        with self._changed:
            back = self.blocked & chats
            self.blocked -= back
        return back

    def reached(self) -> set[int]:
        """Return the chats that were, by their first numbers."""
        with self._changed:
            return {each.chat for each in self.accepted}

    def _whim(self, chat: int) -> tuple[str | None, Verdict | None]:
        """Return the whim followed, and what is said in place of accepting."""
        first = self.moved.get(chat, chat)
        if chat in self.blocked:
            return "blocked", refusal(403, "Forbidden: bot was blocked by the user")
        if chat + MOVED in self.moved:
            return "moved", refusal(400, "Bad Request: group upgraded", migrate_to_chat_id=chat + MOVED)
        planned = self.whims.get(first, [])
        whim = planned.pop(0) if planned else None
        verdict = self._refusal(whim, chat, first)
        if verdict is None:
            self.accepted.append(Accepted(chat=first, at=time.monotonic(), late=whim == "late"))
        return whim, verdict

    def _refusal(self, whim: str | None, chat: int, first: int) -> Verdict | None:
        said: dict[str | None, tuple[int, str, dict[str, Any]]] = {
            "busy": (429, "Too Many Requests", {"retry_after": 1}),
            "failing": (502, "Bad Gateway", {}),
            "deaf": (500, "Internal Server Error", {}),
            "blocked": (403, "Forbidden: bot was blocked by the user", {}),
            "moved": (400, "Bad Request: group upgraded", {"migrate_to_chat_id": chat + MOVED}),
        }
        if whim == "blocked":
            self.blocked.add(chat)
        if whim == "moved" and chat != first:
            return None  # a group moves once
        if whim == "moved":
            self.moved[chat + MOVED] = first
        if whim not in said:
            return None
        status, description, parameters = said[whim]
        return refusal(status, description, **parameters)
