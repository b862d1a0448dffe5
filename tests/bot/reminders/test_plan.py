"""What is due, and when."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.plan import Plan, Push, Schedule
from bot.reminders.watching import Watched, deadline_key, identified, watch
from bot.state.records import Place, Settled, Step, Wish
from tests.bot.builders import ASKED, deadline, letter, library

ZURICH = ZoneInfo("Europe/Zurich")
SCHEDULE = Schedule(lead_days=(30, 14, 7, 3, 1, 0), hour=9, zone=ZURICH, late=dt.timedelta(hours=1))
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
HERE = Wish(place=Place(7), since=LONG_AGO)
EVERY_DAY = replace(HERE, working_days=False)
WATCHED = watch(library())  # "avant le 1er mars 2021": the last working day is Friday 26 February


def at(text: str) -> dt.datetime:
    """Return a moment of Geneva."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZURICH)


def pushed(now: str, *settled: Step, wish: Wish = HERE, watched: tuple[Watched, ...] = WATCHED) -> tuple[Push, ...]:
    """Return what one place is pushed at a moment."""
    return Plan(watched, (wish,), SCHEDULE).due(settled, at(now))


def leads(pushes: tuple[Push, ...]) -> list[int]:
    """Return the lead times pushed."""
    return [reminder.lead for push in pushes for reminder in push.reminders]


@pytest.mark.parametrize(
    ("now", "lead"),
    [
        ("2021-01-27T08:59", None),
        ("2021-01-27T09:00", 30),
        ("2021-02-12T08:44", 30),
        ("2021-02-12T09:00", 14),
        ("2021-02-19T09:00", 7),
        ("2021-02-23T09:00", 3),
        ("2021-02-25T09:00", 1),
        ("2021-02-28T09:00", 0),
        ("2021-02-28T23:59", 0),
        ("2021-03-01T00:00", None),
        ("2026-11-22T09:00", None),
    ],
)
def test_days_are_counted_to_the_last_working_day_on_which_one_can_act(now: str, lead: int | None) -> None:
    """Before 1 March an office acts until Friday 26 February: at nine each step comes, and nothing follows."""
    assert leads(pushed(now)) == ([] if lead is None else [lead])


def test_an_inclusive_deadline_ends_with_its_own_day() -> None:
    """A deadline of 1 March at the latest can still be met on 1 March."""
    watched = watch(library(letter(deadline(inclusive=True))))
    (push,) = pushed("2021-03-01T10:00", watched=watched)
    assert push.reminders[0].days == 0
    assert pushed("2021-03-02T00:00", watched=watched) == ()


@pytest.mark.parametrize(
    ("zone", "last", "after"),
    [(None, "2021-03-01T16:00", "2021-03-01T16:01"), ("UTC", "2021-03-01T17:00", "2021-03-01T17:01")],
)
def test_a_deadline_with_an_hour_ends_at_that_hour(zone: str | None, last: str, after: str) -> None:
    """A deadline of 1 March at 16:00 is over at 16:01, in Geneva or in the zone that the letter names."""
    limit = replace(deadline(inclusive=True), time=dt.time(16), timezone=zone)
    watched = watch(library(letter(limit)))
    assert leads(pushed(last, watched=watched)) == [0]
    assert pushed(after, watched=watched) == ()


def test_a_settled_step_is_not_pushed() -> None:
    """What was sent, refused or put off stays quiet, in its place only."""
    step = Step(HERE.place, WATCHED[0].key, "14")
    assert pushed("2021-02-15T09:00", step) == ()
    assert leads(pushed("2021-02-15T09:00", Step(Place(8), WATCHED[0].key, "14"))) == [14]
    assert leads(pushed("2021-02-19T09:00", step)) == [7]


def test_the_steps_slept_through_are_one_message() -> None:
    """A bot stopped from January to 26 February pushes the step in progress, once, and says that it is late."""
    (push,) = pushed("2021-02-24T15:00")
    (reminder,) = push.reminders
    assert (reminder.lead, reminder.days, reminder.late) == (3, 2, True)
    assert reminder.at == at("2021-02-23T09:00")


def test_a_short_delay_is_not_late() -> None:
    """A tick some minutes after the hour needs no excuse."""
    assert not pushed("2021-02-23T09:59")[0].reminders[0].late
    assert pushed("2021-02-23T10:01")[0].reminders[0].late


