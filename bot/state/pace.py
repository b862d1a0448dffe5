"""When a message may leave: one pace for all the processes that send, kept as rows: each counts there what it sent.

A row written later than now is of another clock, which was put right since: it binds nobody.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, or_, select, update

from bot.state.database import Database, add
from bot.state.schema import PACE
from bot.state.seal import MINUTES

EVERYBODY = 0  # the scope of all chats
A_MINUTE = -MINUTES  # added to the number of a group: the scope of its minute
SKEW = dt.timedelta(seconds=5)  # by which the clocks of several machines may differ
LATELY = dt.timedelta(seconds=1)  # in which the messages left that are counted together
GRACE = dt.timedelta(minutes=10)  # a row that holds nobody up is kept that long


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """So many messages in so long; `burst` of them may leave at once after a silence."""

    scope: int
    every: dt.timedelta  # between two messages, in the long run
    burst: int = 1

    def earliest(self, free: dt.datetime, now: dt.datetime) -> dt.datetime:
        """Return when the next message may leave, `free` being when the one after a steady flow would."""
        return max(now, free - (self.burst - 1) * self.every)


def overall(rate: int) -> Rule:
    """Return the pace of all chats together: so many messages a second, a fifth of them at once after a silence."""
    return Rule(scope=EVERYBODY, every=dt.timedelta(seconds=1) / rate, burst=max(1, rate // 5))


def rules_of(chat: int) -> tuple[Rule, ...]:
    """Return the pace of one chat: a message a second, and 20 a minute in a group."""
    each = Rule(scope=chat, every=dt.timedelta(seconds=1))
    if chat > 0:
        return (each,)
    return Rule(scope=chat + A_MINUTE, every=dt.timedelta(seconds=4), burst=5), each  # 5 at once, 15 as they come


class Pace:
    """The rows of the pace. What is reserved is the caller's alone, whatever other processes do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def spend(self, rule: Rule, count: int, now: dt.datetime) -> dt.datetime:
        """Count messages that left of late; return when the one after a steady flow of all processes would."""
        with self._database.writing() as connection:
            return _spent(connection, rule, count, now)

    def lease(self, rule: Rule, count: int, spent: int, now: dt.datetime) -> tuple[dt.datetime, ...]:
        """Take the next moments at which messages may leave, for whichever chats, after those that left of late."""
        with self._database.writing() as connection:
            first = max(_spent(connection, rule, spent, now), now)
            moments = tuple(first + number * rule.every for number in range(count))
            _keep(connection, EVERYBODY, moments[-1] + rule.every, now)
        return moments

    def turn(self, chat: int, now: dt.datetime) -> dt.datetime:
        """Take the next moment of a chat; return it."""
        with self._database.writing() as connection:
            return _take(connection, rules_of(chat), now)

    def hold(self, scope: int, until: dt.datetime, now: dt.datetime) -> None:
        """Let nothing leave for a chat, or for everybody, before a moment."""
        with self._database.writing() as connection:
            if _free(connection, (scope,), now)[scope] < until:
                _keep(connection, scope, until, now)

    def tidy(self, now: dt.datetime) -> None:
        """Forget the chats that nothing holds up."""
        with self._database.writing() as connection:
            connection.execute(delete(PACE).where(or_(PACE.c.free < now - GRACE, PACE.c.noted > now + SKEW)))


def _spent(connection: Connection, rule: Rule, count: int, now: dt.datetime) -> dt.datetime:
    free = max(_free(connection, (EVERYBODY,), now)[EVERYBODY], now - LATELY) + count * rule.every
    if count:
        _keep(connection, EVERYBODY, free, now)
    return free


def _take(connection: Connection, rules: Sequence[Rule], now: dt.datetime) -> dt.datetime:
    free = _free(connection, [rule.scope for rule in rules], now)
    at = max(rule.earliest(free[rule.scope], now) for rule in rules)
    for rule in rules:
        _keep(connection, rule.scope, max(free[rule.scope], at) + rule.every, now)
    return at


def _free(connection: Connection, scopes: Sequence[int], now: dt.datetime) -> dict[int, dt.datetime]:
    """Return from when each scope is free, nobody else reading it until the transaction ends."""
    asked = select(PACE).where(PACE.c.scope.in_(scopes)).order_by(PACE.c.scope).with_for_update()
    rows = connection.execute(asked).all()
    if len(rows) < len(scopes):
        add(connection, PACE, [{"scope": scope, "free": now, "noted": now} for scope in sorted(scopes)])
        rows = connection.execute(asked).all()
    return {row.scope: row.free if row.noted <= now + SKEW else now for row in rows}


def _keep(connection: Connection, scope: int, free: dt.datetime, now: dt.datetime) -> None:
    connection.execute(update(PACE).where(PACE.c.scope == scope).values(free=free, noted=now))
