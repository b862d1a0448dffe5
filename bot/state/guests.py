"""Who was let in, and the invitations by which."""

import datetime as dt
import hashlib
from collections.abc import Collection

from sqlalchemy import delete, select, update

from bot.state.database import Database, add
from bot.state.records import Invitation
from bot.state.schema import GUESTS, INVITATIONS

INVITATION = "invitation-"  # with it begins every code, as a link carries it


class Guests:
    """Invitations, and the chats that are let in: people's own, and groups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, code: str, until: dt.datetime, uses: int) -> int:
        """Keep an invitation; return its number. The code itself is not kept."""
        made = INVITATIONS.insert().values(digest=_digest(code), until=until, uses=uses).returning(INVITATIONS.c.number)
        with self._database.writing() as connection:
            return int(connection.execute(made).scalar_one())

    def accept(self, chat: int, code: str, now: dt.datetime) -> bool:
        """Let a chat in by a code; False when it is none, or is used up, over or closed."""
        own = INVITATIONS.c.digest == _digest(code)
        valid = own & (INVITATIONS.c.until > now) & (INVITATIONS.c.uses > 0)
        with self._database.writing() as connection:
            if not connection.execute(update(INVITATIONS).where(valid).values(uses=INVITATIONS.c.uses - 1)).rowcount:
                return False
            number = connection.execute(select(INVITATIONS.c.number).where(own)).scalar_one()
            add(connection, GUESTS, [{"chat": chat, "since": now, "invitation": number}])
        return True

    def bring(self, group: int, person: int, now: dt.datetime) -> None:
        """Let a group in, on the account of whoever has added the bot to it."""
        with self._database.writing() as connection:
            by = connection.execute(select(GUESTS.c.invitation).where(GUESTS.c.chat == person)).scalar()
            add(connection, GUESTS, [{"chat": group, "since": now, "invitation": by}])

    def among(self, chats: Collection[int]) -> frozenset[int]:
        """Return those of some chats that were let in."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(GUESTS.c.chat).where(GUESTS.c.chat.in_(chats))).scalars())

    def open(self, now: dt.datetime) -> tuple[Invitation, ...]:
        """Return the invitations that still let somebody in."""
        asked = select(INVITATIONS).where(INVITATIONS.c.until > now, INVITATIONS.c.uses > 0)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(INVITATIONS.c.number)).all()
        return tuple(Invitation(number=row.number, until=row.until, uses=row.uses) for row in rows)

    def close(self, number: int, *, guests: bool) -> int:
        """Let nobody in any more by an invitation; with `guests`, put out those whom it let in: return how many."""
        with self._database.writing() as connection:
            connection.execute(update(INVITATIONS).where(INVITATIONS.c.number == number).values(uses=0))
            if not guests:
                return 0
            return connection.execute(delete(GUESTS).where(GUESTS.c.invitation == number)).rowcount


def _digest(code: str) -> str:
    """Return what is kept of a code: it is long and random, so that nobody finds it again."""
    return hashlib.sha256(code.encode()).hexdigest()
