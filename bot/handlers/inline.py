"""Inline mode: a few words after the bot's name in any chat, and facts to drop there, each with its source."""

import contextlib
import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import CallbackContext, InlineQueryHandler

from bot.handlers.desk import Desk
from bot.handlers.route import Handler
from bot.handlers.sending import LONGEST, width
from bot.phrasing import html, plain
from bot.sharing.facts import Shared, shared
from bot.welcome.links import Kind, address, carried
from knowledge.french.text import fold

KEPT = 512  # queries whose facts are remembered
CACHED = 60  # seconds for which Telegram may answer in the bot's place
PAGE = 10  # facts shown at once


@dataclass(slots=True)
class _Memory:
    """The facts of the last queries; those of letters no more in force, or of another day, are never given."""

    facts: OrderedDict[tuple[str, dt.date, str], tuple[Shared, ...]] = field(default_factory=OrderedDict)

    def found(self, desk: Desk, words: str) -> tuple[Shared, ...]:
        """Return the facts for a few words."""
        assistant, now = desk.assistant(), desk.clock()
        key = assistant.library.version, now.date(), fold(words).strip()
        if key not in self.facts:
            self.facts[key] = shared(assistant, words, now)
            if len(self.facts) > KEPT:
                self.facts.popitem(last=False)
        self.facts.move_to_end(key)
        return self.facts[key]


def handler(desk: Desk) -> Handler:
    """Return the handler of inline queries. They come from any chat: none is looked at, and nothing is noted."""
    memory = _Memory()

    async def answer(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.inline_query is not None:
            await _answer(desk, memory, update.inline_query)

    return InlineQueryHandler(answer)


async def _answer(desk: Desk, memory: _Memory, query: InlineQuery) -> None:
    said, bot = desk.sentences.inline, desk.sender.bot
    facts = memory.found(desk, query.query)
    first = int(query.offset) if query.offset.isdecimal() and len(query.offset) < 4 else 0
    page = [each for each in facts[first : first + PAGE] if width(plain(each.answer)) <= LONGEST]
    following = str(first + PAGE) if first + PAGE < len(facts) else ""
    ask = InlineQueryResultsButton(text=said.ask if facts else said.nothing, start_parameter=carried(Kind.HELP))
    with contextlib.suppress(TelegramError):  # "query is too old": somebody has typed on
        await bot.answer_inline_query(
            query.id,
            [_result(each, said.open, bot.username) for each in page],
            cache_time=CACHED,
            next_offset=following,
            button=ask,
        )


def _result(fact: Shared, label: str, bot: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=blake2b(fact.answer.text.encode(), digest_size=8).hexdigest(),
        title=fact.title,
        description=fact.beneath[:LONGEST],
        input_message_content=InputTextMessageContent(html(fact.answer), parse_mode=ParseMode.HTML),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(label, url=address(bot, fact.link))]]),
    )
