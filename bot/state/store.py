"""Open the state, and every statement put to it."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Table,
    and_,
    create_engine,
    delete,
    event,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError

from bot.errors import UnusableState
from bot.state.records import Delivery, Place, Stage, Step, Wish
from bot.state.schema import CHATS, DELIVERIES, DIALOGUES, METADATA, NO_TOPIC, OF_A_CHAT, UPDATES, WISHES
from bot.understanding.dialogue import Dialogue

UPDATES_KEPT = dt.timedelta(days=2)  # Telegram itself forgets an update after one


class State:
    """Chats, wishes, deliveries, dialogues and the updates already handled."""

    def __init__(self, engine: Engine, memory: dt.timedelta) -> None:
        self._engine = engine
        self._memory = memory  # how long a dialogue is remembered

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # updates

    def first_sight(self, number: int, now: dt.datetime) -> bool:
        """Take an update for handling; False when it was taken before."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(UPDATES).values(update=number, seen=now))
        except IntegrityError:
            return False
        return True

    def tidy(self, now: dt.datetime) -> None:
        """Drop the updates too old to come again, and the dialogues whose time is over."""
        with self._engine.begin() as connection:
            connection.execute(delete(UPDATES).where(UPDATES.c.seen < now - UPDATES_KEPT))
            connection.execute(delete(DIALOGUES).where(DIALOGUES.c.said <= now - self._memory))

    # dialogues

    def dialogue(self, place: Place, now: dt.datetime) -> Dialogue:
        """Return what was last spoken of in a place; nothing once it is old."""
        asked = select(DIALOGUES.c.memory).where(_at(DIALOGUES, place), DIALOGUES.c.said > now - self._memory)
        with self._engine.connect() as connection:
            memory = connection.execute(asked).scalar_one_or_none()
        return Dialogue() if memory is None else Dialogue.parse(memory)

    def remember(self, place: Place, dialogue: Dialogue, now: dt.datetime) -> None:
        """Keep what was spoken of."""
        with self._engine.begin() as connection:
            connection.execute(delete(DIALOGUES).where(_at(DIALOGUES, place)))
            connection.execute(insert(DIALOGUES).values(**_columns(place), memory=dialogue.dump(), said=now))

    # chats and wishes

    def wake(self, chat: int, now: dt.datetime) -> None:
        """Note that a chat which has wishes can be written to."""
        self._note(chat, now, asleep=False)

    def put_to_sleep(self, chat: int, now: dt.datetime) -> None:
        """Note that a chat which has wishes cannot be written to; they are kept."""
        self._note(chat, now, asleep=True)

    def wish(self, place: Place, now: dt.datetime) -> None:
        """Turn reminders on; wishing twice changes nothing."""
        with self._engine.begin() as connection:
            if not _set_asleep(connection, place.chat, now, asleep=False):
                connection.execute(insert(CHATS).values(chat=place.chat, asleep=False, seen=now))
            if connection.execute(select(WISHES.c.since).where(_at(WISHES, place))).first() is None:
                connection.execute(insert(WISHES).values(**_columns(place), since=now))

    def unwish(self, place: Place) -> None:
        """Turn reminders off; what was sent stays noted, so that nothing is said twice."""
        with self._engine.begin() as connection:
            connection.execute(delete(WISHES).where(_at(WISHES, place)))

    def wished(self, place: Place) -> bool:
        """Tell whether a place wants reminders."""
        with self._engine.connect() as connection:
            return connection.execute(select(WISHES.c.since).where(_at(WISHES, place))).first() is not None

    def wishes(self) -> tuple[Wish, ...]:
        """Return the wishes of all chats that can be written to."""
        asleep = select(CHATS.c.chat).where(CHATS.c.asleep)
        asked = select(WISHES).where(WISHES.c.chat.not_in(asleep)).order_by(WISHES.c.chat, WISHES.c.topic)
        with self._engine.connect() as connection:
            return tuple(Wish(place=_place(row), since=row.since) for row in connection.execute(asked))

    def rename(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup: all its rows, in one transaction; rows already there win."""
        with self._engine.begin() as connection:
            for table in OF_A_CHAT:
                _move(connection, table, old, new)

    def forget(self, chat: int) -> None:
        """Delete every row of a chat."""
        with self._engine.begin() as connection:
            for table in OF_A_CHAT:
                connection.execute(delete(table).where(table.c.chat == chat))

    # deliveries

    def deliveries(self) -> tuple[Delivery, ...]:
        """Return every delivery noted."""
        with self._engine.connect() as connection:
            return tuple(_delivery(row) for row in connection.execute(select(DELIVERIES)))

    def claim(self, steps: Iterable[Step], now: dt.datetime, abandoned: dt.datetime) -> tuple[Step, ...]:
        """Take steps for sending; return those that nobody else has taken.

        A step waiting since its `not_before` may be taken again, and so may one claimed before `abandoned` and never
        confirmed: its process died, and whether Telegram had received it cannot be known.
        """
        with self._engine.begin() as connection:
            return tuple(step for step in steps if _take(connection, step, now, abandoned))

    def confirm(self, steps: Iterable[Step], message: int) -> None:
        """Note that steps were sent by a message."""
        self._settle(steps, stage=Stage.SENT, message=message, not_before=None)

    def postpone(self, steps: Iterable[Step], not_before: dt.datetime) -> None:
        """Let claimed steps wait."""
        self._settle(steps, stage=Stage.WAITING, not_before=not_before)

    def refuse(self, steps: Iterable[Step]) -> None:
        """Note that steps can never be sent."""
        self._settle(steps, stage=Stage.REFUSED, not_before=None)

    def release(self, steps: Iterable[Step]) -> None:
        """Forget that steps were claimed: nothing was sent."""
        with self._engine.begin() as connection:
            for step in steps:
                connection.execute(delete(DELIVERIES).where(_of(step)))

    def _settle(self, steps: Iterable[Step], **values: object) -> None:
        with self._engine.begin() as connection:
            for step in steps:
                connection.execute(update(DELIVERIES).where(_of(step)).values(**values))

    def _note(self, chat: int, now: dt.datetime, *, asleep: bool) -> None:
        with self._engine.begin() as connection:
            _set_asleep(connection, chat, now, asleep=asleep)


def open_state(file: Path, memory: dt.timedelta) -> State:
    """Open the state kept in a file of SQLite, made when missing, readable by its owner only. Raises UnusableState."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
        engine = _engine(file)
        try:
            _prepare(engine)
        except BaseException:
            engine.dispose()
            raise
    except OSError as error:
        raise UnusableState(file=file, reason=error.strerror or error) from None
    except (DatabaseError, sqlite3.Error) as error:
        raise UnusableState(file=file, reason=getattr(error, "orig", None) or error) from None
    return State(engine, memory)


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{file}", connect_args={"timeout": 10})

    @event.listens_for(engine, "connect")
    def _tune(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def _prepare(engine: Engine) -> None:
    """Make the tables that are missing, and read each one so that damage is told now rather than later."""
    METADATA.create_all(engine)
    with engine.connect() as connection:
        for table in METADATA.sorted_tables:
            connection.execute(select(table).limit(1)).all()
        check = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
    if check != "ok":
        raise sqlite3.DatabaseError(check)


def _columns(place: Place) -> dict[str, int]:
    return {"chat": place.chat, "topic": NO_TOPIC if place.topic is None else place.topic}


def _at(table: Table, place: Place) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in _columns(place).items()))


