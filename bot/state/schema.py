"""The tables of the state, for SQLite and PostgreSQL alike. A change here comes with a migration beside it."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    true,
)
from sqlalchemy.types import TypeDecorator

from bot.state.sealed import ChatNumber, SealedKey, SealedText

HEAD = "0009"  # the last of the migrations
LONGEST_NAME = 64  # characters of the name of who settled a deadline
LONGEST_GAP = 512  # characters of a question that are kept
NO_TOPIC = 0  # a primary key takes no NULL; Telegram numbers topics from 1


class Instant(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC: SQLite forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002  # as SQLAlchemy calls it
        """Return the moment in UTC."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002  # as SQLAlchemy calls it
        """Return the moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


METADATA = MetaData()


def _key(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _chat(name: str = "chat") -> Column[int]:
    return Column(name, ChatNumber, primary_key=True, autoincrement=False)


CHATS = Table(
    "chats",
    METADATA,
    _chat(),
    Column("asleep", Boolean, nullable=False),  # it blocked the bot: nothing is sent until it comes back
    Column("seen", Instant, nullable=False),
)

WISHES = Table(
    "wishes",
    METADATA,
    _chat(),
    _key("topic"),
    Column("since", Instant, nullable=False),
    Column("everything", Boolean, nullable=False, server_default=true()),
    Column("audience", String(32)),
    Column("leads", String(64)),
    Column("hour", Integer),
    Column("zone", String(64)),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("working_days", Boolean, nullable=False, server_default=false()),
    Column("news", Boolean, nullable=False, server_default=false()),
    Column("digest_day", Integer),
    Column("digest_hour", Integer),
    Column("digest_since", Instant),
)

FOLLOWS = Table(
    "follows",
    METADATA,
    _chat(),
    _key("topic"),
    Column("event", String(64), primary_key=True),
    Column("wanted", Boolean, nullable=False),
    Column("leads", String(64)),
    Column("since", Instant, nullable=False),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    _chat(),
    _key("topic"),
    Column("subject", String(64), primary_key=True),
    Column("mark", String(24), primary_key=True),
    Column("stage", String(16), nullable=False, index=True),
    Column("claimed", Instant, nullable=False, index=True),
    Column("not_before", Instant),
    Column("message", BigInteger),
    Column("attempts", Integer, nullable=False),
)

SETTLED = Table(
    "settled",
    METADATA,
    _chat(),
    Column("subject", String(64), primary_key=True),
    Column("topic", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant),
    Column("by", SealedText),  # who did, in a group
)

LINKS = Table(
    "delegation_links",
    METADATA,
    _chat(),  # a group
    Column("code", SealedKey, nullable=False, index=True, unique=True),
    Column("since", Instant, nullable=False),
)

MEMBERS = Table(
    "members",
    METADATA,
    _chat(),  # a private chat
    Column("delegation", ChatNumber, nullable=False, index=True),  # the group that answers with it as one
    Column("since", Instant, nullable=False),
)

FEEDS = Table(
    "feeds",
    METADATA,
    _chat(),
    Column("token", SealedKey, nullable=False, index=True, unique=True),
    Column("since", Instant, nullable=False),
)

DIALOGUES = Table(
    "dialogues",
    METADATA,
    _chat(),
    _key("topic"),
    Column("memory", SealedText, nullable=False),
    Column("said", Instant, nullable=False),
)

UPDATES = Table(
    "updates",
    METADATA,
    _key("update"),
    Column("seen", Instant, nullable=False, index=True),
    Column("holder", String(16)),  # the process that has it in hand
    Column("until", Instant),  # when it is anybody's again; NULL: it was handled
)

TOLD = Table(
    "told",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

CHANGES = Table(
    "changes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("subject", String(64), nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    Column("at", Instant, nullable=False, index=True),
)

GAPS = Table(
    "gaps",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("question", SealedKey, primary_key=True),
    Column("times", Integer, nullable=False),
)

PACE = Table(
    "pace",
    METADATA,
    _chat("scope"),  # a chat; 0: all of them
    Column("free", Instant, nullable=False),  # from when the next message may leave
    Column("noted", Instant, nullable=False),  # when that was written: a clock put right backwards shows
)

HEARD = Table(
    "heard",
    METADATA,
    _chat(),
    _key("message"),
    Column("digest", String(16), nullable=False),  # of its words: an edit that changes none is seen
    Column("seen", Instant, nullable=False, index=True),
)

SEAL = Table(
    "seal",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),  # there is one row
    Column("proof", Text),  # what only the key in force opens; NULL: nothing is sealed
)

INVITATIONS = Table(
    "invitations",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # of its code, which is kept nowhere
    Column("until", Instant, nullable=False),
    Column("uses", Integer, nullable=False),  # that are left
    sqlite_autoincrement=True,  # no number is ever given twice
)

GUESTS = Table(
    "guests",
    METADATA,
    _chat(),  # a person's own, or a group's
    Column("since", Instant, nullable=False),
    Column("invitation", Integer),  # by which it was let in; NULL: by somebody on the list
)

OF_A_CHAT = (CHATS, WISHES, FOLLOWS, DELIVERIES, SETTLED, DIALOGUES, HEARD, GUESTS, LINKS, MEMBERS, FEEDS)
OF_A_TOPIC = (WISHES, FOLLOWS, DELIVERIES)  # what a topic asked for, and had
