"""All that a message may mean: an aspect, asked of what its names or its words point to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.entities.editions import Occurrence
from bot.queries.frame import Kind
from bot.queries.needs import asks_closing_hour, asks_limit, claims_day, of_limits
from bot.queries.rows import Row, Tables
from bot.queries.seek import Hit, Wanted, close, contrary, seek, weigh
from bot.understanding.question import Question

TO_ACT = ("deadline.date", "deadline.accepted", "status.possible", "procedure.how", "countdown.countdown")
_OF_TIME = ("countdown.countdown", "duration.duration")  # what "combien" asks where it counts nothing else
_UNCOUNTED = ("event.", "place.", "time.", "status.", "deadline.", "procedure.")  # that tell no number of things
_BY_DAY = ("event.date", "deadline.date")  # that tell whether a day is the one
_TALK = "help."  # aspects of what is not about the letters
_ASPECTS = 4  # that the cues speak for, tried
_GROUPS = 3  # of deadlines
_FOUND = 2  # events found by their words
_CLEAR = 0.9


class Way(StrEnum):
    """How a candidate answers."""

    FACTS = "facts"  # by a topic, of an event, a letter or nothing in particular
    LIMITS = "limits"  # by deadlines found by their words
    QUOTE = "quote"  # by sentences
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that a message may mean, and how well its words fit."""

    way: Way
    aspect: str
    events: tuple[Occurrence, ...] = ()
    rows: tuple[Row, ...] = ()
    source: str = ""  # how the event was found: "named", "words"
    hit: Hit | None = None
    extra: dict[str, float] = field(default_factory=dict)


def facts(question: Question, wants: Wanted, tables: Tables) -> Iterator[Candidate]:
    """Yield what topics may be asked of: what is named, what was spoken of, and the events found by their words."""
    aspects = tuple(_aspects(question))
    for source, events, hit in _referents(question, wants, tables):
        for aspect in aspects:
            yield Candidate(way=Way.FACTS, aspect=aspect, events=events, source=source, hit=hit)


def _aspects(question: Question) -> Iterable[str]:
    loud = [score.aspect for score in question.scores[:_ASPECTS]]
    due = ("deadline.date",) if asks_closing_hour(question) else ()
    every = dict.fromkeys((*due, *((question.aspect,) if question.aspect else ()), *loud, "event.date"))
    return [aspect for aspect in every if _may_be(aspect, question)][:_ASPECTS]


def _may_be(aspect: str, question: Question) -> bool:
    """Tell whether a message may ask this: no talk, and no length of time where it counts something else."""
    hour_of_limit = aspect == "time.time" and asks_closing_hour(question) and _limited_by_hours(question)
    miscounted = question.counted is not None and (aspect in _OF_TIME or aspect.startswith(_UNCOUNTED))
    unclaimed = aspect not in _BY_DAY and bool(question.occurrences) and claims_day(question)
    return not aspect.startswith(_TALK) and not miscounted and not hour_of_limit and not unclaimed


def _limited_by_hours(question: Question) -> bool:
    """Tell whether an hour that closes something is a deadline's: last spoken of, or the only one that is printed."""
    ended = any(each.event.end_time for each in question.occurrences)
    timed = any(deadline.time for letter in question.letters for deadline in letter.deadlines)
    return of_limits(question.before) or (timed and not ended)


def _referents(
    question: Question, wants: Wanted, tables: Tables
) -> Iterator[tuple[str, tuple[Occurrence, ...], Hit | None]]:
    """Yield the events that a message may be about, each with the row that its words tell."""
    about = question.message.about if question.message else None
    named = tuple(each for ref in about.events if (each := tables.catalogue.occurrence(ref.key))) if about else ()
    events = question.occurrences
    agreed = {each.key for each in named} == {each.key for each in events}
    source = "spoken" if question.focus.inherited else "agreed" if agreed else "focus" if events else "nothing"
    yield source, events, _of_event(events[0], wants, tables) if events else _of_letters(question, wants, tables)
    if named and not agreed:
        yield "inherited" if about and about.inherited else "named", named, _of_event(named[0], wants, tables)
    seen = {each.key for each in (*named, *events)}
    for hit in seek((Kind.EVENT, Kind.PART), wants, tables)[: _FOUND * 2]:
        if hit.row.event is not None and hit.row.event.key not in seen and hit.told:
            seen.add(hit.row.event.key)
            yield "words", (hit.row.event,), hit


def all_told(events: Iterable[Occurrence], wants: Wanted, tables: Tables) -> bool:
    """Tell whether each of some events tells all that is wanted: nothing in a message picks one of them."""
    hits = (_of_event(event, wants, tables) for event in events)
    return all(hit is not None and not hit.here and not hit.missed for hit in hits)


def _of_letters(question: Question, wants: Wanted, tables: Tables) -> Hit | None:
    """Return how well the letter in view tells what is wanted, when no event is."""
    rows = (row for letter in question.letters for row in tables.of_letter(Kind.LETTER, letter))
    return max((weigh(row, wants, tables) for row in rows), key=lambda hit: hit.score, default=None)


def _of_event(event: Occurrence, wants: Wanted, tables: Tables) -> Hit | None:
    """Return how well the best row of one event tells what is wanted."""
    rows = (*tables.of_event(Kind.EVENT, event), *tables.of_event(Kind.PART, event))
    hits = [weigh(row, wants, tables) for row in rows]
    return max(hits, key=lambda hit: hit.score, default=None)


def _of_view(hits: list[Hit], question: Question) -> list[Hit]:
    """Return those of the letters in view, where a message asks on of them by when something is to be done."""
    if not question.focus.inherited or not asks_limit(question):
        return []
    return [hit for hit in hits if any(hit.row.letter is letter for letter in question.letters)]


def limits(question: Question, wants: Wanted, tables: Tables) -> Iterator[Candidate]:
    """Yield the deadlines that the words of a message tell, in groups of one letter that tell as much."""
    hits = [hit for hit in seek((Kind.DEADLINE,), wants, tables) if hit.score > 0 and not contrary(hit.row, wants)]
    hits = _of_view(hits, question) or hits
    told = (question.aspect or "", *(score.aspect for score in question.scores))
    aspects = list(dict.fromkeys(each for each in told if each in TO_ACT and _may_be(each, question)))[:2]
    best = hits[0].score if hits else 0.0
    seen: set[int] = set()
    groups = 0
    for hit in hits:
        if id(hit.row) in seen or groups >= _GROUPS:
            continue
        alike = [each for each in close([hit, *hits], _CLEAR) if each.row.letter is hit.row.letter]
        alike = [each for each in alike if each.score <= hit.score]
        seen |= {id(each.row) for each in alike}
        groups += 1
        rows = tuple(dict.fromkeys(each.row for each in alike))
        for aspect in aspects or ([] if question.counted is not None else ["deadline.date"]):
            extra = {"share_of_best": hit.score / best, "several": float(len(rows) > 1)}
            yield Candidate(way=Way.LIMITS, aspect=aspect, rows=rows, hit=hit, extra=extra)