@pytest.mark.parametrize(
    ("now", "lead"),
    [("2021-02-25T08:44", 3), ("2021-02-25T08:45", None), ("2021-02-25T08:59", None), ("2021-02-25T09:00", 1)],
)
def test_what_is_due_within_minutes_is_not_told_late_just_before(now: str, lead: int | None) -> None:
    """A bot that slept through a step and wakes minutes before the next sends one message for the deadline."""
    assert leads(pushed(now)) == ([] if lead is None else [lead])


def test_a_step_nearer_than_the_next_is_told_at_once() -> None:
    """One that was put off until five minutes before the next leaves at its moment."""
    held = (Settled(chat=7, subject=WATCHED[0].key, at=LONG_AGO, until=at("2021-02-25T08:55")),)
    for minute, marks in (("08:57", ["z"]), ("08:58", []), ("09:00", ["1"])):
        found = Plan(WATCHED, (HERE,), SCHEDULE, held).due((), at(f"2021-02-25T{minute}"))
        assert [each.step.mark[0] for push in found for each in push.reminders] == marks


def test_whoever_turns_reminders_on_hears_of_the_step_in_progress_only() -> None:
    """A wish made on 20 February gets the 14-day step at once, without excuse, and none before it."""
    wish = Wish(place=Place(7), since=at("2021-02-18T18:00"))
    (push,) = pushed("2021-02-18T18:00", wish=wish)
    assert [(r.lead, r.days, r.late) for r in push.reminders] == [(14, 8, False)]


def test_several_deadlines_are_one_message_by_last_day() -> None:
    """A chat gets one message, the nearest deadline first."""
    many = library(
        letter(deadline(dt.date(2021, 3, 3)), deadline(dt.date(2021, 2, 20), action="payer")),
        letter(deadline(dt.date(2021, 2, 25)), reference="CL-21/5"),
    )
    (push,) = pushed("2021-02-17T12:00", watched=watch(many))
    assert [reminder.watched.deadline.due.day for reminder in push.reminders] == [20, 25, 3]


@pytest.mark.parametrize(
    ("now", "lead"),
    [("2021-02-16T08:59", None), ("2021-02-16T09:00", 14), ("2021-02-18T09:00", 14), ("2021-02-19T09:00", 7)],
)
def test_nothing_is_pushed_before_its_letter_is_written(now: str, lead: int | None) -> None:
    """A letter of 16 February comes with the step in progress; the steps before it never were, and it is not late."""
    watched = watch(library(letter(deadline(), date=dt.date(2021, 2, 16))))
    pushes = pushed(now, watched=watched)
    assert leads(pushes) == ([] if lead is None else [lead])
    assert not any(reminder.late for push in pushes for reminder in push.reminders)
    assert Plan(watched, (HERE,), SCHEDULE).moments(at("2021-01-01T00:00"), at("2021-02-20T00:00")) == (
        at("2021-02-16T09:00"),
        at("2021-02-19T09:00"),
    )


def test_each_place_has_its_own_message() -> None:
    """A chat and its topic are two places."""
    wishes = (HERE, Wish(place=Place(7, 3), since=LONG_AGO))
    assert [push.place for push in Plan(WATCHED, wishes, SCHEDULE).due((), at("2021-02-23T09:00"))] == [
        Place(7),
        Place(7, 3),
    ]


def test_the_hour_is_local_across_the_change_of_clocks() -> None:
    """Nine o'clock stays nine o'clock when summer time begins between two steps."""
    watched = watch(library(letter(deadline(dt.date(2021, 3, 30), inclusive=True))))
    found = Plan(watched, (EVERY_DAY,), SCHEDULE).moments(at("2021-03-26T00:00"), at("2021-03-31T00:00"))
    assert [moment.hour for moment in found] == [8, 7, 7]
    assert {moment.astimezone(ZURICH).hour for moment in found} == {9}


def test_an_hour_that_the_clocks_skip_comes_once() -> None:
    """At 02:00 on the night of the change each step still comes, once."""
    schedule = Schedule(lead_days=(1, 0), hour=2, zone=ZURICH, late=dt.timedelta(hours=1))
    watched = watch(library(letter(deadline(dt.date(2021, 3, 28), inclusive=True))))
    assert len(Plan(watched, (EVERY_DAY,), schedule).moments(at("2021-03-20T00:00"), at("2021-04-01T00:00"))) == 2


