"""What a tap makes of a wish."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.handlers.choices import change, follow
from bot.state.records import Follow, Place, Wish

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
ALL = Wish(place=Place(5), since=NOW)
FEW = replace(ALL, everything=False)


@pytest.mark.parametrize(("wish", "wanted"), [(ALL, False), (FEW, True)])
def test_an_event_is_turned_over_and_back(wish: Wish, wanted: bool) -> None:  # noqa: FBT001  # a column of the table
    """What all deadlines say already is not said again of one event."""
    once = follow(wish, "forum", NOW)
    assert [(each.event, each.wanted) for each in once.follows] == [("forum", wanted)]
    assert follow(once, "forum", NOW) == wish


def test_an_event_with_its_own_lead_times_keeps_them() -> None:
    """Following it again does not forget what was chosen for it."""
    own = replace(ALL, follows=(Follow(event="forum", leads=(3,), since=NOW),))
    assert follow(own, "forum", NOW, wanted=True).follows == own.follows


def test_all_or_nothing_forgets_single_events() -> None:
    """After "all", no event is left out any more."""
    assert change(follow(ALL, "forum", NOW), "all", "1", (), NOW) == ALL
