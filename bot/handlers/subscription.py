"""/abonnement: the address of a calendar that keeps itself up to date, given, changed and taken back by taps."""

import secrets

from bot.handlers.desk import Exchange
from bot.handlers.privacy import answers_for
from bot.phrasing import Suggestion
from bot.topics.clerk import VERSION

PREFIX = f"{VERSION}|feed."
OPEN, CLOSE = f"{PREFIX}open", f"{PREFIX}close"
SECRET = 24  # bytes


async def show(exchange: Exchange, _: str) -> None:
    """Tell the address, or offer one."""
    said, token = exchange.desk.sentences.feed, exchange.desk.state.feeds.token_of(exchange.place.chat)
    public = exchange.desk.settings.feed.public_url.rstrip("/")
    if not public:
        await exchange.tell(said.none)
    elif not exchange.private and not await answers_for(exchange):
        await exchange.tell(said.administrators)
    elif token is None:
        await exchange.tell(said.offer, Suggestion(label=said.open, data=OPEN))
    else:
        buttons = (Suggestion(label=said.renew, data=OPEN), Suggestion(label=said.close, data=CLOSE))
        await exchange.tell(said.address.format(address=f"{public}/{token}.ics"), *buttons)


async def tap(exchange: Exchange, data: str) -> None:
    """Open an address, in the place of the one before, or close it; in a group, for those who answer for it."""
    feeds, said = exchange.desk.state.feeds, exchange.desk.sentences.feed
    if not exchange.private and not await answers_for(exchange):
        await exchange.tell(said.administrators)
    elif data == CLOSE:
        feeds.close(exchange.place.chat)
        await exchange.tell(said.closed)
    else:
        if exchange.desk.settings.feed.public_url:
            feeds.open(exchange.place.chat, secrets.token_hex(SECRET), exchange.now)
        await show(exchange, "")
