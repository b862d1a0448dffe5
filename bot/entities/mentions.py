"""All that a message names, each with the words that name it."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.entities import events, people
from bot.entities.acronyms import find_strangers, find_unannounced
from bot.entities.catalogue import Catalogue
from bot.entities.directory import Directory
from bot.entities.editions import Occurrence
from bot.entities.entity import (
    Entity,
    EventRef,
    Missing,
    Relative,
    SeriesRef,
    Timed,
    UnknownRef,
    Year,
)
from bot.entities.letters import find_dated, find_letters
from bot.entities.naming import Naming
from bot.entities.periods import find_periods
from bot.entities.unknown import find_unknown_events
from bot.language.lexicon import Lexicon, says
from bot.language.tokens import Token
from knowledge.french.text import fold
from knowledge.temporal.moment import Grain

Tokens = Sequence[Token]

_LEAVING = ("not", "without")  # what operators do that leave something out
_JOINED = ("", "-", "–", "'", "’")
_OTHER = 4  # words of "autre chose que", at most
_NAMED = 0.5  # from here on an event is named by more than its kind
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_entities(text: str, tokens: Tokens, directory: Directory, now: dt.datetime) -> tuple[Entity, ...]:
    """Return all that a message names; two may share words where it can be read both ways."""
    catalogue = directory.catalogue
    periods = find_periods(text, tokens, now)
    numbers = tuple(people.find_numbers(tokens, directory))
    letters = find_letters(text, tokens, directory, covered(numbers))
    dated = find_dated(text, tokens, periods, directory)
    unannounced = find_unannounced(events.places_of(tokens, catalogue, ()), directory)
    strangers = (*find_strangers(tokens, directory), *unannounced)
    days = covered(each for each in periods if _of_days(each))
    addresses = people.find_addresses(text, tokens, directory)
    boxes = tuple(each for each in addresses if not _begins(each, tokens, directory))
    qualified = tuple(_qualified(text, tokens, directory))
    fixed = covered((*letters, *dated, *numbers, *strangers, *boxes, *qualified))
    places = events.places_of(tokens, catalogue, fixed | days)
    whom = people.find_people(tokens, places, directory)
    series = events.find_series(tokens, directory, fixed | covered(whom), days)
    named, relative = (*_series(series), *qualified), tuple(_relative(tokens, directory))
    years = tuple(_years(text, tokens, named, fixed | days, catalogue))
    named_by = (
        *letters,
        *dated,
        *numbers,
        *strangers,
        *whom,
        *named,
        *events.find_parts(places, directory),
        *people.find_bodies(tokens, places, directory),
        *people.find_annexes(places, directory),
        *people.find_places(tokens, directory),
        *boxes,
        *years,
        *_years_told(periods, covered((*years, *relative))),
        *relative,
        *periods,
    )
    sure = frozenset().union(*(each.tokens for each in series if each.sure))
    unknown = find_unknown_events(text, tokens, catalogue, covered(named_by), sure)
    nobody = people.find_unknown_people(text, tokens, directory, covered(named_by))
    return tuple(_left_out(each, tokens, catalogue.lexicon) for each in (*named_by, *unknown, *nobody))


def _left_out(entity: Entity, tokens: Tokens, lexicon: Lexicon) -> Entity:
    """Return what is named as left out, where the words before it leave it out: "hormis", "à part", "et non"."""
    before = [token.text for token in tokens[: min(entity.tokens, default=0)]]
    while before and before[-1] in lexicon.joining | lexicon.pointing.alone:
        before.pop()
    out = any(lexicon.operators.get(word) == "except" for word in before[-1:]) or before[-2:] == ["a", "part"]
    out = out or _denied(before, tokens, lexicon)
    other = before[-1:] == ["que"] and any(lexicon.operators.get(word) == "other" for word in before[-_OTHER:])
    return replace(entity, excepted=True) if out or other else entity


def _denied(before: Sequence[str], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Tell whether "pas" stands behind a noun or opens a clause, and denies no verb: "le Forum, pas l'atelier"."""
    place = len(before) - 1
    if place < 0 or lexicon.operators.get(before[place]) not in _LEAVING:
        return False
    verbs = any(word in ("ne", "n") for word in before[max(0, place - _OTHER) : place])
    opens = place == 0 or tokens[place].span.start - tokens[place - 1].span.end > 1
    behind = before[place - 1] not in lexicon.function or before[place - 1] in lexicon.pointing.opening
    return not verbs and place + 1 < len(tokens) and (opens or behind)


