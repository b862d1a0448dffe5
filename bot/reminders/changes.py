"""What has changed since the facts were last seen, and whom it concerns: pure.

Facts are the same as long as their identity is. One that vanishes while its letter says a very similar one is the same
in other words. What is over, before and after, changes for nobody. A value of an event that is no longer told is no
change: another letter that tells more of the event may have taken the place of the first; a postponement or a
cancellation says so.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.entities.editions import key_of
from bot.reminders.told import Kind, Told, ToldDeadline, ToldEvent, ToldLetter, kind_of, last_day
from bot.state.records import Place, Step, Wish
from knowledge.french.text import fold

KEPT = dt.timedelta(days=30)  # what changed before that is no news
FRESH = dt.timedelta(days=60)  # a letter written before that is no news, unless something in it is to come
_ALIKE = 0.75  # how much of two actions, or of two titles, is the same when one stands for the other
_MARKS = {Kind.LETTER: "letter"}  # of the steps; the others: "change"
_SEEN = {
    Kind.DEADLINE: ("due", "inclusive", "time", "timezone", "reply_to"),
    Kind.EVENT: ("start", "end", "start_time", "end_time", "place", "mode", "cancelled", "postponed"),
}  # fields whose change is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact before and after."""

    before: Told | None  # None: it is new
    after: Told | None  # None: no letter in force says it any more

    @property
    def fact(self) -> Told:
        """What it is about: as it is, else as it was."""
        fact = self.after or self.before
        assert fact is not None  # noqa: S101  # one of the two is there
        return fact

    @property
    def kind(self) -> Kind:
        """What it is about."""
        return kind_of(self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A difference that was noted, under its number."""

    number: int
    at: dt.datetime  # aware
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one place is told of one fact: several changes of it in a row are one."""

    steps: tuple[Step, ...]
    difference: Difference


def differences(
    before: Collection[Told], after: Collection[Told], known: Collection[str], today: dt.date
) -> tuple[Difference, ...]:
    """Return what has changed of some facts: deadlines, events, letters. `known`: keys of the letters known before."""
    old, new = ({(kind_of(each), each.subject): each for each in facts} for facts in (before, after))
    vanished = [fact for key, fact in old.items() if key not in new]
    found = [Difference(before=old[key], after=fact) for key, fact in new.items() if key in old]
    for fact in (fact for key, fact in new.items() if key not in old):
        twin = next((each for each in vanished if _stands_for(each, fact)), None)
        if twin is not None:
            vanished.remove(twin)
        found.append(Difference(before=twin, after=fact))
    found += [Difference(before=each, after=None) for each in vanished]
    return tuple(each for each in found if _matters(each, known, today))


def _stands_for(before: Told, after: Told) -> bool:
    """Tell whether a fact that vanished is another one of its letter, in other words."""
    if before.origin.reference != after.origin.reference:
        return False
    if isinstance(before, ToldDeadline) and isinstance(after, ToldDeadline):
        return before.audience == after.audience and _alike(before.action, after.action)
    if isinstance(before, ToldEvent) and isinstance(after, ToldEvent):
        return _alike(*(re.sub(r"\b(?:19|20)\d\d\b", "", each.title) for each in (before, after)))
    return False


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= _ALIKE


def _matters(each: Difference, known: Collection[str], today: dt.date) -> bool:
    """Tell whether a difference is to be told."""
    if isinstance(each.fact, ToldLetter):
        return each.before is None and (_fresh(each.fact, today) or _comes(each.fact, today))
    if not any(fact is not None and _comes(fact, today) for fact in (each.before, each.after)):
        return False
    if each.before is None:  # what a new letter says comes with the letter
        return key_of(each.fact.origin.reference) in known
    if each.after is None:
        return not (isinstance(each.before, ToldEvent) and each.before.cancelled)
    return bool(changed(each))


def changed(each: Difference) -> tuple[str, ...]:
    """Return the fields that differ; "parts" when a part of an event is on other days, or is new."""
    before, after = each.before, each.after
    if before is None or after is None or each.kind is Kind.LETTER:
        return ()
    named = tuple(name for name in _SEEN[each.kind] if _differs(name, before, after))
    if isinstance(before, ToldEvent) and isinstance(after, ToldEvent) and any(moved_parts(before, after)):
        return (*named, "parts")
    return named


def _differs(name: str, before: Told, after: Told) -> bool:
    was, now = getattr(before, name), getattr(after, name)
    if name in ("start", "end"):
        undated = isinstance(after, ToldEvent) and after.postponed
        return bool(was != now and (now is not None or undated))
    return bool(was != now and now is not None) if isinstance(after, ToldEvent) else bool(was != now)


def moved_parts(before: ToldEvent, after: ToldEvent) -> Iterator[str]:
    """Yield the names of the parts that are on other days, or are new."""
    days = {fold(part.name): (part.start, part.end or part.start) for part in before.parts}
    for part in after.parts:
        if part.start is not None and days.get(fold(part.name)) != (part.start, part.end or part.start):
            yield part.name


def _comes(fact: Told, today: dt.date) -> bool:
    """Tell whether a fact is not over; an event without any date may come."""
    if isinstance(fact, ToldLetter):
        return any(_comes(each, today) for each in fact.deadlines)
    last = last_day(fact)
    return last is None or last >= today


def _fresh(letter: ToldLetter, today: dt.date) -> bool:
    written = letter.origin.written
    return written is not None and written >= today - FRESH


# ------------------------------------------------------------------ whom it concerns


def notices(
    noted: Sequence[Noted],
    wishes: Iterable[Wish],
    closed: Collection[Step],
    today: dt.date,
    letters: Collection[str] | None = None,
) -> dict[Place, tuple[Notice, ...]]:
    """Return what each place is to be told: what it wished to hear of before it changed, and has not been told.

    `letters`: references of those in force. What a letter said that was withdrawn is told to those who heard of it.
    """
    topics = tuple((each, _Topic.of(each, noted, letters)) for each in noted)
    done = {(step.place, step.subject) for step in closed}
    whole: dict[tuple[int, ...], tuple[_Whole, ...]] = {}  # many places are told the same
    found: dict[Place, tuple[Notice, ...]] = {}
    for wish in wishes:
        left = (pair for pair in topics if (wish.place, pair[1].step) not in done and pair[1].heard(wish.place, done))
        mine = tuple(each for each, topic in left if topic.concerns(wish))
        numbers = tuple(each.number for each in mine)
        if numbers not in whole:
            whole[numbers] = tuple(_merged(mine, today))
        told = tuple(
            Notice(steps=tuple(_step(each, wish.place) for each in several), difference=difference)
            for several, difference in whole[numbers]
        )
        if told:
            found[wish.place] = told
    return found


def withdrawn_keys(noted: Iterable[Noted]) -> frozenset[str]:
    """Return the keys of the reminders of deadlines that no letter sets any more."""
    gone = (each.difference.before for each in noted if each.difference.after is None)
    return frozenset(each.key for each in gone if isinstance(each, ToldDeadline))


def _telling(reference: str, noted: Iterable[Noted]) -> Iterator[str]:
    """Yield the subjects of the steps that told of a letter: its reminders, and the changes of what it says."""
    for each in noted:
        difference = each.difference
        if difference.fact.origin.reference == reference:
            yield from (fact.key for fact in (difference.before, difference.after) if isinstance(fact, ToldDeadline))
            yield str(each.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    """What decides whom a change concerns."""

    step: str  # the subject of its steps
    at: dt.datetime
    letter: bool
    groups: tuple[str, ...]
    events: frozenset[str | None]
    told_by: frozenset[str] | None = None  # the steps that told of what was withdrawn; None: everybody is to hear

    @classmethod
    def of(cls, noted: Noted, among: Iterable[Noted] = (), letters: Collection[str] | None = None) -> "_Topic":
        difference = noted.difference
        gone = difference.after is None and letters is not None and difference.fact.origin.reference not in letters
        both = (each for each in (difference.before, difference.after) if each is not None)
        return cls(
            step=str(noted.number),
            at=noted.at,
            letter=difference.kind is Kind.LETTER,
            groups=difference.fact.origin.groups,
            events=frozenset(each.event if isinstance(each, ToldDeadline) else each.subject for each in both),
            told_by=frozenset(_telling(difference.fact.origin.reference, among)) if gone else None,
        )

    def heard(self, place: Place, done: Collection[tuple[Place, str]]) -> bool:
        return self.told_by is None or any((place, subject) in done for subject in self.told_by)

    def concerns(self, wish: Wish) -> bool:
        mine = wish.audience is None or not self.groups or wish.audience in self.groups
        if self.letter:
            return wish.news and mine and wish.since <= self.at
        follow = next((each for each in wish.follows if each.event in self.events), None)
        if follow is not None and not follow.wanted:
            return False
        if wish.everything and mine and wish.since <= self.at:
            return True
        return follow is not None and follow.since <= self.at


_Whole = tuple[tuple[Noted, ...], Difference]  # several changes of one fact, as one


def _step(noted: Noted, place: Place) -> Step:
    return Step(place, str(noted.number), _MARKS.get(noted.difference.kind, "change"))


def _merged(noted: Sequence[Noted], today: dt.date) -> Iterator[_Whole]:
    """Yield the changes fact by fact: from what was known to what holds; what has come back to that is none."""
    by_fact: dict[tuple[Kind, str], list[Noted]] = defaultdict(list)
    for each in noted:
        by_fact[each.difference.kind, each.difference.fact.subject].append(each)
    for several in by_fact.values():
        whole = Difference(before=several[0].difference.before, after=several[-1].difference.after)
        there = whole.before is not None or whole.after is not None
        if there and _matters(whole, {key_of(whole.fact.origin.reference)}, today):
            yield tuple(several), whole


def amending(each: Difference) -> tuple[str, ...]:
    """Return the references of the letters that made a change, as far as they are known."""
    before = each.before.origin.amended_by if each.before is not None else ()
    after = each.after.origin.amended_by if each.after is not None else ()
    return tuple(reference for reference in after if reference not in before)
