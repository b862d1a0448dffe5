"""Which edition of an event is meant: of the year, the letter or the day said, of what was spoken of, else by today."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from bot.entities.dialogue import Dialogue
from bot.entities.directory import Directory
from bot.entities.editions import Occurrence, Series
from bot.entities.entity import Entity, LetterRef, Missing, Relative, SeriesRef, Timed, UnknownRef, Year
from bot.language.tokens import pieces
from knowledge.french.stem import stem
from knowledge.temporal.moment import Expression, Moment

V = TypeVar("V")

_FIRST = 1  # the edition asked for as the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Chooses between the editions of an event for one message."""

    entities: Sequence[Entity]
    memory: Dialogue  # what it inherits from
    now: dt.datetime
    directory: Directory

    def _all(self, kind: type[V]) -> Iterable[V]:
        return (each.value for each in self.entities if isinstance(each.value, kind))

    @property
    def _years(self) -> tuple[int, ...]:
        """The years said, but those that are left out where others are said: "pas 2020, 2021"."""
        said = [each for each in self.entities if isinstance(each.value, Year)]
        kept = [each for each in said if not each.excepted] or said
        return tuple(each.value.year for each in kept if isinstance(each.value, Year))

    @property
    def _relative(self) -> str | None:
        told = (each for each in self.entities if isinstance(each.value, Relative))
        longest = max(told, key=lambda each: len(each.tokens), default=None)
        return longest.value.which if longest and isinstance(longest.value, Relative) and not self._years else None

    def _series(self, ref: SeriesRef) -> Series:
        return self.directory.catalogue.series_of(self._occurrences(ref.keys)[0])

    def _occurrences(self, keys: Iterable[str]) -> tuple[Occurrence, ...]:
        found = (self.directory.catalogue.occurrence(key) for key in keys)
        return tuple(each for each in found if each is not None)

    def _editions(self, series: Series, letters: tuple[LetterRef, ...]) -> tuple[Occurrence, ...]:
        """Return the editions meant: of the years said, of the letter named, of the day said, else by today."""
        editions = series.editions
        if self._years:
            return tuple(each for each in editions if year_of(each) in self._years)
        which = self._relative
        if which is not None:
            return self._told_apart(editions, which)
        told = {letter.reference for letter in letters}
        in_letter = tuple(each for each in editions if each.letter.reference in told)
        before = tuple(each for each in editions if each.key in self.memory.events)
        on_day = self._on_day(editions)
        return in_letter or on_day or before[:1] or (self._default(editions),)

    def _on_day(self, editions: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
        """Return the one edition that is held, or was to be, in the time said with its year."""
        for each in self._all(Timed):
            if each.expression.year_given:
                found = [one for one in editions if touches(one, each.expression)]
                if len(found) == 1:
                    return tuple(found)
        return ()

    def _told_apart(self, editions: Sequence[Occurrence], which: str) -> tuple[Occurrence, ...]:
        """Return the editions that are told from others without their year."""
        today = self.now.date()
        said = next((each for each in editions if each.key in self.memory.events), None)
        others = [each for each in editions if each is not said]
        match which:
            case "latest":
                return tuple([each for each in editions if each.begins <= today][-1:] or editions[-1:])
            case "coming":
                return tuple(each for each in editions if each.ends >= today)[:1]
            case "other":
                return tuple(others[-1:])
            case "first":
                return ()
            case _:
                year = self._counted(which, year_of(said) if said else None)
                return tuple(each for each in editions if year_of(each) == year)

    def _counted(self, which: str, said: int | None) -> int:
        """Return the year that words count from today, or from the edition last spoken of."""
        this = self.now.year
        if which == "same_year":
            before = next((year_of(each) for each in self._occurrences(self.memory.events)), None)
            return before or this
        steps = {"previous_year": this - 1, "next_year": this + 1}
        told = {"following": (said or this) + 1, "preceding": (said or this) - 1}
        return steps.get(which) or told.get(which) or this

    def _speaking(self, ref: SeriesRef) -> tuple[LetterRef, ...]:
        """Return the letters on other editions that speak of the one of a year said: "ITU Digital World 2020"."""
        last = self._series(ref).words[-1:]
        letters = {each.letter.reference: each.letter for each in self._occurrences(ref.keys)}
        return tuple(
            LetterRef(reference=reference)
            for reference, letter in letters.items()
            for pair in pairwise(pieces(letter.text))
            if tuple(map(stem, pair[:1])) == last and pair[1] in map(str, self._years)
        )[:1]

    def _missing(self, ref: SeriesRef) -> UnknownRef:
        which = self._relative
        year = self._years[0] if self._years else _FIRST if which == "first" else self._counted(which or "", None)
        return edition_of(self._series(ref), year)

    def _default(self, editions: Sequence[Occurrence]) -> Occurrence:
        """Return the edition meant when none is said: the one in progress or next, else the latest."""
        today = self.now.date()
        ahead = [each for each in editions if each.ends >= today]
        return min(ahead, key=attrgetter("begins")) if ahead else max(editions, key=attrgetter("ends"))

    def _rule(self, found: Collection[Occurrence]) -> str:
        if self._years:
            return "year"
        if self._relative is not None:
            return "edition"
        if any(each.key in self.memory.events for each in found):
            return "dialogue"
        single = all(len(self.directory.catalogue.series_of(each).editions) == 1 for each in found)
        return "only" if single else "today"


def year_of(occurrence: Occurrence) -> int:
    """Return the edition of an event, else the year in which it begins."""
    return occurrence.event.edition or occurrence.begins.year


def edition_of(series: Series, year: int) -> UnknownRef:
    """Return an edition that no letter announces; 1 is the very first."""
    short = series.editions[-1].short
    near = tuple(each.key for each in series.editions)
    return UnknownRef(kind=Missing.EDITION, text=f"{short} {year}" if year > _FIRST else short, near=near, year=year)


def touches(occurrence: Occurrence, expression: Expression) -> bool:
    """Tell whether an event, as it is or was to be held, takes any day of a stretch of time."""
    event = occurrence.event
    plans = [(event.start, event.end), *([(event.was.start, event.was.end)] if event.was else [])]
    return any(within(start, end, expression) for start, end in plans)


def within(start: Moment | None, end: Moment | None, expression: Expression) -> bool:
    """Tell whether something takes any day of a stretch of time."""
    first, last = expression.value.first_day, expression.value.last_day
    start, end = start or end, end or start
    if start is None or end is None:
        return False
    return (last is None or start.first <= last) and (first is None or end.last >= first)
