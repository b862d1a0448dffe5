"""How sure each dated fact is: the probability that it is right, from what agrees and from what contradicts."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.extraction.cues import pattern
from knowledge.extraction.deadlines import Found
from knowledge.extraction.drafts import Draft, Said
from knowledge.extraction.features import score, weights
from knowledge.extraction.mentions import Time
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Deadline, Event, Letter, Part
from knowledge.phrases import say
from knowledge.temporal.moment import Grain, Moment

C = TypeVar("C", Event, Deadline, Part)
_FEW = 2  # words that mean something, below which an action says too little
_MANY = 32  # words above which an action is no longer one
_CLEAR, _PLAIN = 2.5, 1.0  # margins of the ledger
_FAR = 900  # days between a letter and what it announces


def sure_events(
    drafts: Sequence[tuple[Draft, Event]], letter: Letter, doubtful_below: float, conflicts: Iterable[tuple[int, int]]
) -> tuple[Event, ...]:
    """Return the events and their parts with their confidence; `conflicts` are the spans with a wrong weekday."""
    wrong = frozenset(conflicts)
    events = [event for _, event in drafts]
    return tuple(
        judged(
            replace(event, parts=tuple(_part(part, event, letter, doubtful_below, wrong) for part in event.parts)),
            "event_days",
            event_features(draft, event, events, letter, wrong),
            doubtful_below,
        )
        for draft, event in drafts
    )


def sure_deadlines(
    found: Sequence[Found], letter: Letter, events: Sequence[Event], doubtful_below: float
) -> tuple[Deadline, ...]:
    """Return the deadlines with their confidence, in the order of the letter."""
    claimed = [
        judged(each.deadline, "deadline", deadline_features(each, found, letter, events), doubtful_below)
        for each in found
    ]
    return tuple(sorted(claimed, key=lambda each: each.span))


def judged(claim: C, kind: str, features: frozenset[str], doubtful_below: float) -> C:
    """Return a claim with its probability, and what speaks most against it when it is doubtful."""
    sure = 1 / (1 + math.exp(-score(kind, features)))
    if sure >= doubtful_below:
        return replace(claim, confidence=round(sure, 3))
    table = weights()[kind]
    worst = min(sorted(features) or ["bias"], key=lambda each: table.get(each, 0.0))
    return replace(claim, confidence=round(sure, 3), doubtful=True, against=say(f"against.{worst}"))


# ------------------------------------------------------------------ deadlines


def deadline_features(found: Found, others: Sequence[Found], letter: Letter, events: Sequence[Event]) -> frozenset[str]:
    """Return what speaks for and against a deadline."""
    deadline, entry = found.deadline, found.entry
    time = entry.time
    words, meaning = deadline.action.split(), set(stems(deadline.action))
    holds = {
        "clear": entry.margin >= _CLEAR,
        "narrow": entry.margin < _PLAIN,
        "limit_word": "limit_word" in entry.why or "column" in entry.why,
        "asked": bool({"request", "must", "imperative"} & set(entry.why)),
        "loosely_asked": bool({"may", "future", "passive", "open_until", "close"} & set(entry.why)),
        "unaddressed": bool({"future", "passive"} & set(entry.why)) and not deadline.reply_to,
        "elsewhere": time.counted and len([each for each in events if each.start]) > 1,
        "row": found.rule == "row",
        "label": found.rule in ("label", "listed"),
        "by_heading": found.rule in ("heading", "resumed", "cell", "noun"),
        "address": bool(deadline.reply_to),
        "act": begins_with_act(deadline.action),
        "debris": len(words) > _MANY or not meaning or bool(_DEBRIS.search(fold(deadline.action))),
        "unclear": found.rule == "clause",
        "short": len(meaning) < _FEW,
        "weekday": time.expression.conflict == "weekday",
        "no_year": not time.expression.year_given
        and not time.counted
        and not re.search(r"\b(?:jours?|semaines?|mois)\b", time.words),
        "counted": time.counted,
        "in_event": _in_event(deadline, events) and not time.counted,
        "late": _late(deadline, events),
        "twice": any(_same_deed(each, found) for each in others),
        "range": time.is_range,
        "one_day": time.value.start is not None
        and not time.is_range
        and not {"column", "limit_word", "label_deed", "coordinated", "due", "close", "negated"} & set(entry.why),
        "annex": time.sentence.zone.value == "annex",
        "far": letter.date is not None and (deadline.due - letter.date).days > _FAR,
    }
    return frozenset(name for name, held in holds.items() if held)


_DEBRIS = re.compile(
    r"^(?:\W|.{1,2}\s(?!inscri|enreg)|\d|et |ou |pour |afin |dont |qui |que |elles? |ils? |leur |sur |par |dans )"
    r"|https?|@|\b(?:est|sont|sera|seront) \w+e?s?$|[:(]$"
)


def begins_with_act(action: str) -> bool:
    """Tell whether an action begins with an infinitive or the noun of an act."""
    low = fold(action)
    return bool(
        re.match(r"(?:s'|se |y |ne pas )?\w+(?:er|ir|re|oir)\b", low)
        or pattern(r"(?:la |l'|les? |leurs? )?{ledger.deeds}\b").match(low)
    )


def _in_event(deadline: Deadline, events: Sequence[Event]) -> bool:
    """Tell whether a limit falls on an event's days: the last day of grants, not of asking for them."""
    spans = [
        (event.start, event.end or event.start) for event in events if event.start and event.start.grain is Grain.DAY
    ]
    return any(first.first <= deadline.due <= last.last for first, last in spans if last is not None)


def _late(deadline: Deadline, events: Sequence[Event]) -> bool:
    own = next((event for event in events if event.name == deadline.event), None)
    end = own and (own.end or own.start)
    return bool(end and end.grain is Grain.DAY and deadline.due > end.last)


def _same_deed(one: Found, other: Found) -> bool:
    """Two limits for one deed contradict each other."""
    same = fold(one.deadline.action) == fold(other.deadline.action) and one.deadline.audience == other.deadline.audience
    return (
        one is not other
        and same
        and one.deadline.due != other.deadline.due
        and one.deadline.event == other.deadline.event
    )


# ------------------------------------------------------------------ events


def event_features(
    draft: Draft, event: Event, events: Sequence[Event], letter: Letter, wrong: frozenset[tuple[int, int]]
) -> frozenset[str]:
    """Return what speaks for and against an event and its days."""
    start = event.start or (event.was.start if event.was else None)
    said = [each for each in draft.said if each.start == start]
    best = max(said, key=lambda each: min(each.link, each.margin), default=None)
    holds = {
        "clear": best is not None and min(best.link, best.margin) >= _CLEAR,
        "narrow": best is not None and min(best.link, best.margin) < _PLAIN,
        "unsaid": best is None and event.was is None,
        "again": len({each.span for each in said}) > 1,
        "contradicted": any(_other_days(each, event) for each in draft.said),
        "subject": any(each.field == "name" and each.rule == "subject" for each in draft.evidence),
        "listed": any(each.field == "start" and each.rule.startswith(("row", "listed")) for each in draft.evidence),
        "proper": bool(event.acronym) or len(stems(event.name)) > _FEW + 1,
        "debris": (len(stems(event.name)) < _FEW and event is not events[0])
        or len(event.name.split()) > _MANY
        or bool(_NO_NAME.search(fold(event.name))),
        "no_head": not pattern(r"^(?:{events.heads}|{events.bodies}|{events.ranks})\b").match(fold(event.name)),
        "over": start is not None
        and letter.date is not None
        and (event.end or start).last < letter.date
        and event.was is None,
        "edition": event.edition is not None and start is not None and abs(event.edition - start.first.year) > 1,
        "weekday": bool(wrong & {(each.span.start, each.span.end) for each in said}),
        "shared": any(
            other is not event and event.start and other.start == event.start and other.end == event.end
            for other in events
        ),
        "month": start is not None and start.grain is Grain.MONTH and event is not events[0],
        "place": event.place is not None or event.mode is not None,
        "first": bool(events) and event is events[0],
    }
    return frozenset(name for name, held in holds.items() if held)


_NO_NAME = re.compile(
    r"\b(?:nous|vous|je|est|sont|sera|seront|suivi\w*|allant|debute\w*)\b|^\d|^(?:qui|que|dont|en|au) "
)


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


def _part(part: Part, event: Event, letter: Letter, doubtful_below: float, wrong: frozenset[tuple[int, int]]) -> Part:
    named = fold(event.name) in fold(part.name)
    inside = named or event.start is None or part.start is None or _inside(part.start, event)
    holds = {
        "outside": not inside,
        "debris": len(stems(part.name)) < 1 or bool(_NO_NAME.search(fold(part.name))),
        "no_head": not pattern(r"\b(?:{events.heads}|{events.parts}|{events.bodies})\b").search(fold(part.name)),
        "weekday": (part.span.start, part.span.end) in wrong,
        "over": letter.date is not None and part.end is not None and part.end.last < letter.date,
    }
    return judged(part, "part", frozenset(name for name, held in holds.items() if held), doubtful_below)


def _inside(day: Moment, event: Event) -> bool:
    return event.start is not None and event.start.first <= day.first <= (event.end or event.start).last


def weekday_conflicts(found: Iterable[Time]) -> list[tuple[int, int]]:
    """Return the spans of the sentences whose weekday is not that of their date."""
    return [
        (time.sentence.span.start, time.sentence.span.end) for time in found if time.expression.conflict == "weekday"
    ]
