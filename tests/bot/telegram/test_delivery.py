"""The tick: what is due leaves once, whatever Telegram says."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from bot.reminders.delivery import PAGE
from bot.reminders.watching import deadline_key
from bot.state.records import Place, Settled, Stage, Step
from bot.state.store import State
from tests.bot.builders import ASKED, LETTER, NOW, deadline, library
from tests.bot.telegram.office import PROXY, Office, Verdict, refusal
from tests.postgres import both

pytestmark = both

HERE = Place(5)
KEY = deadline_key(LETTER, deadline())
STEP = Step(HERE, KEY, "14")
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


async def tick(office: Office, now: dt.datetime = NOW) -> int:
    """Set the clock and tick."""
    office.move(now)
    return await office.house.postman.tick()


def stages(state: State) -> dict[int, Stage]:
    """Return how far each step went, by lead time."""
    return {int(each.step.mark): each.stage for each in state.outbox.deliveries()}


async def test_nobody_asked_nothing_leaves(office: Office) -> None:
    """Without a wish no message is sent."""
    assert await tick(office) == 0
    assert office.line.calls == []


async def test_a_reminder_is_whole_on_its_own(office: Office, state: State) -> None:
    """What, by when, to whom, and the letter's sentence: the reader needs nothing else."""
    state.chats.wish(HERE, NOW)
    assert await tick(office) == 1
    (text,) = office.texts
    for said in (
        "vendredi 26 février 2021",
        "dans 11 jours",
        "confirmer votre venue",
        "avant le 1er mars 2021",
        "forum@itu.int",
    ):
        assert said in text.replace("onze", "11")
    assert LETTER in text
    assert ASKED in text
    assert {each.message for each in state.outbox.deliveries()} == {1001}


async def test_each_step_leaves_once_until_the_last_day(office: Office, state: State) -> None:
    """Ticking every six hours for six weeks sends one message a lead time, and nothing after the last day."""
    state.chats.wish(HERE, NOW)
    start = NOW - 20 * DAY
    for number in range(4 * 42):
        await tick(office, start + number * dt.timedelta(hours=6))
    assert len(office.sent) == 6
    assert stages(state) == dict.fromkeys((30, 14, 7, 3, 1, 0), Stage.SENT)


async def test_far_reminders_are_silent_near_ones_sound(office: Office, state: State) -> None:
    """The telephone rings from three days before."""
    state.chats.wish(HERE, NOW)
    for day in (15, 19, 23, 25, 26):
        await tick(office, NOW.replace(day=day))
    assert [bool(call.parameters.get("disable_notification")) for call in office.sent] == [
        True,
        True,
        False,
        False,
        False,
    ]


async def test_a_late_reminder_says_so(office: Office, state: State) -> None:
    """Somebody who had asked before reads when it was to leave."""
    state.chats.wish(HERE, NOW - 30 * DAY)
    await tick(office, NOW.replace(day=22))
    assert "en retard" in office.texts[-1]
    assert "vendredi 19 février 2021 à 9 h" in office.texts[-1]


async def test_a_topic_is_reminded_in_its_topic(office: Office, state: State) -> None:
    """The message goes where it was asked for."""
    state.chats.wish(Place(-100, 3), NOW)
    await tick(office)
    assert office.sent[0].parameters["message_thread_id"] == 3


async def test_a_wait_asked_by_telegram_is_had_by_the_row(office: Office, state: State) -> None:
    """Too many requests: the step waits as long as asked, then leaves once."""
    state.chats.wish(HERE, NOW)
    office.line.verdicts = [refusal(429, "Too Many Requests", retry_after=90)]
    assert await tick(office) == 0
    assert await tick(office, NOW + MINUTE) == 0
    assert len(office.sent) == 1
    assert await tick(office, NOW + 2 * MINUTE) == 1
    assert await tick(office, NOW + 3 * MINUTE) == 0


