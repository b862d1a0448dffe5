"""Questions about the letters: text, captions, forwarded and corrected messages."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.handlers import acts
from bot.handlers.addressed import ADDRESSED, text_of
from bot.handlers.desk import Exchange
from bot.handlers.route import Route
from bot.queries.acts import act_of


async def question(exchange: Exchange, update: Update) -> None:
    """Answer what a message says."""
    message = update.effective_message
    if message is None or not exchange.hears(update):
        return
    reply = exchange.understand(text_of(message))
    asked = (act_of(question.message) for question, _ in reply.told if question.message)
    act = next((each for each in asked if each), None)
    if act is not None:
        await acts.do(exchange, act)
    else:
        await exchange.settle(reply)


ROUTES = (
    Route(
        name="question",
        takes=lambda act: MessageHandler(
            filters.UpdateType.MESSAGES & (filters.TEXT | filters.CAPTION) & ADDRESSED, act
        ),
        act=question,
    ),
)
