"""What a message needs, whatever it names: a day by which to act, for whom it asks, what it sets aside."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.entities.form import Form
from bot.language.roots import root
from bot.understanding.question import Question
from knowledge.french.content import stopwords
from knowledge.french.text import fold, words

_OF_LIMITS = ("deadline.date", "deadline.accepted", "countdown.countdown")  # "et l'inscription ?" goes on
_BEFORE = ("deadline.", "status.possible", "countdown.", "procedure.")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("needs.toml").read_text("utf-8"))


@cache
def _pattern(group: str, name: str) -> re.Pattern[str]:
    return re.compile(_table()[group][name])


def asks_limit(question: Question) -> bool:
    """Tell whether a message asks by when something is to be done: by its words, or because it goes on asking so."""
    text = " ".join(token.text for token in question.tokens)
    goes_on = question.message is not None and question.message.form is Form.AND
    going_on = goes_on and question.followed and question.aspect in _OF_LIMITS
    return going_on or bool(_pattern("due", "asked").search(text)) or asks_closing_hour(question)


def asks_closing_hour(question: Question) -> bool:
    """Tell whether a message asks until which hour: of what was to be done, not of an event."""
    text = " ".join(token.text for token in question.tokens)
    return bool(_pattern("due", "hour").search(text))


def claims_day(question: Question) -> bool:
    """Tell whether a message puts a day as the one that is told: "c'est toujours le 9 mai ?"."""
    if question.period is None or question.day_put is None:
        return False
    ahead = fold(question.text[: question.period.span.start]).replace("'", " ").replace("\u2019", " ")
    return question.yes_or_no and bool(_pattern("claimed", "before").search(ahead))


def of_limits(aspect: str | None) -> bool:
    """Tell whether an aspect is about what is to be done by a day."""
    return (aspect or "").startswith(_BEFORE)


def denied(text: str) -> frozenset[str]:
    """Return the roots of the words that a text sets aside: "sans traduction", "non remboursés"."""
    found = _pattern("denied", "word").finditer(" ".join(words(text)))
    return frozenset(root(word) for each in found for word in each.groups() if word and word not in stopwords())


def speaker(text: str) -> frozenset[str]:
    """Return the roots of what whoever asks says to be: "nous sommes un régulateur"."""
    return frozenset(_said_of(text))


def _said_of(text: str) -> Iterator[str]:
    ends = _table()["who"]["ends"].split()
    for found in _pattern("who", "said").finditer(fold(text)):
        for word in words(found[1]):
            if word in ends:
                break
            if word not in stopwords():
                yield root(word)
