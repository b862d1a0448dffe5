"""Channels: what is posted there is none of the bot's business, but for its own commands, which are told off."""

import pytest

from bot.handlers import TAKEN
from bot.handlers.sentences import load_sentences
from bot.state.store import State
from tests.bot.telegram.office import RIGHTS, Json, Office, message
from tests.bot.telegram.test_membership import change

SAID = load_sentences().channel.strip()
CHANNEL: Json = {"id": -200, "type": "channel", "title": "Annonces"}


def posted(text: str) -> Json:
    """Return a post, which has no author."""
    post = message(text=text, chat=CHANNEL, sender_chat=CHANNEL)
    del post["from"]
    return post


@pytest.mark.parametrize("text", ["/rappels", "/rappels@aide_bot", "/échéances", "/oublier"])
async def test_a_command_of_ours_is_told_that_channels_are_not_served(office: Office, state: State, text: str) -> None:
    """Whoever posts it reads where reminders are to be had; nothing is turned on, nothing erased."""
    (call,) = await office.take(channel_post=posted(text))
    assert (call.text, call.parameters["chat_id"]) == (SAID, -200)
    assert state.chats.wishes() == ()
    assert "channel_post" in TAKEN


@pytest.mark.parametrize("text", ["quand ?", "@aide_bot quand ?", "/inconnue", "/rappels@autre_bot"])
async def test_other_posts_get_no_answer(office: Office, text: str) -> None:
    """Announcements are not answered."""
    assert await office.take(channel_post=posted(text)) == []


async def test_whoever_adds_the_bot_to_a_channel_is_told(office: Office) -> None:
    """In private: the channel's readers are not bothered; when the bot leaves nobody is."""
    added = change(CHANNEL, "left", "administrator")
    added["new_chat_member"].update(RIGHTS)
    (call,) = await office.take(my_chat_member=added)
    assert (call.text, call.parameters["chat_id"]) == (SAID, 5)
    assert await office.take(my_chat_member=change(CHANNEL, "member", "left")) == []
