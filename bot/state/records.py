"""What the state keeps, as values."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where one talks: a chat, or a topic of a forum."""

    chat: int
    topic: int | None = None  # message_thread_id; None outside topics and in "General"


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """An event that a place follows whatever else it wants, or does not want to hear of."""

    event: str  # the catalogue's key of one edition
    wanted: bool = True
    leads: tuple[int, ...] | None = None  # its own lead times; None: those of the place
    since: dt.datetime  # aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody wants reminders in a place. None stands for what config.toml says."""

    place: Place
    since: dt.datetime  # aware
    everything: bool = True  # every deadline; False: those of the events followed
    audience: str | None = None  # whom one stands for: "member_state"; None: everybody
    leads: tuple[int, ...] | None = None  # days before the last day on which one can act
    hour: int | None = None  # local hour
    zone: str | None = None  # IANA name of the time zone
    quiet: tuple[int, int] | None = None  # local hours between which nothing is sent: (22, 7)
    working_days: bool = True  # nothing on week-ends and public holidays, unless asked for
    news: bool = False  # new letters are announced
    digest: tuple[int, int] | None = None  # local weekday (0: Monday) and hour of the weekly digest; None: none
    digest_since: dt.datetime | None = None  # when that was chosen: no week before it is told
    follows: tuple[Follow, ...] = field(default=())


class Stage(StrEnum):
    """How far a delivery went."""

    CLAIMED = "claimed"  # about to be sent, or sent by a process that died before saying so
    WAITING = "waiting"  # refused for now, to be made again
    SENT = "sent"
    REFUSED = "refused"  # for good


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One push on one subject for one place: it is sent once."""

    place: Place
    subject: str  # key of a deadline, number of a change, reference of a letter
    mark: str  # which push: "7" (days before), "z1613379600" (a snooze ends), "change", "letter", "2021-02-15" (digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a step."""

    step: Step
    stage: Stage
    claimed: dt.datetime  # when it was last taken for sending
    not_before: dt.datetime | None = None  # WAITING: when it may be made again
    message: int | None = None  # SENT: the message that carried it
    attempts: int = 1  # sends that ended, or are under way; those of processes that died do not count


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A deadline that a chat has dealt with, or has put off."""

    chat: int  # one tap settles it for the whole group
    subject: str  # the deadline's key
    at: dt.datetime  # aware
    until: dt.datetime | None = None  # put off until then; None: done
    topic: int | None = None  # where it was asked: where it comes back
    by: str | None = None  # the name of who did, in a group


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """A fact as it was last seen."""

    kind: str  # "deadline", "event", "letter"
    subject: str  # its identity, which stays when the fact changes
    value: str  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that is no longer what it was: new, moved or withdrawn."""

    number: int = 0  # given when it is kept
    kind: str
    subject: str
    before: str | None  # JSON; None: it is new
    after: str | None  # JSON; None: it is withdrawn
    at: dt.datetime  # when it was seen, aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link by which people are let in."""

    number: int
    until: dt.datetime  # aware
    uses: int  # that are left


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question that the letters did not answer, masked."""

    question: str
    day: dt.date
    times: int
