"""When handling an update fails: the operator reads why, the person gets a courteous word."""

import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import CallbackContext

from bot.errors import AnswerDropped, BotError, DoubtedToken, Occupied, Unreachable
from bot.handlers.desk import Desk, Exchange
from bot.handlers.leases import InHand
from bot.handlers.line import TokenDoubted
from bot.state.leniency import leniently

_LOG = logging.getLogger(__name__)
Context = CallbackContext[Any, Any, Any, Any]
OnError = Callable[[object, Context], Coroutine[Any, Any, None]]


def trouble(desk: Desk) -> OnError:
    """Return what the application calls with each error."""

    async def on_error(update: object, context: Context) -> None:
        exchange = Exchange.of(desk, update) if isinstance(update, Update) else None
        error = context.error
        if isinstance(error, InHand):
            return  # a process that is about to end says it
        _put_off(desk, update, error)
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            _of_telegram(desk, exchange, error)
            return
        if isinstance(error, BotError):
            _LOG.error("%s", error)
        else:
            _LOG.error("%s", update.update_id if isinstance(update, Update) else "", exc_info=error)
        if exchange is not None:
            with contextlib.suppress(TelegramError):
                await exchange.tell(desk.sentences.trouble)

    return on_error


def _put_off(desk: Desk, update: object, error: Exception | None) -> None:
    """Leave to the next process what this one, told to end, could not say."""
    passes = isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest)
    if passes and isinstance(update, Update) and desk.sender.leaving.is_set() and desk.leases is not None:
        desk.leases.abandon(update.update_id)


def _of_telegram(desk: Desk, exchange: Exchange | None, error: TelegramError) -> None:
    """Apply what Telegram says of a chat; an outage is told once, and passes."""
    match error:
        case Forbidden() if exchange is not None:
            chat, now = exchange.place.chat, exchange.now
            leniently(lambda: desk.state.chats.put_to_sleep(chat, now), lambda: None)
        case ChatMigrated(new_chat_id=new) if exchange is not None:
            desk.state.chats.rename(exchange.place.chat, new)
        case Conflict():
            _LOG.error("%s", Occupied())
        case NetworkError() | RetryAfter() if exchange is not None:
            _LOG.error("%s", AnswerDropped(reason=error))
        case TokenDoubted():
            _LOG.warning("%s", DoubtedToken(reason=error))
        case NetworkError() | RetryAfter():
            _LOG.warning("%s", Unreachable(server=desk.settings.telegram.api_url, reason=error))
        case _:
            _LOG.error("%s", error)
