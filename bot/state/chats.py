"""Chats, and what they want to be reminded of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, select, true, update

from bot.state.database import Database, add, put
from bot.state.records import Follow, Place, Wish
from bot.state.rows import at, columns, place
from bot.state.schema import CHATS, FOLLOWS, OF_A_CHAT, WISHES


class Chats:
    """Chats and wishes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wake(self, chat: int, now: dt.datetime) -> None:
        """Note that a chat which has wishes can be written to."""
        self._note(chat, now, asleep=False)

    def put_to_sleep(self, chat: int, now: dt.datetime) -> None:
        """Note that a chat which has wishes cannot be written to; they are kept."""
        self._note(chat, now, asleep=True)

    def wish(self, place: Place, now: dt.datetime) -> None:
        """Turn reminders on as config.toml says; what a place wished before stays."""
        with self._database.writing() as connection:
            put(connection, CHATS, {"chat": place.chat, "asleep": False, "seen": now})
            add(connection, WISHES, [{**columns(place), "since": now}])

    def set(self, wish: Wish, now: dt.datetime) -> None:
        """Keep a wish and what it follows, in the place of what was wished there before."""
        with self._database.writing() as connection:
            put(connection, CHATS, {"chat": wish.place.chat, "asleep": False, "seen": now})
            put(connection, WISHES, _row(wish))
            connection.execute(delete(FOLLOWS).where(at(FOLLOWS, wish.place)))
            add(connection, FOLLOWS, [_followed(wish.place, each) for each in wish.follows])

    def unwish(self, place: Place) -> None:
        """Turn reminders off; what was sent stays noted, so that nothing is said twice."""
        with self._database.writing() as connection:
            for table in (WISHES, FOLLOWS):
                connection.execute(delete(table).where(at(table, place)))

    def wish_of(self, place: Place) -> Wish | None:
        """Return what a place wants; None: nothing."""
        with self._database.reading() as connection:
            row = connection.execute(select(WISHES).where(at(WISHES, place))).first()
            follows = connection.execute(select(FOLLOWS).where(at(FOLLOWS, place)).order_by(FOLLOWS.c.event)).all()
        return None if row is None else _wish(row, follows)

    def wished(self, place: Place) -> bool:
        """Tell whether a place wants reminders."""
        return self.wish_of(place) is not None

    def wishes(self) -> tuple[Wish, ...]:
        """Return the wishes of all chats that can be written to."""
        asleep = select(CHATS.c.chat).where(CHATS.c.asleep)
        asked = select(WISHES).where(WISHES.c.chat.not_in(asleep)).order_by(WISHES.c.chat, WISHES.c.topic)
        follows: dict[Place, list[Row[Any]]] = defaultdict(list)
        with self._database.reading() as connection:
            for row in connection.execute(select(FOLLOWS).order_by(FOLLOWS.c.event)):
                follows[place(row)].append(row)
            return tuple(_wish(row, follows.get(place(row), ())) for row in connection.execute(asked))

    def rename(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup: all its rows, in one transaction; rows already there win."""
        with self._database.writing() as connection:
            for table in OF_A_CHAT:
                _move(connection, table, old, new)

    def forget(self, chat: int) -> None:
        """Delete every row of a chat."""
        with self._database.writing() as connection:
            for table in OF_A_CHAT:
                connection.execute(delete(table).where(table.c.chat == chat))

    def _note(self, chat: int, now: dt.datetime, *, asleep: bool) -> None:
        with self._database.writing() as connection:
            connection.execute(update(CHATS).where(CHATS.c.chat == chat).values(asleep=asleep, seen=now))


def _row(wish: Wish) -> dict[str, Any]:
    return {
        **columns(wish.place),
        "since": wish.since,
        "everything": wish.everything,
        "audience": wish.audience,
        "leads": _dump(wish.leads),
        "hour": wish.hour,
        "zone": wish.zone,
        "quiet_from": wish.quiet[0] if wish.quiet else None,
        "quiet_to": wish.quiet[1] if wish.quiet else None,
        "working_days": wish.working_days,
        "news": wish.news,
    }


def _wish(row: Row[Any], follows: Sequence[Row[Any]]) -> Wish:
    return Wish(
        place=place(row),
        since=row.since,
        everything=row.everything,
        audience=row.audience,
        leads=_parse(row.leads),
        hour=row.hour,
        zone=row.zone,
        quiet=None if row.quiet_from is None or row.quiet_to is None else (row.quiet_from, row.quiet_to),
        working_days=row.working_days,
        news=row.news,
        follows=tuple(
            Follow(event=each.event, wanted=each.wanted, leads=_parse(each.leads), since=each.since) for each in follows
        ),
    )


def _followed(place: Place, follow: Follow) -> dict[str, Any]:
    leads = _dump(follow.leads)
    return {**columns(place), "event": follow.event, "wanted": follow.wanted, "leads": leads, "since": follow.since}


def _dump(leads: tuple[int, ...] | None) -> str | None:
    return None if leads is None else ",".join(map(str, leads))


def _parse(leads: str | None) -> tuple[int, ...] | None:
    return None if leads is None else tuple(map(int, filter(None, leads.split(","))))


def _move(connection: Connection, table: Table, old: int, new: int) -> None:
    keys = [column for column in table.primary_key if column.name != "chat"]
    for row in connection.execute(select(*(keys or [table.c.chat])).where(table.c.chat == old)).all():
        same = and_(*(column == value for column, value in zip(keys, row, strict=True))) if keys else true()
        if connection.execute(select(table.c.chat).where(table.c.chat == new, same)).first() is None:
            connection.execute(update(table).where(table.c.chat == old, same).values(chat=new))
    connection.execute(delete(table).where(table.c.chat == old))
