"""The sentences of the terminal, as values."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.sentences import slots

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What the terminal itself says."""

    greeting: str
    empty: str  # nothing in the letters has a day
    prompt: str
    past: str = slots("day")
    button: str = slots("number", "label")
    file: str = slots("file")


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)
