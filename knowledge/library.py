"""The facts in memory and the questions that one can put to them."""

from dataclasses import dataclass
from functools import cached_property

from knowledge.french.text import fold
from knowledge.model import Letter, Problem


@dataclass(frozen=True)
class Library:
    """The letters in force. `version` changes whenever any fact does."""

    letters: tuple[Letter, ...]
    version: str = ""
    problems: tuple[Problem, ...] = ()  # what building them refused or doubted

    @cached_property
    def _by_reference(self) -> dict[str, Letter]:
        return {fold(letter.reference): letter for letter in self.letters}

    def letter(self, reference: str) -> Letter | None:
        """Return the letter of a reference as printed, None when the base does not hold it."""
        return self._by_reference.get(fold(reference))
