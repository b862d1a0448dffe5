"""What a message names, as the topics look at it: a view of its entities on the words that cues are found in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.entities.editions import Occurrence, Series
from bot.entities.entity import (
    Body,
    Entity,
    EventRef,
    LetterRef,
    MailRef,
    Missing,
    NumberRef,
    PartRef,
    PersonRef,
    Place,
    Relative,
    SeriesRef,
    UnknownRef,
    Year,
)
from bot.entities.message import Message
from bot.language.tokens import Token
from bot.understanding.catalogue import Catalogue
from knowledge.model import Letter, Part

T = TypeVar("T")
_NEAR = 3  # words from the kind of an event to its name, at most
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something that a message names, and where."""

    what: T
    tokens: frozenset[int]  # positions of the words that name it
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that a message names."""

    series: tuple[Named[Series], ...] = ()  # the surest first
    parts: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # equally sure ones: of several editions
    excluded: tuple[Named[tuple[Occurrence, Part]], ...] = ()  # parts that are left out: "hors tables rondes"
    strangers: tuple[Named[str], ...] = ()  # events that no letter announces
    apart: tuple[Named[Series], ...] = ()  # series that are left out: "hormis la Journée mondiale"
    letters: tuple[Named[Letter], ...] = ()
    unknown_letter: str | None = None  # a reference that the base does not hold, as written
    people: tuple[Named[str], ...] = ()
    mailboxes: tuple[Named[str], ...] = ()
    offices: tuple[Named[str], ...] = ()  # stems of offices that somebody holds: "le ministre"
    numbers: tuple[Named[str], ...] = ()  # telephone and fax numbers that the letters give, in E.164
    years: tuple[Named[int], ...] = ()
    bodies: tuple[Named[str], ...] = ()  # by initials that no letter prints
    places: tuple[Named[Occurrence], ...] = ()  # events by where they are, or were to be, held

    @property
    def names(self) -> frozenset[int]:
        """Positions of the words that name an event, a letter, a person or a year."""
        groups: tuple[Iterable[Named[Any]], ...] = (
            self.series,
            self.strangers,
            self.apart,
            self.letters,
            self.people,
            self.bodies,
            self.years,
        )
        return frozenset().union(*(named.tokens for group in groups for named in group))

    @property
    def tokens(self) -> frozenset[int]:
        """Positions of all the words that name something."""
        groups: tuple[Iterable[Named[Any]], ...] = (self.parts, self.mailboxes, self.numbers)
        return self.names.union(*(named.tokens for group in groups for named in group))


def mentions_of(message: Message, tokens: Sequence[Token], catalogue: Catalogue) -> tuple[Mentions, Named[str] | None]:
    """Return what a message names, on the words as the cues see them, and how an edition is told without its year."""
    view = _View(message=message, tokens=tokens, catalogue=catalogue)
    parts, left_out = view.parts(), view.parts(excepted=True)
    series, apart = view.series() or tuple(view.picked()), view.series(excepted=True)
    relative = view.named(Relative, lambda ref: ref.which)
    mentions = Mentions(
        series=series,
        apart=apart,
        parts=parts,
        excluded=left_out,
        strangers=view.unknown(Missing.EVENT),
        letters=view.letters(),
        unknown_letter=next((each.what for each in view.unknown(Missing.LETTER)), None),
        people=view.named(PersonRef, lambda ref: ref.name),
        mailboxes=view.named(MailRef, lambda ref: ref.address),
        numbers=view.named(NumberRef, lambda ref: ref.e164),
        years=(*view.named(Year, lambda ref: ref.year), *view.years_of_dates()),
        bodies=tuple(view.initials()),
        places=tuple(view.places()),
        offices=tuple(
            Named(token.stem, frozenset({place}))
            for place, token in enumerate(tokens)
            if token.stem in catalogue.lexicon.shapes.offices
        ),
    )
    return mentions, next(iter(relative), None)


def _is_year(entity: Entity) -> bool:
    return isinstance(entity.value, Year | LetterRef)


R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The entities of one message, on the words that its cues are found in."""

    message: Message
    tokens: Sequence[Token]
    catalogue: Catalogue

    def _each(self, kind: type[R], *, excepted: bool | None = None) -> Iterator[tuple[R, Entity]]:
        for entity in self.message.entities:
            if isinstance(entity.value, kind) and excepted in (None, entity.excepted):
                yield entity.value, entity

    def _where(self, entity: Entity) -> frozenset[int]:
        spans = [self.message.tokens[place].span for place in entity.tokens]
        return frozenset(
            place
            for place, token in enumerate(self.tokens)
            if any(token.span.start < span.end and span.start < token.span.end for span in spans)
        )

    def named(self, kind: type[R], what: Callable[[R], T]) -> tuple[Named[T], ...]:
        return tuple(Named(what(value), self._where(entity), entity.score) for value, entity in self._each(kind))

    def unknown(self, kind: Missing) -> tuple[Named[str], ...]:
        found = ((value, entity) for value, entity in self._each(UnknownRef) if value.kind is kind)
        return tuple(Named(value.text, self._where(entity)) for value, entity in found)

    def series(self, *, excepted: bool = False) -> tuple[Named[Series], ...]:
        named = [(value.keys[0], entity) for value, entity in self._each(SeriesRef, excepted=excepted)]
        exact = self._each(EventRef, excepted=excepted)
        named += [(value.key, entity) for value, entity in exact if self._behind_a_kind(entity)]
        return tuple(
            Named(self.catalogue.series_of(occurrence), self._where(entity), entity.score)
            for key, entity in named
            if (occurrence := self.catalogue.occurrence(key))
        )

    def _behind_a_kind(self, entity: Entity) -> bool:
        """Tell whether what is named is said to be held: "le forum du SMSI+15", not what SMSI+15 is."""
        kinds = self.catalogue.reader.catalogue.lexicon.kinds
        before = self.message.tokens[max(0, min(entity.tokens) - _NEAR) : min(entity.tokens)]
        return any(token.stem in kinds for token in before)

    def picked(self) -> Iterator[Named[Series]]:
        """Yield the series that a word picks from those that were offered: "celui des jeunes"."""
        about = self.message.about
        for ref in about.events if about.rule == "picked" else ():
            occurrence = self.catalogue.occurrence(ref.key)
            if occurrence is not None:
                series = self.catalogue.series_of(occurrence)
                said = (place for place, token in enumerate(self.tokens) if token.stem in series.words)
                yield Named(series, frozenset(said))

    def parts(self, *, excepted: bool = False) -> tuple[Named[tuple[Occurrence, Part]], ...]:
        return tuple(
            Named((occurrence, part), self._where(entity), entity.score)
            for value, entity in self._each(PartRef, excepted=excepted)
            if (occurrence := self.catalogue.occurrence(value.event))
            for part in occurrence.event.parts
            if part.name == value.name
        )

    def letters(self) -> tuple[Named[Letter], ...]:
        return tuple(
            Named(letter, self._where(entity), entity.score)
            for value, entity in self._each(LetterRef)
            if (letter := self.catalogue.library.letter(value.reference))
        )

    def years_of_dates(self) -> Iterator[Named[int]]:
        """Yield the years that dates are written with: "fin 2020"."""
        numbered = self.catalogue.reader.catalogue.numbered
        taken = frozenset().union(*(self._where(each) for each in self.message.entities if _is_year(each)))
        for place, token in enumerate(self.tokens):
            before = self.tokens[place - 1].stem if place else ""
            if _YEAR.fullmatch(token.text) and place not in taken and (before, token.text) not in numbered:
                yield Named(int(token.text), frozenset({place}))

    def initials(self) -> Iterator[Named[str]]:
        """Yield the bodies named by initials that no letter prints."""
        told, own = self.catalogue.reader.catalogue.told, self.catalogue.lexicon.shapes.own
        for each in self.named(Body, lambda body: body.name):
            said = [self.tokens[place] for place in each.tokens]
            if not any(token.text in told or token.stem in own for token in said):
                yield each

    def places(self) -> Iterator[Named[Occurrence]]:
        """Yield the events at the places named, but at that where the letter itself is written."""
        for value, entity in self._each(Place):
            for occurrence in (each for key in value.keys if (each := self.catalogue.occurrence(key))):
                yield Named(occurrence, self._where(entity))
