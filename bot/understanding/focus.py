"""What a message is about, as the topics look at it: a view of what the resolver of references found."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.entities.editions import Occurrence, Series
from bot.entities.entity import EventRef, Missing, Resolution
from bot.understanding.catalogue import Catalogue
from knowledge.model import Letter, Part


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
    rule: str = ""  # what chose the editions: "year", "edition", "letter", "dialogue", "only", "today", "day", …


def focus_of(about: Resolution, catalogue: Catalogue) -> Focus:
    """Return what is spoken of; of a letter named alone, what it announces."""
    named = about.letters if about.spoken is None else ()
    found = about.events or about.candidates or about.unknown or about.person or named
    if not found and len(about.subjects) == 1:
        named = about.subjects
    letters = tuple(letter for ref in named if (letter := catalogue.library.letter(ref.reference)))
    events = _held(about.events, catalogue)
    told = events or tuple(each for letter in letters for each in catalogue.in_letter(letter))
    part = about.part
    return Focus(
        occurrences=told,
        part=next((p for each in told for p in each.event.parts if part and p.name == part.name), None),
        letters=letters,
        candidates=_held(about.candidates, catalogue),
        missing_edition=_missing(about, catalogue),
        missing_letter=next((each.text for each in about.unknown if each.kind is Missing.LETTER), None),
        inherited=about.inherited,
        rule="letter" if letters and not events else about.rule,
    )


def _held(refs: Iterable[EventRef], catalogue: Catalogue) -> tuple[Occurrence, ...]:
    return tuple(each for ref in refs if (each := catalogue.occurrence(ref.key)))


def _missing(about: Resolution, catalogue: Catalogue) -> tuple[Series, int] | None:
    for each in (*about.unknown, *([about.spoken] if about.spoken else [])):
        occurrence = catalogue.occurrence(each.near[0]) if each.kind is Missing.EDITION and each.near else None
        if occurrence is not None:
            return catalogue.series_of(occurrence), each.year
    return None
