"""Where tables were described; they are in `bot.entities.lookup`."""

from bot.entities.lookup import Spans, build, grouped

__all__ = ["Spans", "build", "grouped"]
