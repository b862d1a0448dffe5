"""Delegations: groups, and the private chats of their members that answer as one with them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, or_, select

from bot.state.database import Database, put
from bot.state.schema import LINKS, MEMBERS


class Delegations:
    """Invitations and members."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, group: int, code: str, now: dt.datetime) -> None:
        """Let whoever brings a code join a group; another code leads there no more."""
        with self._database.writing() as connection:
            put(connection, LINKS, {"chat": group, "code": code, "since": now})

    def code_of(self, group: int) -> str | None:
        """Return the code that leads to a group, None when none does."""
        with self._database.reading() as connection:
            code: str | None = connection.execute(select(LINKS.c.code).where(LINKS.c.chat == group)).scalar()
        return code

    def revoke(self, group: int) -> None:
        """Let nobody join a group any more; its members stay."""
        with self._database.writing() as connection:
            connection.execute(delete(LINKS).where(LINKS.c.chat == group))

    def join(self, chat: int, code: str, now: dt.datetime) -> int | None:
        """Make a private chat a member of the group that a code leads to; None when it leads nowhere."""
        with self._database.writing() as connection:
            asked = select(LINKS.c.chat).where(LINKS.c.code == code)
            group: int | None = connection.execute(asked).scalar()
            if group is not None:
                put(connection, MEMBERS, {"chat": chat, "delegation": group, "since": now})
        return group

    def leave(self, chat: int) -> None:
        """Let a private chat answer for itself again."""
        with self._database.writing() as connection:
            connection.execute(delete(MEMBERS).where(MEMBERS.c.chat == chat))

    def dissolve(self, group: int) -> None:
        """Let all members of a group answer for themselves again, and nobody join."""
        with self._database.writing() as connection:
            connection.execute(delete(MEMBERS).where(MEMBERS.c.delegation == group))
            connection.execute(delete(LINKS).where(LINKS.c.chat == group))

    def group_of(self, chat: int) -> int | None:
        """Return the group that a private chat is a member of."""
        with self._database.reading() as connection:
            group: int | None = connection.execute(select(MEMBERS.c.delegation).where(MEMBERS.c.chat == chat)).scalar()
        return group

    def size(self, group: int) -> int:
        """Return how many private chats are members of a group."""
        asked = select(func.count()).select_from(MEMBERS).where(MEMBERS.c.delegation == group)
        with self._database.reading() as connection:
            return int(connection.execute(asked).scalar_one())


def circles(connection: Connection, chats: Collection[int] | None) -> Mapping[int, frozenset[int]]:
    """Return, of some chats or of all, those that answer with others: with which, themselves among them."""
    asked = select(MEMBERS.c.delegation)
    if chats is not None:
        asked = asked.where(or_(MEMBERS.c.chat.in_(chats), MEMBERS.c.delegation.in_(chats)))
    members: dict[int, set[int]] = defaultdict(set)
    for row in connection.execute(select(MEMBERS).where(MEMBERS.c.delegation.in_(asked))):
        members[row.delegation] |= {row.delegation, row.chat}
    return {chat: frozenset(circle) for circle in members.values() for chat in circle if chats is None or chat in chats}
