"""Chats, and what they want to be reminded of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    true,
    tuple_,
    type_coerce,
    update,
)

from bot.state.database import Database, add, put
from bot.state.pace import rules_of
from bot.state.records import Follow, Place, Wish
from bot.state.rows import at, columns, number, place
from bot.state.schema import CHATS, FOLLOWS, MEMBERS, OF_A_CHAT, OF_A_TOPIC, PACE, SETTLED, WISHES

LARGE = 1000  # wishes read at a time


_ASLEEP = select(CHATS.c.asleep).where(CHATS.c.chat == bindparam("chat"))


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

    def asleep(self, chat: int) -> bool:
        """Tell whether a chat which has wishes cannot be written to."""
        with self._database.reading() as connection:
            return bool(connection.execute(_ASLEEP, {"chat": chat}).scalar())

    def is_known(self, chat: int) -> bool:
        """Tell whether a chat has had wishes."""
        with self._database.reading() as connection:
            return connection.execute(select(CHATS.c.chat).where(CHATS.c.chat == chat)).first() is not None

    def small_groups(self, most: int) -> tuple[int, ...]:
        """Return groups that have had wishes and are no supergroups yet, first those that cannot be written to."""
        small = type_coerce(CHATS.c.chat, BigInteger).between(*self._database.small_groups)
        asked = select(CHATS.c.chat).where(small).order_by(CHATS.c.asleep.desc(), CHATS.c.seen.desc()).limit(most)
        with self._database.reading() as connection:
            return tuple(connection.execute(asked).scalars())

    def wish(self, place: Place, now: dt.datetime) -> None:
        """Turn reminders on as config.toml says; what a place wished before stays."""
        with self._database.writing() as connection:
            put(connection, CHATS, {"chat": place.chat, "asleep": False, "seen": now})
            add(connection, WISHES, [_row(Wish(place=place, since=now))])

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
        return tuple(wish for page in self.pages(LARGE) for wish in page)

    def pages(self, size: int) -> Iterator[tuple[Wish, ...]]:
        """Yield those wishes, by place, so many at a time."""
        last: tuple[int, int] | None = None
        while True:
            with self._database.reading() as connection:
                rows = _page(connection, last, size)
                follows = _follows(connection, {row.chat for row in rows})
            if rows:
                yield tuple(_wish(row, follows.get(place(row), ())) for row in rows)
            if len(rows) < size:
                return
            last = (rows[-1].chat, rows[-1].topic)

    def leave_topic(self, gone: Place) -> None:
        """Go on in a chat's General what was asked for in a topic that is closed or deleted."""
        with self._database.writing() as connection:
            for table in OF_A_TOPIC:
                _move(connection, table, columns(gone), columns(Place(gone.chat)))
            connection.execute(update(SETTLED).where(at(SETTLED, gone)).values(topic=number(None)))

    def rename(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup: all its rows, in one transaction; rows already there win."""
        with self._database.writing() as connection:
            for table in OF_A_CHAT:
                _move(connection, table, {"chat": old}, {"chat": new})
            connection.execute(update(CHATS).where(CHATS.c.chat == new).values(asleep=False))
            connection.execute(update(MEMBERS).where(MEMBERS.c.delegation == old).values(delegation=new))

    def count(self) -> int:
        """Return how many chats the bot may write to."""
        with self._database.reading() as connection:
            asked = select(func.count()).select_from(CHATS).where(CHATS.c.asleep.is_(False))
            return int(connection.execute(asked).scalar_one())

    def kept(self, chat: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row of a chat, by table."""
        with self._database.reading() as connection:
            return {
                table.name: [
                    dict(row._mapping) for row in connection.execute(select(table).where(table.c.chat == chat))
                ]
                for table in OF_A_CHAT
            }

    def forget(self, chat: int) -> None:
        """Delete every row of a chat, to the byte; those who answered with a group answer for themselves again."""
        scopes = [rule.scope for rule in rules_of(chat)]
        with self._database.writing() as connection:
            for table in OF_A_CHAT:
                connection.execute(delete(table).where(table.c.chat == chat))
            connection.execute(delete(MEMBERS).where(MEMBERS.c.delegation == chat))
            connection.execute(delete(PACE).where(PACE.c.scope.in_(scopes)))
        self._database.erase()

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
        "digest_day": wish.digest[0] if wish.digest else None,
        "digest_hour": wish.digest[1] if wish.digest else None,
        "digest_since": wish.digest_since,
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
        digest=None if row.digest_day is None or row.digest_hour is None else (row.digest_day, row.digest_hour),
        digest_since=row.digest_since,
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


def _page(connection: Connection, after: tuple[int, int] | None, size: int) -> Sequence[Row[Any]]:
    """Return the wishes that come after a place, of the chats that can be written to."""
    key = (WISHES.c.chat, WISHES.c.topic)
    asleep = select(CHATS.c.chat).where(CHATS.c.asleep)
    asked = select(WISHES).where(WISHES.c.chat.not_in(asleep)).order_by(*key).limit(size)
    return connection.execute(asked if after is None else asked.where(tuple_(*key) > after)).all()


def _follows(connection: Connection, chats: Collection[int]) -> Mapping[Place, list[Row[Any]]]:
    found: dict[Place, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(FOLLOWS).where(FOLLOWS.c.chat.in_(chats)).order_by(FOLLOWS.c.event)):
        found[place(row)].append(row)
    return found


def _move(connection: Connection, table: Table, old: Mapping[str, int], new: Mapping[str, int]) -> None:
    """Give rows another place; where both have one, that of the new place stays."""
    keys = [column for column in table.primary_key if column.name not in old]
    here, there = (and_(*(table.c[name] == value for name, value in each.items())) for each in (old, new))
    for row in connection.execute(select(*(keys or [table.c.chat])).where(here)).all():
        same = and_(*(column == value for column, value in zip(keys, row, strict=True))) if keys else true()
        if connection.execute(select(table.c.chat).where(there, same)).first() is None:
            connection.execute(update(table).where(here, same).values(**new))
    connection.execute(delete(table).where(here))
