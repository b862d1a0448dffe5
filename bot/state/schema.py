"""The tables of the state, for any database that SQLAlchemy speaks to."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Dialect, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

NO_TOPIC = 0  # a primary key takes no NULL; Telegram numbers topics from 1


class Instant(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC: SQLite forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002  # as SQLAlchemy calls it
        """Return the moment in UTC."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002  # as SQLAlchemy calls it
        """Return the moment, aware."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


METADATA = MetaData()

CHATS = Table(
    "chats",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("asleep", Boolean, nullable=False),  # it blocked the bot: nothing is sent until it comes back
    Column("seen", Instant, nullable=False),
)

WISHES = Table(
    "wishes",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("deadline", String(64), primary_key=True),
    Column("lead", Integer, primary_key=True, autoincrement=False),
    Column("stage", String(16), nullable=False),
    Column("claimed", Instant, nullable=False),
    Column("not_before", Instant),
    Column("message", BigInteger),
    Column("attempts", Integer, nullable=False),
)

DIALOGUES = Table(
    "dialogues",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("memory", Text, nullable=False),
    Column("said", Instant, nullable=False),
)

UPDATES = Table(
    "updates",
    METADATA,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    Column("seen", Instant, nullable=False, index=True),
)

OF_A_CHAT = (CHATS, WISHES, DELIVERIES, DIALOGUES)
