"""Taps on buttons: acknowledged first, then answered, however old the message that carries them."""

import contextlib
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler

from bot.cards.offer import CARD, FILE
from bot.handlers import calendar, cards, delegation, lists, operators, pushes, reminders, reply, screen, subscription
from bot.handlers import help as wants
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
    act = next((act for prefix, act in OWN.items() if data.startswith(prefix)), None)
    await (act(exchange, query) if act is not None else exchange.press(data))


Act = Callable[[Exchange, CallbackQuery], Awaitable[None]]
OWN: dict[str, Act] = {
    screen.PREFIX: reminders.tap,
    PREFIX: pushes.tap,
    OF_OPERATORS: operators.tap,
    lists.PREFIX: lists.tap,
    lists.ANSWERED: lists.turn,
    wants.PREFIX: wants.tap,
    calendar.PREFIX: lambda exchange, query: calendar.tap(exchange, query.data or ""),
    reply.PAGE: reply.turn,
    delegation.PREFIX: lambda exchange, query: delegation.tap(exchange, query.data or ""),
    subscription.PREFIX: lambda exchange, query: subscription.tap(exchange, query.data or ""),
    CARD: lambda exchange, query: cards.tap(exchange, query.data or ""),
    FILE: lambda exchange, query: cards.tap_file(exchange, query.data or ""),
    reply.PREFIX: lambda exchange, query: reply.tap(exchange, query.data or ""),
}  # with what the data of each kind of button begins; any other asks a question

ROUTES = (Route(name="button", takes=CallbackQueryHandler, act=tap),)
