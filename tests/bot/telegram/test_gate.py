"""Who is let in: no other bot, a chat that slept and speaks, a group that moved without a word."""

import pytest

from bot.state.records import Place, Settled
from bot.state.store import State
from tests.bot.builders import NOW
from tests.bot.telegram.office import BOT, GROUP, PRIVATE, Json, Office, message, refusal
from tests.postgres import both

OTHER: Json = {"id": 77, "is_bot": True, "first_name": "Autre", "username": "autre_bot"}
UNNAMED: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
NEW: Json = {"id": -1000000000007, "type": "supergroup", "title": "Délégation"}


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
async def test_another_bot_is_never_answered(office: Office, chat: Json) -> None:
    """Two bots that answer each other never end: not a mention, not a reply, not a command."""
    said = message(text="avant", chat=chat, **{"from": BOT})
    other = {"from": OTHER}
    assert await office.write("@aide_bot quand ?", chat, **other) == []
    assert await office.write("quand ?", chat, reply_to_message=said, **other) == []
    assert await office.write("/aide", chat, **other) == []
    assert await office.take(edited_message=message(text="@aide_bot quand ?", chat=chat, **other)) == []


@pytest.mark.parametrize(("author", "itself"), [(UNNAMED, GROUP), (CHANNEL, {"id": -200, "type": "channel"})])
async def test_people_whom_telegram_shows_as_bots_are_answered(office: Office, author: Json, itself: Json) -> None:
    """Administrators who stay unnamed, and channels that write as themselves."""
    assert len(await office.write("@aide_bot quand ?", GROUP, **{"from": author}, sender_chat=itself)) == 1
    assert len(await office.write("@aide_bot et où ?", GROUP, **{"from": author})) == 1


@pytest.mark.parametrize("way", ["question", "/start", "/rappels", "tap", "picture"])
async def test_a_chat_that_speaks_is_awake(office: Office, state: State, way: str) -> None:
    """Unblocking sends no word of its own: whatever comes from the chat wakes it, and what is due comes, once."""
    state.chats.wish(Place(5), NOW)
    office.line.verdicts = [refusal(403, "Forbidden: bot was blocked by the user")]
    assert await office.house.postman.tick() == 0
    assert await office.house.postman.tick() == 0
    match way:
        case "tap":
            await office.tap("1|plus")
        case "picture":
            await office.take(message=message(dice={"emoji": "🎲", "value": 3}))
        case _:
            await office.write(way)
    assert office.house.postman._is_due()
    assert await office.house.postman.tick() == 1
    assert await office.house.postman.tick() == 0


async def test_what_telegram_notes_by_itself_wakes_nobody(office: Office, state: State) -> None:
    """The bot that was put out reads that it was."""
    state.chats.wish(Place(-100), NOW)
    state.chats.put_to_sleep(-100, NOW)
    await office.take(message=message(chat=GROUP, left_chat_member=BOT))
    assert state.chats.wishes() == ()


@both
@pytest.mark.parametrize("standing", ["awake", "asleep"])
async def test_a_group_that_moved_unseen_is_found(office: Office, state: State, standing: str) -> None:
    """The first sign is a message of a supergroup: wishes, what was sent and what was settled follow it."""
    state.chats.wish(Place(-7), NOW)
    state.chats.wish(Place(-8), NOW)
    assert await office.house.postman.tick() == 2
    state.facts.settle(Settled(chat=-7, subject="xyz", at=NOW))
    if standing == "asleep":
        state.chats.put_to_sleep(-7, NOW)
    office.line.moved = {-7: NEW["id"]}
    calls = await office.write("@aide_bot quand ?", NEW)
    assert [call.name for call in calls] == ["sendChatAction", "sendChatAction", "sendMessage"]
    assert {wish.place.chat for wish in state.chats.wishes()} == {NEW["id"], -8}
    assert [each.chat for each in state.facts.settled()] == [NEW["id"]]
    assert await office.house.postman.tick() == 0
    assert [call.name for call in await office.write("@aide_bot et où ?", NEW)] == ["sendMessage"]


async def test_a_new_supergroup_that_never_was_a_group_takes_nothing(office: Office, state: State) -> None:
    """Small groups are called, are where they were, and one that slept although it can be written to is awake."""
    state.chats.wish(Place(-7), NOW)
    state.chats.put_to_sleep(-7, NOW)
    await office.write("@aide_bot quand ?", NEW)
    assert [wish.place for wish in state.chats.wishes()] == [Place(-7)]


async def test_a_supergroup_that_tells_where_it_comes_from_is_followed(office: Office, state: State) -> None:
    """One of the two messages that Telegram sends is enough, and the chat is awake."""
    state.chats.wish(Place(-7), NOW)
    state.chats.put_to_sleep(-7, NOW)
    assert await office.take(message=message(chat=NEW, migrate_from_chat_id=-7)) == []
    assert [wish.place.chat for wish in state.chats.wishes()] == [NEW["id"]]


async def test_an_answer_follows_the_group_that_moves_meanwhile(office: Office, state: State) -> None:
    """The send is refused with the new number: the answer goes there."""
    office.line.moved = {-7: NEW["id"]}
    (refused, sent) = await office.write("@aide_bot quand ?", {"id": -7, "type": "group", "title": "Délégation"})
    assert (refused.parameters["chat_id"], sent.parameters["chat_id"]) == (-7, NEW["id"])


async def test_a_reminder_refused_without_the_new_number_waits(office: Office, state: State) -> None:
    """A server that does not tell where the group has gone loses nothing of it."""
    state.chats.wish(Place(-7), NOW)
    office.line.verdicts = [refusal(400, "Bad Request: group chat was upgraded to a supergroup chat")]
    assert await office.house.postman.tick() == 0
    await office.take(message=message(chat=NEW, migrate_from_chat_id=-7))
    office.move(NOW.replace(hour=10, minute=1))
    assert await office.house.postman.tick() == 1
