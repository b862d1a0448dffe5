"""What is kept of a conversation, and its deletion."""

import json
import logging
from collections.abc import Iterator

from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.handlers.desk import Exchange
from bot.phrasing import Answer
from bot.settings import Mode

_LOG = logging.getLogger(__name__)


async def policy(exchange: Exchange, _: str) -> None:
    """Tell what is kept, for how long, and how to delete it."""
    kept, said = exchange.desk.settings.bot, exchange.desk.sentences.privacy
    gaps = said.gaps.format(days=kept.gap_days) if kept.gap_days else said.no_gaps
    text = said.policy.format(minutes=kept.memory_minutes, gaps=gaps.strip(), more="".join(_more(exchange)))
    await exchange.tell(text)


def _more(exchange: Exchange) -> Iterator[str]:
    """Yield what is said of this service alone."""
    said, settings = exchange.desk.sentences.privacy, exchange.desk.settings
    if settings.access.mode is Mode.INVITATION:
        yield said.guests
    if exchange.desk.state.database.is_sealed:
        yield said.sealed
    if settings.backup.folder:
        yield said.copies.format(count=settings.backup.keep)


async def hand(exchange: Exchange, _: str) -> None:
    """Give all that is kept on the chat: in words, and row by row as a file."""
    said = exchange.desk.sentences.privacy
    kept = exchange.desk.state.chats.kept(exchange.place.chat)
    lines = [
        said.kept_line.format(what=getattr(said.tables, name), count=len(rows)) for name, rows in kept.items() if rows
    ]
    text = said.kept.format(lines="\n".join(lines)) if lines else said.kept_nothing
    content = json.dumps(kept, ensure_ascii=False, indent=2, default=str).encode()
    await exchange.hand((said.kept_file, content), Answer(text=text.strip(), answered=True, intent=""))


async def forget(exchange: Exchange, _: str) -> None:
    """Delete every row of the chat; in a group, for one of those who answer for it."""
    said = exchange.desk.sentences.privacy
    if not exchange.private and not await answers_for(exchange):
        await exchange.tell(said.administrators)
        return
    if exchange.desk.leases is not None:
        exchange.desk.leases.forget(exchange.update)  # the words of this very message
    exchange.desk.state.chats.forget(exchange.place.chat)
    await exchange.tell(said.forgotten)


async def answers_for(exchange: Exchange) -> bool:
    """Tell whether an administrator of the group speaks, by name or as the group itself."""
    if exchange.author is None:
        return True
    try:
        member = await exchange.desk.sender.bot.get_chat_member(exchange.place.chat, exchange.author)
    except TelegramError as error:
        _LOG.warning("getChatMember: %s", error)
        return False
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
