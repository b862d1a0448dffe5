"""Chats that block the bot, take it back, or change their number."""

import contextlib

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.handlers.desk import Exchange
from bot.handlers.route import Route

GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


async def membership(exchange: Exchange, update: Update) -> None:
    """Leave a chat alone once it has put the bot out, write to it again once it has taken it back."""
    change = update.my_chat_member
    if change is None:
        return
    if change.new_chat_member.status in GONE:
        exchange.desk.state.chats.put_to_sleep(exchange.place.chat, exchange.now)
    else:
        exchange.desk.state.chats.wake(exchange.place.chat, exchange.now)
        exchange.desk.knock()
        if change.old_chat_member.status in GONE and not exchange.private:
            await _greet(exchange)


async def _greet(exchange: Exchange) -> None:
    """Say to a group what the bot is there for."""
    with contextlib.suppress(TelegramError):  # it may read here, and not write
        await exchange.tell(exchange.desk.sentences.joined)


async def migration(exchange: Exchange, update: Update) -> None:
    """Follow a group that became a supergroup."""
    message, chats, here = update.effective_message, exchange.desk.state.chats, exchange.place.chat
    if message is not None and message.migrate_to_chat_id is not None:
        chats.rename(here, message.migrate_to_chat_id)
    elif message is not None and message.migrate_from_chat_id is not None:
        chats.rename(message.migrate_from_chat_id, here)
    exchange.desk.knock()


ROUTES = (
    Route(
        name="membership",
        takes=lambda act: ChatMemberHandler(act, ChatMemberHandler.MY_CHAT_MEMBER),
        act=membership,
    ),
    Route(name="migration", takes=lambda act: MessageHandler(filters.StatusUpdate.MIGRATE, act), act=migration),
)
