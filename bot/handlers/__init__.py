"""What is done with each update: thin, one file a subject, in one order."""

from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackContext, TypeHandler

from bot.handlers import buttons, commands, media, membership, question
from bot.handlers.desk import Desk
from bot.handlers.route import Handler, Route
from bot.state.leniency import leniently

ROUTES: tuple[Route, ...] = (
    *membership.ROUTES,
    *buttons.ROUTES,
    *commands.ROUTES,
    *question.ROUTES,
    *media.ROUTES,
)  # the first that takes an update is the only one
TAKEN = ("message", "edited_message", "callback_query", "my_chat_member")  # the kinds of update asked of Telegram


def bound(desk: Desk) -> dict[int, tuple[Handler, ...]]:
    """Return the handlers by group: the gate that lets each update in once, then the routes in their order."""
    return {-1: (_gate(desk),), 0: tuple(route.bind(desk) for route in ROUTES)}


def _gate(desk: Desk) -> Handler:
    async def once(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        new = leniently(lambda: desk.state.talks.first_sight(update.update_id, desk.clock()), lambda: True)
        if not new:
            raise ApplicationHandlerStop

    return TypeHandler(Update, once)
