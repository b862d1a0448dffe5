"""Taps on buttons."""

import pytest

from bot.handlers.screen import OFF, ON
from bot.handlers.sentences import load_sentences
from bot.state.records import Place
from bot.state.store import State
from tests.bot.builders import NOW
from tests.bot.telegram.office import GROUP, PERSON, PRIVATE, Office, refusal

SAID = load_sentences()


async def test_a_tap_is_acknowledged_then_answered(office: Office) -> None:
    """The waiting wheel stops at once, then the answer comes as a message of its own."""
    acknowledged, answer = await office.tap("1|plus")
    assert acknowledged.name == "answerCallbackQuery"
    assert answer.name == "sendMessage"
    assert "[1|plus]" in answer.text


async def test_a_tap_is_part_of_the_conversation(office: Office) -> None:
    """What a button spoke of is remembered."""
    await office.tap("1|plus")
    await office.write("et après ?")
    assert "après [1|plus]" in office.texts[-1]


async def test_foreign_data_is_passed_on_as_it_is(office: Office) -> None:
    """A button of another version is answered, courteously, by the core."""
    _, answer = await office.tap("zz|\u00e9|" + "9" * 50)
    assert answer.name == "sendMessage"


async def test_a_tap_on_a_message_too_old_to_be_read_is_answered(office: Office) -> None:
    """Telegram may no longer show the message that carries the button."""
    inaccessible = {"chat": PRIVATE, "message_id": 1, "date": 0}
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": inaccessible, "data": "1|plus"}
    calls = await office.take(callback_query=query)
    assert [call.name for call in calls] == ["answerCallbackQuery", "sendMessage"]


async def test_a_tap_answered_too_late_is_still_answered(office: Office) -> None:
    """What Telegram says of an old query is harmless."""
    office.line.acknowledge = refusal(400, "Bad Request: query is too old and response timeout expired")
    _, answer = await office.tap("1|plus")
    assert answer.name == "sendMessage"


async def test_a_tap_in_a_topic_is_answered_there(office: Office) -> None:
    """The answer comes where the button was."""
    _, answer = await office.tap("1|plus", GROUP, message_thread_id=3, is_topic_message=True)
    assert answer.parameters["message_thread_id"] == 3


async def test_a_tap_twice_on_the_same_choice_is_harmless(office: Office, state: State) -> None:
    """What Telegram says of a message that stays the same is no trouble, and reminders stay on."""
    await office.tap(ON)
    office.line.verdicts = [refusal(400, "Bad Request: message is not modified")]
    calls = await office.tap(ON)
    assert [call.name for call in calls] == ["answerCallbackQuery", "editMessageText"]
    assert state.chats.wished(Place(5))


async def test_a_message_that_cannot_be_edited_is_said_anew(office: Office, state: State) -> None:
    """Where the old message is out of reach, the new state is told by another."""
    state.chats.wish(Place(5), NOW)
    office.line.verdicts = [refusal(400, "Bad Request: message can't be edited")]
    calls = await office.tap(OFF)
    assert [call.name for call in calls] == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert not state.chats.wished(Place(5))


@pytest.mark.parametrize(
    "data", ["r|on", "r|hour|8", "r|page|hour", "1|push.undo|xyz|", "1|calendar.event|xyz", "0|vieux"]
)
async def test_a_tap_under_a_message_that_is_gone_is_answered(office: Office, state: State, data: str) -> None:
    """Deleted, or of an old version: what it did is told anew."""
    state.chats.wish(Place(5), NOW)
    gone = {"chat": PRIVATE, "message_id": 1, "date": 0}
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": gone, "data": data}
    if data.startswith("r|"):
        office.line.verdicts = [refusal(400, "Bad Request: message to edit not found")]
    calls = await office.take(callback_query=query)
    assert (calls[0].name, calls[-1].name) == ("answerCallbackQuery", "sendMessage")
    assert SAID.trouble not in office.texts


async def test_a_tap_repeated_twenty_times_does_one_thing(office: Office, state: State) -> None:
    """Each is acknowledged, and reminders are on once."""
    for _ in range(20):
        await office.tap(ON)
    assert sum(call.name == "answerCallbackQuery" for call in office.line.calls) == 20
    assert [wish.place for wish in state.chats.wishes()] == [Place(5)]


async def test_a_tap_of_a_member_of_two_chats_acts_on_the_chat_of_the_button(office: Office, state: State) -> None:
    """Where the button stands, not where the person may be met."""
    state.chats.wish(Place(5), NOW)
    await office.tap(OFF, GROUP)
    assert [wish.place for wish in state.chats.wishes()] == [Place(5)]
    await office.tap(ON, GROUP)
    assert {wish.place for wish in state.chats.wishes()} == {Place(5), Place(-100)}


async def test_a_tap_of_nowhere_is_acknowledged(office: Office) -> None:
    """A message shared inline has no chat: the waiting wheel stops."""
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "inline_message_id": "x", "data": "1|plus"}
    assert [call.name for call in await office.take(callback_query=query)] == ["answerCallbackQuery"]


async def test_a_tap_that_cannot_be_acknowledged_is_answered(office: Office) -> None:
    """An outage of a moment does not lose it."""
    office.line.acknowledge = refusal(502, "Bad Gateway")
    _, answer = await office.tap("1|plus")
    assert answer.name == "sendMessage"
