"""Updates in hand: taken on a lease by one process, handled once; what a process that died had in hand is anybody's."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.schema import UPDATES

LEASE = dt.timedelta(seconds=5)  # that an update is one's own; renewed while it is in hand
Note = Callable[[Connection], None]  # writes something in a transaction that is under way
FAR = dt.timedelta(minutes=1)  # a lease that ends later than that is of a wrong clock


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
        """`holder`: the name of this process, as no other has it; `clock`: the time itself, which all machines share."""
        self._database, self._holder, self._clock = database, holder, clock

    def write(self, batch: Batch) -> dict[int, Standing]:
        """Do all of a batch, or nothing; return how the updates asked for stand. Raises TroubledState."""
        with self._database.writing() as connection:
            for note in batch.notes:
                note(connection)
            self._end(connection, batch)
            return self._take(connection, batch.taken) if batch.taken else {}

    def _end(self, connection: Connection, batch: Batch) -> None:
        if batch.done:
            handled = update(UPDATES).where(UPDATES.c.update.in_(batch.done))
            connection.execute(handled.values(holder=None, until=None))
        if batch.renewed:
            renewed = update(UPDATES).where(UPDATES.c.update.in_(batch.renewed), UPDATES.c.holder == self._holder)
            connection.execute(renewed.values(until=self._clock() + LEASE))
        if batch.released:
            mine = UPDATES.c.update.in_(batch.released), UPDATES.c.holder == self._holder
            connection.execute(delete(UPDATES).where(*mine))

    def _take(self, connection: Connection, taken: Sequence[tuple[int, dt.datetime]]) -> dict[int, Standing]:
        now = self._clock()
        rows = [
            {"update": each, "seen": at, "holder": self._holder, "until": now + LEASE} for each, at in sorted(taken)
        ]
        insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(UPDATES)
        mine = {"holder": insert.excluded.holder, "until": insert.excluded.until}
        free = or_(UPDATES.c.until <= now, UPDATES.c.until > now + FAR)  # NULL, of those handled, is neither
        connection.execute(insert.on_conflict_do_update(index_elements=["update"], set_=mine, where=free), rows)
        asked = select(UPDATES.c.update, UPDATES.c.holder, UPDATES.c.until).where(
            UPDATES.c.update.in_([each for each, _ in taken])
        )
        return {number: self._standing(holder, until) for number, holder, until in connection.execute(asked)}

    def _standing(self, holder: str | None, until: dt.datetime | None) -> Standing:
        if until is None:
            return Standing.DONE
        return Standing.OURS if holder == self._holder else Standing.HELD


def unlisted(numbers: Iterable[int]) -> dict[int, Standing]:
    """Return the standing of updates while no database tells it: they are handled, be it twice."""
    return dict.fromkeys(numbers, Standing.OURS)
