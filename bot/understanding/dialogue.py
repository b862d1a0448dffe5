"""Where the memory of a conversation was described; it is in `bot.entities.dialogue`."""

from bot.entities.dialogue import Dialogue

__all__ = ["Dialogue"]
