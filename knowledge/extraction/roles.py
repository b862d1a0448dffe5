"""What a time is in its letter, and the entry of the ledger that says so."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.extraction.governing import Verb
from knowledge.extraction.mentions import Time


class Role(StrEnum):
    """What a time is in its letter."""

    EVENT = "event"  # what is announced takes place then; of a part too
    LIMIT = "limit"  # the addressees must have acted by then
    HOURS = "hours"  # of a day said elsewhere
    REPLACED = "replaced"  # words that no longer hold
    CITED = "cited"  # of another document
    PAST = "past"  # recalled
    SECRETARIAT = "secretariat"  # of what the authors will do
    WISH = "wish"  # of what somebody asked for
    BOUND = "bound"  # on something else than an act
    WINDOW = "window"  # from then on something may be done
    LOOSE = "loose"  # too vague to be anybody's day
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A time with its role and why."""

    time: Time
    role: Role
    verb: Verb | None = None
    margin: float = 9.0  # by how much the role won, in log odds
    why: tuple[str, ...] = ()  # the features that hold
    weighed: tuple[tuple[str, frozenset[str]], ...] = ()  # for each role that was weighed, its features
    event: str | None = None  # the name of the event that it is counted from
