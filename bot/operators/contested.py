"""Answers that a user calls false: kept among the questions without an answer, with what was answered."""

import tomllib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.operators.facts import short
from bot.operators.sentences import OfUnanswered
from bot.state.records import Place
from knowledge.french.text import fold

MOST = 1000  # places whose last answer is remembered
LONGEST = 200  # characters of a question, and of an answer


@dataclass(slots=True)
class LastAnswers:
    """What each place was last answered; a restart forgets it."""

    _said: OrderedDict[Place, tuple[str, str]] = field(default_factory=OrderedDict)

    def note(self, place: Place, question: str, answer: str) -> None:
        """Remember an answer."""
        self._said.pop(place, None)
        self._said[place] = question, answer
        while len(self._said) > MOST:
            self._said.popitem(last=False)

    def contested(self, place: Place, words: str, mask: Callable[[str], str], said: OfUnanswered) -> str | None:
        """Return what is kept when words call the last answer false; None when they do not, or there was none."""
        if place not in self._said or " ".join(fold(words).split()).strip(" .!") not in _phrases():
            return None
        question, answer = self._said.pop(place)
        return said.contested.format(question=short(mask(question), LONGEST), answer=short(answer, LONGEST))


@cache
def _phrases() -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("contested.toml").read_text("utf-8"))["false"])
