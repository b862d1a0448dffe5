"""Time a deed beside its yardstick, turn about, so that what slows the one down slows the other too."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Deed = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a deed and its yardstick took, in seconds."""

    deed: float  # median
    yardstick: float  # median
    ratio: float  # median of the ratios of each turn


def beside(deed: Deed, yardstick: Deed, turns: int, clock: Clock = time.perf_counter) -> Beside:
    """Time both `turns` times, alternating which comes first; by wall time, or by another clock."""
    pairs = []
    for turn in range(turns):
        if turn % 2:
            other, mine = seconds(yardstick, clock), seconds(deed, clock)
        else:
            mine, other = seconds(deed, clock), seconds(yardstick, clock)
        pairs.append((mine, other))
    return Beside(
        deed=statistics.median(mine for mine, _ in pairs),
        yardstick=statistics.median(other for _, other in pairs),
        ratio=statistics.median(mine / other for mine, other in pairs),
    )


def seconds(deed: Deed, clock: Clock) -> float:
    """Return how long a deed takes."""
    begun = clock()
    deed()
    return clock() - begun
