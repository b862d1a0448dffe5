"""Taps on buttons: acknowledged first, then answered, however old the message that carries them."""

import contextlib

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler

from bot.handlers import calendar, lists, operators, pushes, reminders, reply, screen
from bot.handlers.desk import Exchange
from bot.handlers.route import Route
from bot.operators.summary import PREFIX as OF_OPERATORS
from bot.reminders.buttons import PREFIX


async def tap(exchange: Exchange, update: Update) -> None:
    """Answer a button."""
    query = update.callback_query
    if query is None:
        return
    with contextlib.suppress(TelegramError):  # "query is too old", an outage: the tap still deserves its answer
        await query.answer()
    data = query.data or ""
    if data.startswith(screen.PREFIX):
        await reminders.tap(exchange, query)
    elif data.startswith(PREFIX):
        await pushes.tap(exchange, query)
    elif data.startswith(OF_OPERATORS):
        await operators.tap(exchange, query)
    elif data.startswith(lists.PREFIX):
        await lists.tap(exchange, query)
    elif data.startswith(calendar.PREFIX):
        await calendar.tap(exchange, data)
    elif data.startswith(reply.PREFIX):
        await reply.tap(exchange, data)
    else:
        await exchange.press(data)


ROUTES = (Route(name="button", takes=CallbackQueryHandler, act=tap),)
