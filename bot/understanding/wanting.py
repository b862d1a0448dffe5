"""What a message asks of reminders: on or off, of which event, how long before, at what hour."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding.question import Question
from knowledge.french.text import fold
from knowledge.temporal.lexicon import lexicon as time

_MARKED = re.compile(r"\bj ?- ?(\d{1,3})\b")  # "J-3"
_HOUR = re.compile(r"\b(\d{1,2}) ?(?:h|heures?)\b")
_SAME_DAY = re.compile(r"\bjour (?:meme|j)\b")
_NEAR = 4  # words between a count of days and "avant", at most
_LONGEST = 365  # days before


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of reminders."""

    on: bool
    event: str | None = None  # key of the edition that they are for; None: all
    leads: tuple[int, ...] | None = None  # days before; None: as they are
    hour: int | None = None  # None: as it is


def asks(question: Question) -> bool:
    """Tell whether a message asks to be reminded, or not to be: "préviens-moi la veille", "coupe les rappels"."""
    data, said = _data(), {token.text for token in question.tokens}
    when = data["ahead"] | data["eve"]
    settings = data["on"] | data["off"] | data["timed"] | when
    asked = (said & data["named"] and said & settings) or (said & data["told"] and said & when)
    return bool(asked) and question.yes_or_no


def wanted(question: Question) -> Wanted:
    """Return what a message that speaks of reminders asks."""
    data, folded = _data(), fold(question.text)
    leads = _leads(question, folded)
    hour = next((int(each) for each in _HOUR.findall(folded) if int(each) < 24), None)
    found = question.occurrences
    named = len(found) == 1 and (bool(leads) or not question.focus.inherited)
    return Wanted(
        on=not any(token.text in data["off"] for token in question.tokens),
        event=found[0].key if named else None,
        leads=leads or None,
        hour=hour,
    )


def _leads(question: Question, folded: str) -> tuple[int, ...]:
    data, tokens = _data(), [token.text for token in question.tokens]
    found = {int(each) for each in _MARKED.findall(folded)}
    for place, word in enumerate(tokens[:-1]):
        days = data["units"].get(tokens[place + 1])
        count = _count(word)
        if days and count is not None and data["ahead"] & set(tokens[place + 2 : place + 2 + _NEAR]):
            found.add(count * days)
    if data["eve"] & set(tokens):
        found.add(1)
    if _SAME_DAY.search(folded):
        found.add(0)
    return tuple(sorted((each for each in found if each <= _LONGEST), reverse=True))


def _count(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    kind, value = time().classes.get(word, ("", None))
    return int(value) if kind == "count" else None


@cache
def _data() -> dict[str, Any]:
    table = tomllib.loads(Path(__file__).with_name("wanting.toml").read_text("utf-8"))
    return {key: frozenset(value.split()) if isinstance(value, str) else value for key, value in table.items()}
