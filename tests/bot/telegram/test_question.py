"""Messages that ask something."""

import pytest

from tests.bot.builders import ASKED
from tests.bot.telegram.office import BOT, GROUP, PRIVATE, Office, message


async def test_a_question_is_answered(office: Office) -> None:
    """In private every text is a question; the answer is HTML, without a preview of its links."""
    (call,) = await office.write("quand ?")
    assert "« quand ? »" in call.text
    assert call.parameters["parse_mode"] == "HTML"
    assert call.parameters["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in call.parameters


async def test_an_answer_quotes_its_letter(office: Office) -> None:
    """The sentence of the letter stands in a quotation."""
    (call,) = await office.write("cite ?")
    assert "CL-21/4" in call.text
    assert ASKED in call.text
    assert "<blockquote" in call.text


async def test_what_was_spoken_of_is_remembered_by_place(office: Office) -> None:
    """A follow-up is understood in its own topic of the chat only."""
    topic = {"message_thread_id": 3, "is_topic_message": True}
    await office.write("@aide_bot un", GROUP, **topic)
    await office.write("@aide_bot deux", GROUP, **topic)
    await office.write("@aide_bot trois", GROUP)
    assert ["après un" in text for text in office.texts] == [False, True, False]
    assert [call.parameters.get("message_thread_id") for call in office.sent] == [3, 3, None]


async def test_suggestions_are_buttons(office: Office) -> None:
    """What one may ask next is offered under the answer."""
    (call,) = await office.write("choix ?")
    assert call.buttons == {"Plus": "1|plus"}


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "...",
        "   .",
        "x" * 4000,
        "؟متى",
        "a\u0000b",
        "<b>non",
        "&amp;",
        "\u202eévil",
        "SELECT * FROM letters; --",
    ],
)
async def test_whatever_is_written_gets_one_answer(office: Office, text: str) -> None:
    """Noise, emoji, other scripts and markup are answered once, without trouble."""
    (call,) = await office.write(text)
    assert call.name == "sendMessage"
    assert office.house.postman is not None


async def test_markup_in_a_message_is_shown_as_written(office: Office) -> None:
    """What people write never becomes HTML of ours."""
    (call,) = await office.write("<b>gras</b> & co")
    assert "&lt;b&gt;gras" in call.text


async def test_a_corrected_message_is_answered_again(office: Office) -> None:
    """Editing a message asks anew."""
    (call,) = await office.take(edited_message=message(text="mieux ?", edit_date=1613376060))
    assert "mieux" in call.text


async def test_an_edit_that_changes_no_word_is_none(office: Office) -> None:
    """A reaction or the preview of a link makes an edit too: the same words have had their answer, new ones get one."""
    edited = {"edit_date": 1613376060}
    await office.write("quand ?")
    assert await office.take(edited_message=message(text="quand ?", **edited)) == []
    (call,) = await office.take(edited_message=message(text="quand au juste ?", **edited))
    assert "au juste" in call.text
    assert await office.take(edited_message=message(text="quand au juste ?", **edited)) == []
    assert len(await office.write("/privacy", message_id=8)) == 1
    assert await office.take(edited_message=message(text="/privacy", message_id=8, **edited)) == []


async def test_an_edit_after_days_is_none(office: Office) -> None:
    """Telegram lets nobody edit for so long: what was heard then is forgotten, and the edit is of something else."""
    assert await office.take(edited_message=message(text="quand ?", edit_date=1613376000 + 3 * 86400)) == []


async def test_the_same_words_written_again_are_answered_again(office: Office) -> None:
    """A new message is no edit, be its number that of another one."""
    assert len(await office.write("quand ?")) == len(await office.write("quand ?")) == 1


async def test_a_forwarded_message_is_read_as_text(office: Office) -> None:
    """A question that comes from elsewhere is answered here."""
    origin = {"type": "hidden_user", "sender_user_name": "X", "date": 1}
    (call,) = await office.write("quand ?", forward_origin=origin)
    assert "« quand ? »" in call.text


async def test_the_caption_of_a_picture_is_a_question(office: Office) -> None:
    """Words under a picture are read."""
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    (call,) = await office.take(message=message(photo=photo, caption="c'est quand ?"))
    assert "c'est quand" in call.text or "c&#x27;est quand" in call.text


async def test_a_group_is_left_alone_unless_it_speaks_to_the_bot(office: Office) -> None:
    """Talk between people gets no answer, nor do other bots' commands."""
    assert await office.write("quand est la réunion ?", GROUP) == []
    assert await office.write("@autre_bot quand ?", GROUP) == []
    assert await office.write("/inconnue", GROUP) == []
    assert await office.write("/aide@autre_bot", GROUP) == []


@pytest.mark.parametrize("text", ["@aide_bot quand ?", "quand ? @Aide_Bot", "😀 @aide_bot quand ?"])
async def test_a_group_may_call_the_bot_by_its_name(office: Office, text: str) -> None:
    """The bot's name is left out of the question, and the answer points to it."""
    (call,) = await office.write(text, GROUP)
    assert "quand ?" in call.text
    assert "ide_" not in call.text
    assert call.parameters["reply_parameters"]["message_id"] == 7


async def test_a_group_may_reply_to_the_bot(office: Office) -> None:
    """A reply to what the bot said is for the bot; a reply to somebody else is not."""
    said = message(text="avant", chat=GROUP, **{"from": BOT})
    assert len(await office.write("et la date limite ?", GROUP, reply_to_message=said)) == 1
    other = message(text="avant", chat=GROUP)
    assert await office.write("et la date limite ?", GROUP, reply_to_message=other) == []


async def test_an_update_that_comes_twice_is_answered_once(office: Office) -> None:
    """Telegram may deliver an update again after a crash: it has had its answer."""
    assert len(await office.take(5000, message=message(text="quand ?"))) == 1
    assert await office.take(5000, message=message(text="quand ?")) == []


@pytest.mark.parametrize(
    "service",
    [
        {"new_chat_members": [BOT]},
        {"left_chat_member": BOT},
        {"group_chat_created": True},
        {"new_chat_title": "Autre"},
        {"pinned_message": message(text="épinglé")},
        {"delete_chat_photo": True},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    ],
)
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
async def test_service_messages_get_no_answer(
    office: Office, service: dict[str, object], chat: dict[str, object]
) -> None:
    """What Telegram notes by itself in a chat is no question."""
    assert await office.take(message=message(chat=chat, **service)) == []
