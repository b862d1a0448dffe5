"""Sentences that answer where no fact does: BM25 over the sentences, each under its letter's subject and events."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from bot.entities.lookup import build
from bot.queries.frame import Kind
from bot.queries.rows import Row, Tables

_K, _B = 1.2, 0.5  # how soon a word said again adds nothing; how much a long sentence costs
_UNDER = 0.45  # what a word of the subject weighs, against one of the sentence itself
_MOST = 3000  # sentences looked at for one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, and how well it tells what is wanted."""

    row: Row
    score: float
    share: float  # of what is wanted that it or what it stands under tells, 0 to 1
    own: float  # of what is wanted that the sentence itself tells


class Passages:
    """The sentences of one library, ready to be searched."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def prepare(self) -> None:
        """Make now what the first search would wait for."""
        build(self)

    @cached_property
    def _mean(self) -> float:
        rows = self._tables.rows(Kind.SENTENCE)
        return sum(len(row.own) for row in rows) / max(len(rows), 1)

    def _weight(self, word: str) -> float:
        """Return how much a root tells of sentences."""
        rows = len(self._tables.rows(Kind.SENTENCE))
        found = len(self._tables.said(word))
        return log(1 + (rows - found + 0.5) / (found + 0.5))

    def search(self, wanted: Mapping[str, float], letters: Collection[str] = ()) -> list[Passage]:
        """Return the sentences that tell any of some roots, the best first; only those of some letters, if given.

        `wanted`: how much each root counts, 1 for one that must be told.
        """
        weights = {word: share * self._weight(word) for word, share in wanted.items()}
        total = sum(weights.values()) or 1.0
        rows = {id(row): row for row in self._telling(wanted)}
        kept = (row for row in rows.values() if not letters or row.letter.reference in letters)
        found = [self._scored(row, weights, total) for row in kept]
        return sorted(found, key=lambda each: -each.score)

    def _telling(self, wanted: Mapping[str, float]) -> Iterator[Row]:
        """Yield the sentences that hold any root, those of common ones only where no rarer one stands in enough."""
        looked = 0
        for rows in sorted(map(self._tables.said, wanted), key=len):
            if looked and looked + len(rows) > _MOST:
                return
            looked += len(rows)
            yield from rows[:_MOST]

    def _scored(self, row: Row, weights: Mapping[str, float], total: float) -> Passage:
        length = 1 - _B + _B * len(row.own) / self._mean
        own = sum(weight for word, weight in weights.items() if word in row.own)
        under = sum(weight for word, weight in weights.items() if word not in row.own and word in row.context)
        score = own * (_K + 1) / (1 + _K * length) + _UNDER * under
        return Passage(row=row, score=score, share=(own + under) / total, own=own / total)
