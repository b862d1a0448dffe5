"""What is left to be reminded of once a chat has dealt with a deadline, or has put it off."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.plan import Plan, Schedule
from bot.reminders.watching import watch
from bot.state.records import Place, Settled, Step, Wish
from tests.bot.builders import library

GENEVA = ZoneInfo("Europe/Zurich")
SCHEDULE = Schedule(lead_days=(30, 14, 7, 3, 1, 0), hour=9, zone=GENEVA, late=dt.timedelta(hours=1))
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
(WATCHED,) = watch(library())  # the last day is 28 February 2021
GROUP, TOPIC, OTHER = Place(-7), Place(-7, 3), Place(8)


def at(text: str) -> dt.datetime:
    """Return a moment of Geneva."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=GENEVA)


def held(until: str | None = None, place: Place = GROUP) -> Settled:
    """Return what a chat has noted."""
    moment = None if until is None else at(until)
    return Settled(chat=place.chat, subject=WATCHED.key, at=LONG_AGO, until=moment, topic=place.topic)


def marks(now: str, *noted: Settled, places: tuple[Place, ...] = (GROUP,)) -> list[tuple[Place, str]]:
    """Return where something is pushed at a moment, and which step of the deadline."""
    wishes = [Wish(place=place, since=LONG_AGO) for place in places]
    due = Plan((WATCHED,), wishes, SCHEDULE, noted).due((), at(now))
    return [(each.step.place, each.step.mark) for push in due for each in push.reminders]


def test_what_is_dealt_with_is_not_reminded_of() -> None:
    """No step is left, in any topic of the group; other chats go on."""
    assert marks("2021-02-23T09:00", held(), places=(GROUP, TOPIC, OTHER)) == [(OTHER, "3")]


@pytest.mark.parametrize(
    ("now", "mark"),
    [
        ("2021-02-20T10:00", None),
        ("2021-02-22T08:59", None),
        ("2021-02-22T09:00", "z1613980800"),
        ("2021-02-22T20:00", "z1613980800"),
        ("2021-02-23T09:00", "3"),
        ("2021-02-28T09:00", "0"),
    ],
)
def test_what_is_put_off_comes_back_once_then_goes_on(now: str, mark: str | None) -> None:
    """Nothing before, one push when the time has come, then the lead times that come later."""
    assert marks(now, held("2021-02-22T09:00")) == ([] if mark is None else [(GROUP, mark)])


def test_a_lead_time_that_comes_with_the_end_of_the_wait_is_the_same_push() -> None:
    """At nine of 23 February both come: one message."""
    assert marks("2021-02-23T09:00", held("2021-02-23T09:00")) == [(GROUP, "z1614067200")]
    assert marks("2021-02-24T09:00", held("2021-02-23T09:00")) == [(GROUP, "z1614067200")]


def test_it_comes_back_where_it_was_put_off() -> None:
    """The topic that asked for it gets it; the rest of the group goes on with the lead times after it."""
    noted = held("2021-02-22T09:00", TOPIC)
    assert marks("2021-02-22T09:00", noted, places=(GROUP, TOPIC)) == [(TOPIC, "z1613980800")]
    assert marks("2021-02-23T09:00", noted, places=(GROUP, TOPIC)) == [(GROUP, "3"), (TOPIC, "3")]


def test_nothing_comes_back_after_the_last_day() -> None:
    """A deadline put off beyond its end, however that came about, stays silent."""
    assert marks("2021-03-02T09:00", held("2021-03-02T09:00")) == []
    assert marks("2021-02-28T09:00", held("2021-03-02T09:00")) == []


@given(st.integers(0, 39 * 24), st.lists(st.integers(1, 200), max_size=60))
def test_whatever_the_ticks_a_wait_ends_with_one_push(hours: int, gaps: list[int]) -> None:
    """However rarely one looks, the end of a wait is pushed at most once, and before any later lead time."""
    noted = Settled(
        chat=GROUP.chat, subject=WATCHED.key, at=LONG_AGO, until=at("2021-01-20T00:00") + dt.timedelta(hours=hours)
    )
    plan = Plan((WATCHED,), (Wish(place=GROUP, since=LONG_AGO),), SCHEDULE, (noted,))
    sent: list[Step] = []
    now = at("2021-01-20T00:00")
    for gap in gaps:
        now += dt.timedelta(hours=gap)
        sent += [each.step for push in plan.due(set(sent), now) for each in push.reminders]
        assert noted.until is not None
        assert not sent or now >= noted.until
    assert len(sent) == len(set(sent))
    waits = [number for number, step in enumerate(sent) if step.mark.startswith("z")]
    assert waits in ([], [0])
