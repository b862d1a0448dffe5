"""Questions without an answer, counted by day."""

import datetime as dt

from bot.state.records import Gap
from bot.state.store import State, open_state
from bot.state.talks import GAPS_A_DAY
from tests.bot.state.conftest import MEMORY
from tests.postgres import both

pytestmark = both

DAY = dt.date(2021, 2, 15)


def test_a_gap_is_counted_by_day(state: State) -> None:
    """The same question counts up on its day, and anew on another."""
    for day in (DAY, DAY, DAY + dt.timedelta(days=1)):
        state.talks.miss("qui paie ?", day)
    assert [(gap.day.day, gap.times) for gap in state.talks.gaps()] == [(15, 2), (16, 1)]
    state.talks.tidy(dt.datetime.combine(DAY + dt.timedelta(days=90), dt.time(9), dt.UTC))
    assert state.talks.gaps() == (Gap(question="qui paie ?", day=DAY + dt.timedelta(days=1), times=1),)


def test_no_gap_is_kept_when_the_operator_wants_none(address: str) -> None:
    """gap_days = 0 keeps none, and drops those kept before."""
    before = open_state(address, MEMORY)
    before.talks.miss("qui paie ?", DAY)
    before.close()
    state = open_state(address, MEMORY, gap_days=0)
    state.talks.miss("combien ?", DAY)
    assert [gap.question for gap in state.talks.gaps()] == ["qui paie ?"]
    state.talks.tidy(dt.datetime.combine(DAY, dt.time(9), dt.UTC))
    assert state.talks.gaps() == ()
    state.close()


def test_a_day_of_noise_is_bounded(state: State) -> None:
    """Beyond so many different questions a day none is added; those known still count."""
    for number in range(GAPS_A_DAY + 5):
        state.talks.miss(f"question {number}", DAY)
    state.talks.miss("question 0", DAY)
    gaps = state.talks.gaps()
    assert len(gaps) == GAPS_A_DAY
    assert max(gap.times for gap in gaps) == 2


def test_a_long_question_is_cut(state: State) -> None:
    """Its beginning is enough to know it by."""
    state.talks.miss("a" * 4096, DAY)
    (gap,) = state.talks.gaps()
    assert len(gap.question) == 512
