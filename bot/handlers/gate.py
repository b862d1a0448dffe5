"""Which updates are handled: none of another bot. A chat that speaks is awake, and may be one that moved."""

from typing import Any

from telegram import Bot, Message, Update
from telegram.constants import ChatAction, ChatID, ChatType
from telegram.error import ChatMigrated, NetworkError, TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext, TypeHandler, filters

from bot.handlers.access import Keeper
from bot.handlers.desk import Desk
from bot.handlers.route import Handler
from bot.state.leniency import leniently

PEOPLE = (ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL)  # whom Telegram shows as bots
MOST = 50  # small groups that are called to find one that moved


def gate(desk: Desk) -> Handler:
    """Return the handler that every update passes first."""
    keeper = _Gate(desk)

    async def enter(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        if not await keeper.lets_in(update):
            raise ApplicationHandlerStop

    return TypeHandler(Update, enter)


class _Gate:
    def __init__(self, desk: Desk) -> None:
        self._desk, self._keeper = desk, Keeper(desk)
        self._known: set[int] = set()  # supergroups of which it is known whether they moved

    async def lets_in(self, update: Update) -> bool:
        """Tell whether an update is to be handled."""
        if update.inline_query is not None:
            return await self._keeper.lets_in(update)  # answered twice it does no harm: each letter typed asks anew
        if _of_another_bot(update):
            return False
        if _speaks(update) and update.effective_chat is not None:
            await self._find(update.effective_chat.id, update.effective_chat.type, self._desk.sender.bot)
            self._wake(update.effective_chat.id)
        return await self._keeper.lets_in(update)

    def _wake(self, chat: int) -> None:
        """Write again to a chat that slept: unblocking sends no word of its own."""
        chats, now = self._desk.state.chats, self._desk.clock()
        if leniently(lambda: chats.asleep(chat), lambda: False):
            leniently(lambda: chats.wake(chat, now), lambda: None)
            self._desk.knock()

    async def _find(self, chat: int, kind: str, bot: Bot) -> None:
        """Follow the group that became a supergroup unseen: a call to its old number is refused with the new one."""
        chats = self._desk.state.chats
        if kind != ChatType.SUPERGROUP or chat in self._known:
            return
        self._known.add(chat)
        if leniently(lambda: chats.is_known(chat), lambda: True):
            return
        for old in leniently(lambda: chats.small_groups(MOST), lambda: ()):
            if old != chat:
                await self._call(old, chat, bot)

    async def _call(self, old: int, chat: int, bot: Bot) -> None:
        chats = self._desk.state.chats
        try:
            await bot.send_chat_action(old, ChatAction.TYPING)
        except ChatMigrated as moved:
            new = moved.new_chat_id
            leniently(lambda: chats.rename(old, new), lambda: None)
            self._desk.knock()
        except NetworkError:
            self._known.discard(chat)  # asked again with its next message
        except TelegramError:
            pass  # it has put the bot out
        else:
            self._wake(old)


def _of_another_bot(update: Update) -> bool:
    """Tell whether a bot speaks: two that answer each other never end."""
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.sender_chat is not None:
        return False
    return message.from_user.is_bot and message.from_user.id not in PEOPLE


def _speaks(update: Update) -> bool:
    """Tell whether somebody writes or taps, so that the chat can be written to."""
    if update.callback_query is not None:
        return isinstance(update.callback_query.message, Message)
    return update.message is not None and not filters.StatusUpdate.ALL.check_update(update)
