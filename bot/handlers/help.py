"""/aide: by what one may want; a tap shows the page in the place of the one before."""

from dataclasses import fields

from telegram import CallbackQuery

from bot.handlers import editing
from bot.handlers.desk import Exchange
from bot.handlers.sentences import HelpPage
from bot.phrasing import Suggestion

PREFIX = "1|aide|"


async def show(exchange: Exchange, _: str) -> None:
    """Ask what one wants."""
    text, buttons = _drawn(exchange, "")
    await exchange.tell(text, *buttons)


async def tap(exchange: Exchange, query: CallbackQuery) -> None:
    """Show a page where the one before stood."""
    text, buttons = _drawn(exchange, (query.data or "").removeprefix(PREFIX))
    await editing.show(exchange, query, text, buttons)


def _drawn(exchange: Exchange, page: str) -> tuple[str, tuple[Suggestion, ...]]:
    said = exchange.desk.sentences.help
    pages: dict[str, HelpPage] = {each.name: getattr(said.pages, each.name) for each in fields(said.pages)}
    if page in pages:
        return pages[page].text.strip(), (Suggestion(label=said.back, data=PREFIX),)
    every = enumerate(pages.items())
    return said.ask.strip(), tuple(
        Suggestion(label=each.label, data=PREFIX + name, beside=place % 2 == 1) for place, (name, each) in every
    )
