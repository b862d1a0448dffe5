"""Which facts a message is about: the one place where an edition, a letter, a part or a person is chosen."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from bot.entities.dialogue import Dialogue
from bot.entities.directory import Directory
from bot.entities.editions import Occurrence, order
from bot.entities.entity import (
    Entity,
    EventRef,
    LetterRef,
    PartRef,
    PersonRef,
    Place,
    Resolution,
    SeriesRef,
    Timed,
    UnknownRef,
    Year,
)
from bot.entities.form import Form
from bot.entities.periods import of_year
from bot.entities.selection import Selection, edition_of, touches, within
from bot.language.tokens import Token
from knowledge.french.text import fold
from knowledge.temporal.moment import Expression

V = TypeVar("V")

_NAMED = 0.5  # below, an event is named by its kind only
_SURE = 0.4  # below, by a kind of which there are several
_FORGOTTEN = dt.timedelta(hours=12)  # a conversation resumed later begins anew
_MANY = 50  # the same, of which no edition is looked at
_FEW = 3  # events at a place, from which on the place alone names none
_BEHIND = 3  # words from the name of something to its day, at most


def resolve(
    tokens: Sequence[Token],
    entities: Sequence[Entity],
    form: Form,
    dialogue: Dialogue,
    now: dt.datetime,
    directory: Directory,
) -> Resolution:
    """Return what a message is about. `now` is aware."""
    held = directory.catalogue.lexicon.kinds | directory.catalogue.lexicon.apart
    kinds = [place for place, token in enumerate(tokens) if token.stem in held]
    old = dialogue.said is not None and now - dialogue.said > _FORGOTTEN
    memory = dialogue if form.inherits and not old else Dialogue()
    asked = dialogue if dialogue.asked and not old else Dialogue()
    return _Resolver(
        tokens=tokens,
        entities=entities,
        kinds=kinds,
        form=form,
        memory=memory,
        asked=asked,
        now=now,
        directory=directory,
    ).resolve()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resolver(Selection):
    """What one message names, and what it may hang on."""

    tokens: Sequence[Token]
    kinds: Sequence[int]  # places of the words for something that is held
    form: Form
    asked: Dialogue  # what it was asked to choose from

    def resolve(self) -> Resolution:
        unknown = tuple(self._all(UnknownRef))
        letters, missing = self._letters()
        found = self._events(letters)
        found = replace(
            found,
            letters=letters or found.letters,
            person=self._person(),
            unknown=(*unknown, *missing, *found.unknown),
            excepted=self._excepted(),
        )
        if found.events or found.letters or found.candidates or found.unknown:
            return found
        if found.person is not None and self.form is Form.ALONE:
            return found
        return self._remembered(found)

    def _person(self) -> PersonRef | None:
        named = [each for each in self.entities if isinstance(each.value, PersonRef)]
        best = max(named, key=attrgetter("score"), default=None)
        return best.value if best is not None and isinstance(best.value, PersonRef) else None

    def _excepted(self) -> tuple[EventRef, ...]:
        refs = (each.value for each in self.entities if isinstance(each.value, SeriesRef) and each.excepted)
        return tuple(EventRef(key=key) for ref in refs for key in ref.keys)

    # Letters ---------------------------------------------------------------------------------------------------------

    def _letters(self) -> tuple[tuple[LetterRef, ...], tuple[UnknownRef, ...]]:
        """Return the letters named; one named by its number alone is of the kind of the one last spoken of."""
        named = [(each.value, each.score) for each in self.entities if isinstance(each.value, LetterRef)]
        if not named:
            return (), ()
        best = max(score for _, score in named)
        refs = tuple(dict.fromkeys(ref for ref, score in named if score == best))
        if len(refs) < 2 or self.memory.letter is None:
            return refs, ()
        before = self.directory.parts_of(self.memory.letter)
        alike = tuple(ref for ref in refs if self.directory.parts_of(ref.reference)[:-1] == before[:-1])
        return alike or refs, ()

    # Events ----------------------------------------------------------------------------------------------------------

    def _events(self, letters: tuple[LetterRef, ...]) -> Resolution:
        named = self._named()
        parts = [each for each in self.entities if isinstance(each.value, PartRef)]
        exact = tuple(self._all(EventRef))
        if exact:
            return Resolution(events=exact, rule="named")
        held = [each.value for each in parts if isinstance(each.value, PartRef) and self._held(each)]
        if named and (not held or any(each.score >= _SURE for _, each in named)):
            return self._of_series(named, letters)
        if held:
            return self._of_parts(held)
        if letters:
            return Resolution()
        on_day = self._of_day()
        return on_day if on_day.rule else self._at_place()

    def _named(self) -> list[tuple[SeriesRef, Entity]]:
        """Return the series named, but those whose kind only is said within the name of a part of another."""
        parts = [(each.value, each) for each in self.entities if isinstance(each.value, PartRef)]
        there = self._places
        parts = [(ref, each) for ref, each in parts if self._held(each) and (not there or ref.event in there)]
        found = []
        for each in self.entities:
            if not isinstance(each.value, SeriesRef) or each.excepted:
                continue
            keys = each.value.keys
            within = any(each.tokens <= entity.tokens and ref.event not in keys for ref, entity in parts)
            if each.score >= _NAMED or not within:
                found.append((each.value, each))
        return found

    def _of_series(self, named: Sequence[tuple[SeriesRef, Entity]], letters: tuple[LetterRef, ...]) -> Resolution:
        sure = [pair for pair in named if pair[1].score >= _SURE] or list(named)
        first = sure[0][1]
        rivals = [ref for ref, each in sure if each.tokens == first.tokens and each.score == first.score]
        if len(rivals) > 1:
            return self._among(rivals, letters, only_kind=first.score < _NAMED)
        found: list[Occurrence] = []
        missing: list[SeriesRef] = []
        for ref, _ in sure:
            chosen = self._editions(self._series(ref), letters)
            found.extend(chosen)
            missing += [] if chosen else [ref]
        if missing and not found:
            spoken = tuple(letter for ref in missing for letter in self._speaking(ref))
            if spoken:
                return Resolution(letters=spoken, spoken=self._missing(missing[0]), rule="spoken")
            return Resolution(unknown=tuple(map(self._missing, missing)))
        return self._told(found, self._rule(found))

    def _among(self, rivals: Sequence[SeriesRef], letters: tuple[LetterRef, ...], *, only_kind: bool) -> Resolution:
        """Choose between series named alike: by place, day or edition, else the one last spoken of; else ask."""
        possible = [each for ref in rivals for each in self._editions(self._series(ref), letters)]
        if not possible:
            return Resolution(unknown=(self._missing(rivals[0]),))
        there = self._places
        possible = [each for each in possible if each.key in there] or possible
        possible = self._in_time(possible) if only_kind else possible
        if not possible:
            return Resolution()
        said = (*self.memory.events, *self.asked.events)
        remembered = [each for each in possible if each.key in said]
        if len(remembered) == 1 or len(possible) == 1:
            return self._told(remembered[:1] or possible, "dialogue" if remembered else "only")
        return Resolution(candidates=_refs(sorted(possible, key=order)), rule="ambiguous")

    def _in_time(self, possible: list[Occurrence]) -> list[Occurrence]:
        """Return those of some events that are held in the time said: none when that is a day of no event."""
        for each in self._all(Timed):
            within = [one for one in possible if touches(one, each.expression)]
            if within or (each.expression.value.days == 1 and each.expression.rule != "weekday"):
                return within
        return possible

    @property
    def _places(self) -> frozenset[str]:
        """Keys of the events at the places that the message names."""
        return frozenset(key for each in self._all(Place) for key in each.keys)

    def _of_parts(self, refs: Sequence[PartRef]) -> Resolution:
        """Return the event of the part named: of the years said, else last spoken of, else by today."""
        pairs = [(ref, each) for ref in refs for each in self._occurrences((ref.event,))]
        of_years = [pair for pair in pairs if not self._years or pair[1].event.edition in self._years]
        if not of_years:
            series = self.directory.catalogue.series_of(pairs[0][1])
            return Resolution(unknown=(edition_of(series, self._years[0]),))
        remembered = [pair for pair in of_years if pair[1].key in self.memory.events]
        series_names = {self.directory.catalogue.series_of(each).name for _, each in of_years}
        if not remembered and len(series_names) > 1:
            return Resolution(candidates=_refs(dict.fromkeys(each for _, each in of_years)), rule="ambiguous")
        chosen = remembered[0][1] if remembered else self._default([each for _, each in of_years])
        part = next(ref for ref, each in of_years if each.key == chosen.key)
        return Resolution(events=_refs([chosen]), part=part, rule="part")

    def _held(self, entity: Entity) -> bool:
        """Tell whether an entity names a part: by words in a row, held on the day said right behind, if one is."""
        year_places = (min(each.tokens) for each in self.entities if isinstance(each.value, Year))
        if any(min(entity.tokens) < place < max(entity.tokens) for place in year_places):
            return False  # "le Forum 2020 en ligne"
        day = self._day_behind(entity.tokens)
        if day is None or not isinstance(entity.value, PartRef):
            return True
        ref = entity.value
        parts = (part for each in self._occurrences((ref.event,)) for part in each.event.parts if part.name == ref.name)
        years = {each.begins.year for each in self._occurrences((ref.event,))}
        return any(within(part.start, part.end, of_year(day, year)) for part in parts for year in years)

    def _day_behind(self, tokens: frozenset[int]) -> Expression | None:
        """Return the day said right behind some words: "la cérémonie du 17 mai"."""
        for each in self.entities:
            if isinstance(each.value, Timed) and each.value.expression.value.days == 1 and each.tokens:
                gap = min(each.tokens) - max(tokens)
                if 0 < gap <= _BEHIND and each.value.expression.rule != "weekday":
                    return each.value.expression
        return None

    def _of_day(self) -> Resolution:
        """Return what begins on the day said right behind a word for something that is held."""
        for kind in self.kinds:
            day = self._day_behind(frozenset({kind}))
            start = day.value.start if day is not None else None
            if day is None or start is None:
                continue
            every = self.directory.catalogue.yearly.get((start.first.month, start.first.day), ())
            found = [each for each in every if not day.year_given or touches(each, day)]
            series = {self.directory.catalogue.series_of(each).name for each in found}
            if len(series) == 1:
                return self._told([self._default(found)], "day")
            if found:
                return Resolution(candidates=_refs(found), rule="ambiguous")
        return Resolution()

    def _at_place(self) -> Resolution:
        """Return the event at the place named, when few are held there."""
        places = self._places
        there = self._occurrences(sorted(places)) if len(places) <= _MANY else ()
        there = self._gone_on(there) if self.memory.events else there
        series = {self.directory.catalogue.series_of(each).name for each in there}
        if not there or len(series) > _FEW:
            return Resolution()
        if len(series) > 1:
            return Resolution(candidates=_refs(there), rule="ambiguous")
        return replace(self._told([self._default(there)], "place"), inherited=bool(self.memory.events))

    def _gone_on(self, there: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
        """Return the one event of the letter last spoken of that is held at a place: "et pour Lomé ?"."""
        said = self._occurrences(self.memory.events)
        letters = {each.letter.reference for each in said}
        alike = [each for each in there if each.letter.reference in letters]
        apart = len(alike) == 1 and alike[0].key not in self.memory.events
        return tuple(alike) if apart and self.form is Form.AND else ()

    def _told(self, found: Sequence[Occurrence], rule: str) -> Resolution:
        keys = {each.key for each in found}
        part = next((ref for ref in self._all(PartRef) if ref.event in keys), None)
        return Resolution(events=_refs(dict.fromkeys(found)), part=part, rule=rule)

    # What was said before --------------------------------------------------------------------------------------------

    def _remembered(self, found: Resolution) -> Resolution:
        """Return what was last spoken of, in another edition when a year says so."""
        if self.asked.events:
            return self._offered(found)
        before = self._occurrences(self.memory.events)
        letter = self.directory.catalogue.library.letter(self.memory.letter) if self.memory.letter else None
        letters = (LetterRef(reference=letter.reference),) if letter and not before else ()
        person = found.person or (PersonRef(name=self.memory.person) if self.memory.person else None)
        if letter and not before and (self._years or self._relative):
            before = self.directory.catalogue.in_letter(letter)[:1]
        if before and (self._years or self._relative):
            series = self.directory.catalogue.series_of(before[0])
            before = self._editions(series, ())
            if not before:
                ref = SeriesRef(name=series.name, keys=tuple(each.key for each in series.editions))
                return Resolution(unknown=(self._missing(ref),), inherited=True)
        part = self._same_part(before)
        inherited = bool(before or letters or person)
        rule = "dialogue" if inherited else ""
        return replace(
            found, events=_refs(before), letters=letters, part=part, person=person, inherited=inherited, rule=rule
        )

    def _same_part(self, events: Sequence[Occurrence]) -> PartRef | None:
        name = fold(self.memory.part or "")
        found = (
            PartRef(event=e.key, name=part.name) for e in events for part in e.event.parts if fold(part.name) == name
        )
        return next(found, None)

    def _offered(self, found: Resolution) -> Resolution:
        """Return the one offered that a word of its own, its rank or the edition said picks; those that have it."""
        offered = self._occurrences(self.asked.events)
        series = {each.name: each for each in map(self.directory.catalogue.series_of, offered)}.values()
        if not self._years:
            picked = [each for rank, each in enumerate(offered) if self._picks(rank, each, offered)]
            return replace(found, events=_refs(picked), rule="picked") if len(picked) == 1 else found
        possible = [each for one in series for each in self._editions(one, ())]
        if len(possible) == 1:
            return replace(found, events=_refs(possible), rule="year")
        return replace(found, candidates=_refs(possible))

    def _picks(self, rank: int, one: Occurrence, offered: Sequence[Occurrence]) -> bool:
        """Tell whether a message picks one of what was offered: "le deuxième", "celui des jeunes"."""
        ordinals = self.directory.catalogue.lexicon.ordinals
        series_of = self.directory.catalogue.series_of
        others = {word for each in offered if each is not one for word in series_of(each).words}
        own = set(series_of(one).words) - others
        ranked = rank < len(ordinals) and any(token.text in ordinals[rank] for token in self.tokens)
        return ranked or any(token.stem in own for token in self.tokens)


def _refs(events: Iterable[Occurrence]) -> tuple[EventRef, ...]:
    return tuple(EventRef(key=each.key) for each in events)
