"""Facts asked for in one breath are told one after the other; what only looks like it is one question."""

import datetime as dt

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)


def asked(assistant: Assistant, text: str) -> list[str | None]:
    """Return the aspects that a message was answered by, in order."""
    return [question.aspect for question, _ in assistant.reply(text, Dialogue(), NOW).told]


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("date et lieu du Forum 2021", ["event.date", "place.place"]),
        ("la date limite ainsi que le contact du Forum 2021", ["deadline.date", "contact.contact"]),
        ("thème, dates et contact du Forum 2021", ["theme.theme", "event.date", "contact.contact"]),
        ("date + contact forum smsi", ["event.date", "contact.contact"]),
        ("quand et où a lieu le forum 2021", ["event.date", "place.place"]),
    ],
)
def test_each_fact_is_told(assistant: Assistant, text: str, aspects: list[str]) -> None:
    """Nouns joined by "et", a comma or a sign ask for a fact each, in their order."""
    assert asked(assistant, text) == aspects


@pytest.mark.parametrize(
    "text", ["les jours et dates du Forum 2021", "la date limite du Forum", "le Forum 2021 est-il virtuel et gratuit ?"]
)
def test_one_fact_is_told_once(assistant: Assistant, text: str) -> None:
    """Two words for one fact, or a fact and a word that the letters do not know, are one question."""
    assert len(asked(assistant, text)) == 1


def test_what_one_letter_does_not_tell_leaves_the_rest(assistant: Assistant) -> None:
    """Where only one of the facts is known, the message is answered as one question."""
    assert len(asked(assistant, "la date et la date limite du Forum 2020")) == 1
