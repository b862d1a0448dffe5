"""Chats that block the bot, take it back, or change their number."""

import pytest

from bot.handlers.sentences import load_sentences
from bot.state.records import Place
from bot.state.store import State
from tests.bot.builders import NOW
from tests.bot.telegram.office import BOT, GROUP, PERSON, PRIVATE, Json, Office, message
from tests.postgres import both

pytestmark = both


def change(chat: Json, old: str, new: str) -> Json:
    """Return what Telegram says when the bot's standing in a chat changes."""
    until = {"until_date": 0}
    member = {"user": BOT, "status": old, **(until if old == "kicked" else {})}
    return {
        "chat": chat,
        "from": PERSON,
        "date": 1613376000,
        "old_chat_member": member,
        "new_chat_member": {"user": BOT, "status": new, **(until if new == "kicked" else {})},
    }


@pytest.mark.parametrize(("chat", "gone"), [(PRIVATE, "kicked"), (GROUP, "left"), (GROUP, "kicked")])
async def test_a_chat_that_puts_the_bot_out_is_left_alone_until_it_takes_it_back(
    office: Office, state: State, chat: Json, gone: str
) -> None:
    """Nothing is sent meanwhile, not even a goodbye; a group is greeted again, and the wishes are found again."""
    state.chats.wish(Place(chat["id"]), NOW)
    assert await office.take(my_chat_member=change(chat, "member", gone)) == []
    assert await office.house.postman.tick() == 0
    back = await office.take(my_chat_member=change(chat, gone, "member"))
    assert [call.text for call in back] == ([] if chat is PRIVATE else [load_sentences().joined.strip()])
    assert await office.house.postman.tick() == 1


async def test_a_group_that_becomes_a_supergroup_is_followed(office: Office, state: State) -> None:
    """Its reminders go to the new number, once."""
    old = {"id": -7, "type": "group", "title": "Délégation"}
    state.chats.wish(Place(-7), NOW)
    assert await office.house.postman.tick() == 1
    assert await office.take(message=message(chat=old, migrate_to_chat_id=-1007)) == []
    assert await office.take(message=message(chat=GROUP, migrate_from_chat_id=-7)) == []
    assert [wish.place for wish in state.chats.wishes()] == [Place(-1007)]
    assert await office.house.postman.tick() == 0
