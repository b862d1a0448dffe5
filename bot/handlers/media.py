"""Messages that are no text: a courteous word on what to do instead, in private only."""

from dataclasses import fields

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.handlers import operators, reminders
from bot.handlers.desk import Exchange
from bot.handlers.route import Route
from bot.handlers.sentences import OfMedia
from bot.reminders import zones

KINDS = tuple(each.name for each in fields(OfMedia))


async def media(exchange: Exchange, update: Update) -> None:
    """Say what to do instead of sending that; a position tells the time zone."""
    message = update.effective_message
    if await operators.hears(exchange, update):
        return
    if message is None or not exchange.is_first(message) or await exchange.desk.albums.speaks(message):
        return
    where = message.location
    zone = zones.at(where.latitude, where.longitude) if where is not None else None
    if zone is not None:
        await reminders.settle_in(exchange, zone)
    else:
        await exchange.tell(getattr(exchange.desk.sentences.media, kind(message)))


def kind(message: Message) -> str:
    """Return which sentence a message gets: an animation also carries a document, so the order of the kinds counts."""
    if message.video_note:
        return "video"
    return next((each for each in KINDS if getattr(message, each, None)), KINDS[-1])


ROUTES = (
    Route(
        name="media",
        takes=lambda act: MessageHandler(
            filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT, act
        ),
        act=media,
    ),
)
