"""`make bench`: each question and its measures, in one run; `python -m bench MEASURE [COUNT]`: one of them."""

import sys
from types import ModuleType

from bench import (
    broadcast,
    building,
    chaos,
    desk,
    failover,
    hostile,
    replies,
    robustness,
    scale,
    settled,
    soak,
    startup,
    temporal,
    updates,
)

# The last compares with other readers of dates.
MEASURES = (startup, replies, scale, robustness, hostile, building, desk, temporal)
LONG = (broadcast, chaos, failover, settled, soak, updates)  # minutes each, or in need of letters: by name only


def main(arguments: list[str]) -> None:
    """Print every measure that is short, or the one named, under the question that it answers."""
    if not arguments:
        for measure in MEASURES:
            _print(measure)
        return
    named = {measure.__name__.rpartition(".")[2]: measure for measure in (*MEASURES, *LONG)}
    if arguments[0] not in named:
        sys.exit(f"python -m bench [{' | '.join(named)}]")
    _print(named[arguments[0]], *arguments[1:])


def _print(measure: ModuleType, *arguments: str) -> None:
    print(f"\n## {(measure.__doc__ or '').splitlines()[0]}\n", flush=True)
    measure.main(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
