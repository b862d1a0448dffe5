"""What is to be sent and was sent: each step once, by whichever process takes it first."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, not_, or_, select, update

from bot.state.database import Database, add
from bot.state.records import Delivery, Place, Stage, Step
from bot.state.rows import at, columns, place
from bot.state.schema import DELIVERIES

SKEW = dt.timedelta(minutes=1)  # by which a claim may seem to come from the future
KEPT = dt.timedelta(days=400)  # longer than any lead time
MANY = 5000  # subjects that one statement may name


class Outbox:
    """Deliveries. The primary key (place, subject, mark) makes a second one of a step impossible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def deliveries(self) -> tuple[Delivery, ...]:
        """Return every delivery noted."""
        with self._database.reading() as connection:
            return tuple(_delivery(row) for row in connection.execute(select(DELIVERIES)))

    def closed(
        self, places: Collection[Place], subjects: Collection[str], now: dt.datetime, abandoned: dt.datetime
    ) -> frozenset[Step]:
        """Return the steps of some places on some subjects that may not be sent now: `claim` would refuse them."""
        chats = {each.chat for each in places}
        asked = select(DELIVERIES).where(DELIVERIES.c.chat.in_(chats), not_(_again(now, abandoned)))
        if len(subjects) <= MANY:
            asked = asked.where(DELIVERIES.c.subject.in_(subjects))
        with self._database.reading() as connection:
            return frozenset(Step(place(row), row.subject, row.mark) for row in connection.execute(asked))

    def opened(self, since: dt.datetime, now: dt.datetime, settle: dt.timedelta) -> bool:
        """Tell whether a step noted has come to be sendable (again) after a moment."""
        waited = and_(DELIVERIES.c.stage == Stage.WAITING, DELIVERIES.c.not_before.between(since, now))
        left = and_(DELIVERIES.c.stage == Stage.CLAIMED, DELIVERIES.c.claimed.between(since - settle, now - settle))
        with self._database.reading() as connection:
            asked = (select(DELIVERIES.c.stage).where(each).limit(1) for each in (waited, left))
            return any(connection.execute(each).first() is not None for each in asked)

    def attempts(self, steps: Iterable[Step]) -> int:
        """Return how often the steps were tried, but for processes that died: the one that was most often."""
        with self._database.reading() as connection:
            asked = (select(DELIVERIES.c.attempts).where(_of(step)) for step in steps)
            return max((connection.execute(each).scalar() or 0 for each in asked), default=0)

    def claim(self, steps: Iterable[Step], now: dt.datetime, abandoned: dt.datetime) -> tuple[Step, ...]:
        """Take steps for sending; return those that nobody else has taken.

        A step waiting since its `not_before` may be taken again, and so may one claimed before `abandoned` and never
        confirmed: its process died, and whether Telegram had received it cannot be known.
        """
        with self._database.writing() as connection:
            ordered = sorted(steps, key=lambda step: (step.subject, step.mark))  # two that lock rows never cross
            return tuple(step for step in ordered if _take(connection, step, now, abandoned))

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
        with self._database.writing() as connection:
            for step in steps:
                connection.execute(delete(DELIVERIES).where(_of(step)))

    def tidy(self, now: dt.datetime) -> None:
        """Drop the deliveries too old for their step to come again."""
        with self._database.writing() as connection:
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.claimed < now - KEPT))

    def _settle(self, steps: Iterable[Step], **values: object) -> None:
        with self._database.writing() as connection:
            for step in steps:
                connection.execute(update(DELIVERIES).where(_of(step)).values(**values))


def _take(connection: Connection, step: Step, now: dt.datetime, abandoned: dt.datetime) -> bool:
    fresh = {"stage": Stage.CLAIMED, "claimed": now, "not_before": None}
    new = {**columns(step.place), "subject": step.subject, "mark": step.mark, **fresh, "attempts": 1}
    if add(connection, DELIVERIES, [new]):
        return True
    free = select(DELIVERIES).where(_of(step), _again(now, abandoned)).with_for_update(skip_locked=True)
    row = connection.execute(free).first()
    if row is None:
        return False
    failed = row.stage == Stage.WAITING  # a process that died says nothing of the chat: the wait does not grow
    connection.execute(update(DELIVERIES).where(_of(step)).values(**fresh, attempts=row.attempts + failed))
    return True


def _again(now: dt.datetime, abandoned: dt.datetime) -> ColumnElement[bool]:
    """Return the condition that a step noted may be sent (again); what a clock that was ahead has noted may."""
    claimed = DELIVERIES.c.claimed
    waited = or_(DELIVERIES.c.not_before <= now, claimed > now + SKEW)
    left = or_(claimed <= abandoned, claimed > now + (now - abandoned))
    return or_(
        and_(DELIVERIES.c.stage == Stage.WAITING, DELIVERIES.c.not_before.is_not(None), waited),
        and_(DELIVERIES.c.stage == Stage.CLAIMED, left),
    )


def _of(step: Step) -> ColumnElement[bool]:
    return and_(at(DELIVERIES, step.place), DELIVERIES.c.subject == step.subject, DELIVERIES.c.mark == step.mark)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        step=Step(place(row), row.subject, row.mark),
        stage=Stage(row.stage),
        claimed=row.claimed,
        not_before=row.not_before,
        message=row.message,
        attempts=row.attempts,
    )
