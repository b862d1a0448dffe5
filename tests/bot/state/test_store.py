"""What the state keeps, for how long."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Row, Table, select

from bot.entities.dialogue import Dialogue
from bot.state.records import Delivery, Place, Settled, Stage, Step, Wish
from bot.state.schema import CHATS, DELIVERIES, DIALOGUES, WISHES
from bot.state.store import State, open_state
from tests.postgres import both

pytestmark = both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
HERE = Place(7)
TOPIC = Place(7, 3)
STEP = Step(HERE, "abc", "14")


def claim(state: State, *steps: Step, now: dt.datetime = NOW) -> tuple[Step, ...]:
    """Claim steps, those claimed ten minutes ago being abandoned."""
    return state.outbox.claim(steps, now, now - 10 * MINUTE)


def rows(state: State, table: Table) -> Sequence[Row[Any]]:
    """Return all rows of a table."""
    with state.database.reading() as connection:
        return connection.execute(select(table)).all()


def only(state: State) -> Delivery:
    """Return the one delivery noted."""
    (delivery,) = state.outbox.deliveries()
    return delivery


def test_an_update_is_handled_once(state: State) -> None:
    """The same update number is taken only the first time, until it is too old to come again."""
    assert state.talks.first_sight(10, NOW)
    assert not state.talks.first_sight(10, NOW)
    state.talks.tidy(NOW + dt.timedelta(days=1))
    assert not state.talks.first_sight(10, NOW)
    state.talks.tidy(NOW + dt.timedelta(days=3))
    assert state.talks.first_sight(10, NOW)


def test_a_dialogue_is_kept_by_place(state: State) -> None:
    """What is spoken of in a topic is not known elsewhere in the chat."""
    state.talks.remember(TOPIC, Dialogue(topic="deadline", letter="CL-21/4", said=NOW), NOW)
    assert state.talks.dialogue(TOPIC, NOW) == Dialogue(topic="deadline", letter="CL-21/4", said=NOW)
    assert state.talks.dialogue(HERE, NOW) == Dialogue()
    state.talks.remember(TOPIC, Dialogue(topic="contact"), NOW)
    assert state.talks.dialogue(TOPIC, NOW).topic == "contact"


def test_a_dialogue_is_forgotten_after_its_time(state: State) -> None:
    """After two hours nothing is known of a conversation, and its row leaves."""
    state.talks.remember(HERE, Dialogue(topic="deadline"), NOW)
    assert state.talks.dialogue(HERE, NOW + 2 * HOUR - MINUTE).topic == "deadline"
    assert state.talks.dialogue(HERE, NOW + 2 * HOUR) == Dialogue()
    state.talks.remember(TOPIC, Dialogue(topic="contact"), NOW + HOUR)
    state.talks.tidy(NOW + 2 * HOUR)
    assert len(rows(state, DIALOGUES)) == 1


def test_wishing_twice_is_wishing_once(state: State) -> None:
    """A wish keeps the moment when it was first made."""
    state.chats.wish(TOPIC, NOW)
    state.chats.wish(TOPIC, NOW + HOUR)
    assert state.chats.wishes() == (Wish(place=TOPIC, since=NOW),)
    assert state.chats.wished(TOPIC)
    assert not state.chats.wished(HERE)
    state.chats.unwish(TOPIC)
    state.chats.unwish(TOPIC)
    assert state.chats.wishes() == ()


def test_a_chat_that_sleeps_keeps_its_wishes(state: State) -> None:
    """A chat that blocked the bot is left alone, and finds its wishes back."""
    state.chats.wish(HERE, NOW)
    state.chats.put_to_sleep(7, NOW)
    assert state.chats.wishes() == ()
    assert state.chats.wished(HERE)
    state.chats.wake(7, NOW + HOUR)
    assert state.chats.wishes() == (Wish(place=HERE, since=NOW),)


def test_a_chat_without_wishes_leaves_no_row_when_it_goes(state: State) -> None:
    """Whoever never asked for reminders and blocks the bot is not noted."""
    state.chats.put_to_sleep(7, NOW)
    state.chats.wake(8, NOW)
    assert len(rows(state, CHATS)) == 0


def test_a_step_is_claimed_once(state: State) -> None:
    """What was claimed or sent is not given out again."""
    assert claim(state, STEP) == (STEP,)
    assert claim(state, STEP) == ()
    state.outbox.confirm((STEP,), 55)
    assert claim(state, STEP, now=NOW + HOUR) == ()
    assert only(state) == Delivery(step=STEP, stage=Stage.SENT, claimed=NOW, message=55)


def test_only_the_free_steps_are_given(state: State) -> None:
    """Claiming several gives those that nobody has."""
    other = Step(TOPIC, "abc", "14")
    claim(state, STEP)
    assert claim(state, STEP, other) == (other,)


def test_a_step_postponed_waits(state: State) -> None:
    """A step that was put off is given out again from its moment on, not before."""
    claim(state, STEP)
    state.outbox.postpone((STEP,), NOW + HOUR)
    assert claim(state, STEP, now=NOW + HOUR - MINUTE) == ()
    assert claim(state, STEP, now=NOW + HOUR) == (STEP,)
    assert only(state).attempts == 2


def test_a_step_whose_process_died_is_made_again(state: State) -> None:
    """A claim that nobody confirms is abandoned after its time."""
    claim(state, STEP)
    assert claim(state, STEP, now=NOW + 9 * MINUTE) == ()
    assert claim(state, STEP, now=NOW + 10 * MINUTE) == (STEP,)


def test_a_step_refused_is_never_made_again(state: State) -> None:
    """What cannot be sent is not tried for ever."""
    claim(state, STEP)
    state.outbox.refuse((STEP,))
    assert claim(state, STEP, now=NOW + HOUR) == ()


def test_a_step_released_is_free(state: State) -> None:
    """What was certainly not sent can be claimed as if never seen."""
    claim(state, STEP)
    state.outbox.release((STEP,))
    assert claim(state, STEP) == (STEP,)


def test_what_is_closed_is_what_a_claim_would_refuse(state: State) -> None:
    """A step sent, claimed or put off is closed until its moment; others, and other chats' and subjects', are not."""
    marks = {name: Step(HERE, "abc", name) for name in ("sent", "claimed", "waiting")}
    claim(state, *marks.values(), Step(Place(8), "abc", "14"), Step(HERE, "xyz", "14"))
    state.outbox.confirm((marks["sent"],), 55)
    state.outbox.postpone((marks["waiting"],), NOW + MINUTE)

    def closed(now: dt.datetime) -> set[str]:
        return {each.mark for each in state.outbox.closed([HERE], ["abc"], now, now - 10 * MINUTE)}

    assert closed(NOW) == {"sent", "claimed", "waiting"}
    assert closed(NOW + MINUTE) == {"sent", "claimed"}
    assert closed(NOW + 10 * MINUTE) == {"sent"}
    assert {step.mark for step in claim(state, *marks.values(), now=NOW + 10 * MINUTE)} == {"claimed", "waiting"}


def test_what_has_opened_since_a_moment_is_known(state: State) -> None:
    """A step put off opens at its moment, one whose process died after its time; neither opens twice."""
    settle = 10 * MINUTE
    claim(state, STEP)
    assert not state.outbox.opened(NOW, NOW + 9 * MINUTE, settle)
    assert state.outbox.opened(NOW, NOW + 10 * MINUTE, settle)
    assert not state.outbox.opened(NOW + 11 * MINUTE, NOW + HOUR, settle)
    state.outbox.postpone((STEP,), NOW + HOUR)
    assert not state.outbox.opened(NOW, NOW + HOUR - MINUTE, settle)
    assert state.outbox.opened(NOW, NOW + HOUR, settle)
    assert not state.outbox.opened(NOW + HOUR + MINUTE, NOW + 2 * HOUR, settle)
    state.outbox.confirm((STEP,), 5)
    assert not state.outbox.opened(NOW, NOW + 2 * HOUR, settle)


def test_attempts_are_counted(state: State) -> None:
    """How often a step was taken tells how long to wait."""
    claim(state, STEP)
    state.outbox.postpone((STEP,), NOW)
    claim(state, STEP)
    assert state.outbox.attempts((STEP, Step(HERE, "other", "14"))) == 2
    assert state.outbox.attempts(()) == 0


def test_deliveries_leave_when_no_step_can_come_again(state: State) -> None:
    """After more than a year a row is of no use, not before: a lead time may be a year long."""
    claim(state, STEP)
    state.outbox.tidy(NOW + dt.timedelta(days=366))
    assert only(state).step == STEP
    state.outbox.tidy(NOW + dt.timedelta(days=401))
    assert state.outbox.deliveries() == ()


def test_a_topic_that_is_gone_goes_on_in_general(state: State) -> None:
    """Its wish, what it follows and what it was sent become General's; where both have one, General's stays."""
    state.chats.wish(TOPIC, NOW)
    claim(state, Step(TOPIC, "abc", "14"), Step(TOPIC, "abc", "7"))
    claim(state, Step(HERE, "abc", "7"))
    state.facts.settle(Settled(chat=7, subject="abc", at=NOW, until=NOW + HOUR, topic=3))
    state.chats.leave_topic(TOPIC)
    assert state.chats.wishes() == (Wish(place=HERE, since=NOW),)
    assert {each.step for each in state.outbox.deliveries()} == {Step(HERE, "abc", "14"), Step(HERE, "abc", "7")}
    assert [each.topic for each in state.facts.settled()] == [None]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_hold_every_wish_once(state: State, size: int) -> None:
    """However many are read at a time, topics of one chat included, and one after the other."""
    places = [Place(-5, topic) for topic in (None, 1, 2)] + [Place(9), Place(7)]
    for each in places:
        state.chats.wish(each, NOW)
    pages = list(state.chats.pages(size))
    assert all(len(page) <= size for page in pages)
    read = [wish.place for page in pages for wish in page]
    assert [each for each in read if each.chat == -5] == places[:3]
    assert len(read) == len(places)
    assert set(read) == set(places)


def test_a_chat_renamed_keeps_everything(state: State) -> None:
    """A group that becomes a supergroup goes on where it was, without a second reminder."""
    state.chats.wish(TOPIC, NOW)
    state.talks.remember(TOPIC, Dialogue(topic="deadline"), NOW)
    claim(state, STEP)
    state.chats.rename(7, -1007)
    assert state.chats.wishes() == (Wish(place=Place(-1007, 3), since=NOW),)
    assert state.talks.dialogue(Place(-1007, 3), NOW).topic == "deadline"
    assert only(state).step == Step(Place(-1007), "abc", "14")


def test_a_chat_renamed_onto_another_joins_it(state: State) -> None:
    """Where both names have a row, the new name's stays, and none is left under the old."""
    state.chats.wish(HERE, NOW)
    state.chats.wish(Place(8), NOW + HOUR)
    state.chats.rename(7, 8)
    assert state.chats.wishes() == (Wish(place=Place(8), since=NOW + HOUR),)


