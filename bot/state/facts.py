"""The facts as chats know them: as last seen, what has changed since, and what a chat has dealt with."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, delete, func, select

from bot.state.database import Database, put
from bot.state.records import Change, Settled, Told
from bot.state.rows import number, topic
from bot.state.schema import CHANGES, SETTLED, TOLD


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
            asked = select(TOLD).with_for_update()
            if {Told(row.kind, row.subject, row.value) for row in connection.execute(asked)} != before:
                return False
            for gone in before - after:
                connection.execute(delete(TOLD).where(TOLD.c.kind == gone.kind, TOLD.c.subject == gone.subject))
            for new in after - before:
                put(connection, TOLD, {"kind": new.kind, "subject": new.subject, "value": new.value})
            for each in changes:
                values = {"before": each.before, "after": each.after, "at": each.at}
                connection.execute(CHANGES.insert().values(kind=each.kind, subject=each.subject, **values))
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
        with self._database.writing() as connection:
            put(connection, SETTLED, {**row, "at": settled.at, "until": settled.until})

    def unsettle(self, chat: int, subject: str) -> None:
        """Take that back."""
        with self._database.writing() as connection:
            connection.execute(delete(SETTLED).where(SETTLED.c.chat == chat, SETTLED.c.subject == subject))

    def settled(self, chats: Collection[int] | None = None) -> tuple[Settled, ...]:
        """Return what some chats, or all, have dealt with or put off."""
        asked = select(SETTLED) if chats is None else select(SETTLED).where(SETTLED.c.chat.in_(chats))
        with self._database.reading() as connection:
            return tuple(_settled(row) for row in connection.execute(asked))


def _change(row: Row[Any]) -> Change:
    return Change(number=row.number, kind=row.kind, subject=row.subject, before=row.before, after=row.after, at=row.at)


def _settled(row: Row[Any]) -> Settled:
    return Settled(chat=row.chat, subject=row.subject, at=row.at, until=row.until, topic=topic(row))
