"""Whatever is typed, the core answers without failing and invents nothing."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.topics.data import load
from tests.bot.hostile import BOMBS, LONGEST, TRADE, corpus, faults, made

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))
HOSTILE = tuple(corpus())
ASPECTS = sorted({cue.aspect for cue in load().cues})
DEADLINE = dt.timedelta(seconds=2)  # for a busy machine; `python -m bench hostile` holds each reply to its milliseconds
UNUSED = [HealthCheck.function_scoped_fixture]  # the assistant keeps nothing between two replies
words = st.lists(st.sampled_from(TRADE), max_size=12).map(" ".join)
noise = st.text(max_size=300)
bombs = st.lists(st.sampled_from(BOMBS), min_size=1, max_size=80).map("".join)
long = st.builds(
    lambda text, times: (text * times)[:LONGEST], st.one_of(words, bombs, st.text(max_size=20)), st.just(LONGEST)
)


@pytest.mark.parametrize(("text", "noise"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_message_gets_a_courteous_reply(text: str, noise: bool, assistant: Assistant) -> None:  # noqa: FBT001  # of each row
    """It is answered in a sentence, with a letter only when something in it was understood; noise with none."""
    reply = assistant.reply(text, Dialogue(), NOW)
    assert not list(faults(reply, assistant))
    if noise:
        assert not reply.answer.sources
        assert not reply.answer.answered or reply.answer.intent.startswith("help.")


@settings(deadline=DEADLINE, suppress_health_check=UNUSED)
@given(text=st.one_of(noise, words, bombs, long, st.tuples(noise, words, bombs).map(" ".join)))
def test_any_text_gets_a_reply(text: str, assistant: Assistant) -> None:
    """No text makes the core fail; what is quoted stands in its letter, and is cited for a word understood."""
    assert not list(faults(assistant.reply(text, Dialogue(), NOW), assistant))


@pytest.mark.parametrize("seed", range(4))
def test_strings_made_by_chance_get_a_reply(seed: int, assistant: Assistant) -> None:
    """The same strings that `python -m bench hostile` times, fifty of each seed."""
    assert [text for text in made(50, seed) if list(faults(assistant.reply(text, Dialogue(), NOW), assistant))] == []


@settings(deadline=DEADLINE, suppress_health_check=UNUSED)
@given(
    data=st.one_of(st.text(max_size=64), st.builds("1|{}|{}".format, st.sampled_from(ASPECTS), st.text(max_size=12)))
)
def test_any_data_of_a_button_gets_a_reply(data: str, assistant: Assistant) -> None:
    """Whatever a forged tap carries, it is answered, and what is quoted stands in its letter."""
    assert not list(faults(assistant.press(data, Dialogue(), NOW), assistant))


def test_a_long_message_is_read_from_its_beginning(assistant: Assistant) -> None:
    """A question before thousands of words is answered as it would be alone."""
    question = "quand a lieu le Forum du SMSI ?"
    alone = assistant.reply(question, Dialogue(), NOW).answer
    assert assistant.reply(question + "\n" * 3000 + "?" * 9000, Dialogue(), NOW).answer.sources == alone.sources


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
        "1|help",
        "1|help.untold|",
        "1|event",
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
