"""The Telegram of the tests refuses what Telegram refuses."""

import pytest

from tests.bot.telegram.calls import Call, Json
from tests.bot.telegram.laws import GROUP, OVERALL, Laws


def button(**kind: object) -> Json:
    """Return the parameters of a message with one button."""
    return {"chat_id": 5, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", **kind}]]}}


@pytest.mark.parametrize(
    ("name", "parameters", "reason"),
    [
        ("sendMessage", {"chat_id": 5, "text": "a" * 4097}, "too long"),
        ("sendMessage", {"chat_id": 5, "text": "😀" * 2049}, "too long"),
        ("sendMessage", {"chat_id": 5, "text": " "}, "empty"),
        ("sendMessage", {"chat_id": 5, "text": "<b>a", "parse_mode": "HTML"}, "parse entities"),
        ("sendMessage", {"chat_id": 5, "text": "a < b", "parse_mode": "HTML"}, "parse entities"),
        ("sendMessage", {"chat_id": 5, "text": "<i><b>a</i></b>", "parse_mode": "HTML"}, "parse entities"),
        ("sendMessage", {"chat_id": 5, "text": "<h1>a</h1>", "parse_mode": "HTML"}, "parse entities"),
        ("sendDocument", {"chat_id": 5, "caption": "a" * 1025}, "too long"),
        ("sendMessage", button(callback_data="é" * 33), "BUTTON_DATA"),
        ("sendMessage", button(callback_data=""), "BUTTON_DATA"),
        ("sendMessage", button(copy_text={"text": "a" * 257}), "COPY_TEXT"),
        ("sendMessage", button(), "invalid"),
        ("sendMessage", button(url="javascript:1"), "URL"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "too long"),
        ("setMyDescription", {"description": "a" * 513}, "too long"),
        ("setMyCommands", {"commands": [{"command": "échéances", "description": "a"}]}, "COMMAND_INVALID"),
        ("setMessageReaction", {"reaction": [{"type": "emoji", "emoji": "📎"}]}, "REACTION"),
        ("sendContact", {"chat_id": 5, "phone_number": "a@b", "first_name": "A"}, "PHONE"),
        ("answerInlineQuery", {"results": [], "button": {"text": "a", "start_parameter": "a b"}}, "START"),
    ],
)
def test_what_is_refused(name: str, parameters: Json, reason: str) -> None:
    """Too long, badly marked up, or carrying what Telegram does not take."""
    verdict = Laws().verdict(Call(name=name, parameters=parameters))
    assert verdict is not None
    assert reason in str(verdict[1])


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("sendMessage", {"chat_id": 5, "text": "a" * 4096}),
        ("sendMessage", {"chat_id": 5, "text": "<b>a &lt; b</b>" + "a" * 4085, "parse_mode": "HTML"}),
        ("sendMessage", button(callback_data="é" * 32)),
        ("setMessageReaction", {"reaction": [{"type": "emoji", "emoji": "👍"}]}),
    ],
)
def test_what_is_taken(name: str, parameters: Json) -> None:
    """What is as long as it may be, once the markup is read."""
    assert Laws().verdict(Call(name=name, parameters=parameters)) is None


def test_an_edit_that_changes_nothing_is_refused() -> None:
    """Text and buttons as they stood."""
    laws = Laws()
    laws.note(Call(name="sendMessage", parameters={"chat_id": 5, "text": "a"}), 1)
    same, other = (
        Call(name="editMessageText", parameters={"chat_id": 5, "message_id": 1, "text": text}) for text in "ab"
    )
    assert "not modified" in str(laws.verdict(same))
    assert laws.verdict(other) is None


@pytest.mark.parametrize(("chat", "most", "window"), [(5, OVERALL, 1.0), (-5, GROUP, 60.0)])
def test_a_flood_is_held_back(chat: int, most: int, window: float) -> None:
    """So many messages a second, twenty a minute into a group; then they are taken again."""
    now = [0.0]
    laws = Laws(now=lambda: now[0])
    call = Call(name="sendMessage", parameters={"chat_id": chat, "text": "a"})
    verdicts = []
    for number in range(most + 1):
        now[0] += window / 100 * (number == 0)
        verdicts.append(laws.verdict(call))
    assert verdicts[:-1] == [None] * most
    assert verdicts[-1] is not None
    assert verdicts[-1][0] == 429
    now[0] += window
    assert laws.verdict(call) is None
