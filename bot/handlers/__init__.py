"""What is done with each update: thin, one file a subject, in one order."""

from bot.handlers import buttons, channel, commands, inline, media, membership, question
from bot.handlers.desk import Desk
from bot.handlers.gate import gate
from bot.handlers.route import Handler, Route

ROUTES: tuple[Route, ...] = (
    *channel.ROUTES,
    *membership.ROUTES,
    *buttons.ROUTES,
    *commands.ROUTES,
    *question.ROUTES,
    *media.ROUTES,
)  # the first that takes an update is the only one
TAKEN = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "my_chat_member",
    "inline_query",
)  # the kinds of update asked for


def bound(desk: Desk) -> dict[int, tuple[Handler, ...]]:
    """Return the handlers by group: the gate that lets updates in, then the routes in their order."""
    return {-1: (gate(desk),), 0: (*(route.bind(desk) for route in ROUTES), inline.handler(desk))}
