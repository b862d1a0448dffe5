"""How an answer leaves: as HTML, cut where Telegram wants it shorter, as plain text where HTML is refused."""

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass, field, replace
from typing import Protocol

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ReplyParameters
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
            outgoing = _Outgoing(
                place=place,
                text=piece,
                html=html(answer) if len(pieces) == 1 else None,
                buttons=keyboard(answer.suggestions) if position == len(pieces) - 1 else None,
                reply_to=reply_to if position == 0 else None,
                silent=silent,
            )
            numbers.append(await (replace(self, patience=PATIENCE) if numbers else self)._send(outgoing))
        return numbers[0] if numbers else None

    async def document(
        self, place: Place, file: tuple[str, bytes], caption: Answer, *, reply_to: int | None = None
    ) -> int:
        """Send a file under its name; what its caption has no room for follows it. Raises TelegramError."""
        pieces = split(plain(caption), CAPTION)
        name, content = file
        number = await self._patiently(
            _Document(place=place, name=name, content=content, caption=pieces[0] if pieces else "", reply_to=reply_to)
        )
        if len(pieces) > 1:
            await self.send(place, replace(caption, text="\n".join(pieces[1:]), sources=()))
        return number

    async def picture(self, place: Place, picture: bytes, caption: str, *, reply_to: int | None = None) -> int:
        """Send a picture with a short caption. Raises TelegramError."""
        return await self._patiently(_Picture(place=place, content=picture, caption=caption, reply_to=reply_to))

    async def contact(
        self, place: Place, phone: str, names: tuple[str, str], card: str, *, reply_to: int | None = None
    ) -> int:
        """Send somebody as a contact: the number, both names, and the whole card. Raises TelegramError."""
        return await self._patiently(_Contact(place=place, phone=phone, names=names, card=card, reply_to=reply_to))

    async def _send(self, outgoing: "_Outgoing") -> int:
        try:
            return await self._patiently(outgoing)
        except BadRequest as error:
            if outgoing.html is None or "parse entities" not in str(error).lower():
                raise
            return await self._patiently(replace(outgoing, html=None))

    async def _patiently(self, outgoing: "_Posts") -> int:
        end, pause = time.monotonic() + self.patience, FIRST_WAIT
        while True:
            had_turn = False
            try:
                await self.turn(outgoing.place.chat)
                had_turn = True
                return await outgoing.post(self.bot)
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


class _Posts(Protocol):
    """Something about to leave."""

    @property
    def place(self) -> Place: ...  # where to

    async def post(self, bot: Bot) -> int: ...  # sends it; returns its number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """A file about to leave."""

    place: Place
    name: str
    content: bytes
    caption: str
    reply_to: int | None

    async def post(self, bot: Bot) -> int:
        """Send it; return its number. Raises TelegramError."""
        message = await bot.send_document(
            self.place.chat,
            InputFile(self.content, filename=self.name),
            caption=self.caption,
            message_thread_id=self.place.topic,
            reply_parameters=_reply(self.reply_to),
        )
        return message.message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """A picture about to leave."""

    place: Place
    content: bytes  # a PNG
    caption: str
    reply_to: int | None

    async def post(self, bot: Bot) -> int:
        """Send it; return its number. Raises TelegramError."""
        message = await bot.send_photo(
            self.place.chat,
            InputFile(self.content, filename="agenda.png"),
            caption=self.caption,
            message_thread_id=self.place.topic,
            reply_parameters=_reply(self.reply_to),
        )
        return message.message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contact:
    """Somebody about to be introduced."""

    place: Place
    phone: str
    names: tuple[str, str]  # first, last
    card: str  # a vCard
    reply_to: int | None

    async def post(self, bot: Bot) -> int:
        """Send it; return its number. Raises TelegramError."""
        message = await bot.send_contact(
            self.place.chat,
            self.phone,
            self.names[0],
            last_name=self.names[1] or None,
            vcard=self.card,
            message_thread_id=self.place.topic,
            reply_parameters=_reply(self.reply_to),
        )
        return message.message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outgoing:
    """One message about to leave."""

    place: Place
    text: str
    html: str | None  # the same, None: as plain text
    buttons: InlineKeyboardMarkup | None
    reply_to: int | None
    silent: bool

    async def post(self, bot: Bot) -> int:
        """Send it; return its number. Raises TelegramError."""
        message = await bot.send_message(
            self.place.chat,
            self.text if self.html is None else self.html,
            parse_mode=None if self.html is None else ParseMode.HTML,
            message_thread_id=self.place.topic,
            reply_markup=self.buttons,
            reply_parameters=_reply(self.reply_to),
            disable_notification=self.silent,
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
