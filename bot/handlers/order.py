"""Many chats at once, each in its own order: a follow-up never overtakes the question before it; each update once."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.handlers.leases import Handled, InHand, Leases

Took = Callable[[float], None]


class InOrder(BaseUpdateProcessor):
    """Handles the updates of a chat one after the other, those of several chats together, each once."""

    def __init__(
        self,
        at_once: int,
        leases: Leases | None = None,
        see: Callable[[object], None] = lambda _: None,
        took: Took = lambda _: None,
        ended: Callable[[object], None] = lambda _: None,
    ) -> None:
        """`see`: is shown each update as it comes in, before it waits. `took`: is told the seconds that each took;
        `ended`: is shown each that is done with.

        Without leases whatever comes is handled.
        """
        super().__init__(at_once)
        self._leases, self._see, self._took, self._ended = leases, see, took, ended
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._door = asyncio.Lock()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait until the chat's earlier updates are handled, then handle this one. Raises InHand."""
        self._see(update)
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = asyncio.Lock() if chat is None else self._locks.setdefault(chat.id, asyncio.Lock())
        begun = time.monotonic()
        try:
            async with lock, self._in_hand(update):
                await self._enter()
                await coroutine
        except Handled:
            _drop(coroutine)
        except InHand:
            _drop(coroutine)
            raise
        finally:
            self._took(time.monotonic() - begun)
            self._ended(update)

    async def _enter(self) -> None:
        """Begin one update a turn of the loop: what was sent is noted before the next one is read."""
        async with self._door:
            await asyncio.sleep(0)

    def _in_hand(self, update: object) -> contextlib.AbstractAsyncContextManager[None]:
        if self._leases is None or not isinstance(update, Update) or update.inline_query is not None:
            return contextlib.nullcontext()  # an inline query answered twice does no harm, and each letter asks anew
        return self._leases.hold(update.update_id)


def _drop(coroutine: Awaitable[Any]) -> None:
    """End what was never begun."""
    if isinstance(coroutine, Coroutine):
        coroutine.close()
