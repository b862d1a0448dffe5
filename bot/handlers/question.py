"""Questions about the letters: text, captions, forwarded and corrected messages."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.handlers.addressed import ADDRESSED, text_of
from bot.handlers.desk import Exchange
from bot.handlers.route import Route


async def question(exchange: Exchange, update: Update) -> None:
    """Answer what a message says."""
    message = update.effective_message
    if message is not None:
        await exchange.ask(text_of(message))


ROUTES = (
    Route(
        name="question",
        takes=lambda act: MessageHandler(
            filters.UpdateType.MESSAGES & (filters.TEXT | filters.CAPTION) & ADDRESSED, act
        ),
        act=question,
    ),
)
