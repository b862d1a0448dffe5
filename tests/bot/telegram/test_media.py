"""Messages that are no text."""

import asyncio

import pytest
from telegram import Update

from bot.handlers.sentences import load_sentences
from tests.bot.telegram.office import GROUP, Json, Office, message

SAID = load_sentences().media
FILE: Json = {"file_id": "a", "file_unique_id": "b"}
SIZE: Json = {"width": 1, "height": 1}
CASES: list[tuple[str, Json]] = [
    ("sticker", {"sticker": {**FILE, **SIZE, "type": "regular", "is_animated": False, "is_video": False}}),
    ("photo", {"photo": [{**FILE, **SIZE}]}),
    ("video", {"video": {**FILE, **SIZE, "duration": 1}}),
    ("video", {"video_note": {**FILE, "length": 1, "duration": 1}}),
    ("voice", {"voice": {**FILE, "duration": 1}}),
    ("audio", {"audio": {**FILE, "duration": 1}}),
    ("animation", {"animation": {**FILE, **SIZE, "duration": 1}, "document": FILE}),
    ("location", {"location": {"longitude": -30.0, "latitude": 0.0}}),
    (
        "location",
        {
            "location": {"longitude": -30.0, "latitude": 0.0},
            "venue": {"location": {"longitude": -30.0, "latitude": 0.0}, "title": "UIT", "address": "En mer"},
        },
    ),
    ("contact", {"contact": {"phone_number": "+41227300000", "first_name": "X"}}),
    ("document", {"document": {**FILE, "file_name": "CL-21-4.pdf", "mime_type": "application/pdf"}}),
    ("other", {"dice": {"emoji": "🎲", "value": 3}}),
    (
        "other",
        {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False,
                "members_only": False,
            }
        },
    ),
]


@pytest.mark.parametrize(("kind", "fields"), CASES)
async def test_each_kind_gets_its_word(office: Office, kind: str, fields: Json) -> None:
    """A message without words gets one courteous sentence that says what to do instead."""
    (call,) = await office.take(message=message(**fields))
    assert call.text == getattr(SAID, kind).strip()


@pytest.mark.parametrize(("kind", "fields"), CASES)
async def test_a_group_shares_what_it_likes(office: Office, kind: str, fields: Json) -> None:
    """Pictures between people are none of the bot's business."""
    assert await office.take(message=message(chat=GROUP, **fields)) == []


async def test_a_corrected_picture_gets_no_second_word(office: Office) -> None:
    """Telegram says that a live location moved by editing its message: once is enough."""
    moved = message(location={"longitude": -30.0, "latitude": 0.0}, edit_date=1613376060)
    assert await office.take(edited_message=moved) == []


def pictures(album: str, *captions: str | None) -> list[Json]:
    """Return the messages of an album."""
    return [
        message(
            photo=[{**FILE, **SIZE}], media_group_id=album, message_id=number, **({"caption": said} if said else {})
        )
        for number, said in enumerate(captions, start=20)
    ]


async def test_an_album_is_one_message(office: Office) -> None:
    """Its caption is answered once, and its pictures get no word; without caption they get one."""
    captioned = [await office.take(message=each) for each in pictures("1", "quand ?", None, None, None)]
    assert [len(calls) for calls in captioned] == [1, 0, 0, 0]
    bare = [await office.take(message=each) for each in pictures("2", None, None, None)]
    assert [len(calls) for calls in bare] == [1, 0, 0]
    assert bare[0][0].text == SAID.photo.strip()


async def test_the_words_of_an_album_may_stand_under_its_last_picture(office: Office) -> None:
    """They are seen before the pictures are handled one after the other."""
    application, bot = office.house.application, office.house.application.bot
    updates = [
        Update.de_json({"update_id": number, "message": each}, bot)
        for number, each in enumerate(pictures("3", None, None, "quand ?"), start=900)
    ]
    processor = application.update_processor
    await asyncio.gather(*(processor.process_update(each, application.process_update(each)) for each in updates))
    (call,) = office.sent
    assert "« quand ? »" in call.text


async def test_the_words_of_an_album_may_be_changed(office: Office) -> None:
    """An edit of its caption is answered as any other; one that changes no word is not."""
    (first,) = pictures("4", "quand ?")
    await office.take(message=first)
    assert await office.take(edited_message={**first, "edit_date": 1613376060}) == []
    assert len(await office.take(edited_message={**first, "caption": "et où ?", "edit_date": 1613376070})) == 1
