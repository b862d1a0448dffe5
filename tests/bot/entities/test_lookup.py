"""What takes some days is found by any of them."""

import datetime as dt
from functools import cached_property

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.entities.lookup import Spans, build, grouped

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31))
ITEMS = st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=30)


def spans(items: list[tuple[dt.date, int]]) -> list[tuple[dt.date, dt.date, int]]:
    """Return some first days and lengths as numbered spans."""
    return [(first, first + dt.timedelta(days=days), number) for number, (first, days) in enumerate(items)]


@given(ITEMS, st.none() | DAYS, st.none() | DAYS)
def test_what_touches_a_stretch_is_found(
    items: list[tuple[dt.date, int]], first: dt.date | None, last: dt.date | None
) -> None:
    """Long or short, open or not: all that shares a day with the stretch, in the order given, and nothing else."""
    assume(first is None or last is None or first <= last)
    every = spans(items)
    expected = [n for start, end, n in every if (first is None or end >= first) and (last is None or start <= last)]
    assert Spans(every).touching(first, last) == expected


@given(ITEMS, DAYS)
def test_what_begins_next_is_the_first_of_its_day(items: list[tuple[dt.date, int]], day: dt.date) -> None:
    """Of two that begin on one day, the one that was given first comes first."""
    every = spans(items)
    ahead = [(start, number) for start, _, number in every if start >= day]
    assert Spans(every).next(day) == min(ahead, default=(None, None))[1]
    assert Spans(every).last() == max(((start, number) for start, _, number in every), default=(None, None))[1]


def test_no_day_is_too_early() -> None:
    """The first day of the calendar can be asked for."""
    assert Spans([(dt.date.min, dt.date.min, "a")]).touching(dt.date.min, dt.date.min) == ["a"]


def test_what_shares_a_key_stays_in_order() -> None:
    """Several things of one key come in the order given."""
    assert grouped([("a", 2), ("b", 3), ("a", 1)]) == {"a": (2, 1), "b": (3,)}


class _Table:
    def __init__(self) -> None:
        self.made: list[str] = []

    @cached_property
    def one(self) -> int:
        """Return a table."""
        self.made.append("one")
        return 1

    @cached_property
    def two(self) -> int:
        """Return a table that needs another."""
        self.made.append("two")
        return self.one + 1


def test_tables_are_made_once() -> None:
    """All that would be made when first asked is made, each once."""
    table = _Table()
    build(table, table)
    assert sorted(table.made) == ["one", "two"]
