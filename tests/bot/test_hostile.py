"""Whatever is typed, the core answers without failing and invents nothing."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.phrasing import html, plain
from bot.understanding.dialogue import Dialogue

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))
WORDS = (
    "forum",
    "smsi",
    "2021",
    "quand",
    "où",
    "date",
    "limite",
    "qui",
    "contact",
    "et",
    "prix",
    "17",
    "mai",
    "CL-21/4",
    "?",
)
HOSTILE = (
    "",
    " ",
    "\n\n\t",
    "?",
    "!!!???",
    "😀😀😀",
    "👍🏽",
    "\u202e\u202dFORUM\u202c",
    "\x00\x01\x02",
    "a" * 4096,
    "(" * 2000 + ")" * 2000,
    "((((a+)+)+)+)+$" * 100,
    "l'" * 1500,
    "21/" * 1300,
    "17 mai " * 500,
    "' OR 1=1; DROP TABLE letters; --",
    "<b>forum</b><script>alert(1)</script>",
    "{title} {0} {dates.__class__}",
    "%s %n %x",
    "../../../../etc/passwd",
    "مرحبا كيف حالك",
    "你好,论坛什么时候举行?",
    "ﬀ ﬁ ﬂ ½ ² ℡",
    "e\u0301" * 800,
    "\ud83d",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_message_gets_a_courteous_reply(text: str, assistant: Assistant) -> None:
    """Noise is answered in a sentence, with no fact and no source."""
    answer = assistant.reply(text, Dialogue(), NOW).answer
    assert answer.text
    assert "Traceback" not in plain(answer)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_gets_a_reply(text: str, assistant: Assistant) -> None:
    """No text makes the core fail, and what is shown is never empty."""
    reply = assistant.reply(text, Dialogue(), NOW)
    assert reply.answer.text
    assert html(reply.answer)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(WORDS),
        max_size=12,
    )
)
def test_any_words_of_the_trade_get_a_reply(words: list[str], assistant: Assistant) -> None:
    """Words of the trade in any order never fail; every sentence cited stands in its letter."""
    answer = assistant.reply(" ".join(words), Dialogue(), NOW).answer
    assert answer.text
    for source in answer.sources:
        letter = assistant.library.letter(source.reference)
        assert letter is not None
        assert source.quote in " ".join(letter.text.split())


@pytest.mark.parametrize(
    "data",
    [
        "",
        "|",
        "1|",
        "1|event.date|",
        "2|event.date|abc",
        "1|event.date|00000000",
        "1|nothing|x",
        "é" * 30,
        "1|help.help|",
    ],
)
def test_foreign_button_data_is_answered(data: str, assistant: Assistant) -> None:
    """Data of another version, of an event that is gone or of nobody never fails."""
    assert assistant.press(data, Dialogue(), NOW).answer.text


def test_every_suggestion_fits_telegram_and_answers(assistant: Assistant) -> None:
    """What a button carries is at most 64 bytes and is understood when it comes back."""
    answer = assistant.reply("quand a lieu le Forum du SMSI ?", Dialogue(), NOW).answer
    assert answer.suggestions
    for suggestion in answer.suggestions:
        assert len(suggestion.data.encode()) <= 64
        assert assistant.press(suggestion.data, Dialogue(), NOW).answer.intent == suggestion.data.split("|")[1]


def test_a_dialogue_survives_its_dump(assistant: Assistant) -> None:
    """A memory written as JSON and read back is the same; a damaged one is an empty one."""
    dialogue = assistant.reply("quand a lieu le Forum du SMSI ?", Dialogue(), NOW).dialogue
    assert Dialogue.parse(dialogue.dump()) == dialogue
    assert Dialogue.parse("{") == Dialogue()


def test_the_three_questions_of_a_newcomer(assistant: Assistant) -> None:
    """Three questions in a row speak of the same event, each in its topic."""
    dialogue, intents = Dialogue(), []
    letters: set[str] = set()
    for text in ("quand a lieu le Forum du SMSI ?", "et la date limite ?", "qui contacter ?"):
        reply = assistant.reply(text, dialogue, NOW)
        dialogue = reply.dialogue
        intents.append(reply.answer.intent)
        letters.update(reply.answer.letters)
    assert intents == ["event.date", "deadline.date", "contact.contact"]
    assert letters == {"CL-21/4"}
