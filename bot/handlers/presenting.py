"""How the bot presents itself: its description, and its commands where they can be used. It answers without, too."""

import logging
from collections.abc import Awaitable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.handlers.menu import Menu, shown
from bot.handlers.sentences import Sentences

_LOG = logging.getLogger(__name__)
SCOPES: dict[str, BotCommandScope] = {
    "private": BotCommandScopeDefault(),
    "groups": BotCommandScopeAllGroupChats(),
    "administrators": BotCommandScopeAllChatAdministrators(),
}


def commands(menu: Menu, place: str) -> list[BotCommand]:
    """Return the commands that the menu of a place shows."""
    return [BotCommand(name, description) for name, description in shown(menu, place)]


async def present(bot: Bot, menu: Menu, said: Sentences) -> None:
    """Show commands and descriptions; whatever Telegram refuses of that is left as it was."""
    for place in SCOPES:
        await show_menu(bot, menu, place)
    await _tolerantly("setMyDescription", bot.set_my_description(said.description.strip()))
    await _tolerantly("setMyShortDescription", bot.set_my_short_description(said.short_description.strip()))


async def show_menu(bot: Bot, menu: Menu, place: str) -> None:
    """Show the commands of a place there."""
    await _tolerantly(f"setMyCommands {place}", bot.set_my_commands(commands(menu, place), scope=SCOPES[place]))


async def _tolerantly(name: str, call: Awaitable[bool]) -> None:
    try:
        await call
    except TelegramError as error:
        _LOG.warning("%s: %s", name, error)
