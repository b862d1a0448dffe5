"""What the state keeps, as values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where one talks: a chat, or a topic of a forum."""

    chat: int
    topic: int | None = None  # message_thread_id; None outside topics and in "General"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody wants reminders in a place."""

    place: Place
    since: dt.datetime  # aware


class Stage(StrEnum):
    """How far a delivery went."""

    CLAIMED = "claimed"  # about to be sent, or sent by a process that died before saying so
    WAITING = "waiting"  # refused for now, to be made again
    SENT = "sent"
    REFUSED = "refused"  # for good


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One reminder of one deadline for one place: it is sent once."""

    place: Place
    deadline: str  # the deadline's key
    lead: int  # days before its last day


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a step."""

    step: Step
    stage: Stage
    claimed: dt.datetime  # when it was last taken for sending
    not_before: dt.datetime | None = None  # WAITING: when it may be made again
    message: int | None = None  # SENT: the message that carried it
    attempts: int = 1
