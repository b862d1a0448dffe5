"""Small libraries and an assistant that shows what reached it."""

import datetime as dt
from dataclasses import replace

from bot.assistant import Assistant, Reply
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer, Source, Suggestion
from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Deadline, Letter

GENEVA = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2021, 2, 15, 9, tzinfo=GENEVA)
ASKED = "Je vous prie de confirmer votre venue avant le 1er mars 2021."
LETTER = "CL-21/4"


def deadline(
    due: dt.date = dt.date(2021, 3, 1), *, inclusive: bool = False, action: str = "confirmer votre venue"
) -> Deadline:
    """Return a deadline that the letter below asks."""
    return Deadline(span=Span(0, len(ASKED)), due=due, inclusive=inclusive, action=action, reply_to=("forum@itu.int",))


def letter(*deadlines: Deadline, reference: str = LETTER, date: dt.date | None = None) -> Letter:
    """Return a letter of one sentence."""
    return Letter(file="letter.md", text=ASKED, reference=reference, date=date, deadlines=deadlines)


def library(*letters: Letter) -> Library:
    """Return a library of some letters, by default one with one deadline."""
    return Library(letters or (letter(deadline()),), "v1")


class Echo(Assistant):
    """Answers each message by its own text, and remembers it as the last topic."""

    def reply(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Show the text, what was remembered and the clock."""
        shown = f"« {text} », après {dialogue.topic or 'rien'}, à {now.isoformat()}"
        answer = Answer(
            text=shown,
            answered="?" in text,
            intent="echo",
            confidence=0.98765,
            sources=(Source(reference=LETTER, date=None, quote=ASKED),) if "cite" in text else (),
            suggestions=(Suggestion(label="Plus", data="1|plus"),) if "choix" in text else (),
        )
        return Reply(answer=answer, dialogue=replace(dialogue, topic=text, said=now))

    def press(self, data: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Show the data as if it had been typed."""
        return self.reply(f"[{data}]", dialogue, now)
