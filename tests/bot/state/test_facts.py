"""Facts as they were told, what has changed, deadlines dealt with."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from bot.state.records import Change, Place, Settled, Told
from bot.state.store import State
from tests.postgres import both

pytestmark = both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
OLD, NEW = Told("deadline", "a", "1"), Told("deadline", "a", "2")
MOVED = Change(kind="deadline", subject="a", before="1", after="2", at=NOW)


def test_a_change_is_kept_once(state: State) -> None:
    """Of two processes that see the same change, the second finds it kept already."""
    assert state.facts.told() == frozenset()
    assert state.facts.see(frozenset(), frozenset({OLD}), [])
    assert state.facts.see(frozenset({OLD}), frozenset({NEW}), [MOVED])
    assert not state.facts.see(frozenset({OLD}), frozenset({NEW}), [MOVED])
    (kept,) = state.facts.changes(NOW)
    assert (kept.before, kept.after, kept.at) == ("1", "2", NOW)
    assert state.facts.told() == {NEW}
    assert state.facts.revisions() == {"a": 1}


def test_of_many_that_see_a_change_at_once_one_keeps_it(state: State) -> None:
    """Whatever changes, what is added among it, and however close they are."""
    added = Change(kind="letter", subject="b", before=None, after="1", at=NOW)
    steps = (
        (frozenset({OLD}), frozenset({OLD, Told("letter", "b", "1")}), added),
        (frozenset({OLD, Told("letter", "b", "1")}), frozenset({NEW, Told("letter", "b", "1")}), MOVED),
        (frozenset({NEW, Told("letter", "b", "1")}), frozenset({Told("letter", "b", "1")}), MOVED),
    )
    state.facts.see(frozenset(), frozenset({OLD}), [])
    with ThreadPoolExecutor(8) as pool:
        for before, after, change in steps:
            barrier = Barrier(8)

            def see(_: int, of: tuple[Any, Any, Any] = (before, after, change), wait: Barrier = barrier) -> bool:
                wait.wait()
                return state.facts.see(of[0], of[1], [of[2]])

            assert sum(pool.map(see, range(8))) == 1
    assert len(state.facts.changes(NOW)) == len(steps)


def test_a_fact_withdrawn_is_no_longer_told(state: State) -> None:
    """What is gone from the letters is gone from what was told."""
    state.facts.see(frozenset(), frozenset({OLD}), [])
    assert state.facts.see(frozenset({OLD}), frozenset(), [])
    assert state.facts.told() == frozenset()


def test_changes_are_given_from_a_moment_on(state: State) -> None:
    """Older ones are not told any more."""
    state.facts.see(frozenset(), frozenset({OLD}), [MOVED])
    assert state.facts.changes(NOW + dt.timedelta(seconds=1)) == ()


def test_a_deadline_dealt_with_is_so_for_the_whole_chat(state: State) -> None:
    """Settled, put off instead, taken back: the last word counts."""
    done = Settled(chat=7, subject="a", at=NOW, topic=3)
    later = Settled(chat=7, subject="a", at=NOW, until=NOW + dt.timedelta(days=1))
    state.facts.settle(done)
    assert state.facts.settled() == (done,)
    state.facts.settle(later)
    assert state.facts.settled() == (later,)
    state.facts.unsettle(7, "a")
    assert state.facts.settled() == ()


def test_forgetting_a_chat_forgets_what_it_settled(state: State) -> None:
    """Nothing of the chat is left."""
    state.facts.settle(Settled(chat=7, subject="a", at=NOW))
    state.chats.forget(7)
    assert state.facts.settled() == ()


def test_a_group_renamed_keeps_what_it_settled(state: State) -> None:
    """The supergroup is not asked again."""
    state.chats.wish(Place(7), NOW)
    state.facts.settle(Settled(chat=7, subject="a", at=NOW))
    state.chats.rename(7, -1007)
    assert [each.chat for each in state.facts.settled()] == [-1007]
