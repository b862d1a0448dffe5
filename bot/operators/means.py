"""What the deeds of operators share: the letters sent, the base published, how they are told."""

import datetime as dt
import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.operators.candidates import Candidate, candidate
from bot.operators.incoming import Fate, Incoming, Item
from bot.operators.preview import Previewer
from bot.operators.sentences import Sentences
from bot.operators.summary import summary
from bot.phrasing import Suggestion
from bot.reminders.holding import Hold
from knowledge import store
from knowledge.doubtful import NamedFact, named
from knowledge.errors import KnowledgeError
from knowledge.history import By
from knowledge.model import Letter
from knowledge.publishing import Publisher
from knowledge.temporal.wording import say_clock, say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What an operator is told, and what may be done next."""

    text: str
    buttons: tuple[Suggestion, ...] = ()


@dataclass(slots=True, kw_only=True)
class Means:
    """Everything that operators work with."""

    publisher: Callable[[], Publisher]
    destination: Path  # the folder that letters are published into
    incoming: Incoming
    previewer: Previewer
    hold: Hold
    zone: dt.tzinfo
    said: Sentences
    shown: dict[str, str] = field(default_factory=dict)  # the item that each operator was last shown

    def read(self, item: Item) -> Candidate:
        """Read an item as it would be published."""
        return candidate(self.publisher(), item)

    def show(self, item: Item, by: By) -> Word:
        """Tell what an item says."""
        return self.told(self.read(item), by)

    def told(self, read: Candidate, by: By) -> Word:
        """Tell what was read of an item."""
        self.shown[by.who] = read.item.id
        text, buttons = summary(read, self.said)
        return Word(text=text, buttons=buttons)

    def letter(self, item: Item) -> Letter | None:
        """Return the letter of an item as it was last read."""
        if not item.base.exists():
            return self.read(item).letter
        try:
            return store.letter_of_file(item.base, item.name)
        except KnowledgeError:
            return self.read(item).letter

    def fact(self, item: Item, key: str) -> NamedFact | None:
        """Return the fact of an item that a button names."""
        letter = self.letter(item)
        return next((each for each in named(letter) if each.key == key), None) if letter else None

    def settled(self, item: Item) -> Word:
        """Tell what has become of an item."""
        said = self.said.said
        stage = said.stage_published if item.stage is Fate.PUBLISHED else said.stage_rejected
        when = self.when(dt.datetime.fromisoformat(item.settled_at))
        return Word(text=said.settled.format(stage=stage, who=item.settled_by, **when))

    def when(self, at: dt.datetime) -> dict[str, str]:
        """Return the day and the hour of a moment, as one says them."""
        local = at.astimezone(self.zone)
        return {"day": say_day(local.date(), weekday=False), "hour": say_clock(local.time())}

    def clock(self, at: dt.datetime) -> str:
        """Return the hour of a moment, as one says it."""
        return say_clock(at.astimezone(self.zone).time())

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Let nobody else, in whatever process, change an item meanwhile."""
        self.incoming.folder.mkdir(parents=True, exist_ok=True)
        with (self.incoming.folder / f".{key}.lock").open("w") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield
