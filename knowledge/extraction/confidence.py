"""How sure each dated fact is: the probability that it is right, from what agrees and from what contradicts."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.extraction.confidence_deadlines import deadline_signs
from knowledge.extraction.confidence_events import event_signs, part_signs
from knowledge.extraction.deadlines import Found
from knowledge.extraction.drafts import Draft
from knowledge.extraction.features import score, weights
from knowledge.extraction.mentions import Time
from knowledge.model import Deadline, Event, Letter, Part
from knowledge.phrases import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How sure a claim is, and what spoke for and against it."""

    claim: Event | Deadline | Part
    kind: str  # the table of weights: "event_days", "deadline", "part"
    features: frozenset[str]


def sure_events(
    drafts: Sequence[tuple[Draft, Event]], letter: Letter, doubtful_below: float, conflicts: Iterable[tuple[int, int]]
) -> tuple[Verdict, ...]:
    """Return what is held of each event, its parts judged before it; `conflicts` are the spans with a wrong weekday."""
    wrong = frozenset(conflicts)
    events = [event for _, event in drafts]
    found: list[Verdict] = []
    for draft, event in drafts:
        parts = [judged(part, "part", part_signs(part, event, letter, wrong), doubtful_below) for part in event.parts]
        whole = replace(event, parts=tuple(each.claim for each in parts if isinstance(each.claim, Part)))
        features = event_signs(draft, event, events, letter, wrong)
        found += (judged(whole, "event_days", features, doubtful_below), *parts)
    return tuple(found)


def sure_deadlines(
    found: Sequence[Found], letter: Letter, events: Sequence[Event], doubtful_below: float
) -> tuple[Verdict, ...]:
    """Return what is held of the deadlines, in the order of the letter."""
    verdicts = [
        judged(each.deadline, "deadline", deadline_signs(each, found, letter, events), doubtful_below) for each in found
    ]
    return tuple(sorted(verdicts, key=lambda each: each.claim.span))


def judged(claim: Event | Deadline | Part, kind: str, features: frozenset[str], doubtful_below: float) -> Verdict:
    """Return a claim with its probability, and what speaks most against it when it is doubtful."""
    sure = 1 / (1 + math.exp(-score(kind, features)))
    told = replace(claim, confidence=round(sure, 3))
    if sure < doubtful_below:
        table = weights()[kind]
        against = sorted(each for each in features if table.get(each, 0.0) < 0)
        worst = min(against, key=lambda each: table[each], default="bias")
        told = replace(told, doubtful=True, against=say(f"against.{worst}"))
    return Verdict(claim=told, kind=kind, features=features)


def weekday_conflicts(found: Iterable[Time]) -> list[tuple[int, int]]:
    """Return the spans of the sentences whose weekday is not that of their date."""
    return [
        (time.sentence.span.start, time.sentence.span.end) for time in found if time.expression.conflict == "weekday"
    ]