def _of(step: Step) -> ColumnElement[bool]:
    return and_(_at(DELIVERIES, step.place), DELIVERIES.c.deadline == step.deadline, DELIVERIES.c.lead == step.lead)


def _place(row: Row[Any]) -> Place:
    return Place(row.chat, None if row.topic == NO_TOPIC else row.topic)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        step=Step(_place(row), row.deadline, row.lead),
        stage=Stage(row.stage),
        claimed=row.claimed,
        not_before=row.not_before,
        message=row.message,
        attempts=row.attempts,
    )


def _set_asleep(connection: Connection, chat: int, now: dt.datetime, *, asleep: bool) -> bool:
    """Note it of a chat already known; tell whether it is."""
    changed = connection.execute(update(CHATS).where(CHATS.c.chat == chat).values(asleep=asleep, seen=now))
    return changed.rowcount > 0


def _take(connection: Connection, step: Step, now: dt.datetime, abandoned: dt.datetime) -> bool:
    again = or_(
        and_(DELIVERIES.c.stage == Stage.WAITING, DELIVERIES.c.not_before <= now),
        and_(DELIVERIES.c.stage == Stage.CLAIMED, DELIVERIES.c.claimed <= abandoned),
    )
    fresh = {"stage": Stage.CLAIMED, "claimed": now, "not_before": None}
    retaken = update(DELIVERIES).where(_of(step), again).values(**fresh, attempts=DELIVERIES.c.attempts + 1)
    if connection.execute(retaken).rowcount:
        return True
    try:
        with connection.begin_nested():
            connection.execute(
                insert(DELIVERIES).values(
                    **_columns(step.place), deadline=step.deadline, lead=step.lead, **fresh, attempts=1
                )
            )
    except IntegrityError:
        return False
    return True


def _move(connection: Connection, table: Table, old: int, new: int) -> None:
    keys = [column for column in table.primary_key if column.name != "chat"]
    for row in connection.execute(select(*(keys or [table.c.chat])).where(table.c.chat == old)).all():
        same = and_(*(column == value for column, value in zip(keys, row, strict=True))) if keys else true()
        if connection.execute(select(table.c.chat).where(table.c.chat == new, same)).first() is None:
            connection.execute(update(table).where(table.c.chat == old, same).values(chat=new))
    connection.execute(delete(table).where(table.c.chat == old))
