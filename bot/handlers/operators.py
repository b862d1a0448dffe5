"""Operators: files, taps, replies and commands of theirs go to their desk, beside the loop. Nobody else sees it."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram import BotCommand, BotCommandScopeChat, CallbackQuery, Document, Message, Update
from telegram.error import TelegramError

from bot.handlers import editing
from bot.handlers.desk import Exchange
from bot.handlers.sending import LONGEST, Sender, width
from bot.masking import mask
from bot.operators.means import Word
from bot.operators.opening import OperatorsDesk, commands
from bot.operators.summary import PREFIX
from bot.operators.workbench import Pointed
from bot.phrasing import Answer
from bot.state.records import Place
from bot.welcome.links import address
from knowledge.french.text import fold

_LOG = logging.getLogger(__name__)
LOOK = 60.0  # seconds between two looks for what is to be reported
IN_PLACE = frozenset(("ok", "no", "back"))  # what these change is shown where the button stood


def _at_desk(exchange: Exchange) -> OperatorsDesk | None:
    """Return the desk, to an operator who writes to the bot alone."""
    desk = exchange.desk.operators
    here = exchange.private and desk is not None and desk.bench.knows(exchange.author)
    return desk if here else None


async def hears(exchange: Exchange, update: Update) -> bool:
    """Take what is for the desk: a document, a picture, a reply to one of its messages; False: it is for the bot."""
    desk, message = _at_desk(exchange), update.message
    if desk is None or message is None:
        return False
    if message.document is not None:
        await _receive(exchange, desk, message)
        return True
    if message.photo:
        await exchange.tell(desk.bench.means.said.said.photo)
        return True
    carried = _carried(message.reply_to_message)
    if carried and message.text:
        await _say(exchange, await asyncio.to_thread(_answered, exchange, desk, carried, message.text))
        return True
    return False


async def contested(exchange: Exchange, words: str) -> bool:
    """Keep an answer that somebody calls false for the operators; False when the words do not."""
    desk = exchange.desk.operators
    if desk is None:
        return False
    knows, said = exchange.desk.assistant().knows, desk.bench.means.said.unanswered
    told = desk.last.contested(exchange.place, words, lambda text: mask(text, knows), said)
    if told is None:
        return False
    exchange.desk.state.talks.miss(told, exchange.now.date())
    await exchange.tell(said.thanks)
    return True


def remember(exchange: Exchange, question: str, answer: str) -> None:
    """Keep in mind what was answered, for somebody may call it false."""
    if exchange.desk.operators is not None:
        exchange.desk.operators.last.note(exchange.place, question, answer)


async def _receive(exchange: Exchange, desk: OperatorsDesk, message: Message) -> None:
    """Fetch a file and tell what it says."""
    document = message.document
    assert document is not None  # noqa: S101  # the caller looked
    said, most = desk.bench.means.said.said, desk.bench.means.publisher().limits.file
    name = document.file_name or "lettre"
    try:
        size, content = await fetched(document, most)
    except TelegramError as error:
        await exchange.tell(said.unreadable.format(name=name, reason=error))
        return
    if content is None:
        told, limit = (f"{number / 1e6:.1f}".replace(".", ",") for number in (size, most))
        await exchange.tell(said.too_large.format(name=name, size=told, most=limit))
        return
    by = desk.by(exchange.author, exchange.now)
    for word in await asyncio.to_thread(desk.bench.receive, name, content, by):
        await _say(exchange, word)


async def fetched(document: Document, most: int) -> tuple[int, bytes | None]:
    """Return the size of a file and what it holds: None when it is larger than most. Raises TelegramError."""
    if (document.file_size or 0) > most:
        return document.file_size or 0, None
    file = await document.get_file()
    if (file.file_size or 0) > most:  # the message may have left its size out
        return file.file_size or 0, None
    content = bytes(await file.download_as_bytearray())
    return len(content), content if len(content) <= most else None


def _answered(exchange: Exchange, desk: OperatorsDesk, carried: str, words: str) -> Word:
    """Do what a reply to a message of the desk says."""
    pointed, by = Pointed.of(carried), desk.by(exchange.author, exchange.now)
    if pointed is not None and pointed.deed.startswith("gap"):
        return desk.unanswered.answer(pointed.item, words, by)
    return desk.bench.correct(words, by, carried)


def _carried(message: Message | None) -> str:
    """Return what the first of our buttons under a message carries; empty when there is none."""
    markup = message.reply_markup if message is not None else None
    every = (each.callback_data for row in (markup.inline_keyboard if markup else ()) for each in row)
    return next((each for each in every if isinstance(each, str) and each.startswith(PREFIX)), "")


async def tap(exchange: Exchange, query: CallbackQuery) -> None:
    """Do what a button of the desk says."""
    desk, data = _at_desk(exchange), query.data or ""
    if desk is None:
        return
    word = await asyncio.to_thread(_pressed, exchange, desk, data)
    pointed = Pointed.of(data)
    exchange.desk.knock()
    if pointed is not None and pointed.deed in IN_PLACE and width(word.text) <= LONGEST:
        await editing.show(exchange, query, word.text, word.buttons)
        return
    await _say(exchange, word)


def _pressed(exchange: Exchange, desk: OperatorsDesk, data: str) -> Word:
    pointed, by = Pointed.of(data), desk.by(exchange.author, exchange.now)
    match pointed.deed if pointed is not None else "":
        case "gaps":
            return desk.unanswered.page(int(pointed.item) if pointed and pointed.item.isdecimal() else 0)
        case "gapa":
            return desk.unanswered.ask(pointed.item if pointed else "")
        case "gapi":
            return desk.unanswered.ignore(pointed.item if pointed else "")
        case "invc" | "invo" as deed:
            return desk.inviting.close(pointed.item if pointed else "", by, guests=deed == "invo")
        case "open":
            return desk.bench.revise(desk.status.reference(pointed.item if pointed else ""), by)
        case _:
            return desk.bench.press(data, by)


async def obeys(exchange: Exchange, typed: str, words: str) -> bool:
    """Do a command of operators; False when it is none, or when somebody else types it."""
    desk, wanted = _at_desk(exchange), fold(typed).strip("/")
    name = next((name for name, each in commands().items() if wanted == name or wanted in each.also), None)
    if desk is None or name is None:
        return False
    await _say(exchange, await asyncio.to_thread(_COMMANDS[name], desk, exchange, words))
    exchange.desk.knock()
    return True


def _correct(desk: OperatorsDesk, exchange: Exchange, words: str) -> Word:
    by = desk.by(exchange.author, exchange.now)
    if not words:
        return Word(text=desk.bench.means.said.said.usage_letter)
    known = {fold(letter.reference) for letter in exchange.desk.assistant().library.letters}
    return desk.bench.revise(words, by) if fold(words) in known else desk.bench.correct(words, by)


_COMMANDS: dict[str, Callable[[OperatorsDesk, Exchange, str], Word]] = {
    "etat": lambda desk, exchange, _: desk.status.now(desk.by(exchange.author, exchange.now)),
    "courrier": lambda desk, _, __: desk.bench.waiting(),
    "doutes": lambda desk, _, __: desk.status.doubts(),
    "inconnues": lambda desk, _, __: desk.unanswered.page(),
    "inviter": lambda desk, exchange, words: desk.inviting.make(
        words, desk.by(exchange.author, exchange.now), lambda code: address(exchange.desk.sender.bot.username, code)
    ),
    "invitations": lambda desk, exchange, _: desk.inviting.page(exchange.now),
    "historique": lambda desk, _, __: desk.bench.issuer.history(),
    "corriger": _correct,
    "annuler": lambda desk, exchange, _: desk.bench.issuer.undo(desk.by(exchange.author, exchange.now)),
    "retirer": lambda desk, exchange, words: desk.bench.issuer.withdraw(words, desk.by(exchange.author, exchange.now)),
}


async def _say(exchange: Exchange, word: Word) -> None:
    await exchange.tell(word.text, *word.buttons)


# ------------------------------------------------------------------ unasked


@dataclass(slots=True, kw_only=True)
class Reporter:
    """Tells operators of errors and of each week, and shows them their commands."""

    desk: OperatorsDesk
    sender: Sender
    clock: Callable[[], dt.datetime]

    _task: asyncio.Task[None] | None = None

    async def begin(self, shown: list[BotCommand]) -> None:
        """Show operators their commands after those of everybody, count errors, and look from time to time."""
        logging.getLogger().addHandler(self.desk.faults)
        self._task = asyncio.create_task(self.serve())
        own = [BotCommand(name, each.description) for name, each in commands().items()]
        for chat in self.desk.bench.ids:
            with contextlib.suppress(TelegramError):  # whoever never wrote to the bot has no menu yet
                await self.sender.bot.set_my_commands([*shown, *own], scope=BotCommandScopeChat(chat))

    async def end(self) -> None:
        """Look no more."""
        logging.getLogger().removeHandler(self.desk.faults)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def serve(self) -> None:
        """Report until cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            await self.look()

    async def look(self) -> None:
        """Report what is to be reported now."""
        try:
            words = await asyncio.to_thread(self._words)
            for word in words:
                for chat in self.desk.reports:
                    await self._send(chat, word)
        except Exception:  # noqa: BLE001  # whatever fails, the next look must come
            _LOG.warning("report", exc_info=True)

    def _words(self) -> list[Word]:
        found = (self.desk.status.errors(), self.desk.status.digest(self.clock(), self.desk.hour))
        return [word for word in found if word is not None]

    async def tell(self, text: str) -> None:
        """Tell those who are told of errors something now."""
        for chat in self.desk.reports:
            await self._send(chat, Word(text=text))

    async def _send(self, chat: int, word: Word) -> None:
        with contextlib.suppress(TelegramError):
            await self.sender.send(
                Place(chat), Answer(text=word.text, answered=True, intent="", suggestions=word.buttons)
            )
