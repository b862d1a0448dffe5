"""What a message is about: the occurrences, part and letters that it names, or that were last spoken of."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from bot.understanding.catalogue import Catalogue
from bot.understanding.dialogue import Dialogue
from bot.understanding.mentions import Mentions
from bot.understanding.occurrence import Occurrence, Series
from knowledge.french.text import fold
from knowledge.model import Letter, Part
from knowledge.temporal.moment import Expression

_NAMED = 0.5  # below, a mention is only the kind of an event, though the only one of it
_SURE = 0.4  # below, a mention is only the kind of an event: "le forum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What is spoken of."""

    occurrences: tuple[Occurrence, ...] = ()
    part: Part | None = None
    letters: tuple[Letter, ...] = ()  # named as letters, by reference or date
    candidates: tuple[Occurrence, ...] = ()  # two or more that it could be: ask
    missing_edition: tuple[Series, int] | None = None  # a year that no letter announces; 1: the very first
    missing_letter: str | None = None  # a reference or date that no letter has
    inherited: bool = False  # from what was said before
    rule: str = ""  # what chose the editions: "year", "edition", "letter", "memory", "only", "today", "day", "deed", …


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds what one message is about."""

    catalogue: Catalogue
    dialogue: Dialogue
    now: dt.datetime

    def find(self, mentions: Mentions, edition: str | None, dated: Expression | None, text: str) -> Focus:
        """Return what is spoken of: what is named first, else what was last spoken of.

        `dated`: the date by which the message names a letter, if it does.
        """
        focus = self._find(mentions, edition, dated, text)
        return replace(focus, rule=self._rule(focus, mentions, edition)) if focus.occurrences else focus

    def _find(self, mentions: Mentions, edition: str | None, dated: Expression | None, text: str) -> Focus:
        letters = tuple(named.what for named in mentions.letters) or (self._dated(dated) if dated else ())
        if not letters and (dated or mentions.unknown_letter):
            return Focus(missing_letter=text[dated.span.start : dated.span.end] if dated else mentions.unknown_letter)
        if letters and not mentions.series:
            return self._in_letters(letters, mentions)
        return self._of_events(mentions, edition, letters)

    def _of_events(self, mentions: Mentions, edition: str | None, letters: tuple[Letter, ...]) -> Focus:
        years = tuple(named.what for named in mentions.years)
        if mentions.parts and (not mentions.series or self._outranked(mentions)):
            return self._of_parts(mentions, years, letters)
        if mentions.series:
            return self._of_series(mentions, years, edition, letters)
        if mentions.places and not self.dialogue.events:
            return Focus(occurrences=(self.default([named.what for named in mentions.places]),))
        return self._remembered(years, edition)

    def _dated(self, period: Expression) -> tuple[Letter, ...]:
        """Return the letters of a day or month; a day without its year may be of any year."""
        timeline, first = self.catalogue.timeline, period.value.first_day
        same = tuple(timeline.dated.touching(first, period.value.last_day))
        if same or period.year_given or first is None:
            return same
        return timeline.yearly.get((first.month, first.day), ())

    def _in_letters(self, letters: tuple[Letter, ...], mentions: Mentions) -> Focus:
        found = tuple(each for letter in letters for each in self.catalogue.in_letter(letter))
        part = next((named.what[1] for named in mentions.parts if named.what[0] in found), None)
        return Focus(occurrences=found, letters=letters, part=part)

    def _outranked(self, mentions: Mentions) -> bool:
        """Tell whether a part is named in full where its event is named by its kind only: "le forum en ligne".

        Words that stand between name something else: "le Forum 2021 en ligne".
        """
        years = frozenset().union(*(named.tokens for named in mentions.years))
        if any(set(range(min(named.tokens), max(named.tokens))) & years for named in mentions.parts):
            return False
        inside = any(mentions.series[0].tokens <= named.tokens for named in mentions.parts)
        owners = {self.catalogue.series_of(named.what[0]).name for named in mentions.parts}
        return inside and mentions.series[0].weight < _NAMED and mentions.series[0].what.name not in owners

    def _of_parts(self, mentions: Mentions, years: Sequence[int], letters: tuple[Letter, ...]) -> Focus:
        pairs = [named.what for named in mentions.parts if not years or named.what[0].event.edition in years]
        if not pairs:
            return Focus(missing_edition=(self.catalogue.series_of(mentions.parts[0].what[0]), years[0]))
        remembered = [pair for pair in pairs if pair[0].key in self.dialogue.events]
        series = {self.catalogue.series_of(pair[0]).name for pair in pairs}
        if not remembered and len(series) > 1:
            return Focus(candidates=tuple(dict.fromkeys(pair[0] for pair in pairs)))
        chosen = (remembered or pairs)[0][0] if remembered else self.default([pair[0] for pair in pairs])
        part = next(pair[1] for pair in pairs if pair[0] is chosen)
        return Focus(occurrences=(chosen,), part=part, letters=letters)

    def _of_series(
        self, mentions: Mentions, years: Sequence[int], edition: str | None, letters: tuple[Letter, ...]
    ) -> Focus:
        sure = [named for named in mentions.series if named.weight >= _SURE] or list(mentions.series)
        first = sure[0]
        rivals = [named for named in sure if named.tokens == first.tokens and named.weight == first.weight]
        if len(rivals) > 1:
            held_there = {named.what.key for named in mentions.places}
            return self._among([named.what for named in rivals], years, edition, held_there)
        if edition == "first" and len(sure) > 1:
            edition = None  # the earlier of two events, not the first edition of one
        found: list[Occurrence] = []
        for named in sure:
            chosen = self._editions(named.what, years, edition) if edition != "first" else ()
            if not chosen and len(sure) == 1:
                return Focus(missing_edition=(named.what, self._year(named.what, years, edition)))
            found.extend(chosen)
        part = next((named.what[1] for named in mentions.parts if named.what[0] in found), None)
        return Focus(occurrences=tuple(dict.fromkeys(found)), part=part, letters=letters)

    def _among(
        self, rivals: list[Series], years: Sequence[int], edition: str | None, held_there: Collection[str]
    ) -> Focus:
        """Choose between series named alike: the one last spoken of, or the only one of such a place or edition.

        `held_there`: keys of the events at the places that the message names.
        """
        possible = [each for series in rivals for each in self._editions(series, years, edition)]
        possible = [each for each in possible if each.key in held_there] or possible
        said = () if self.dialogue.asked else self.dialogue.events  # what was only offered was not chosen
        remembered = [each for each in possible if each.key in said]
        if remembered or len(possible) == 1:
            return Focus(occurrences=tuple(remembered[:1] or possible))
        return Focus(candidates=tuple(possible))

    def _editions(self, series: Series, years: Sequence[int], edition: str | None) -> tuple[Occurrence, ...]:
        """Return the editions meant: those of the years said, else the one said before, else by today's date."""
        if years:
            return tuple(each for each in series.editions if each.event.edition in years)
        if edition is None:
            before = [each for each in series.editions if each.key in self.dialogue.events]
            return tuple(before[:1]) or (self.default(series.editions),)
        if edition == "latest":
            past = [each for each in series.editions if each.begins <= self.now.date()]
            return tuple(past[-1:]) or series.editions[-1:]
        if edition == "coming":
            return tuple(each for each in series.editions if each.ends >= self.now.date())[:1]
        if edition == "other":
            others = tuple(each for each in series.editions if each.key not in self.dialogue.events)
            return others[-1:]
        year = self._year(series, years, edition)
        return tuple(each for each in series.editions if each.event.edition == year)

    def _year(self, series: Series, years: Sequence[int], edition: str | None) -> int:
        if years:
            return years[0]
        if edition == "first":
            return 1
        if edition == "same":
            return self._said_year() or self.now.year
        said = (
            next((each.event.edition for each in series.editions if each.key in self.dialogue.events), None)
            or self.now.year
        )
        return {
            "previous_year": self.now.year - 1,
            "next_year": self.now.year + 1,
            "following": said + 1,
            "preceding": said - 1,
        }.get(edition or "this", self.now.year)

    def _said_year(self) -> int | None:
        """Return the edition last spoken of, of whatever event: "cette année-là"."""
        before = (self.catalogue.occurrence(key) for key in self.dialogue.events)
        return next((each.event.edition for each in before if each is not None and each.event.edition), None)

    def _rule(self, focus: Focus, mentions: Mentions, edition: str | None) -> str:
        """Return what chose the editions found."""
        if focus.letters:
            return "letter"
        if mentions.years or edition is not None:
            return "year" if mentions.years else "edition"
        if any(each.key in self.dialogue.events for each in focus.occurrences):
            return "memory"
        return "only" if len(self.catalogue.series_of(focus.occurrences[0]).editions) == 1 else "today"

    def _remembered(self, years: Sequence[int], edition: str | None) -> Focus:
        """Return what was last spoken of, in another edition when a year says so."""
        before = tuple(each for key in self.dialogue.events if (each := self.catalogue.occurrence(key)))
        if self.dialogue.asked:
            return self._offered(before, years) if years else Focus()
        letter = self.catalogue.library.letter(self.dialogue.letter) if self.dialogue.letter else None
        letters = (letter,) if letter and not before else ()
        if before and (years or edition):
            series = self.catalogue.series_of(before[0])
            found = self._editions(series, years, edition)
            if not found:
                return Focus(missing_edition=(series, self._year(series, years, edition)), inherited=True)
            part = next(
                (p for p in found[0].event.parts if self.dialogue.part and fold(p.name) == fold(self.dialogue.part)),
                None,
            )
            return Focus(occurrences=found, part=part, inherited=True)
        part = next((p for each in before for p in each.event.parts if p.name == self.dialogue.part), None)
        return Focus(occurrences=before, part=part, letters=letters, inherited=bool(before or letters))

    def _offered(self, before: Sequence[Occurrence], years: Sequence[int]) -> Focus:
        """Return the only one of the series offered that has such an edition, else those that have."""
        series = {series.name: series for series in map(self.catalogue.series_of, before)}.values()
        possible = tuple(dict.fromkeys(each for one in series for each in self._editions(one, years, None)))
        return Focus(occurrences=possible) if len(possible) == 1 else Focus(candidates=possible)

    def default(self, editions: Sequence[Occurrence]) -> Occurrence:
        """Return the edition meant when none is said: the one in progress or next, else the latest."""
        today = self.now.date()
        ahead = [each for each in editions if each.ends >= today]
        return min(ahead, key=attrgetter("begins")) if ahead else max(editions, key=attrgetter("ends"))
