"""Taps under a push: dealt with, put off, taken back, the letter. What was done is shown where the button stood."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from telegram import CallbackQuery, Message

from bot.entities.editions import key_of
from bot.handlers import delegation, editing
from bot.handlers.desk import Exchange
from bot.phrasing import Suggestion, abreast
from bot.reminders.buttons import HOURS, Deed, Pressed, Row, choice, labels, offered, read, rows
from bot.reminders.plan import closing, schedule
from bot.reminders.terms import Terms
from bot.reminders.watching import find
from bot.state.records import Settled, Wish
from knowledge.model import Deadline
from knowledge.temporal.wording import say_clock, say_day

SOON = 3  # hours that a deadline of today can be put off
WAITS = (1, 3, 7)  # days that it can be put off before
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


async def tap(exchange: Exchange, query: CallbackQuery) -> None:
    """Do what a button under a push says; one of something that is no more is told so."""
    pressed = read(query.data or "")
    said = exchange.desk.sentences.pushes
    if pressed is None:
        await exchange.tell(said.stale)
        return
    if pressed.deed is Deed.LETTER:
        await _letter(exchange, pressed.key)
        return
    choosing: dict[str, tuple[Suggestion, ...]] = {}
    deadline = _deadline(exchange, pressed.key)
    if deadline is None and pressed.deed is not Deed.UNDO:
        await exchange.tell(said.gone)
        return
    if pressed.deed is Deed.LATER and deadline is not None:
        choices = abreast(tuple(_choices(exchange, deadline, pressed)))
        if not choices:
            await exchange.tell(said.too_late)
            return
        choosing[pressed.key] = choices
    elif not note(exchange, pressed, deadline):
        await exchange.tell(said.too_late)
        return
    await _show(exchange, query, pressed, choosing)
    if pressed.deed is Deed.DONE:
        await announce(exchange, pressed)


async def announce(exchange: Exchange, pressed: Pressed) -> None:
    """Tell the group that a private chat answers with what was settled there, and by whom."""
    found, settled = find(exchange.desk.assistant().library, pressed.key), held_of(exchange).get(pressed.key)
    if found is not None and settled is not None and settled.by is not None and exchange.private:
        line = _done(exchange, Row(key=pressed.key, replied=pressed.replied), settled)
        told = exchange.desk.sentences.delegation.settled
        mark, (letter, deadline) = exchange.desk.sentences.pushes.marks[0], found
        line = told.format(line=f"{mark} {line}", action=deadline.action, reference=letter.reference)
        await delegation.announce(exchange, line)


def _deadline(exchange: Exchange, key: str) -> Deadline | None:
    found = find(exchange.desk.assistant().library, key)
    return found[1] if found is not None else None


def note(exchange: Exchange, pressed: Pressed, deadline: Deadline | None) -> bool:
    """Note a deed; False when it comes too late."""
    facts, place, now = exchange.desk.state.facts, exchange.place, exchange.now
    settled = Settled(chat=place.chat, subject=pressed.key, at=now, topic=place.topic, by=_signature(exchange))
    match pressed.deed:
        case Deed.DONE:
            facts.settle(settled)
        case Deed.SNOOZE:
            until = None if deadline is None else _until(exchange, deadline, pressed.wait)
            if until is None:
                return False
            facts.settle(replace(settled, until=until, by=None))
        case Deed.UNDO:
            held = held_of(exchange).get(pressed.key)
            if held is not None:
                facts.unsettle(place.chat, pressed.key)
                exchange.desk.knock()
        case _:
            pass
    return True


def _signature(exchange: Exchange) -> str | None:
    """Return the name under which others see what somebody settles; None where there are no others."""
    alone = exchange.private and exchange.desk.state.delegations.group_of(exchange.place.chat) is None
    return None if alone else exchange.name


async def _letter(exchange: Exchange, key: str) -> None:
    """Tell what the letter of a key says."""
    library = exchange.desk.assistant().library
    letter = next((each for each in library.letters if key_of(each.reference) == key), None)
    if letter is None:
        await exchange.tell(exchange.desk.sentences.pushes.gone)
    else:
        await exchange.ask(exchange.desk.menu["lettres"].asked(letter.reference))


# ------------------------------------------------------------------ until when


def _choices(exchange: Exchange, deadline: Deadline, pressed: Pressed) -> Iterator[Suggestion]:
    """Yield until when a deadline may be put off: never beyond its last day."""
    said, own = labels(), Row(key=pressed.key, replied=pressed.replied)
    left = _left(exchange, deadline)
    named = {1: said.tomorrow, 7: said.in_a_week}
    for days in WAITS:
        if days < left or (days == left == 1):
            yield choice(own, str(days), named.get(days) or said.in_days.format(days=days))
    if left > 1:
        yield choice(own, str(left), said.last_day)
    soon = f"{HOURS}{SOON}"
    if left < 1 and _until(exchange, deadline, soon) is not None:
        yield choice(own, soon, said.in_hours.format(hours=SOON))


def _left(exchange: Exchange, deadline: Deadline) -> int:
    """Return how many days are left until the last one, by the clock of the place."""
    return (deadline.last_day - exchange.now.astimezone(_terms(exchange).zone).date()).days


def _until(exchange: Exchange, deadline: Deadline, wait: str) -> dt.datetime | None:
    """Return when a deadline comes back; None when that is no number, is past, or is beyond its last moment."""
    number = wait.removeprefix(HOURS)
    if not number.isdecimal() or len(number) > 3:
        return None
    terms, now, end = _terms(exchange), exchange.now, closing(deadline, exchange.desk.settings.bot.zone)
    if wait.startswith(HOURS):
        until = replace(terms, working_days=False).next(now + int(number) * HOUR)  # whoever asks is at work
    elif int(number) > _left(exchange, deadline):
        return None
    else:
        until = terms.moment(now.astimezone(terms.zone).date() + int(number) * DAY, end)
    return until.replace(microsecond=0) if now < until < end else None


def _terms(exchange: Exchange) -> Terms:
    """Return when the place may be written to."""
    settings = exchange.desk.settings
    wish = exchange.desk.state.chats.wish_of(exchange.place) or Wish(place=exchange.place, since=exchange.now)
    return schedule(settings.reminders, settings.bot.zone).terms(wish)


# ------------------------------------------------------------------ what is shown


async def _show(
    exchange: Exchange, query: CallbackQuery, pressed: Pressed, choosing: dict[str, tuple[Suggestion, ...]]
) -> None:
    """Show where the buttons stood what was done; where that cannot be changed any more, say it anew."""
    every = rows(_carried(query)) or (Row(key=pressed.key, replied=pressed.replied),)
    held = held_of(exchange)
    status = "\n".join(status_of(exchange, every, held))
    buttons = offered(every, held, choosing)
    before = query.message.text_html if isinstance(query.message, Message) and query.message.text is not None else ""
    text = _with(before, escape(status, quote=False), exchange.desk.sentences.pushes.marks)
    if not before or not await editing.change(query, text, buttons, html=True):
        await exchange.tell(status or exchange.desk.sentences.pushes.undone, *buttons)


def _carried(query: CallbackQuery) -> Iterator[str]:
    """Yield what the buttons under a message carry."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    for line in markup.inline_keyboard if markup is not None else ():
        for each in line:
            if isinstance(each.callback_data, str):
                yield each.callback_data


