"""How updates come: asked for, brought to a webhook, or typed in a terminal; the application that takes them."""

from collections.abc import Awaitable
from typing import Any, cast

from telegram import LinkPreviewOptions, Update
from telegram.ext import Application, ApplicationBuilder, Defaults
from telegram.request import BaseRequest

from bot.handlers.albums import Albums
from bot.handlers.confirming import Unconfirmed
from bot.handlers.leases import Leases
from bot.handlers.line import CarefulRequest, Pulse
from bot.handlers.order import InOrder, Took
from bot.settings import Settings

PTB = Application[Any, Any, Any, Any, Any, Any]
TALKS_AT_ONCE = 256  # a chat that Telegram makes wait does not hold up the others
CONNECTIONS = 256  # to Telegram, at most


def application(
    settings: Settings, token: str, line: BaseRequest | Pulse, leases: Leases, albums: Albums, took: Took
) -> PTB:
    """Return an application over another side of the line, or over Telegram, whose pulse is then taken."""
    waiting = Unconfirmed()
    order = InOrder(TALKS_AT_ONCE, leases, albums.see, took, waiting.end)
    defaults = Defaults(tzinfo=settings.bot.zone, link_preview_options=LinkPreviewOptions(is_disabled=True))
    builder: Any = ApplicationBuilder().token(token).defaults(defaults).job_queue(None).concurrent_updates(order)
    if isinstance(line, BaseRequest):
        return cast("PTB", builder.request(line).get_updates_request(line).updater(None).build())
    server = settings.telegram.api_url
    builder = builder.get_updates_request(CarefulRequest(line, 1, waiting)).request(CarefulRequest(line, CONNECTIONS))
    builder = builder.base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    if not settings.telegram.webhook_url:
        return cast("PTB", builder.build())
    return _called(cast("PTB", builder.updater(None).build()))


def _called(made: PTB) -> PTB:
    """Return an application to which Telegram brings its updates."""
    from bot.handlers.webhook import Webhook  # a server, where there is to be one

    def take(update: Update) -> Awaitable[None]:
        return made.update_processor.process_update(update, made.process_update(update))

    made.updater = Webhook(made.bot, take)
    return made


async def hang_up(made: PTB) -> None:
    """Close the connections to Telegram, also of an application that was refused before it began."""
    for request in made.bot._request:  # python-telegram-bot closes them only of one that began
        await request.shutdown()
