"""What a publication would send, and to how many: by the very code that sends, on the base that it would make."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.phrasing import Answer, plain
from bot.reminders import notices as telling
from bot.reminders.changes import Noted, differences, notices
from bot.reminders.observing import kept_facts
from bot.reminders.plan import Plan, Push, Schedule
from bot.reminders.told import Told, ToldDeadline, ToldLetter, dump, facts, is_doubtful
from bot.reminders.watching import watch
from bot.reminders.wording import Sentences as OfReminders
from bot.reminders.wording import phrase
from bot.state.records import Wish
from bot.state.store import State
from bot.understanding.catalogue import Catalogue
from knowledge.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text that would leave, and to how many conversations."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would leave once the hold is over."""

    changes: tuple[Message, ...] = ()  # the most sent first
    reminders: tuple[Message, ...] = ()
    first: bool = False  # the bot has seen no base yet: nothing is a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewer:
    """Everything that a preview needs."""

    state: State
    catalogue: Callable[[Library], Catalogue]
    schedule: Schedule
    reminding: OfReminders

    def of(self, library: Library, now: dt.datetime) -> Preview:
        """Return what the publication of some letters would send at a moment."""
        before = kept_facts(self.state.facts.told())
        if not before:
            return Preview(first=True)
        wishes = self.state.chats.wishes()
        known = {each.subject for each in before if isinstance(each, ToldLetter)}
        old, new = _apart(before, [each for each in facts(self.catalogue(library)) if not is_doubtful(each)])
        found = differences(old, new, known, now.date())
        noted = tuple(Noted(number=number, at=now, difference=each) for number, each in enumerate(found, 1))
        told = {each.key for each in before if isinstance(each, ToldDeadline)}
        return Preview(changes=self._changes(noted, wishes, now), reminders=self._reminders(library, told, wishes, now))

    def _changes(self, noted: Sequence[Noted], wishes: Sequence[Wish], now: dt.datetime) -> tuple[Message, ...]:
        zone = self.schedule.zone
        texts = []
        for mine in notices(noted, wishes, frozenset(), now.astimezone(zone).date()).values():
            reader = telling.Reader(now=now, zone=zone, here=zone, reminding=self.reminding)
            texts.append(plain(telling.phrase([each.difference for each in mine], reader)))
        return _counted(texts)

    def _reminders(
        self, library: Library, told: set[str], wishes: Sequence[Wish], now: dt.datetime
    ) -> tuple[Message, ...]:
        fresh = [each for each in watch(library) if each.key not in told]
        pushes = Plan(fresh, wishes, self.schedule).due(frozenset(), now)
        return _counted([plain(self._said(push)) for push in pushes])

    def _said(self, push: Push) -> Answer:
        return phrase(push, self.reminding, self.schedule.zone)


def _apart(before: Sequence[Told], after: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Return the facts that only one of two states has, or has so."""
    kept = set(map(dump, before)) & set(map(dump, after))
    return [each for each in before if dump(each) not in kept], [each for each in after if dump(each) not in kept]


def _counted(texts: Sequence[str]) -> tuple[Message, ...]:
    return tuple(Message(text=text, count=count) for text, count in Counter(texts).most_common())
