"""The facts as chats know them: as last seen, what has changed since, and what a chat has dealt with."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, or_, select

from bot.state.database import Database, add, alone, put
from bot.state.delegations import circles
from bot.state.records import Change, Settled, Told
from bot.state.rows import number, topic
from bot.state.schema import CHANGES, LONGEST_NAME, SETTLED, TOLD


class Facts:
    """What was told, changes, deadlines settled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def told(self) -> frozenset[Told]:
        """Return the facts as they were last seen; none before the first time."""
        with self._database.reading() as connection:
            return frozenset(Told(row.kind, row.subject, row.value) for row in connection.execute(select(TOLD)))

    def see(self, before: frozenset[Told], after: frozenset[Told], changes: Collection[Change]) -> bool:
        """Keep the facts as they are now, and what has changed; False when another process has, meanwhile."""
        with self._database.writing() as connection:
            alone(connection, TOLD)
            if {Told(row.kind, row.subject, row.value) for row in connection.execute(select(TOLD))} != before:
                return False
            _replace(connection, before, after)
            for each in changes:
                connection.execute(CHANGES.insert().values(**_values(each)))
        return True

    def changes(self, since: dt.datetime) -> tuple[Change, ...]:
        """Return what has changed since a moment, in order."""
        asked = select(CHANGES).where(CHANGES.c.at >= since).order_by(CHANGES.c.number)
        with self._database.reading() as connection:
            return tuple(_change(row) for row in connection.execute(asked))

    def revisions(self) -> dict[str, int]:
        """Return how often each subject has changed."""
        asked = select(CHANGES.c.subject, func.count().label("times")).group_by(CHANGES.c.subject)
        with self._database.reading() as connection:
            return {row.subject: row.times for row in connection.execute(asked)}

    def settle(self, settled: Settled) -> None:
        """Note that a chat has dealt with a deadline, or puts it off."""
        row = {"chat": settled.chat, "subject": settled.subject, "topic": number(settled.topic)}
        by = settled.by and settled.by[:LONGEST_NAME]
        with self._database.writing() as connection:
            put(connection, SETTLED, {**row, "at": settled.at, "until": settled.until, "by": by})

    def unsettle(self, chat: int, subject: str) -> None:
        """Take that back; what is dealt with, for all who answer as one."""
        with self._database.writing() as connection:
            circle = circles(connection, {chat}).get(chat, frozenset())
            shared = and_(SETTLED.c.chat.in_(circle), SETTLED.c.until.is_(None))
            mine = or_(SETTLED.c.chat == chat, shared)
            connection.execute(delete(SETTLED).where(SETTLED.c.subject == subject, mine))

    def ended(self, since: dt.datetime, now: dt.datetime) -> bool:
        """Tell whether something that was put off has come back after a moment."""
        asked = select(SETTLED.c.chat).where(SETTLED.c.until.between(since, now)).limit(1)
        with self._database.reading() as connection:
            return connection.execute(asked).first() is not None

    def settled(self, chats: Collection[int] | None = None) -> tuple[Settled, ...]:
        """Return what some chats, or all, have dealt with or put off; of those who answer as one, what any has done."""
        asked = select(SETTLED) if chats is None else select(SETTLED).where(SETTLED.c.chat.in_(chats))
        with self._database.reading() as connection:
            own = tuple(_settled(row) for row in connection.execute(asked))
            shared = tuple(_shared(connection, chats))
        done = tuple(each for each in own if each.until is None)
        return tuple({(each.chat, each.subject): each for each in (*own, *shared, *done)}.values())


def _shared(connection: Connection, chats: Collection[int] | None) -> Iterator[Settled]:
    """Yield what others who answer with a chat have dealt with, as its own."""
    of = circles(connection, chats)
    every = frozenset(chat for circle in of.values() for chat in circle)
    asked = select(SETTLED).where(SETTLED.c.chat.in_(every), SETTLED.c.until.is_(None))
    done = [_settled(row) for row in connection.execute(asked)] if every else []
    for chat, circle in of.items():
        yield from (replace(each, chat=chat, topic=None) for each in done if each.chat in circle and each.chat != chat)


def _replace(connection: Connection, before: frozenset[Told], after: frozenset[Told]) -> None:
    """Write facts in the place of others."""
    names, present = ({(each.kind, each.subject) for each in facts} for facts in (before, after))
    add(connection, TOLD, [_row(each) for each in after if (each.kind, each.subject) not in names])
    for each in (each for each in after - before if (each.kind, each.subject) in names):
        put(connection, TOLD, _row(each))
    for kind, subject in names - present:
        connection.execute(delete(TOLD).where(TOLD.c.kind == kind, TOLD.c.subject == subject))


def _row(told: Told) -> dict[str, str]:
    return {"kind": told.kind, "subject": told.subject, "value": told.value}


def _values(change: Change) -> dict[str, Any]:
    told = {"before": change.before, "after": change.after}
    return {"kind": change.kind, "subject": change.subject, **told, "at": change.at}


def _change(row: Row[Any]) -> Change:
    return Change(number=row.number, kind=row.kind, subject=row.subject, before=row.before, after=row.after, at=row.at)


def _settled(row: Row[Any]) -> Settled:
    return Settled(chat=row.chat, subject=row.subject, at=row.at, until=row.until, topic=topic(row), by=row.by)
