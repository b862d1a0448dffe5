"""The while that pushes wait after a publication, so that it can be undone before anybody hears of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.history import HistoryRow, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How long what was published waits."""

    rows: Callable[[], tuple[HistoryRow, ...]]  # of the history
    minutes: int

    def until(self, now: dt.datetime) -> dt.datetime | None:
        """Return until when pushes of what is new wait; None when they do not."""
        wait = dt.timedelta(minutes=self.minutes)
        ends = (
            row.at + wait for row in reversed(standing(self.rows())) if row.before and row.at <= now < row.at + wait
        )
        return max(ends, default=None)

    def ended(self, since: dt.datetime, now: dt.datetime) -> bool:
        """Tell whether a wait has ended after a moment."""
        return self.until(since) is not None and self.until(now) is None