@pytest.mark.parametrize(
    "verdict",
    [
        refusal(500, "Internal Server Error"),
        refusal(502, "Bad Gateway"),
        refusal(401, "Unauthorized"),
        refusal(404, "Not Found"),
        refusal(409, "Conflict"),
        PROXY,
        (200, "<html>"),
    ],
)
async def test_an_outage_puts_off_and_loses_nothing(office: Office, state: State, verdict: Verdict) -> None:
    """While Telegram fails, or does not know us, the step is tried again, less and less often; then it leaves once."""
    state.chats.wish(HERE, NOW)
    office.line.verdicts = [verdict] * 3
    for minute in range(30):
        await tick(office, NOW + minute * MINUTE)
    assert len(office.sent) == 4
    assert stages(state) == {14: Stage.SENT}


@pytest.mark.parametrize(
    "verdict", [refusal(403, "Forbidden: bot was blocked by the user"), refusal(400, "Bad Request: chat not found")]
)
async def test_whoever_left_is_left_alone(office: Office, state: State, verdict: Verdict) -> None:
    """The chat sleeps; woken, it gets what is due then, once."""
    state.chats.wish(HERE, NOW)
    office.line.verdicts = [verdict]
    await tick(office)
    assert await tick(office, NOW + DAY) == 0
    assert len(office.sent) == 1
    state.chats.wake(5, NOW + 2 * DAY)
    assert await tick(office, NOW + 2 * DAY) == 1
    assert await tick(office, NOW + 2 * DAY) == 0


async def test_a_group_that_moved_gets_it_at_its_new_number(office: Office, state: State) -> None:
    """ChatMigrated: the next tick sends there, once."""
    state.chats.wish(HERE, NOW)
    office.line.verdicts = [refusal(400, "Bad Request: group upgraded", migrate_to_chat_id=-1005)]
    assert await tick(office) == 0
    assert await tick(office) == 1
    assert await tick(office) == 0
    assert office.sent[-1].parameters["chat_id"] == -1005


