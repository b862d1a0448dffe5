"""How sure each dated fact is: the probability that it is right, from what agrees and from what contradicts."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.extraction.deadlines import Found
from knowledge.extraction.drafts import Draft
from knowledge.model import Deadline, Event, Letter


def sure_events(drafts: Sequence[tuple[Draft, Event]], letter: Letter, doubtful_below: float) -> tuple[Event, ...]:
    """Return the events with their confidence."""
    return tuple(event for _, event in drafts)


def sure_deadlines(
    found: Sequence[Found], letter: Letter, events: Sequence[Event], doubtful_below: float
) -> tuple[Deadline, ...]:
    """Return the deadlines with their confidence, in the order of the letter."""
    return tuple(sorted((each.deadline for each in found), key=lambda each: each.span))
