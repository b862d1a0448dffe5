"""What a tap changes in place: the message that carries the button, or a new one where that cannot be."""

from telegram import CallbackQuery, Message
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.handlers.desk import Exchange
from bot.handlers.sending import keyboard
from bot.phrasing import Suggestion


async def change(query: CallbackQuery, text: str, buttons: tuple[Suggestion, ...], *, html: bool = False) -> bool:
    """Show a text and its buttons where a button was tapped; False when that message is gone or too old to change.

    A change that changes nothing (somebody taps twice) is none.
    """
    if not isinstance(query.message, Message):
        return False
    mode = ParseMode.HTML if html else None
    try:
        await query.edit_message_text(text, parse_mode=mode, reply_markup=keyboard(buttons))
    except TelegramError as error:
        return "not modified" in str(error).lower()
    return True


async def show(exchange: Exchange, query: CallbackQuery, text: str, buttons: tuple[Suggestion, ...]) -> None:
    """Show it in place, else anew."""
    if not await change(query, text, buttons):
        await exchange.tell(text, *buttons)