def _begins(entity: Entity, tokens: Tokens, directory: Directory) -> bool:
    """Tell whether the beginning of an address is an acronym: "RDF-AFR"."""
    stems = tuple(tokens[place].stem for place in sorted(entity.tokens))
    return len(stems) > 1 and any(run.stems == stems for run in directory.runs.get(stems[0], ()))


def covered(entities: Iterable[Entity]) -> frozenset[int]:
    """Return the places of all the words that name something."""
    return frozenset().union(*(each.tokens for each in entities))


def _of_days(entity: Entity) -> bool:
    """Tell whether an expression of time is no year, which may be an edition."""
    return isinstance(entity.value, Timed) and entity.value.expression.grain is not Grain.YEAR


def _series(found: Iterable[Naming]) -> Iterator[Entity]:
    for each in found:
        yield Entity(value=events.ref_of(each.series), tokens=each.tokens, score=min(1.0, each.score))


def _qualified(text: str, tokens: Tokens, directory: Directory) -> Iterator[Entity]:
    """Yield the events of the letters that use an acronym with a number added: "SMSI+15"; unknown where none does."""
    for at, (token, after) in enumerate(pairwise(tokens)):
        if text[token.span.end : after.span.start] != "+" or not (token.text.isalpha() and after.text.isdigit()):
            continue
        run = frozenset({at, at + 1})
        if any(run_of.stems == (token.stem, after.stem) for run_of in directory.runs.get(token.stem, ())):
            continue
        letters = directory.qualified.get(f"{token.text}+{after.text}", ())
        announced = (directory.catalogue.in_letter(letter) for letter in letters)
        acronym = f"{token.text}+{after.text}"
        refs = [EventRef(key=_called(several, acronym).key) for several in announced if several]
        yield from (Entity(value=ref, tokens=run) for ref in refs)
        if not refs:
            written = text[token.span.start : after.span.end]
            yield Entity(value=UnknownRef(kind=Missing.EVENT, text=written.upper()), tokens=run)


def _called(several: Sequence[Occurrence], acronym: str) -> Occurrence:
    """Return the event of a letter whose name holds an acronym, else the first that it announces."""
    return next((each for each in several if acronym in fold(each.event.name)), several[0])


def _years(
    text: str, tokens: Tokens, named: Collection[Entity], taken: Collection[int], catalogue: Catalogue
) -> Iterator[Entity]:
    """Yield the years of editions: in four digits, or in two behind what stands for an event ("FMPT-27")."""
    after = {max(each.tokens) + 1 for each in named if isinstance(each.value, SeriesRef) and each.score > _NAMED}
    for place, token in enumerate(tokens):
        if place in taken or any(place in each.tokens for each in named if isinstance(each.value, SeriesRef)):
            continue
        before = tokens[place - 1].stem if place else ""
        if _YEAR.fullmatch(token.text) and (before, token.text) not in catalogue.numbered:
            yield Entity(value=Year(year=int(token.text)), tokens=frozenset({place}))
        elif place in after and _short_year(text, tokens, place, catalogue):
            yield Entity(value=Year(year=2000 + int(token.text)), tokens=frozenset({place}))


def _years_told(periods: Iterable[Entity], taken: Collection[int]) -> Iterator[Entity]:
    """Yield the years that expressions of time tell, of editions perhaps: "en deux mille vingt et un"."""
    for each in periods:
        value = each.value.expression.value if isinstance(each.value, Timed) and not _of_days(each) else None
        if value is not None and value.start and value.start == value.end and each.tokens.isdisjoint(taken):
            yield Entity(value=Year(year=value.start.first.year), tokens=each.tokens)


def _short_year(text: str, tokens: Tokens, place: int, catalogue: Catalogue) -> bool:
    """Tell whether a word is a year in two digits: joined to the one before, or of an edition that there is."""
    if len(tokens[place].text) != 2 or not tokens[place].text.isdigit():
        return False
    before = text[tokens[place - 1].span.end : tokens[place].span.start]
    return before in _JOINED or (before == " " and 2000 + int(tokens[place].text) in catalogue.years)


def _relative(tokens: Tokens, directory: Directory) -> Iterator[Entity]:
    """Yield the editions that are told without their year: "l'an dernier", "le suivant"."""
    stems = [token.stem for token in tokens]
    for which, turns in directory.catalogue.lexicon.editions.items():
        if places := says(stems, turns):
            yield Entity(value=Relative(which=which), tokens=places)
