"""`make bench`: each question and its measures, in one run."""

from bench import building, hostile, replies, robustness, startup, temporal

MEASURES = (startup, replies, robustness, hostile, building, temporal)  # the last compares with other readers of dates


def main() -> None:
    """Print every measure under the question that it answers."""
    for measure in MEASURES:
        print(f"\n## {(measure.__doc__ or '').splitlines()[0]}\n", flush=True)
        measure.main()


if __name__ == "__main__":
    main()
