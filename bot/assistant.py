"""The whole core: a message in, an answer and what to remember out. Pure: no clock, no file, no network."""

import datetime as dt
from dataclasses import dataclass

from bot.phrasing import Answer
from bot.understanding.dialogue import Dialogue
from knowledge.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, and the memory that the next message is understood with."""

    answer: Answer
    dialogue: Dialogue


class Assistant:
    """Answers questions about the letters of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def reply(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a message. `now` is aware; whatever the text, no exception comes out."""
        raise NotImplementedError

    def press(self, data: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a button, from the data of a Suggestion. Unknown or foreign data is answered courteously."""
        raise NotImplementedError
