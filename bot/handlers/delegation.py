"""/delegation: a group invites its members' private chats, by a link, to answer as one; what one settles is settled."""

import contextlib
import secrets

from telegram.error import TelegramError

from bot.handlers.desk import Exchange
from bot.handlers.privacy import answers_for
from bot.phrasing import Answer, Suggestion
from bot.state.records import Place
from bot.topics.clerk import VERSION
from bot.welcome.links import Kind, address, carried

PREFIX = f"{VERSION}|team."
INVITE, REVOKE, DISSOLVE, LEAVE = (f"{PREFIX}{each}" for each in ("invite", "revoke", "dissolve", "leave"))
SECRET = 16  # bytes: as a link can carry them


async def show(exchange: Exchange, _: str) -> None:
    """Tell what a group's link is, or which group a private chat answers with."""
    if exchange.private:
        await _member(exchange)
    elif await answers_for(exchange):
        await _group(exchange)
    else:
        await exchange.tell(exchange.desk.sentences.delegation.administrators)


async def tap(exchange: Exchange, data: str) -> None:
    """Do what a button says: in a group, for those who answer for it."""
    said, delegations = exchange.desk.sentences.delegation, exchange.desk.state.delegations
    if data == LEAVE and exchange.private:
        delegations.leave(exchange.place.chat)
        await exchange.tell(said.left)
        return
    if exchange.private or not await answers_for(exchange):
        await exchange.tell(said.administrators)
        return
    match data:
        case _ if data == INVITE:
            delegations.invite(exchange.place.chat, secrets.token_hex(SECRET), exchange.now)
        case _ if data == REVOKE:
            delegations.revoke(exchange.place.chat)
        case _ if data == DISSOLVE:
            delegations.dissolve(exchange.place.chat)
    await _group(exchange)


async def join(exchange: Exchange, code: str) -> None:
    """Link a private chat to the group that a code leads to."""
    said = exchange.desk.sentences.delegation
    if not exchange.private:
        await exchange.tell(said.in_private)
    elif exchange.desk.state.delegations.join(exchange.place.chat, code, exchange.now) is None:
        await exchange.tell(said.revoked)
    else:
        await exchange.tell(said.joined, Suggestion(label=said.leave, data=LEAVE))


async def announce(exchange: Exchange, line: str) -> None:
    """Tell the group of a private chat what was settled there; one that takes no message is left in peace."""
    group = exchange.desk.state.delegations.group_of(exchange.place.chat) if exchange.private else None
    if group is not None:
        answer = Answer(text=line, answered=True, intent="")
        with contextlib.suppress(TelegramError):
            await exchange.desk.sender.send(Place(group), answer, silent=True)


async def _member(exchange: Exchange) -> None:
    said = exchange.desk.sentences.delegation
    if exchange.desk.state.delegations.group_of(exchange.place.chat) is None:
        await exchange.tell(said.alone)
    else:
        await exchange.tell(said.member, Suggestion(label=said.leave, data=LEAVE))


async def _group(exchange: Exchange) -> None:
    said, delegations = exchange.desk.sentences.delegation, exchange.desk.state.delegations
    code, size = delegations.code_of(exchange.place.chat), delegations.size(exchange.place.chat)
    link = address(exchange.desk.sender.bot.username, carried(Kind.DELEGATION, code)) if code else ""
    lines = [said.invitation.format(link=link) if code else said.no_invitation, said.size.format(count=size)]
    buttons = [Suggestion(label=said.renew if code else said.invite, data=INVITE)]
    buttons += [Suggestion(label=said.revoke, data=REVOKE)] if code else []
    buttons += [Suggestion(label=said.dissolve, data=DISSOLVE)] if size else []
    await exchange.tell("\n".join(lines), *buttons)
