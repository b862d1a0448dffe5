"""Chats that block the bot, take it back, or change their number."""

from telegram import Update
from telegram.constants import ChatMemberStatus
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


async def migration(exchange: Exchange, update: Update) -> None:
    """Follow a group that became a supergroup."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        exchange.desk.state.chats.rename(exchange.place.chat, message.migrate_to_chat_id)


ROUTES = (
    Route(
        name="membership",
        takes=lambda act: ChatMemberHandler(act, ChatMemberHandler.MY_CHAT_MEMBER),
        act=membership,
    ),
    Route(name="migration", takes=lambda act: MessageHandler(filters.StatusUpdate.MIGRATE, act), act=migration),
)
