"""The words of a message as they are used up: each place is covered by what has a use for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.language.tokens import Token
from bot.queries.schema import Phrase, vocabulary
from bot.understanding.lexicon import Lexicon

T = TypeVar("T")


@dataclass(slots=True)
class Scan:
    """The words of one message, and the places that something has a use for."""

    tokens: Sequence[Token]
    lexicon: Lexicon
    covered: set[int] = field(default_factory=set)

    def phrases(self, table: Mapping[Phrase, T]) -> Iterator[tuple[T, frozenset[int]]]:
        """Yield what the phrases of a table say, with their places; of two that overlap, the longer."""
        taken: set[int] = set()
        stems = {token.stem for token in self.tokens}
        for phrase, said in table.items():  # the longest first
            if phrase[0] not in stems or phrase[-1] not in stems:
                continue
            for place in self._starting(phrase):
                places = frozenset(range(place, place + len(phrase)))
                if not places & taken and not places & self.covered:
                    taken |= places
                    yield said, places

    def _starting(self, phrase: Phrase) -> Iterator[int]:
        size = len(phrase)
        for place in range(len(self.tokens) - size + 1):
            if all(self.tokens[place + step].stem == word for step, word in enumerate(phrase)):
                yield place

    def cover(self, places: frozenset[int]) -> frozenset[int]:
        """Note that some places have a use; return them."""
        self.covered |= places
        return places

    def before(self, places: frozenset[int], words: frozenset[str], reach: int = 2) -> frozenset[int]:
        """Return the places of some words that stand just before others."""
        first = min(places)
        near = range(max(0, first - reach), first)
        return frozenset(place for place in near if self.tokens[place].text in words)

    def left(self) -> tuple[int, ...]:
        """Return the places of the words that nothing has a use for yet: not those that only tie others together."""
        return tuple(
            place for place, token in enumerate(self.tokens) if place not in self.covered and not self._ties(token)
        )

    def _ties(self, token: Token) -> bool:
        if token.text in vocabulary().operators:
            return False
        return token.text in self.lexicon.fillers or (len(token.text) == 1 and token.text.isalpha())

    def unheard(self) -> tuple[int, ...]:
        """Return the places of the words of operation that nothing has a use for."""
        return tuple(place for place in self.left() if self.tokens[place].text in vocabulary().operators)
