"""What the letters tell by its day: events, deadlines, the letters themselves."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from bot.entities.editions import Occurrence
from bot.entities.lookup import Spans, grouped
from knowledge.model import Deadline, Event, Letter, Part
from knowledge.temporal.moment import Moment

Held = tuple[Occurrence, Part | None]  # an event, or a part of it
Due = tuple[Deadline, Letter]


class Timeline:
    """The days of one library."""

    def __init__(self, occurrences: Sequence[Occurrence], letters: Sequence[Letter]) -> None:
        self._occurrences = occurrences
        self._letters = letters

    @cached_property
    def held(self) -> Spans[Held]:
        """Events, each behind its parts, the earliest first."""
        return Spans(self._held())

    def _held(self) -> Iterator[tuple[dt.date, dt.date, Held]]:
        for occurrence in self._occurrences:
            parts = sorted(occurrence.event.parts, key=lambda part: str(part.start and part.start.first))
            for part in (*parts, None):
                what: Event | Part = part or occurrence.event
                start, end = what.start or what.end, what.end or what.start
                if start and end:
                    yield start.first, end.last, (occurrence, part)

    @cached_property
    def starts(self) -> Spans[Occurrence]:
        """Events by their first day."""
        return Spans((start.first, start.first, each) for start, each in self._dated)

    @cached_property
    def starting(self) -> Mapping[Moment, tuple[Occurrence, ...]]:
        """Events by when they start, as the letters say it."""
        return grouped(self._dated)

    @property
    def _dated(self) -> Iterator[tuple[Moment, Occurrence]]:
        return ((each.event.start, each) for each in self._occurrences if each.event.start)

    @cached_property
    def due(self) -> Spans[Due]:
        """Deadlines by their last useful day."""
        every = [(deadline, letter) for letter in self._letters for deadline in letter.deadlines]
        every.sort(key=lambda pair: pair[0].last_day)
        return Spans((pair[0].last_day, pair[0].due, pair) for pair in every)

    @cached_property
    def dated(self) -> Spans[Letter]:
        """Letters by their dates."""
        return Spans((letter.date, letter.date, letter) for letter in self._letters if letter.date)

    @cached_property
    def yearly(self) -> Mapping[tuple[int, int], tuple[Letter, ...]]:
        """Letters by the month and day of their dates."""
        return grouped(((letter.date.month, letter.date.day), letter) for letter in self._letters if letter.date)

    @cached_property
    def earliest_first(self) -> tuple[Letter, ...]:
        """Letters in the order of their dates."""
        return tuple(sorted(self._letters, key=lambda letter: str(letter.date)))

    @cached_property
    def latest_first(self) -> tuple[Letter, ...]:
        """Letters, the latest first; of one day, in their own order."""
        return tuple(sorted(self._letters, key=lambda letter: str(letter.date), reverse=True))