async def test_what_telegram_refuses_for_good_is_told_and_not_tried_again(
    office: Office, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    """A message that Telegram never takes: the operator reads it, the next lead time is tried."""
    state.chats.wish(HERE, NOW)
    office.line.verdicts = [refusal(400, "Bad Request: message is odd")]
    await tick(office)
    assert await tick(office, NOW + DAY) == 0
    assert "message is odd" in caplog.text.lower()
    assert await tick(office, NOW + 7 * DAY) == 1
    assert stages(state) == {14: Stage.REFUSED, 7: Stage.SENT}


@pytest.mark.parametrize("reason", ["TOPIC_CLOSED", "message thread not found", "TOPIC_DELETED"])
async def test_what_a_lost_topic_wished_goes_on_in_general(office: Office, state: State, reason: str) -> None:
    """The reminder leaves at the next tick without a topic, and those sent before are not sent again."""
    topic = Place(-100, 3)
    state.chats.wish(topic, NOW)
    await tick(office)
    office.line.verdicts = [refusal(400, f"Bad Request: {reason}")]
    assert await tick(office, NOW + 7 * DAY) == 0
    assert await tick(office, NOW + 7 * DAY) == 1
    assert await tick(office, NOW + 7 * DAY) == 0
    assert "message_thread_id" not in office.sent[-1].parameters
    assert state.chats.wished(Place(-100))
    assert not state.chats.wished(topic)


@pytest.mark.parametrize("reason", ["TOPIC_CLOSED", "not enough rights to send text messages to the chat"])
async def test_where_nobody_may_write_the_reminder_waits(office: Office, state: State, reason: str) -> None:
    """Somebody may open General again: it is tried each hour, and leaves once."""
    state.chats.wish(Place(-100), NOW)
    office.line.verdicts = [refusal(400, f"Bad Request: {reason}")] * 2
    for minute in range(0, 200, 10):
        await tick(office, NOW + minute * MINUTE)
    assert len(office.sent) == 3
    assert stages(state) == {14: Stage.SENT}


async def test_many_chats_are_planned_page_by_page(office: Office, state: State) -> None:
    """Each of more chats than a page holds gets its reminder, once."""
    for chat in range(1, 2 * PAGE + 30):
        state.chats.wish(Place(chat), NOW)
    assert await tick(office) == 2 * PAGE + 29
    assert await tick(office, NOW + MINUTE) == 0
    assert len({call.parameters["chat_id"] for call in office.sent}) == 2 * PAGE + 29


async def test_two_processes_share_what_is_due(office: Office, state: State) -> None:
    """Two that tick at the same time send each reminder once."""
    for chat in range(1, 60):
        state.chats.wish(Place(chat), NOW)
    other = replace(office.house.postman)
    office.move(NOW)
    await asyncio.gather(office.house.postman.tick(), other.tick())
    assert sorted(call.parameters["chat_id"] for call in office.sent) == list(range(1, 60))


@pytest.mark.parametrize("reason", ["knock", "quarter", "row", "snooze", "letters"])
async def test_serving_plans_when_something_may_be_due(office: Office, state: State, reason: str) -> None:
    """A wish made elsewhere waits for the next reason to look; until then nothing is planned again."""
    libraries = [library(), library()]
    postman = replace(office.house.postman, library=lambda: libraries[0])
    postman.settings = replace(postman.settings, tick_seconds=0)
    other = Step(Place(9), "xyz", "14")
    state.outbox.claim((other,), NOW, NOW)
    state.outbox.postpone((other,), NOW + 5 * MINUTE)
    state.facts.settle(Settled(chat=9, subject="xyz", at=NOW, until=NOW + 10 * MINUTE))
    office.move(NOW)
    serving = asyncio.create_task(postman.serve())
    while postman._looked is None:
        await asyncio.sleep(0.01)
    state.chats.wish(HERE, NOW)
    office.move(NOW + 4 * MINUTE)
    await asyncio.sleep(0.1)
    assert office.sent == []
    match reason:
        case "knock":
            postman.knock()
        case "letters":
            libraries.pop(0)
        case _:
            office.move(NOW + {"row": 5, "snooze": 10, "quarter": 15}[reason] * MINUTE)
    while not office.sent:
        await asyncio.sleep(0.01)
    postman.close()
    await serving
    assert len(office.sent) == 1


async def test_a_postman_told_to_close_ends_what_it_began(office: Office, state: State) -> None:
    """What was claimed is sent and noted, nothing more is taken."""
    for chat in range(1, 60):
        state.chats.wish(Place(chat), NOW)
    serving = asyncio.create_task(office.house.postman.serve())
    while not office.sent:
        await asyncio.sleep(0)
    office.house.postman.close()
    await serving
    assert 0 < len(office.sent) < 59
    assert {each.stage for each in state.outbox.deliveries()} == {Stage.SENT}


async def test_one_chat_that_fails_does_not_hold_up_the_others(office: Office, state: State) -> None:
    """The tick goes on to the next place."""
    for chat in (5, 6, 7):
        state.chats.wish(Place(chat), NOW)
    office.line.verdicts = [None, refusal(403, "Forbidden: bot was kicked"), None]
    assert await tick(office) == 2


async def test_a_claim_left_by_a_dead_process_is_made_again_after_its_time(office: Office, state: State) -> None:
    """A crash between sending and confirming: ten minutes later the reminder leaves (again)."""
    state.chats.wish(HERE, NOW)
    state.outbox.claim((STEP,), NOW, NOW - 10 * MINUTE)
    assert await tick(office, NOW + 9 * MINUTE) == 0
    assert await tick(office, NOW + 10 * MINUTE) == 1
    assert await tick(office, NOW + 11 * MINUTE) == 0


async def test_turning_off_and_on_again_repeats_nothing(office: Office, state: State) -> None:
    """What was sent stays sent."""
    state.chats.wish(HERE, NOW)
    await tick(office)
    state.chats.unwish(HERE)
    state.chats.wish(HERE, NOW + MINUTE)
    assert await tick(office, NOW + MINUTE) == 0
