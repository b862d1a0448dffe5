"""The data files of the topics."""

import string

import pytest

from bot.topics.data import TOPICS, load
from knowledge.french.text import fold

PHRASES = [(topic, name, phrase) for topic in TOPICS for name, phrase in load().phrases[topic].items()]


@pytest.mark.parametrize("phrase", [phrase for *_, phrase in PHRASES], ids=[f"{t}.{n}" for t, n, _ in PHRASES])
def test_a_phrase_has_slots_and_no_logic(phrase: str) -> None:
    """A slot is a name: nothing is computed, formatted or looked up in a phrase."""
    for _, name, spec, conversion in string.Formatter().parse(phrase):
        assert name is None or name.isidentifier()
        assert not spec
        assert not conversion


def test_every_button_leads_to_an_aspect() -> None:
    """What a button asks is an aspect that has cues."""
    assert set(load().labels) <= {cue.aspect for cue in load().cues}


def test_words_are_folded() -> None:
    """No accent is left in what messages are compared with."""
    assert all(word == fold(word) for words in load().words.values() for word in words)


def test_every_aspect_can_be_asked() -> None:
    """Each aspect has a cue that speaks for it."""
    aspects = {cue.aspect for cue in load().cues}
    assert aspects == {cue.aspect for cue in load().cues if cue.weight > 0}
