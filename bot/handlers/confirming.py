"""What Telegram is told to forget: no update of a poll that is still in hand: a process that dies loses none."""

import asyncio
import contextlib
from typing import Any

from telegram import Update

PAUSE = 0.2  # seconds between two polls that bring nothing new: what is in hand is brought each time


class Unconfirmed:
    """The updates that were brought by polling and are not handled."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._ended = asyncio.Event()

    def offset(self, asked: int) -> int:
        """Return from which number on updates are asked for: those before are forgotten by Telegram."""
        return min(self._open, default=asked)

    def new(self, updates: list[dict[str, Any]], asked: int) -> list[dict[str, Any]]:
        """Return the updates that were not brought before, in hand from now on."""
        brought = [each for each in updates if each["update_id"] >= asked]
        self._open.update(each["update_id"] for each in brought)
        return brought

    def end(self, update: object) -> None:
        """Let an update be forgotten: it was handled, or there is nothing to do."""
        if isinstance(update, Update):
            self._open.discard(update.update_id)
            self._ended.set()

    async def pause(self) -> None:
        """Wait until an update is handled, for a moment at most."""
        self._ended.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), PAUSE)
