"""Times that a letter counts: "quinze jours au moins avant l'ouverture", "une semaine à l'avance", "la veille"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.extraction.cues import pattern
from knowledge.temporal.parser import find


class Base(StrEnum):
    """What a time is counted from."""

    OPENING = "opening"  # of an event
    CLOSING = "closing"
    LETTER = "letter"
    LIMIT = "limit"  # the last one that the letter has set


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So long before or after something, in a folded sentence."""

    start: int
    end: int
    length: str  # "quinze jours"; nothing for the very day
    onward: bool
    base: Base
    landmark: str = ""  # the words for what it is counted from
    each: bool = False  # from each thing of its kind


_NUMBER = r"(?:\d{1,3}|(?<=dans )(?:le|la)|[a-z]+ et une?|(?!l[ae]s? )[a-z]{2,}(?:-[a-z]+)*)(?: \(\d{1,3}\))?"
_UNIT = r"(?:jours?|semaines?|mois|heures?)(?: (?:ouvres|ouvrables|francs|calendaires|pleins?))?"
_LED = r"(?:(?:au moins|au plus tard|au plus|jusqu'a|dans (?:les|un delai de)|sous|d'ici a)(?: a)?,? )?"
_HEDGE = r"(?:,? (?:au moins|au plus tard|au plus|au minimum|au maximum))?"
_BEFORE = r"(?P<before>avant|precedant|qui precedent?|preced\w+)"
_AFTER = r"(?P<after>apres|suivant|qui suiv\w+|a (?:compter|partir|dater)|de(?= la (?:date|reception|notification)))"
_EVE = r"(?P<eve>(?:la|l') ?(?:avant-)?veille|l[ea] (?:\d{1,3} ?(?:e|eme)?|[a-z-]+ieme) jour)"
_COUNTED = re.compile(
    rf"\b(?<!moins de ){_LED}(?:(?P<length>{_NUMBER} {_UNIT}){_HEDGE} (?:{_BEFORE}\b|{_AFTER}\b"
    rf"|(?P<ahead>a l'avance|d'avance))"
    rf"|{_EVE}{_HEDGE}(?: {_BEFORE.replace('before', 'side')}\b)?)"
)
_SAME = re.compile(r"\b(?:dans le meme delai|(?:a|pour|avant|d'ici a) la meme (?:date|echeance)(?: limite)?)\b")
_ALONE = re.compile(r"\s*(?:[,.;:)]|$|(?:aupres|sur|a l'adresse|par|au moyen|en|via|a)\b)")
_REACH = 90  # characters in which what is counted from is named
_MARK_END = re.compile(r"[,;:()]|\.(?:\s|$)|\s(?:et|ou|sur|aupres|au moyen|par|via)\s")
_OF = re.compile(
    r"(?:\s(?:de |du |des |d')(?:la |l'|cette |chaque |ce )?(?!\d)[\w-]+){0,2}"
    r"(?:\s(?:en (?:presentiel|personne|ligne)|a distance|virtuelle|presentielle|hybride))?"
    r"(?:\s(?:concernee?s?|consideree?s?|correspondante?s?|en question|qui l\w+ (?:concerne|interesse)\w*))?"
)
_EACH = re.compile(
    r"\bchaque\b|\bchacun\w* d|\bconcernee?s?\b|\bconsideree?s?\b|\bcorrespondante?s?\b|\bqui l\w+ concerne"
)
_DAY_HOURS = 24


def counts(low: str) -> Iterator[Count]:
    """Yield what a folded sentence counts, left to right."""
    for match in _COUNTED.finditer(low):
        found = _count(low, match)
        if found is not None:
            yield found
    for match in _SAME.finditer(low):
        yield Count(start=match.start(), end=match.end(), length="", onward=False, base=Base.LIMIT)


def _count(low: str, match: re.Match[str]) -> Count | None:
    length, onward = _length(match), match["after"] is not None
    told = match["ahead"] or ((match["before"] or match["eve"]) and _ALONE.match(low, match.end()))
    if told:
        bare = match["eve"] is not None and not re.match(r"au plus tard|jusqu", match[0])
        own = pattern(r"\b{acts.own_moments}\b").search(low, 0, match.start())
        found = Count(start=match.start(), end=match.end(), length=length, onward=False, base=Base.OPENING)
        return None if bare or own else found
    stop = _MARK_END.search(low, match.end())
    reach = low[match.end() : min(stop.start() if stop else len(low), match.end() + _REACH)]
    if re.match(r"\s(?:l[ea] |du |d')?\d", reach):  # a day, which the reader of time counts from
        return None
    named = _named(reach)
    if named is None:
        return None
    base, end = named
    end += _OF.match(reach, end).end() - end  # type: ignore[union-attr]
    if base is Base.OPENING and onward and not re.search(r"\b(?:ouverture|debut|commencement)\b", reach[:end]):
        base = Base.CLOSING
    return Count(
        start=match.start(),
        end=match.end() + end,
        length=length,
        onward=onward,
        base=base,
        landmark=reach[:end].strip(),
        each=_EACH.search(reach) is not None,
    )


def _length(match: re.Match[str]) -> str:
    """Return how long, in words that the reader of time knows: "la veille" is a day, "72 heures" three."""
    if match["eve"]:
        ranked = re.search(r"\d+|[a-z-]+(?=ieme)", match["eve"])
        number = re.sub(r"(?<=[ao]nt|ent|inz|onz|ouz|eiz|orz)$", "e", ranked[0]) if ranked else None
        return f"{number or 1 + ('avant' in match['eve'])} jours"
    length = re.sub(r" \(\d+\)", "", match["length"])
    length = re.sub(r"^l([ae]) ", lambda article: "une " if article[1] == "a" else "un ", length)
    hours = re.match(r"(\d+) heures?$", length)
    return f"{-(-int(hours[1]) // _DAY_HOURS)} jours" if hours else length


def _named(reach: str) -> tuple[Base, int] | None:
    """Return what the words after "avant" or "après" name, and where its noun ends."""
    kinds = (
        (Base.LETTER, r"\b(?:la |le )?presente?\b(?: {acts.own_letter})?|\bcette {acts.own_letter}\b"),
        (Base.LIMIT, r"\b(?:l'|cette |ladite )echeance\b|\b(?:ce|ledit) delai\b|\b(?:la|cette|ladite) date limite\b"),
        (Base.CLOSING, r"\b(?:cloture|fin|issue|achevement|dernier jour)\b"),
        (Base.OPENING, r"\b(?:ouverture|debut|commencement|demarrage|tenue|premier jour|premiere seance)\b"),
        (Base.OPENING, r"\b(?:{events.heads})\b"),
    )
    found = [
        (match.start(), place, base, match.end())
        for place, (base, each) in enumerate(kinds)
        if (match := pattern(each).search(reach))
    ]
    if not found:
        return None
    _, _, base, end = min(found)
    return base, end


@lru_cache(maxsize=256)
def day_of(count: Count, base: dt.date) -> dt.date | None:
    """Return the day that a count comes to from a day; None when its length is no number of days."""
    if not count.length:
        return base
    said = f"{count.length} {'après' if count.onward else 'avant'} l'ouverture"
    noon = dt.datetime.combine(base, dt.time(12), dt.UTC)
    read = find(said, noon, opening=base, strict=True)
    whole = (each for each in read if each.span.end - each.span.start == len(said))
    period = next((each.value for each in whole), None)
    moment = period and (period.end or period.start)
    return moment.last if moment else None
