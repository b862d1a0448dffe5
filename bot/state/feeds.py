"""Calendars that chats subscribe to: a token each, that leads to what the chat wants and to nothing else."""

import datetime as dt

from sqlalchemy import delete, select

from bot.state.database import Database, put
from bot.state.schema import FEEDS


class Feeds:
    """Tokens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, chat: int, token: str, now: dt.datetime) -> None:
        """Let a token lead to the calendar of a chat; another one does so no more."""
        with self._database.writing() as connection:
            put(connection, FEEDS, {"chat": chat, "token": token, "since": now})

    def token_of(self, chat: int) -> str | None:
        """Return the token of a chat, None when it has none."""
        with self._database.reading() as connection:
            token: str | None = connection.execute(select(FEEDS.c.token).where(FEEDS.c.chat == chat)).scalar()
        return token

    def chat_of(self, token: str) -> int | None:
        """Return the chat that a token leads to."""
        with self._database.reading() as connection:
            chat: int | None = connection.execute(select(FEEDS.c.chat).where(FEEDS.c.token == token)).scalar()
        return chat

    def close(self, chat: int) -> None:
        """Let no token lead to the calendar of a chat."""
        with self._database.writing() as connection:
            connection.execute(delete(FEEDS).where(FEEDS.c.chat == chat))
