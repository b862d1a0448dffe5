"""Updates in hand: taken on a lease by one process, handled once; what a process that died had in hand is anybody's."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from sqlalchemy import Connection, Insert, bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.schema import UPDATES

LEASE = dt.timedelta(seconds=5)  # that an update is one's own; renewed while it is in hand
Note = Callable[[Connection], None]  # writes something in a transaction that is under way
FAR = dt.timedelta(minutes=1)  # a lease that ends later than that is of a wrong clock


_OF_THEM = UPDATES.c.update.in_(bindparam("numbers", expanding=True))
_MINE = UPDATES.c.holder == bindparam("mine")
_END = update(UPDATES).where(_OF_THEM).values(holder=None, until=None)
_RENEW = update(UPDATES).where(_OF_THEM, _MINE).values(until=bindparam("end"))
_RELEASE = delete(UPDATES).where(_OF_THEM, _MINE)
_STANDING = select(UPDATES.c.update, UPDATES.c.holder, UPDATES.c.until).where(_OF_THEM)


@cache
def _taking(database: str) -> Insert:
    """Return the statement that takes an update which is nobody's."""
    insert = (postgresql.insert if database == "postgresql" else sqlite.insert)(UPDATES)
    mine = {"holder": insert.excluded.holder, "until": insert.excluded.until}
    until = UPDATES.c.until  # NULL, of those handled, is neither over nor far
    free = or_(until <= bindparam("now", type_=until.type), until > bindparam("far", type_=until.type))
    insert = insert.values({name: bindparam(name) for name in ("update", "seen", "holder", "until")})
    return insert.on_conflict_do_update(index_elements=["update"], set_=mine, where=free)


class Standing(Enum):
    """How an update stands for whoever asks for it."""

    OURS = auto()  # it is to be handled
    HELD = auto()  # another has it in hand
    DONE = auto()  # it was handled


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What several updates want of the database at once."""

    taken: Sequence[tuple[int, dt.datetime]] = ()  # updates asked for, and when they came by the bot's clock
    done: Sequence[int] = ()
    released: Sequence[int] = ()  # not handled after all
    renewed: Sequence[int] = ()
    notes: Sequence[Note] = ()  # what is to be kept of those that are done


class Updates:
    """The rows of updates, of one process."""

    def __init__(self, database: Database, holder: str, clock: Callable[[], dt.datetime]) -> None:
        """`holder`: the name of this process, as no other has it; `clock`: the time itself, of all machines."""
        self._database, self._holder, self._clock = database, holder, clock

    def write(self, batch: Batch) -> dict[int, Standing]:
        """Do all of a batch, or nothing; return how the updates asked for stand. Raises TroubledState."""
        with self._database.writing() as connection:
            for note in batch.notes:
                note(connection)
            self._end(connection, batch)
            return self._take(connection, batch.taken) if batch.taken else {}

    def _end(self, connection: Connection, batch: Batch) -> None:
        mine = {"mine": self._holder}
        if batch.done:
            connection.execute(_END, {"numbers": batch.done})
        if batch.renewed:
            connection.execute(_RENEW, {"numbers": batch.renewed, "end": self._clock() + LEASE, **mine})
        if batch.released:
            connection.execute(_RELEASE, {"numbers": batch.released, **mine})

    def _take(self, connection: Connection, taken: Sequence[tuple[int, dt.datetime]]) -> dict[int, Standing]:
        now, numbers = self._clock(), sorted(each for each, _ in taken)
        seen, mine = dict(taken), {"holder": self._holder, "until": now + LEASE, "now": now, "far": now + FAR}
        rows = [{"update": each, "seen": seen[each], **mine} for each in numbers]
        connection.execute(_taking(connection.dialect.name), rows)
        asked = connection.execute(_STANDING, {"numbers": numbers})
        return {number: self._standing(holder, until) for number, holder, until in asked}

    def _standing(self, holder: str | None, until: dt.datetime | None) -> Standing:
        if until is None:
            return Standing.DONE
        return Standing.OURS if holder == self._holder else Standing.HELD


def unlisted(numbers: Iterable[int]) -> dict[int, Standing]:
    """Return the standing of updates while no database tells it: they are handled, be it twice."""
    return dict.fromkeys(numbers, Standing.OURS)
