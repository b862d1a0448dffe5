"""The facts in memory and the questions that one can put to them."""

from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Letter, Problem
from knowledge.references import reference_key


@dataclass(frozen=True)
class Library:
    """The letters in force. `version` changes whenever any fact does."""

    letters: tuple[Letter, ...]
    version: str = ""
    problems: tuple[Problem, ...] = ()  # what building them refused or doubted

    @cached_property
    def _by_reference(self) -> dict[str, Letter]:
        return {reference_key(letter.reference): letter for letter in self.letters}

    def letter(self, reference: str) -> Letter | None:
        """Return the letter of a reference as people write it, None when the base does not hold it."""
        return self._by_reference.get(reference_key(reference))
