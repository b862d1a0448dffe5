"""Each aspect keeps examples of its own: no cue of another topic may swallow them."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.topics.data import load
from tests.bot.builders import NOW

TABLE = tomllib.loads((Path(__file__).parents[2] / "questions" / "examples.toml").read_text("utf-8"))
EXAMPLES = [(aspect, phrase) for aspect, phrases in TABLE.items() for phrase in phrases]
CLEAR = 1.2  # how many times the runner-up of another topic


@pytest.mark.parametrize(("aspect", "phrase"), EXAMPLES, ids=[phrase for _, phrase in EXAMPLES])
def test_an_example_is_heard_as_its_aspect(aspect: str, phrase: str, assistant: Assistant) -> None:
    """By its own words, and clearly: above the other aspects of its topic, well above those of other topics."""
    ((question, _),) = assistant.reply(phrase, Dialogue(), NOW).told
    assert question.choice is not None
    weights = {score.aspect: score.weight for score in question.choice.scores}
    topic = aspect.partition(".")[0]
    others = [weight for other, weight in weights.items() if not other.startswith(f"{topic}.")]
    near = [weight for other, weight in weights.items() if other.startswith(f"{topic}.") and other != aspect]
    assert question.aspect == aspect, weights
    assert weights[aspect] >= CLEAR * max(others, default=0.0), weights
    assert weights[aspect] > max(near, default=0.0), weights


def test_an_example_is_of_one_aspect() -> None:
    """The same words cannot ask two things."""
    assert [phrase for phrase, times in Counter(phrase.lower() for _, phrase in EXAMPLES).items() if times > 1] == []


def test_every_aspect_has_an_example() -> None:
    """Whoever adds an aspect says what asks it."""
    assert set(TABLE) == {cue.aspect for cue in load().cues}
    assert all(TABLE.values())
