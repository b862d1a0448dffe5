"""/start: who speaks, what is next, three questions to tap; or what the link that led here is about."""

import datetime as dt

from bot.handlers import delegation, limit, reminders
from bot.handlers import help as wants
from bot.handlers.desk import Exchange
from bot.state.guests import INVITATION
from bot.topics.clerk import button
from bot.welcome.links import Kind, Target, read
from bot.welcome.opening import questions, upcoming


async def show(exchange: Exchange, payload: str) -> None:
    """Greet; with a link, go where it leads. One that is old or unknown is told so, then greeted all the same."""
    payload = "" if payload.startswith(INVITATION) else payload  # it has done its work at the door
    target = read(payload, exchange.desk.assistant().catalogue) if payload else None
    if target is not None:
        await _lead(exchange, target)
        return
    said, catalogue = exchange.desk.sentences, exchange.desk.assistant().catalogue
    welcome = said.welcome.format(next=upcoming(catalogue, today(exchange))).strip()
    text = "\n\n".join((said.old_link.strip(), welcome)) if payload else welcome
    await exchange.tell(text, *questions(catalogue, today(exchange)))


async def _lead(exchange: Exchange, target: Target) -> None:
    if target.letter is not None:
        await exchange.ask(exchange.desk.menu["lettres"].asked(target.letter.reference))
    elif target.event is not None:
        await exchange.press(button("event.date", target.event))
    elif target.limit is not None:
        await limit.show(exchange, target.limit)
    elif target.code:
        await delegation.join(exchange, target.code)
    elif target.kind is Kind.REMINDERS:
        await reminders.show(exchange, "")
    else:
        await wants.show(exchange, "")


def today(exchange: Exchange) -> dt.date:
    """Return the day by the bot's clock."""
    return exchange.now.astimezone(exchange.desk.settings.bot.zone).date()
