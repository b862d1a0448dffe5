"""What is kept of a conversation, and its deletion."""

from bot.handlers.desk import Exchange


async def policy(exchange: Exchange, _: str) -> None:
    """Tell what is kept, for how long, and how to delete it."""
    minutes = exchange.desk.settings.bot.memory_minutes
    await exchange.tell(exchange.desk.sentences.privacy.policy.format(minutes=minutes))


async def forget(exchange: Exchange, _: str) -> None:
    """Delete every row of the chat."""
    exchange.desk.state.chats.forget(exchange.place.chat)
    await exchange.tell(exchange.desk.sentences.privacy.forgotten)