def test_the_key_follows_the_letter_the_day_and_the_action() -> None:
    """A deadline moved or changed is another one; the same one read again is the same."""
    same = deadline_key("CL-21/4", deadline())
    assert deadline_key("CL-21/4", deadline(inclusive=True)) == same
    assert deadline_key("CL-21/5", deadline()) != same
    assert deadline_key("CL-21/4", deadline(dt.date(2021, 3, 2))) != same
    assert deadline_key("CL-21/4", deadline(action="payer")) != same


def test_the_identity_of_a_deadline_stays_when_its_day_moves() -> None:
    """A deadline moved has another key, and is the same for whoever keeps it in a calendar."""
    moved = letter(deadline(dt.date(2021, 3, 15)))
    ((_, before),) = identified(letter(deadline()))
    ((_, after),) = identified(moved)
    assert before == after == watch(library(moved))[0].identity


def test_deadlines_that_differ_by_their_day_alone_have_two_identities() -> None:
    """Two days for one action are two things to keep, in the order of the letter; one repeated is one."""
    both = (deadline(), deadline(dt.date(2021, 6, 1)))
    (_, first), (_, second) = identified(letter(*both, *both))
    assert first != second
    assert next(identified(letter(both[1])))[1] == first


def test_deadlines_of_two_audiences_have_two_identities() -> None:
    """Who must act is part of what is asked."""
    states, members = (replace(deadline(), audience=each) for each in ("États Membres", "Membres de Secteur"))
    (_, first), (_, second) = identified(letter(states, replace(members, due=dt.date(2021, 4, 1))))
    assert first != second


def test_a_deadline_is_watched_once_with_its_sentence() -> None:
    """A letter that repeats a deadline does not remind twice, and the quotation is the letter's."""
    (only,) = watch(library(letter(deadline(), deadline())))
    assert (only.reference, only.source.quote) == ("CL-21/4", ASKED)


DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2022, 12, 31))
ZONES = st.sampled_from(["Europe/Zurich", "Pacific/Auckland", "America/New_York", "UTC"]).map(ZoneInfo)
SCHEDULES = st.builds(
    Schedule,
    lead_days=st.lists(st.integers(0, 60), min_size=1, max_size=7).map(tuple),
    hour=st.integers(0, 23),
    zone=ZONES,
    late=st.just(dt.timedelta(hours=1)),
)
FIRST_TICK = dt.datetime(2020, 10, 1, tzinfo=dt.UTC)


@given(
    dues=st.lists(DAYS, min_size=1, max_size=4, unique=True),
    schedule=SCHEDULES,
    waits=st.lists(st.integers(1, 60 * 24 * 20), max_size=60),
)
def test_whatever_the_ticks_each_step_is_pushed_at_most_once_and_the_current_one_always(
    dues: list[dt.date], schedule: Schedule, waits: list[int]
) -> None:
    """Never twice; at each tick the step in progress has been pushed; never after the last day."""
    watched = watch(library(letter(*(deadline(day) for day in dues))))
    settled: set[Step] = set()
    sent: Counter[Step] = Counter()
    now = FIRST_TICK
    for wait in waits:
        now += dt.timedelta(minutes=wait)
        for push in Plan(watched, (EVERY_DAY,), schedule).due(settled, now):
            for reminder in push.reminders:
                sent[reminder.step] += 1
                assert 0 <= reminder.days <= reminder.lead
                assert reminder.at <= now
            settled |= {reminder.step for reminder in push.reminders}
        assert Plan(watched, (EVERY_DAY,), schedule).due(settled, now) == ()
    assert all(count == 1 for count in sent.values())


@given(dues=st.lists(DAYS, min_size=1, max_size=4, unique=True), schedule=SCHEDULES)
def test_a_bot_that_never_sleeps_misses_no_step(dues: list[dt.date], schedule: Schedule) -> None:
    """Ticking at each moment that comes, every lead time of every deadline is pushed, at its own moment."""
    watched = watch(library(letter(*(deadline(day) for day in dues))))
    settled: set[Step] = set()
    for now in Plan(watched, (EVERY_DAY,), schedule).moments(FIRST_TICK, FIRST_TICK + dt.timedelta(days=1000)):
        for push in Plan(watched, (EVERY_DAY,), schedule).due(settled, now):
            assert all(reminder.at == now and not reminder.late for reminder in push.reminders)
            settled |= {reminder.step for reminder in push.reminders}
    assert settled == {Step(HERE.place, each.key, str(lead)) for each in watched for lead in set(schedule.lead_days)}