def test_forgetting_a_chat_leaves_no_row_of_it(state: State) -> None:
    """After /oublier, no table holds the chat's number."""
    for chat in (7, 8):
        state.chats.wish(Place(chat, 3), NOW)
        state.talks.remember(Place(chat), Dialogue(topic="deadline"), NOW)
        claim(state, Step(Place(chat), "abc", "14"))
    state.chats.forget(7)
    for table in (CHATS, WISHES, DELIVERIES, DIALOGUES):
        assert [row.chat for row in rows(state, table)] == [8]


def test_the_state_is_found_again(state: State, address: str, keys: tuple[str, ...]) -> None:
    """Closing and opening loses nothing."""
    state.chats.wish(HERE, NOW)
    state.close()
    again = open_state(address, HOUR, keys=keys)
    assert again.chats.wishes() == (Wish(place=HERE, since=NOW),)
    again.close()


def test_a_process_that_died_is_no_attempt(state: State) -> None:
    """Crashes say nothing of a chat: what they left is made again, and no wait grows by them."""
    for minutes in (0, 10, 20):
        assert claim(state, STEP, now=NOW + minutes * MINUTE) == (STEP,)
    assert only(state).attempts == 1


@pytest.mark.parametrize("ahead", [10 * MINUTE + HOUR, 2191 * 24 * HOUR])
def test_what_a_clock_that_was_ahead_has_noted_is_made_again(state: State, ahead: dt.timedelta) -> None:
    """A step that waits until a wrong date, or was claimed on one, is free once the clock is right; sent, it is not."""
    waiting, sent = Step(HERE, "abc", "7"), Step(HERE, "abc", "3")
    claim(state, STEP, waiting, sent, now=NOW + ahead)
    state.outbox.postpone((waiting,), NOW + ahead + HOUR)
    state.outbox.confirm((sent,), 55)
    assert set(claim(state, STEP, waiting, sent)) == {STEP, waiting}


def test_a_claim_of_the_other_machine_s_clock_holds(state: State) -> None:
    """A second or a minute between the clocks of two machines frees nothing that is under way."""
    claim(state, STEP, now=NOW + MINUTE)
    assert claim(state, STEP) == ()


def test_what_was_spoken_of_in_the_wrong_future_is_over(state: State) -> None:
    """A dialogue of a clock that was ahead is not remembered for years."""
    state.talks.remember(HERE, Dialogue(topic="x"), NOW + 2191 * 24 * HOUR)
    assert state.talks.dialogue(HERE, NOW) == Dialogue()
