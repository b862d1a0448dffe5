"""That somebody is at work is shown to whoever waits for more than a second, and to nobody else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.handlers.desk import Exchange

PATIENCE = 1.0  # seconds that pass before it is shown


@contextlib.asynccontextmanager
async def typing(exchange: Exchange, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Show "typing" while the block lasts, once it has lasted for a while."""
    tasks: list[asyncio.Task[None]] = []
    loop = asyncio.get_running_loop()
    timer = loop.call_later(patience, lambda: tasks.append(loop.create_task(_show(exchange))))
    try:
        yield
    finally:
        timer.cancel()
        for task in tasks:
            task.cancel()


async def _show(exchange: Exchange) -> None:
    place = exchange.place
    with contextlib.suppress(TelegramError):
        bot = exchange.desk.sender.bot
        await bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic)
