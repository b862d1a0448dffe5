"""The rules of French time, in the order in which they are applied."""

from functools import cache

from knowledge.temporal.engine import Rule
from knowledge.temporal.rules import (
    bounds,
    clocks,
    dates,
    days,
    durations,
    holidays,
    instants,
    lists,
    numbers,
    parts,
    ranges,
    recurrences,
    spans,
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Join the rules in their order; made on first use, since feasts come from the lexicon."""
    return (
        *numbers.RULES,
        *durations.LENGTHS,
        *clocks.RULES,
        *recurrences.RULES,
        *holidays.rules(),
        *dates.RULES,
        *spans.RULES,
        *parts.EARLY,
        *dates.NUMBERS,
        *days.RULES,
        *instants.RULES,
        *lists.DAYS,
        *ranges.ELLIPTIC,
        *lists.STRETCHES,
        *ranges.RULES,
        *spans.LATE,
        *instants.OF_RANGES,
        *lists.HOURS,
        *durations.RULES,
        *days.BESIDE,
        *bounds.RULES,
    )
