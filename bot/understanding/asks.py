"""What the letters ask to do by a day, by the words that say it, the addresses to write to and the days."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.entities.editions import Occurrence
from bot.entities.lookup import Spans, grouped
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Deadline, Letter

_POINTED = 5  # letters that "invitation" and "inviter" share
_AROUND = 0.8  # what a word weighs that stands in the sentence pointed to: "cette invitation" is told there

StemsOf = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A deadline of an event, and the stems of what it asks."""

    occurrence: Occurrence
    deadline: Deadline
    own: frozenset[str]  # of what is asked, of whom, in its own sentence
    pointed: frozenset[str]  # of the sentence that it only points to


class Asks:
    """All that the letters ask for their events."""

    def __init__(self, occurrences: Iterable[Occurrence], stems_of: StemsOf, pointing: frozenset[str]) -> None:
        """`pointing`: stems of the words that point to what was said before."""
        self.every = tuple(
            Ask(
                occurrence=occurrence,
                deadline=deadline,
                own=asked(deadline, occurrence.letter, stems_of),
                pointed=_pointed(deadline, occurrence.letter, stems_of, pointing),
            )
            for occurrence in occurrences
            for deadline in occurrence.deadlines
        )
        numbered = tuple(enumerate(self.every))
        self._own = grouped((word, place) for place, ask in numbered for word in ask.own)
        self._around = grouped((word, place) for place, ask in numbered for word in ask.pointed - ask.own)
        self._addresses = grouped((each.lower(), place) for place, ask in numbered for each in ask.deadline.reply_to)
        self._days = Spans((ask.deadline.last_day, ask.deadline.due, place) for place, ask in numbered)

    def said(self, stems: Iterable[str], rarity: Callable[[str], float]) -> dict[int, float]:
        """Return what holds some stems, by its place, and how much they tell together."""
        found: dict[int, float] = {}
        for word in stems:
            weight = rarity(word)
            for table, share in ((self._own, weight), (self._around, _AROUND * weight)):
                for place in table.get(word, ()):
                    found[place] = found.get(place, 0.0) + share
        return found

    def answered_at(self, addresses: Iterable[str]) -> Iterator[int]:
        """Yield the places of what is answered at some addresses, once for each."""
        return (place for address in addresses for place in self._addresses.get(address, ()))

    def due(self, first: dt.date | None, last: dt.date | None) -> Sequence[int]:
        """Return the places of what is due in a stretch of days, or on the day before or after it."""
        day = dt.timedelta(days=1)
        return self._days.touching(first and first - day, last and last + day)


def asked(deadline: Deadline, letter: Letter, stems_of: StemsOf) -> frozenset[str]:
    """Return the stems of what a deadline asks, of whom, in its own sentence."""
    return stems_of(f"{deadline.action} {deadline.audience or ''} {letter.cut(deadline.span)}")


def _pointed(deadline: Deadline, letter: Letter, stems_of: StemsOf, pointing: frozenset[str]) -> frozenset[str]:
    """Return the stems of the nearest sentence before that tells what the deadline only points to."""
    pairs = pairwise(words(letter.cut(deadline.span)))
    roots = tuple(noun[:_POINTED] for before, noun in pairs if stem(before) in pointing)
    for span in reversed([span for span in letter.sentences if span.end <= deadline.span.start] if roots else []):
        if any(word.startswith(roots) for word in words(letter.cut(span))):
            return stems_of(letter.cut(span))
    return frozenset()
