"""Reminders: the screen on which a place says what it wants, changed by taps."""

import datetime as dt
from dataclasses import replace

from telegram import CallbackQuery

from bot.handlers import editing
from bot.handlers.choices import change, follow
from bot.handlers.desk import Exchange
from bot.handlers.screen import OFF, ON, PAGE, PREFIX, View, draw, page_of
from bot.phrasing import Suggestion
from bot.queries.acts import Act, Wanted
from bot.reminders.plan import Plan, schedule
from bot.reminders.watching import watch
from bot.reminders.zones import Zone, called, find
from bot.state.records import Wish
from knowledge.french.text import fold

SHOWN = 40  # characters of an unknown place that are shown again
MOST = 12  # zones to choose from
AHEAD = dt.timedelta(days=400)  # how far the next reminder is looked for


async def show(exchange: Exchange, words: str) -> None:
    """Show what is wanted here; a word turns reminders on or off at once."""
    said, word = exchange.desk.sentences.reminders, fold(words)
    if word in said.words_on:
        turn(exchange, on=True)
    elif word in said.words_off:
        turn(exchange, on=False)
    text, buttons = draw(view(exchange))
    await exchange.tell(text, *buttons)


async def tap(exchange: Exchange, query: CallbackQuery) -> None:
    """Change what is wanted, and show it where the button stood."""
    what, _, choice = (query.data or "").removeprefix(PREFIX).partition("|")
    if query.data in (ON, OFF):
        turn(exchange, on=query.data == ON)
    elif what != PAGE:
        _choose(exchange, what, choice)
    shown = view(exchange)
    text, buttons = draw(shown, page_of(shown, what, choice))
    await editing.show(exchange, query, text, buttons)


def turn(exchange: Exchange, *, on: bool) -> None:
    """Turn reminders on or off."""
    if on:
        exchange.desk.state.chats.wish(exchange.place, exchange.now)
        exchange.desk.knock()
    else:
        exchange.desk.state.chats.unwish(exchange.place)


def _choose(exchange: Exchange, what: str, choice: str) -> None:
    chats, leads = exchange.desk.state.chats, exchange.desk.settings.reminders.lead_days
    wish = chats.wish_of(exchange.place)
    if wish is not None:
        chats.set(change(wish, what, choice, leads, exchange.now), exchange.now)
        exchange.desk.knock()


async def obey(exchange: Exchange, act: Act) -> None:
    """Do what a message asks of reminders, and tell what is now set; that it is noted only where something is."""
    said, chats = exchange.desk.sentences.reminders, exchange.desk.state.chats
    asked, event = act.wanted or Wanted(), _event(act)
    before = chats.wish_of(exchange.place)
    wish = before or Wish(place=exchange.place, since=exchange.now, everything=event is None)
    after = _obeyed(wish, asked, event, exchange.now)
    if after is None:
        chats.unwish(exchange.place)
    elif before is not None or asked.on:
        chats.set(after, exchange.now)
        exchange.desk.knock()
    noted = [said.heard] if chats.wish_of(exchange.place) != before else []
    text, buttons = draw(view(exchange))
    lines = [*noted, *_without_deadline(exchange, event if asked.on else None), "", text]
    await exchange.tell("\n".join(lines), *buttons)


def _event(act: Act) -> str | None:
    """Return the event that reminders are asked for: one spoken of before only where it is said how long before."""
    leads = act.wanted is not None and act.wanted.leads is not None
    return act.events[0] if len(act.events) == 1 and (leads or not act.inherited) else None


def _obeyed(wish: Wish, asked: Wanted, event: str | None, now: dt.datetime) -> Wish | None:
    """Return a wish as a message wants it; None: reminders off."""
    if event is not None:
        wish = follow(wish, event, now, wanted=asked.on, leads=asked.leads if asked.on else None)
    elif not asked.on:
        return None
    elif asked.leads is not None:
        wish = replace(wish, leads=asked.leads)
    wish = replace(wish, hour=asked.hour) if asked.hour is not None and asked.on else wish
    wish = replace(wish, news=asked.news) if asked.news is not None else wish
    return replace(wish, quiet=asked.quiet) if asked.quiet is not None else wish


def _without_deadline(exchange: Exchange, followed: str | None) -> list[str]:
    """Return the sentence that an event followed has no deadline to come, when it has none."""
    event = exchange.desk.assistant().catalogue.occurrence(followed) if followed else None
    if event is None or any(each.last_day >= exchange.now.date() for each in event.deadlines):
        return []
    return [exchange.desk.sentences.reminders.no_deadline.format(title=event.title)]


async def move(exchange: Exchange, words: str) -> None:
    """Let reminders follow the clock of the town or country named."""
    said, place = exchange.desk.sentences.reminders, words.strip()[:SHOWN]
    found = find(words) if place else ()
    if len(found) == 1:
        await settle_in(exchange, found[0])
    elif found:
        buttons = [Suggestion(label=each.label, data=f"{PREFIX}zone|{each.name}") for each in found[:MOST]]
        await exchange.tell(said.several_zones.format(place=place), *buttons)
    else:
        await exchange.tell(said.unknown_zone.format(place=place) if place else said.which_zone)


async def settle_in(exchange: Exchange, zone: Zone) -> None:
    """Let reminders follow the clock of a place; show it."""
    said, chats = exchange.desk.sentences.reminders, exchange.desk.state.chats
    wish = chats.wish_of(exchange.place)
    if wish is not None:
        chats.set(replace(wish, zone=zone.name), exchange.now)
    text, buttons = draw(view(exchange))
    await exchange.tell("\n\n".join(filter(None, [said.moved.format(zone=zone.label) if wish else "", text])), *buttons)


def view(exchange: Exchange) -> View:
    """Return what the screen is drawn from."""
    settings, wish = exchange.desk.settings, exchange.desk.state.chats.wish_of(exchange.place)
    return View(
        wish=wish,
        said=exchange.desk.sentences.reminders,
        leads=settings.reminders.lead_days,
        hour=settings.reminders.hour,
        zone=called(wish.zone if wish is not None and wish.zone is not None else settings.bot.timezone),
        events=_events(exchange),
        following=_following(exchange, wish) if wish is not None else None,
    )


def _events(exchange: Exchange) -> dict[str, str]:
    """Return the events that are not over, or that one can still reply for; all when none is."""
    today = exchange.now.date()
    every = exchange.desk.assistant().catalogue.occurrences
    ends = {each.key: each.event.end or each.event.start for each in every}
    coming = [
        each
        for each in every
        if ((end := ends[each.key]) is not None and end.last >= today)
        or any(deadline.last_day >= today for deadline in each.deadlines)
    ]
    return {each.key: each.title for each in coming or every}


def _following(exchange: Exchange, wish: Wish) -> dt.datetime | None:
    """Return when the next reminder comes, by the clock of the place."""
    settings = exchange.desk.settings
    plan = schedule(settings.reminders, settings.bot.zone)
    moments = Plan(watch(exchange.desk.assistant().library), (wish,), plan).moments(exchange.now, exchange.now + AHEAD)
    return moments[0].astimezone(plan.terms(wish).zone) if moments else None
