"""Pushes wait after a publication, as long as it stands."""

import datetime as dt

from bot.reminders.holding import Hold
from knowledge.history import Deed, HistoryRow

NOW = dt.datetime(2024, 5, 10, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def row(
    number: int, minute: int, deed: Deed = Deed.PUBLISH, undoes: int | None = None, before: str = "a"
) -> HistoryRow:
    """Return a row of the history."""
    at = NOW + minute * MINUTE
    return HistoryRow(number=number, at=at, who="x", deed=deed, what="", before=before, after="b", undoes=undoes)


def test_it_lasts_from_the_last_publication_that_stands() -> None:
    """An undo lifts the wait of what it takes back, and that alone."""
    rows = [row(1, 0), row(2, 5)]
    hold = Hold(rows=lambda: tuple(rows), minutes=10)
    assert hold.until(NOW + 7 * MINUTE) == NOW + 15 * MINUTE
    rows.append(row(3, 7, Deed.UNDO, undoes=2))
    assert hold.until(NOW + 8 * MINUTE) == NOW + 10 * MINUTE
    assert hold.until(NOW + 10 * MINUTE) is None
    assert hold.ended(NOW + 9 * MINUTE, NOW + 11 * MINUTE)


def test_the_first_base_makes_nobody_wait() -> None:
    """There is nothing before it that one could go back to."""
    assert Hold(rows=lambda: (row(1, 0, Deed.BUILD, before=""),), minutes=10).until(NOW) is None
