"""The facts in memory and the questions that one can put to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.french.text import Span, fold
from knowledge.model import Letter, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that full text found."""

    reference: str
    span: Span
    rank: float  # the higher the better


Search = Callable[[Sequence[str]], tuple[Hit, ...]]  # words -> sentences holding any of them, best first


def _no_search(_: Sequence[str]) -> tuple[Hit, ...]:
    return ()


@dataclass(frozen=True)
class Library:
    """The letters in force. `version` changes whenever any fact does."""

    letters: tuple[Letter, ...]
    version: str = ""
    search: Search = _no_search
    problems: tuple[Problem, ...] = ()  # what building them refused or doubted

    @cached_property
    def _by_reference(self) -> dict[str, Letter]:
        return {fold(letter.reference): letter for letter in self.letters}

    def letter(self, reference: str) -> Letter | None:
        """Return the letter of a reference as printed, None when the base does not hold it."""
        return self._by_reference.get(fold(reference))
