"""Many chats at once, each in its own order: a follow-up never overtakes the question before it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class InOrder(BaseUpdateProcessor):
    """Handles the updates of a chat one after the other, those of several chats together."""

    def __init__(
        self,
        at_once: int,
        see: Callable[[object], None] = lambda _: None,
        took: Callable[[float], None] = lambda _: None,
    ) -> None:
        """`see`: is shown each update as it comes in, before it waits. `took`: is told the seconds that each took."""
        super().__init__(at_once)
        self._see, self._took = see, took
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait until the chat's earlier updates are handled, then handle this one."""
        self._see(update)
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = asyncio.Lock() if chat is None else self._locks.setdefault(chat.id, asyncio.Lock())
        begun = time.monotonic()
        try:
            async with lock:
                await coroutine
        finally:
            self._took(time.monotonic() - begun)
