"""Questions about the letters: text, captions, forwarded and corrected messages."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.handlers import acts, operators
from bot.handlers.addressed import ADDRESSED, text_of
from bot.handlers.desk import Exchange
from bot.handlers.route import Route
from bot.queries.acts import act_of

THANKS = "help.thanks"  # the intent of a message that asks for no answer


async def question(exchange: Exchange, update: Update) -> None:
    """Answer what a message says."""
    message = update.effective_message
    if message is None or await operators.hears(exchange, update) or not exchange.hears(update):
        return
    if await operators.contested(exchange, text_of(message)):
        return
    reply = exchange.understand(text_of(message))
    asked = (act_of(question.message) for question, _ in reply.told if question.message)
    act = next((each for each in asked if each), None)
    if act is not None:
        await acts.do(exchange, act)
    elif reply.answer.intent == THANKS:
        await exchange.receive(message, reply)
    else:
        await exchange.settle(reply)
        operators.remember(exchange, text_of(message), reply.answer.text)


ROUTES = (
    Route(
        name="question",
        takes=lambda act: MessageHandler(
            filters.UpdateType.MESSAGES & (filters.TEXT | filters.CAPTION) & ADDRESSED, act
        ),
        act=question,
    ),
)
