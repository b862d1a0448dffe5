"""What is kept of a conversation, and its deletion."""

from bot.handlers.desk import Exchange


async def policy(exchange: Exchange, _: str) -> None:
    """Tell what is kept, for how long, and how to delete it."""
    kept, said = exchange.desk.settings.bot, exchange.desk.sentences.privacy
    gaps = said.gaps.format(days=kept.gap_days) if kept.gap_days else said.no_gaps
    await exchange.tell(said.policy.format(minutes=kept.memory_minutes, gaps=gaps.strip()))


async def forget(exchange: Exchange, _: str) -> None:
    """Delete every row of the chat."""
    exchange.desk.state.chats.forget(exchange.place.chat)
    await exchange.tell(exchange.desk.sentences.privacy.forgotten)
