"""Where editions of events were described; they are in `bot.entities.editions`."""

from bot.entities.editions import Occurrence, Series, joined, key_of, order

__all__ = ["Occurrence", "Series", "joined", "key_of", "order"]
