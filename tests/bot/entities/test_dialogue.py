"""What is remembered of a conversation."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entities.dialogue import Dialogue

dialogues = st.builds(
    Dialogue,
    topic=st.none() | st.text(),
    letter=st.none() | st.text(),
    events=st.lists(st.text()).map(tuple),
    part=st.none() | st.text(),
    person=st.none() | st.text(),
    said=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
)


@given(dialogues)
def test_a_memory_is_read_back_as_it_was(dialogue: Dialogue) -> None:
    """Writing and reading a memory changes nothing."""
    assert Dialogue.parse(dialogue.dump()) == dialogue


@pytest.mark.parametrize("damaged", ["", "{", "[]", "null", '{"said": "hier"}', '{"unknown": 1}', '{"events": 3}'])
def test_a_damaged_memory_is_an_empty_one(damaged: str) -> None:
    """What cannot be read is forgotten, never an error."""
    assert Dialogue.parse(damaged) == Dialogue()
