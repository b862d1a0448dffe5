"""Questions without an answer, counted by day."""

import datetime as dt

from bot.state.records import Gap
from bot.state.store import State

DAY = dt.date(2021, 2, 15)


def test_a_gap_is_counted_by_day(state: State) -> None:
    """The same question counts up on its day, and anew on another."""
    for day in (DAY, DAY, DAY + dt.timedelta(days=1)):
        state.talks.miss("qui paie ?", day)
    assert [(gap.day.day, gap.times) for gap in state.talks.gaps()] == [(15, 2), (16, 1)]
    state.talks.drop_gaps(DAY + dt.timedelta(days=1))
    assert state.talks.gaps() == (Gap(question="qui paie ?", day=DAY + dt.timedelta(days=1), times=1),)


def test_a_long_question_is_cut(state: State) -> None:
    """Its beginning is enough to know it by."""
    state.talks.miss("a" * 4096, DAY)
    (gap,) = state.talks.gaps()
    assert len(gap.question) == 512
