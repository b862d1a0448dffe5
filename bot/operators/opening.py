"""The desk of the operators, put together."""

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.operators.contested import LastAnswers
from bot.operators.faults import Faults
from bot.operators.incoming import Incoming
from bot.operators.inviting import Inviting
from bot.operators.means import Means
from bot.operators.preview import Previewer
from bot.operators.sentences import load_sentences
from bot.operators.status import Standing
from bot.operators.unanswered import Unanswered
from bot.operators.workbench import Workbench
from bot.reminders import wording
from bot.reminders.holding import Hold
from bot.reminders.plan import schedule
from bot.settings import Settings
from bot.state.store import State
from bot.understanding.catalogue import Catalogue
from knowledge.history import By, History
from knowledge.library import Library
from knowledge.publishing import publisher
from knowledge.settings import fill

FILE = Path(__file__).with_name("commands.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of operators."""

    description: str
    also: tuple[str, ...] = ()


@cache
def commands() -> dict[str, Command]:
    """Return the commands by name, in order. Raises ConfigurationError."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return {name: fill(Command, each, name, environ={}, file=str(FILE)) for name, each in table.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorsDesk:
    """What operators work at."""

    bench: Workbench
    status: Standing
    unanswered: Unanswered
    inviting: Inviting
    faults: Faults
    last: LastAnswers
    who: str  # what begins the names of operators: "telegram:"
    reports: tuple[int, ...]  # chats that are told of errors, and of each week
    hour: int  # from which the week is told

    def by(self, user: int | None, now: dt.datetime) -> By:
        """Return who does something, and when."""
        return By(who=f"{self.who}{user}" if self.who.endswith(":") else self.who, at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who is at the other side."""

    ids: frozenset[int]  # the operators among them
    who: str


def open_desk(  # what it works with
    settings: Settings, state: State, library: Callable[[], Library], catalogue: Callable[[Library], Catalogue],
    clock: Callable[[], dt.datetime], line: Line
) -> OperatorsDesk | None:  # fmt: skip
    """Return the desk; None where nobody is an operator."""
    if not line.ids:
        return None
    plan = schedule(settings.reminders, settings.bot.zone)
    previewer = Previewer(state=state, catalogue=catalogue, schedule=plan, reminding=wording.load_sentences())
    means = Means(
        publisher=lambda: publisher(settings.knowledge),
        destination=settings.knowledge.letters[0] if settings.knowledge.letters else Path("var/letters"),
        incoming=Incoming(settings.operators.incoming),
        previewer=previewer,
        hold=hold_of(settings) or Hold(rows=tuple, minutes=0),
        zone=settings.bot.zone,
        said=load_sentences(),
    )
    faults = Faults(clock)
    reports = (settings.operators.reports,) if settings.operators.reports else settings.operators.telegram
    return OperatorsDesk(
        bench=Workbench(means=means, ids=line.ids),
        status=Standing(means=means, state=state, library=library, faults=faults),
        unanswered=Unanswered(means=means, state=state, library=library),
        inviting=Inviting(means=means, guests=state.guests, access=settings.access),
        faults=faults,
        last=LastAnswers(),
        who=line.who,
        reports=reports,
        hour=settings.reminders.hour,
    )


def hold_of(settings: Settings) -> Hold | None:
    """Return how long pushes wait; None where nobody looks at what is published."""
    history, operators = History(settings.knowledge.database), settings.operators
    return Hold(rows=history.rows, minutes=operators.hold_minutes) if operators.telegram else None
