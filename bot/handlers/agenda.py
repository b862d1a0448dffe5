"""The agenda, to look at before it is read: the picture of what is to come, then the list."""

import asyncio
import datetime as dt
from collections.abc import Iterable, Iterator

from bot.calendars.choice import coming, everything
from bot.calendars.entries import days_of
from bot.handlers import lists
from bot.handlers.desk import Exchange
from bot.phrasing import sentence
from bot.pictures.agenda import Item, Kind, draw, window
from bot.reminders.told import Told, ToldDeadline, ToldEvent, limit_of
from knowledge.french.text import fold
from knowledge.temporal.moment import Moment, Period
from knowledge.temporal.wording import say


async def show(exchange: Exchange, words: str) -> None:
    """Send the picture of the months ahead, unless words ask for others; then the list."""
    said = exchange.desk.sentences.agenda
    dark = fold(words) in said.words_dark
    if dark or not words:
        await _picture(exchange, dark=dark)
        words = ""
    await lists.events(exchange, words)


async def _picture(exchange: Exchange, *, dark: bool) -> None:
    today = exchange.now.date()
    found = tuple(items(coming(everything(exchange.desk.assistant().catalogue), today)))
    shown = window(found, today)
    if not any(map(shown.touches, found)):
        return
    from bot.pictures.png import png  # loads what draws

    content = await asyncio.to_thread(png, draw(found, shown, today, dark=dark))
    await exchange.desk.sender.picture(
        exchange.place, content, exchange.desk.sentences.agenda.caption, reply_to=exchange.reply_to
    )


def items(facts: Iterable[Told]) -> Iterator[Item]:
    """Yield what the agenda shows of facts: those that have their days."""
    for fact in facts:
        match fact:
            case ToldDeadline():
                name = f"{sentence(fact.action)} ({fact.title})"
                yield _item(Kind.LIMIT, name, limit_of(fact), (fact.last_day, fact.last_day))
            case ToldEvent():
                days = days_of(fact.start, fact.end)
                if days is not None:
                    kind = Kind.GONE if fact.cancelled else Kind.EVENT
                    told = say(Period(start=Moment(days[0]), end=Moment(days[1])))
                    yield _item(kind, fact.title, told, days)


def _item(kind: Kind, name: str, told: str, days: tuple[dt.date, dt.date]) -> Item:
    return Item(kind=kind, name=name, told=told, first=days[0], last=days[1])
