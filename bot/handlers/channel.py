"""Channels are not served: whoever wants reminders there is told so, and where they are to be had."""

import contextlib
from typing import Any

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext, ChatMemberHandler, MessageHandler, filters

from bot.handlers.commands import addressed
from bot.handlers.desk import Exchange
from bot.handlers.route import Callback, Handler, Route
from bot.phrasing import Answer
from bot.state.records import Place


async def post(exchange: Exchange, update: Update) -> None:
    """Answer a command of ours that is posted in a channel; every other post is none of the bot's business."""
    message = update.channel_post
    if message is not None and addressed(exchange.desk.menu, message) is not None:
        await exchange.tell(exchange.desk.sentences.channel)


async def added(exchange: Exchange, update: Update) -> None:
    """Tell whoever puts the bot into a channel, where he may be written to."""
    change = update.my_chat_member
    if change is not None and change.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR:
        answer = Answer(text=exchange.desk.sentences.channel.strip(), answered=True, intent="")
        with contextlib.suppress(TelegramError):  # he has never written to the bot
            await exchange.desk.sender.send(Place(change.from_user.id), answer)


class OfAChannel(ChatMemberHandler[CallbackContext[Any, Any, Any, Any], None]):
    """Takes changes of the bot's standing in channels."""

    def check_update(self, update: object) -> bool:
        """Tell whether an update is one."""
        change = update.my_chat_member if isinstance(update, Update) else None
        return isinstance(change, ChatMemberUpdated) and change.chat.type == ChatType.CHANNEL


def _membership(act: Callback) -> Handler:
    return OfAChannel(act, ChatMemberHandler.MY_CHAT_MEMBER)


ROUTES = (
    Route(
        name="channel",
        takes=lambda act: MessageHandler(filters.UpdateType.CHANNEL_POST & filters.Regex(r"^/"), act),
        act=post,
    ),
    Route(name="added", takes=_membership, act=added),
)
