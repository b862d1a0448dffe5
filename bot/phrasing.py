"""What is said: an answer, its sources, and how both are shown as plain text or as Telegram's HTML."""

import datetime as dt
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The letter that an answer rests on, and its very sentence."""

    reference: str  # "CL-21/4"
    date: dt.date | None
    quote: str  # cut from the letter; empty when the letter as a whole is the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A next step offered as a button."""

    label: str  # what the button shows
    data: str  # what a tap sends back: at most 64 bytes of UTF-8, understood by Assistant.press after any restart


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot says to one message."""

    text: str  # plain French, lines separated by "\n"; empty: say nothing
    answered: bool  # False: the letters do not tell
    intent: str  # name of the topic: "deadline"
    confidence: float = 1.0  # 0 to 1
    sources: tuple[Source, ...] = ()
    suggestions: tuple[Suggestion, ...] = field(default=())

    @property
    def letters(self) -> tuple[str, ...]:
        """References of the letters cited, each once, in order."""
        return tuple(dict.fromkeys(source.reference for source in self.sources))


def plain(answer: Answer) -> str:
    """Return the answer with its sources as plain text."""
    return "\n".join((answer.text, *(f"{heading(source)} « {source.quote} »" for source in answer.sources)))


def html(answer: Answer) -> str:
    """Return the answer with its sources as Telegram's HTML: each quotation can be unfolded."""
    quotes = (f"{escape(heading(source))}\n<blockquote expandable>{escape(source.quote)}</blockquote>" for source in answer.sources)
    return "\n".join((escape(answer.text, quote=False), *quotes))


def heading(source: Source) -> str:
    """Return the line that names a source."""
    return f"Source : {source.reference}"
