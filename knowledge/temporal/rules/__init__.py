"""The rules of French time, in the order in which they are applied."""

from functools import cache

from knowledge.temporal.engine import Rule
from knowledge.temporal.rules import (
    beside,
    bounds,
    clocks,
    dates,
    dayparts,
    days,
    durations,
    holidays,
    instants,
    lengths,
    lists,
    members,
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
        *durations.COMING,
        *lengths.RULES,
        *clocks.RULES,
        *recurrences.RULES,
        *dayparts.RULES,
        *holidays.rules(),
        *dates.RULES,
        *spans.RULES,
        *members.RULES,
        *spans.WEEKENDS,
        *parts.RULES,
        *dates.NUMBERS,
        *days.RULES,
        *lists.DAYS,
        *dayparts.OF_DAYS,
        *instants.RULES,
        *ranges.ELLIPTIC,
        *lists.STRETCHES,
        *ranges.RULES,
        *spans.LATE,
        *instants.OF_RANGES,
        *lists.HOURS,
        *beside.RULES,
        *durations.RULES,
        *instants.OF_LENGTHS,
        *bounds.RULES,
    )
