"""Two dated things that one message puts side by side: how far apart, which first."""

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.language.roots import root
from bot.queries.frame import Kind, Operator, Verb
from bot.queries.rows import SENTENCE, Row, Tables
from bot.queries.seek import Hit, Wanted, seek, wanted
from bot.understanding.question import Question
from knowledge.french.text import words
from knowledge.model import Deadline, Event, Letter, Part

_SAID = 0.5  # share of what must be told that the letter in view says, where nothing names it surely
_MOST = 0.6  # share of what must be told that the letter of a whole message says

Ask = Callable[[str], Question]  # a piece of the message, understood by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One dated thing."""

    title: str
    first: dt.date
    last: dt.date
    edge: str  # which of its ends is meant: "start", "end"; empty when it is not said
    row: Row | None = None  # what tells it; None: a day of the message itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is asked of two of them."""

    verb: Verb  # DIFFERENCE or COMPARE
    first: Side
    second: Side
    relation: Operator | None = None  # BEFORE, AFTER: whether; None: which


@cache
def _turns() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sides.toml").read_text("utf-8"))


def sides(question: Question, tables: Tables, ask: Ask) -> Sides | None:
    """Return the two sides of a message; None when it has none, or one of them is not known by a day."""
    text = " ".join(words(question.text))
    for verb, relation, turns in _every():
        for turn in turns:
            found = re.match(turn, text)
            if found is None:
                continue
            letters = _letters(question, tables)
            first, second = (_side(ask(found[name]), tables, letters) for name in ("first", "second"))
            if first and second and (verb is Verb.COMPARE or _apart(first, second)):
                return Sides(verb=verb, relation=relation, first=first, second=second)
    return None


def _every() -> Iterable[tuple[Verb, Operator | None, Iterable[str]]]:
    compare = _turns()["compare"]
    yield Verb.DIFFERENCE, None, _turns()["difference"]
    yield Verb.COMPARE, None, compare["either"]
    yield Verb.COMPARE, Operator.BEFORE, compare["before"]
    yield Verb.COMPARE, Operator.AFTER, compare["after"]


def _letters(question: Question, tables: Tables) -> frozenset[str]:
    """Return the references of the letters that a whole message is about: named, else saying most of its words."""
    wants = wanted(question, tables, frozenset())
    view = frozenset(letter.reference for letter in question.letters)
    shares: defaultdict[str, float] = defaultdict(float)
    for word, weight in wants.must.items():
        for reference in tables.letters_with.get(word, ()):
            shares[reference] += weight
    most, total = max(shares.values(), default=0.0), sum(wants.must.values())
    if view and (wants.keys or max(shares[reference] for reference in view) >= _SAID * total):
        return view
    return frozenset(reference for reference, share in shares.items() if share == most >= _MOST * total)


def _side(question: Question, tables: Tables, letters: frozenset[str]) -> Side | None:
    """Return what a piece of a message names by a day of its own: an event, a part, or what is to be done by a day.

    `letters`: what the whole message is about, where what is to be done is looked for.
    """
    known = _known(question, tables, letters)
    limit = _limit(question, tables, letters)
    if known is None or limit is None or known.row is None or limit.row is None:
        return known or limit
    said = {root(token.text) for token in question.tokens} & limit.row.own
    elsewhere = bool(letters) and known.row.letter.reference not in letters
    return limit if elsewhere or said - limit.row.context - known.row.own else known


def _known(question: Question, tables: Tables, letters: frozenset[str]) -> Side | None:
    if question.focus.letters and not _says(question, "limit"):
        letter = question.focus.letters[0]
        row, day = _row(tables, Kind.LETTER, letter, letter), letter.date
        return Side(title=letter.reference, first=day, last=day, edge="", row=row) if day else None
    edge = next((name for name in ("start", "end") if _says(question, name)), "")
    if _says(question, "limit"):
        return _limit(question, tables, letters) or _limit(question, tables, frozenset())
    if question.part is not None and question.occurrences:
        row = _row(tables, Kind.PART, question.part, question.occurrences[0].letter)
        return _held(question.part, question.part.name, edge, row)
    if len(question.occurrences) == 1 and not question.focus.inherited and not question.foreign:
        event = question.occurrences[0]
        return _held(event.event, event.title, edge, _row(tables, Kind.EVENT, event.event, event.letter))
    period = question.period.value if question.period else None
    if period is not None and period.first_day and period.last_day and not question.content:
        return Side(title="", first=period.first_day, last=period.last_day, edge=edge)
    return None


def _limit(question: Question, tables: Tables, letters: frozenset[str]) -> Side | None:
    """Return the one deadline that a piece of a message means: by its words, else the only one of its event."""
    wants = wanted(question, tables, frozenset())
    wants = wants if wants.keys else replace(wants, keys=letters)
    hits = [hit for hit in seek((Kind.DEADLINE,), wants, tables) if not hit.missed]
    best = [hit for hit in hits if hit.score >= hits[0].score]
    if len(best) != 1 or not _told(best[0], wants):
        return None
    row = best[0].row
    fact = row.fact
    if not isinstance(fact, Deadline):
        return None
    return Side(title=fact.action, first=fact.last_day, last=fact.last_day, edge="end", row=row)


def _told(hit: Hit, wants: Wanted) -> bool:
    """Tell whether a deadline tells a word that must be told: one that may be, where there is none or all are asked."""
    said = wants.must or wants.may
    return any(hit.row.tells(word) >= SENTENCE for word in said) or not said


def _held(what: Event | Part, title: str, edge: str, row: Row | None) -> Side | None:
    start, end = what.start or what.end, what.end or what.start
    return Side(title=title, first=start.first, last=end.last, edge=edge, row=row) if start and end else None


def _row(tables: Tables, kind: Kind, fact: Event | Part | Letter, letter: Letter) -> Row | None:
    return next((row for row in tables.of_letter(kind, letter) if row.fact is fact), None)


def _says(question: Question, edge: str) -> bool:
    return any(token.text in _turns()["edges"][edge].split() for token in question.tokens)


def gap(asked: Sides) -> tuple[dt.date, dt.date]:
    """Return the two days between which is counted, the earlier first: the nearest ends where none is said."""
    early, late = sorted((asked.first, asked.second), key=lambda side: side.first)
    return _end(early, default=early.last), _end(late, default=late.first)


def _apart(first: Side, second: Side) -> bool:
    """Tell whether the days counted from one to the other are in their order."""
    early, late = sorted((first, second), key=lambda side: side.first)
    return _end(early, default=early.last) <= _end(late, default=late.first)


def _end(side: Side, default: dt.date) -> dt.date:
    return {"start": side.first, "end": side.last}.get(side.edge, default)
