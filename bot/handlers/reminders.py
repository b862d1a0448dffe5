"""Reminders turned on and off."""

from telegram import CallbackQuery
from telegram.error import BadRequest

from bot.handlers.desk import Exchange
from bot.handlers.sending import keyboard
from bot.handlers.sentences import OfReminders
from bot.phrasing import Suggestion
from knowledge.french.text import fold

PREFIX = "r|"
ON, OFF = f"{PREFIX}on", f"{PREFIX}off"


async def show(exchange: Exchange, words: str) -> None:
    """Tell whether reminders are on here, with a button for the contrary; a word turns them on or off at once."""
    sentences, word = exchange.desk.sentences.reminders, fold(words)
    if word in sentences.words_on:
        _turn(exchange, on=True)
    elif word in sentences.words_off:
        _turn(exchange, on=False)
    await exchange.tell(_state(exchange), _button(exchange))


async def tap(exchange: Exchange, query: CallbackQuery) -> None:
    """Turn reminders on or off, and show it where the button stood."""
    _turn(exchange, on=query.data == ON)
    text, button = _state(exchange), _button(exchange)
    try:
        await query.edit_message_text(text, reply_markup=keyboard((button,)))
    except BadRequest as error:
        if "not modified" not in str(error).lower():  # too old to be changed, or deleted: say it anew
            await exchange.tell(text, button)


def _turn(exchange: Exchange, *, on: bool) -> None:
    if on:
        exchange.desk.state.chats.wish(exchange.place, exchange.now)
        exchange.desk.knock()
    else:
        exchange.desk.state.chats.unwish(exchange.place)


def _state(exchange: Exchange) -> str:
    sentences, settings = exchange.desk.sentences.reminders, exchange.desk.settings
    sentence = sentences.on if exchange.desk.state.chats.wished(exchange.place) else sentences.off
    leads = in_words(settings.reminders.lead_days, sentences)
    return sentence.format(leads=leads, hour=settings.reminders.hour, zone=settings.bot.timezone).strip()


def _button(exchange: Exchange) -> Suggestion:
    sentences = exchange.desk.sentences.reminders
    if exchange.desk.state.chats.wished(exchange.place):
        return Suggestion(label=sentences.turn_off, data=OFF)
    return Suggestion(label=sentences.turn_on, data=ON)


def in_words(lead_days: tuple[int, ...], sentences: OfReminders) -> str:
    """Return lead times as one says them: "7 et 3 jours avant chaque échéance, la veille et le jour même"."""
    days = sorted(set(lead_days), reverse=True)
    named = {1: sentences.eve, 0: sentences.same_day}
    before = [str(day) for day in days if day not in named]
    said = [sentences.days_before.format(days=_joined(before, sentences))] if before else []
    return _joined([*said, *(named[day] for day in days if day in named)], sentences)


def _joined(pieces: list[str], sentences: OfReminders) -> str:
    if len(pieces) < 2:
        return "".join(pieces)
    return sentences.and_last.format(first=", ".join(pieces[:-1]), last=pieces[-1])
