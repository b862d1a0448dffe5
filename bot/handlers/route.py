"""A route: which updates it takes, and what is done with them. Python-telegram-bot's handlers are made from it."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackContext

from bot.handlers.desk import Desk, Exchange
from bot.handlers.waiting import typing

Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
Handler = BaseHandler[Update, Any, None]
Act = Callable[[Exchange, Update], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A kind of update and its act. The first route that takes an update is the only one."""

    name: str
    takes: Callable[[Callback], Handler]
    act: Act

    def bind(self, desk: Desk) -> Handler:
        """Return the handler that does the act with the desk's means."""

        async def callback(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
            exchange = Exchange.of(desk, update)
            if exchange is not None:
                async with typing(exchange):
                    await self.act(exchange, update)
            elif update.callback_query is not None:  # of a message of nowhere: the waiting wheel stops at least
                await update.callback_query.answer()

        return self.takes(callback)
