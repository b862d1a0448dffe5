"""/echeances, /agenda and /lettres: complete lists, a page at a time; with words after them they are questions."""

from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery

from bot.answers.lists import PAGE
from bot.handlers import editing
from bot.handlers.desk import Exchange
from bot.phrasing import Suggestion, abreast, html
from bot.reminders.listing import Page, deadlines_page, events_page, letters_page, load_sentences
from bot.topics.clerk import VERSION

PREFIX = "1|list."
ANSWERED = f"{VERSION}|{PAGE}|"  # another page of an answer
_PAGES: dict[str, Callable[..., Page]] = {"echeances": deadlines_page, "agenda": events_page, "lettres": letters_page}


async def deadlines(exchange: Exchange, words: str) -> None:
    """Tell the deadlines to come, or those of what the words name."""
    await _show(exchange, "echeances", words)


async def events(exchange: Exchange, words: str) -> None:
    """Tell the events to come, or those that the words name."""
    await _show(exchange, "agenda", words)


async def letters(exchange: Exchange, words: str) -> None:
    """Tell the letters in force, or what the one that the words name says."""
    await _show(exchange, "lettres", words)


async def _show(exchange: Exchange, name: str, words: str) -> None:
    if words:
        await exchange.ask(exchange.desk.menu[name].asked(words))
    else:
        page = _page(exchange, name, 0)
        await exchange.tell(page.text, *_buttons(name, page))


async def tap(exchange: Exchange, query: CallbackQuery) -> None:
    """Show another page where the first one stood."""
    name, _, first = (query.data or "").removeprefix(PREFIX).partition("|")
    if name not in _PAGES or not first.isdecimal():
        return
    page = _page(exchange, name, int(first))
    await editing.show(exchange, query, page.text, _buttons(name, page))


async def turn(exchange: Exchange, query: CallbackQuery) -> None:
    """Show another page of an answer where the first one stood; of a list that is forgotten, say so."""
    data = query.data or ""
    page = exchange.desk.assistant().turn(data, exchange.memory(), exchange.now)
    if page is None:
        await exchange.press(data)
    elif not await editing.change(query, html(page), abreast(page.suggestions), html=True):
        await exchange.say(replace(page, suggestions=abreast(page.suggestions)))


def _page(exchange: Exchange, name: str, first: int) -> Page:
    today = exchange.now.astimezone(exchange.desk.settings.bot.zone).date()
    return _PAGES[name](exchange.desk.assistant().catalogue, today, first)


def _buttons(name: str, page: Page) -> tuple[Suggestion, ...]:
    said = load_sentences()
    found = ((said.before, page.before), (said.more, page.after))
    shown = [(label, first) for label, first in found if first is not None]
    return tuple(
        Suggestion(label=label, data=f"{PREFIX}{name}|{first}", beside=place > 0)
        for place, (label, first) in enumerate(shown)
    )
