"""The state, opened: what is said, chats and their wishes, the outbox, facts as told, the pace, updates in hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from bot.state.chats import Chats
from bot.state.database import Database, open_database
from bot.state.delegations import Delegations
from bot.state.facts import Facts
from bot.state.feeds import Feeds
from bot.state.guests import Guests
from bot.state.outbox import Outbox
from bot.state.pace import Pace
from bot.state.talks import Talks
from bot.state.updates import Updates


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that must not be lost, by subject. One transaction a deed."""

    database: Database
    talks: Talks
    chats: Chats
    outbox: Outbox
    facts: Facts
    pace: Pace
    guests: Guests
    updates: Updates
    delegations: Delegations
    feeds: Feeds

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def open_state(address: str | Path, memory: dt.timedelta, gap_days: int = 90, keys: Sequence[str] = ()) -> State:
    """Open the state kept in a file, made when missing, or by a server.

    `memory`: how long a dialogue is remembered; `gap_days`: how long a question without an answer is. `keys`: the first
    seals what tells of somebody, all of them open it; without any, it is in clear.

    Raises UnusableState, NewerState; BadDatabase, UnusableServer, MissingDriver; BadStateKey, MissingStateKey,
    WrongStateKey.
    """
    database = open_database(address, keys)
    return State(
        database=database,
        talks=Talks(database, memory, gap_days),
        chats=Chats(database),
        outbox=Outbox(database),
        facts=Facts(database),
        pace=Pace(database),
        guests=Guests(database),
        updates=Updates(database, token_hex(8), lambda: dt.datetime.now(dt.UTC)),
        delegations=Delegations(database),
        feeds=Feeds(database),
    )
