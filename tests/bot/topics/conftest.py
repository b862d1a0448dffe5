"""Somebody who asks an assistant about letters that the product does not ship."""

from collections.abc import Callable

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer, plain
from knowledge.library import Library
from tests.bot.drafts import at, registry

NOW = "2024-04-10T09:00"


class Desk:
    """Puts questions and shows answers."""

    def __init__(self, library: Library) -> None:
        self.assistant = Assistant(library)

    def answer(self, *messages: str, now: str = NOW) -> Answer:
        """Return the answer to the last of some messages said in a row."""
        dialogue = Dialogue()
        for message in messages:
            reply = self.assistant.reply(message, dialogue, at(now))
            dialogue = reply.dialogue
        self._check(reply.answer)
        return reply.answer

    def ask(self, *messages: str, now: str = NOW) -> str:
        """Return what is shown for it."""
        return plain(self.answer(*messages, now=now))

    def _check(self, answer: Answer) -> None:
        """Hold every answer to what all must: each quotation stands in its letter, each letter is a known one."""
        for source in answer.sources:
            letter = self.assistant.library.letter(source.reference)
            assert letter is not None
            assert source.quote in " ".join(letter.text.split())


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Return the desk of letters of many kinds."""
    return Desk(registry())


@pytest.fixture
def open_desk() -> Callable[..., Desk]:
    """Return what opens a desk for letters of one's own."""
    return lambda *letters: Desk(Library(letters))
