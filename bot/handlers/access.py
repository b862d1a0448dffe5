"""Who is let in, and how fast: whoever is not is told so in one courteous sentence, and nothing else happens."""

import datetime as dt
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.handlers.addressed import ADDRESSED
from bot.handlers.commands import addressed
from bot.handlers.desk import Desk, Exchange
from bot.settings import Access, Mode
from bot.state.guests import INVITATION
from bot.state.leniency import leniently
from bot.state.store import State

GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
REMEMBERED = 10_000  # people whose pace is kept, and who were told something
SILENCE = 3600.0  # seconds between two sentences to whoever is not let in
LETTERS = 10  # times as many inline queries as messages: each letter typed is one
CALM = 60.0  # seconds between two to whoever is too fast


@dataclass(slots=True)
class Once:
    """Says something to each chat once in a while."""

    span: float  # seconds
    timer: Callable[[], float] = time.monotonic
    _said: OrderedDict[int, float] = field(default_factory=OrderedDict)

    def may(self, chat: int) -> bool:
        """Tell whether it may be said now; then not again for a while."""
        now = self.timer()
        if now - self._said.get(chat, -self.span) < self.span:
            return False
        self._said[chat] = now
        self._said.move_to_end(chat)
        while len(self._said) > REMEMBERED:
            self._said.popitem(last=False)
        return True


@dataclass(slots=True)
class Buckets:
    """A bucket of tokens a person: each message takes one, and they come back with time."""

    burst: int
    a_minute: int  # 0: nothing is counted
    timer: Callable[[], float] = time.monotonic
    _left: OrderedDict[int, tuple[float, float]] = field(default_factory=OrderedDict)  # tokens, and as of when

    def take(self, person: int) -> bool:
        """Tell whether a person may go on."""
        if not self.a_minute:
            return True
        now = self.timer()
        left, then = self._left.pop(person, (float(self.burst), now))
        left = min(float(self.burst), left + (now - then) * self.a_minute / 60)
        self._left[person] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > REMEMBERED:
            self._left.popitem(last=False)  # the one silent for longest: its bucket is the fullest
        return left >= 1


class Door:
    """Tells who may talk to the bot."""

    def __init__(self, access: Access, state: State, operators: Collection[int]) -> None:
        self._mode, self._guests = access.mode, state.guests
        self._named = frozenset((*access.ids, *operators))
        self._seen: set[int] = set()  # let in before: should the database be in trouble

    @property
    def is_open(self) -> bool:
        """Whether everybody may."""
        return self._mode is Mode.OPEN

    def among(self, chats: Collection[int]) -> frozenset[int]:
        """Return those of some chats that may."""
        if self.is_open:
            return frozenset(chats)
        others = [each for each in chats if each not in self._named and (self._mode is Mode.INVITATION or each < 0)]
        found = leniently(lambda: self._guests.among(others), lambda: self._seen.intersection(others)) if others else ()
        self._seen = (self._seen - set(others)) | set(found) if len(self._seen) < REMEMBERED else set(found)
        return self._named.intersection(chats) | frozenset(found)

    def lets_in(self, update: Update, now: dt.datetime) -> bool:
        """Tell whether an update is of somebody who may; a group is let in with whoever adds the bot to it."""
        user, chat, message = update.effective_user, update.effective_chat, update.effective_message
        if self.is_open:
            return True
        if chat is None or chat.type == ChatType.PRIVATE:
            return user is not None and (bool(self.among((user.id,))) or self._accepts(user.id, message, now))
        change = update.my_chat_member
        if change is not None and change.new_chat_member.status in GONE:
            return True
        if change is not None and user is not None and self.among((user.id,)):
            leniently(lambda: self._guests.bring(chat.id, user.id, now), lambda: None)
        before = message.migrate_from_chat_id if message is not None else None
        return bool(self.among([each for each in (chat.id, before) if each is not None]))

    def _accepts(self, person: int, message: object, now: dt.datetime) -> bool:
        """Let somebody in who comes by an invitation."""
        command, _, code = (getattr(message, "text", None) or "").partition(" ")
        if self._mode is not Mode.INVITATION or command != "/start" or not code.startswith(INVITATION):
            return False
        return leniently(lambda: self._guests.accept(person, code, now), lambda: False)


class Keeper:
    """Asks each update at the door for its right to come in, and slows down whoever is too fast."""

    def __init__(self, desk: Desk) -> None:
        access, operators = desk.settings.access, desk.operators
        self._desk = desk
        self._operators = frozenset(desk.settings.operators.telegram if operators is None else operators.bench.ids)
        self._door = Door(access, desk.state, self._operators)
        self._buckets = Buckets(access.burst, access.a_minute)
        self._typed = Buckets(access.burst * LETTERS, access.a_minute * LETTERS)
        self._closed, self._calm = Once(SILENCE), Once(CALM)

    async def lets_in(self, update: Update) -> bool:
        """Tell whether an update is to be handled; if not, whoever asked is told, once in a while."""
        said = self._desk.sentences.access
        if not self._door.lets_in(update, self._desk.clock()):
            await self._tell(update, self._closed, said.closed)
            return False
        if self._is_too_fast(update):
            await self._tell(update, self._calm, said.too_fast)
            return False
        return True

    def _is_too_fast(self, update: Update) -> bool:
        user, buckets = update.effective_user, self._buckets if update.inline_query is None else self._typed
        if user is None or user.id in self._operators or not _asks(self._desk, update):
            return False
        return not buckets.take(user.id)

    async def _tell(self, update: Update, once: Once, sentence: str) -> None:
        exchange = Exchange.of(self._desk, update)
        joining = update.my_chat_member is not None
        if exchange is not None and (joining or _asks(self._desk, update)) and once.may(exchange.place.chat):
            await exchange.tell(sentence)


def _asks(desk: Desk, update: Update) -> bool:
    """Tell whether an update asks the bot for something."""
    message = update.message or update.edited_message
    if update.callback_query is not None or update.inline_query is not None:
        return True
    return message is not None and (ADDRESSED.filter(message) or addressed(desk.menu, message) is not None)
