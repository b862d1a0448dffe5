"""Tables to look things up in: by a key, by the days that they take."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")

_LONG = dt.timedelta(days=62)  # what takes more is looked at one by one: few do


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    """Return what goes with each key, in order."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return {key: tuple(several) for key, several in found.items()}


def build(*tables: object) -> None:
    """Make all that some objects would make when first asked, so that no question waits for it."""
    for table in tables:
        for name, attribute in vars(type(table)).items():
            if isinstance(attribute, cached_property):
                getattr(table, name)


class Spans(Generic[T]):
    """Things, each with its first and its last day, in an order that is kept."""

    def __init__(self, items: Iterable[tuple[dt.date, dt.date, T]]) -> None:
        every = [(first, place, last, each) for place, (first, last, each) in enumerate(items)]
        every.sort(key=lambda item: item[:2])
        self._every = every
        self._firsts = [first for first, *_ in every]
        self._long = [item for item in every if item[2] - item[0] > _LONG]

    def touching(self, first: dt.date | None, last: dt.date | None) -> list[T]:
        """Return what takes any day of a stretch, open where None, in the order given."""
        earliest = max(first, dt.date.min + _LONG) - _LONG if first else dt.date.min
        start, end = bisect_left(self._firsts, earliest), bisect_right(self._firsts, last or dt.date.max)
        before = [item for item in self._long if item[0] < earliest and (last is None or item[0] <= last)]
        found = [item for item in (*before, *self._every[start:end]) if first is None or item[2] >= first]
        return [each for _, _, _, each in sorted(found, key=lambda item: item[1])]

    def next(self, day: dt.date) -> T | None:
        """Return what begins first, on a day or after it."""
        place = bisect_left(self._firsts, day)
        return self._every[place][3] if place < len(self._every) else None

    def last(self) -> T | None:
        """Return what begins last."""
        return self._every[-1][3] if self._every else None