def held_of(exchange: Exchange) -> dict[str, Settled]:
    """Return what the chat has dealt with, or has put off until later than now, by key."""
    every = exchange.desk.state.facts.settled({exchange.place.chat})
    return {each.subject: each for each in every if each.until is None or each.until > exchange.now}


def status_of(exchange: Exchange, every: tuple[Row, ...], held: dict[str, Settled]) -> Iterator[str]:
    """Yield a line a deadline that the chat has dealt with or has put off."""
    said = exchange.desk.sentences.pushes
    for number, each in enumerate(every, start=1):
        settled = held.get(each.key)
        if settled is None:
            continue
        if settled.until is None:
            mark, line = said.marks[0], _done(exchange, each, settled)
        else:
            until = settled.until.astimezone(_terms(exchange).zone)
            mark, line = said.marks[1], said.snoozed.format(day=say_day(until.date()), hour=say_clock(until.time()))
        yield f"{mark} {number}. {line}" if len(every) > 1 else f"{mark} {line}"


def _done(exchange: Exchange, row: Row, settled: Settled) -> str:
    said = exchange.desk.sentences.pushes
    if settled.by is None:
        return said.done if exchange.private else said.done_by_all
    return (said.replied_by if row.replied else said.done_by).format(name=settled.by)


def _with(text: str, status: str, marks: tuple[str, ...]) -> str:
    """Return a message with what was done as its last paragraph, in the place of what was told there before."""
    before, _, last = text.rpartition("\n\n")
    if before and all(line.startswith(marks) for line in last.split("\n")):
        text = before
    return f"{text}\n\n{status}" if status else text
