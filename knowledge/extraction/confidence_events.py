"""What speaks for and against an event, a part of one, and their days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction.cues import pattern
from knowledge.extraction.drafts import Draft, Said
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Event, Letter, Part
from knowledge.temporal.moment import Grain, Moment

_FEW = 2  # words that mean something, below which a name says too little
_MANY = 32  # words above which a name is no longer one
_PLAIN = 1.0  # margin of the ledger
_LONG = 21  # days of an event, above which it may be something else
_NO_NAME = re.compile(
    r"\b(?:nous|vous|je|est|sont|sera|seront|suivi\w*|allant|debute\w*)\b|^\d|^(?:qui|que|dont|en|au) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """An event among what else its letter says."""

    draft: Draft
    event: Event
    events: Sequence[Event]
    letter: Letter
    wrong: frozenset[tuple[int, int]]  # spans with a wrong weekday

    @property
    def start(self) -> Moment | None:
        """The first day, that of the plan when nothing holds any more."""
        return self.event.start or (self.event.was.start if self.event.was else None)

    @property
    def said(self) -> list[Said]:
        """The sentences that give it the days that it has."""
        return [each for each in self.draft.said if each.start == self.start]

    @property
    def rules(self) -> list[str]:
        """The rules by which it got its days."""
        return [each.rule for each in self.draft.evidence if each.field == "start"]

    @property
    def leads(self) -> bool:
        """Whether it is the first of the letter."""
        return bool(self.events) and self.event is self.events[0]


def event_signs(
    draft: Draft, event: Event, events: Sequence[Event], letter: Letter, wrong: frozenset[tuple[int, int]]
) -> frozenset[str]:
    """Return what speaks for and against an event and its days."""
    case = _Case(draft=draft, event=event, events=events, letter=letter, wrong=wrong)
    return frozenset(name for told in (_told, _named, _timed, _among) for name, held in told(case).items() if held)


def _told(case: _Case) -> dict[str, bool]:
    """How surely sentences give it its days."""
    said = case.said
    sure = max((min(each.link, each.margin) for each in said), default=None)
    return {
        "off_subject": _is_off_subject(case),
        "listed": any(rule.startswith(("row", "listed")) for rule in case.rules),
        "narrow": sure is not None and sure < _PLAIN,
        "unsaid": sure is None and case.event.was is None,
        "again": len({each.span for each in said}) > 1,
        "contradicted": any(_other_days(each, case.event) for each in case.draft.said),
        "weekday": bool(case.wrong & {(each.span.start, each.span.end) for each in said}),
    }


def _is_off_subject(case: _Case) -> bool:
    """Tell whether the subject line gives other days."""
    subject = case.letter.where("subject")
    there = [each for each in case.draft.said if subject.start <= each.span.start < subject.end]
    agreed = any(each.start == case.start for each in there)
    return not agreed and any(_moved_off(each, case.event) for each in there)


def _named(case: _Case) -> dict[str, bool]:
    """Whether its name is one."""
    event, name = case.event, fold(case.event.name)
    few = len(stems(event.name)) < _FEW and event is not case.events[0]
    return {
        "proper": bool(event.acronym) or len(stems(event.name)) > _FEW + 1,
        "debris": few or len(event.name.split()) > _MANY or bool(_NO_NAME.search(name)),
        "place": event.place is not None or event.mode is not None,
    }


def _timed(case: _Case) -> dict[str, bool]:
    """Whether such days are likely in themselves."""
    event, start, date = case.event, case.start, case.letter.date
    if start is None:
        return {}
    month = start.grain is Grain.MONTH and event.end in (None, start)
    return {
        "edition": event.edition is not None and abs(event.edition - start.first.year) > 1,
        "month": month and not case.leads,
        "month_alone": month and case.leads,
        "uneven": event.end is not None and start.grain is not event.end.grain,
        "long": _days(event) > _LONG and len(event.parts) <= 1,  # a series may be
        "begun": event.was is None and date is not None and start.last <= date,
        "over": _is_over(event, case.letter),
    }


def _among(case: _Case) -> dict[str, bool]:
    """How its days stand to those of the other events."""
    event = case.event
    others = (each for each in case.events if each is not event)
    same = any(event.start and (each.start, each.end) == (event.start, event.end) for each in others)
    return {"shared": same}


def part_signs(part: Part, event: Event, letter: Letter, wrong: frozenset[tuple[int, int]]) -> frozenset[str]:
    """Return what speaks for and against a part of an event."""
    named = fold(event.name) in fold(part.name)
    inside = named or event.start is None or part.start is None or _inside(part.start, event)
    holds = {
        "outside": not inside,
        "debris": len(stems(part.name)) < 1 or bool(_NO_NAME.search(fold(part.name))),
        "no_head": not pattern(r"\b(?:{events.heads}|{events.parts}|{events.bodies})\b").search(fold(part.name)),
        "weekday": (part.span.start, part.span.end) in wrong,
        "over": letter.date is not None and part.end is not None and part.end.last < letter.date,
    }
    return frozenset(name for name, held in holds.items() if held)


def _is_over(event: Event, letter: Letter) -> bool:
    """Tell whether what is announced had ended when the letter was written, whatever had been planned before."""
    last = event.end or event.start
    return last is not None and letter.date is not None and last.last < letter.date


def _moved_off(said: Said, event: Event) -> bool:
    """Tell whether an event begins on another day, or in another month, than was said."""
    if said.start is None or event.start is None or said.start.first == event.start.first:
        return False
    within = said.start.grain is Grain.MONTH and said.start.first <= event.start.first <= said.start.last
    return not within


def _days(event: Event) -> int:
    """Return how many days an event lasts; 0 when its days are not known."""
    known = event.start and event.end and event.start.grain is Grain.DAY and event.end.grain is Grain.DAY
    return (event.end.last - event.start.first).days + 1 if known and event.start and event.end else 0


def _other_days(said: Said, event: Event) -> bool:
    """Tell whether other days of an event were told than those that it has or had."""
    if (
        said.start is None
        or event.start is None
        or said.start.grain is not Grain.DAY
        or event.start.grain is not Grain.DAY
    ):
        return False
    held = event.start.first <= said.start.first <= (event.end or event.start).last
    return not held and (event.was is None or event.was.start != said.start)


def _inside(day: Moment, event: Event) -> bool:
    return event.start is not None and event.start.first <= day.first <= (event.end or event.start).last
