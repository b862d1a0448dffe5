"""`python -m bench MEASURE [COUNT]`: one measure that is not of docs/performance.md, which `make bench` writes."""

import sys

from bench import broadcast, chaos, desk, failover, hostile, robustness, settled, soak, temporal, updates

MEASURES = (
    robustness,
    hostile,
    desk,
    temporal,
    broadcast,
    chaos,
    failover,
    settled,
    soak,
    updates,
)  # from the fifth on: minutes each


def main(arguments: list[str]) -> None:
    """Print a measure under the question that it answers."""
    named = {measure.__name__.rpartition(".")[2]: measure for measure in MEASURES}
    if not arguments or arguments[0] not in named:
        sys.exit(f"python -m bench {' | '.join(named)}")
    measure = named[arguments[0]]
    print(f"\n## {(measure.__doc__ or '').splitlines()[0]}\n", flush=True)
    measure.main(*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
