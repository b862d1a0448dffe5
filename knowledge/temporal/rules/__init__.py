"""The rules of French time, in the order in which they are applied."""

from knowledge.temporal.rules import bounds, clocks, dates, instants, numbers, ranges, spans

RULES = (
    *numbers.RULES,
    *clocks.RULES,
    *dates.RULES,
    *spans.RULES,
    *instants.RULES,
    *ranges.RULES,
    *instants.OF_RANGES,
    *bounds.RULES,
)
