"""How an answer leaves: as HTML, cut where Telegram wants it shorter, as plain text where HTML is refused."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyParameters,
)
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit, ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.errors import SendsWait
from bot.handlers.turns import Turns
from bot.phrasing import Answer, Suggestion, html, plain
from bot.reminders.delivery import wait_of
from bot.state.records import Place

_LOG = logging.getLogger(__name__)
LONGEST = int(MessageLimit.MAX_TEXT_LENGTH)
CAPTION = int(MessageLimit.CAPTION_LENGTH)
FIRST_WAIT = 1.0  # seconds before a send that the network lost is made again; then twice as long each time
LONGEST_WAIT = 5.0
PATIENCE = 300.0  # seconds for which an answer is worth sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Sends answers with a bot, or pushes."""

    bot: Bot
    turns: Turns | None = None  # None: nobody has to wait
    pushes: bool = False  # answers go before
    patience: float = PATIENCE  # seconds for which a send that Telegram puts off, or the network loses, is made again
    leaving: asyncio.Event = field(default_factory=asyncio.Event)  # set when the process ends: nobody waits any more

    async def send(
        self, place: Place, answer: Answer, *, reply_to: int | None = None, silent: bool = False
    ) -> int | None:
        """Send an answer, None when it says nothing; return the number of its first message.

        Raises TelegramError when Telegram refuses it, or is gone for too long.
        """
        pieces = split(plain(answer)) if answer.text else ()
        numbers: list[int] = []
        for position, piece in enumerate(pieces):
            last = position == len(pieces) - 1
            content = {
                "text": piece,
                "reply_markup": keyboard(answer.suggestions) if last else None,
                "disable_notification": silent,
            }
            outgoing = _Outgoing(
                place=place, by=self.bot.send_message, content=content, reply_to=reply_to if position == 0 else None
            )
            sender = replace(self, patience=PATIENCE) if numbers else self
            numbers.append(await sender._marked(outgoing, html(answer) if len(pieces) == 1 else None))
        return numbers[0] if numbers else None

    async def document(
        self, place: Place, file: tuple[str, bytes], caption: Answer, *, reply_to: int | None = None
    ) -> int:
        """Send a file under its name; what its caption has no room for follows it. Raises TelegramError."""
        pieces = split(plain(caption), CAPTION)
        name, held = file
        content = {"document": InputFile(held, filename=name), "caption": pieces[0] if pieces else ""}
        number = await self._patiently(_Outgoing(place, self.bot.send_document, content, reply_to))
        if len(pieces) > 1:
            await self.send(place, replace(caption, text="\n".join(pieces[1:]), sources=()))
        return number

    async def picture(self, place: Place, picture: bytes, caption: str, *, reply_to: int | None = None) -> int:
        """Send a picture, a PNG, with a short caption. Raises TelegramError."""
        content = {"photo": InputFile(picture, filename="agenda.png"), "caption": caption}
        return await self._patiently(_Outgoing(place, self.bot.send_photo, content, reply_to))

    async def contact(
        self, place: Place, phone: str, names: tuple[str, str], card: str, *, reply_to: int | None = None
    ) -> int:
        """Send somebody as a contact: the number, both names, and the whole card. Raises TelegramError."""
        content = {"phone_number": phone, "first_name": names[0], "last_name": names[1] or None, "vcard": card}
        return await self._patiently(_Outgoing(place, self.bot.send_contact, content, reply_to))

    async def _marked(self, outgoing: "_Outgoing", markup: str | None) -> int:
        """Send a text as HTML, as plain text where there is none or Telegram refuses it."""
        if markup is None:
            return await self._patiently(outgoing)
        marked = {**outgoing.content, "text": markup, "parse_mode": ParseMode.HTML}
        try:
            return await self._patiently(replace(outgoing, content=marked))
        except BadRequest as error:
            if "parse entities" not in str(error).lower():
                raise
            return await self._patiently(outgoing)

    async def _patiently(self, outgoing: "_Outgoing") -> int:
        end, pause = time.monotonic() + self.patience, FIRST_WAIT
        while True:
            had_turn = False
            try:
                await self.turn(outgoing.place.chat)
                had_turn = True
                return await outgoing.post()
            except BadRequest:
                raise
            except RetryAfter as error:
                failure: TelegramError = error
                wait = wait_of(error).total_seconds()
                if had_turn:
                    self._obey(outgoing.place.chat, error)
            except NetworkError as error:
                failure, wait, pause = error, pause, min(2 * pause, LONGEST_WAIT)
            if time.monotonic() + wait >= end or not await self._wait(wait):
                raise failure
            _LOG.warning("%s", SendsWait(reason=failure))

    async def _wait(self, seconds: float) -> bool:
        """Wait; False when the process ends meanwhile."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.leaving.wait(), seconds)
        return not self.leaving.is_set()

    async def turn(self, chat: int) -> None:
        """Wait until a message may leave for a chat. Raises RetryAfter when that is too far away."""
        if self.turns is not None:
            await (self.turns.push(chat) if self.pushes else self.turns.answer(chat))

    def _obey(self, chat: int, error: RetryAfter) -> None:
        if self.turns is not None:
            self.turns.hold(chat, wait_of(error))


@dataclass(frozen=True, slots=True)
class _Outgoing:
    """Something about to leave."""

    place: Place
    by: Callable[..., Awaitable[Message]]  # the call of the bot that sends it
    content: Mapping[str, Any]  # what it is, in the words of that call
    reply_to: int | None

    async def post(self) -> int:
        """Send it; return its number. Raises TelegramError."""
        message = await self.by(
            self.place.chat,
            message_thread_id=self.place.topic,
            reply_parameters=_reply(self.reply_to),
            **self.content,
        )
        return message.message_id


def _reply(to: int | None) -> ReplyParameters | None:
    return None if to is None else ReplyParameters(to, allow_sending_without_reply=True)


def keyboard(suggestions: tuple[Suggestion, ...]) -> InlineKeyboardMarkup | None:
    """Return suggestions as rows of buttons; those whose data Telegram would refuse are left out."""
    limits = InlineKeyboardButtonLimit
    rows: list[list[InlineKeyboardButton]] = []
    for each in suggestions:
        fits = limits.MIN_CALLBACK_DATA <= len(each.data.encode()) <= limits.MAX_CALLBACK_DATA
        if fits or each.copy:
            copied = CopyTextButton(each.copy) if each.copy else None
            button = InlineKeyboardButton(each.label, callback_data=None if copied else each.data, copy_text=copied)
            if each.beside and rows:
                rows[-1].append(button)
            else:
                rows.append([button])
    return InlineKeyboardMarkup(rows) if rows else None


def split(text: str, limit: int = LONGEST) -> tuple[str, ...]:
    """Cut a text into pieces that Telegram takes, at blank lines, else lines, else spaces; only those are lost."""
    pieces: list[str] = []
    rest = text.strip()
    while width(rest) > limit:
        end = _fitting(rest, limit)
        places = (rest.rfind(mark, end // 2, end + len(mark)) for mark in ("\n\n", "\n", " "))
        cut = next((place for place in places if place > 0), end)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def width(text: str) -> int:
    """Return the length of a text as Telegram counts it: in UTF-16 units, where an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(text: str, limit: int) -> int:
    """Return how many characters of a text fit in a number of UTF-16 units."""
    taken = 0
    for position, char in enumerate(text):
        taken += 1 if ord(char) < 0x10000 else 2
        if taken > limit:
            return position
    return len(text)
