"""What a place wants: kept whole, changed, taken back."""

import datetime as dt

from bot.state.records import Follow, Place, Wish
from bot.state.store import State
from tests.postgres import both

pytestmark = both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
HERE = Place(7, 3)
FULL = Wish(
    place=HERE,
    since=NOW,
    everything=False,
    audience="member_state",
    leads=(14, 3, 0),
    hour=8,
    zone="Africa/Dakar",
    quiet=(22, 7),
    working_days=True,
    news=True,
    follows=(
        Follow(event="forum-2021", leads=(3,), since=NOW),
        Follow(event="world-2021", wanted=False, since=NOW),
    ),
)


def test_a_wish_is_kept_whole(state: State) -> None:
    """Every setting of it, and each event that it follows or does not want, is read back as it was."""
    state.chats.set(FULL, NOW)
    assert state.chats.wish_of(HERE) == FULL
    assert state.chats.wishes() == (FULL,)


def test_a_wish_takes_the_place_of_the_one_before(state: State) -> None:
    """What is followed no longer is forgotten."""
    state.chats.set(FULL, NOW)
    bare = Wish(place=HERE, since=NOW)
    state.chats.set(bare, NOW)
    assert state.chats.wishes() == (bare,)


def test_no_lead_time_is_not_the_usual_ones(state: State) -> None:
    """An empty choice stays empty."""
    state.chats.set(Wish(place=HERE, since=NOW, leads=()), NOW)
    found = state.chats.wish_of(HERE)
    assert found is not None
    assert found.leads == ()


def test_wishing_again_keeps_what_was_set(state: State) -> None:
    """Turning reminders on where they are on changes nothing."""
    state.chats.set(FULL, NOW)
    state.chats.wish(HERE, NOW + dt.timedelta(days=1))
    assert state.chats.wish_of(HERE) == FULL


def test_unwishing_forgets_what_was_followed(state: State) -> None:
    """Turned on again, reminders are the usual ones."""
    state.chats.set(FULL, NOW)
    state.chats.unwish(HERE)
    assert state.chats.wish_of(HERE) is None
    state.chats.wish(HERE, NOW)
    assert state.chats.wish_of(HERE) == Wish(place=HERE, since=NOW)
