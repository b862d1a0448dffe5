"""Which sentences may say what a message asks, where no fact does."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.queries.candidates import Candidate, Way
from bot.queries.frame import Kind
from bot.queries.passages import Passage, Passages
from bot.queries.rows import Row, Tables
from bot.queries.seek import Wanted, wanted, weigh
from bot.understanding.question import Question
from knowledge.french.text import fold, words

_MAY = 0.3  # what a word that need not be told counts
_NEXT = 0.75  # share of the best score that a second sentence must have to be told too
_HEADING = 6  # words up to which a sentence may be a heading
_TOLD = 2  # sentences told
_WHERE = "where"  # a kind that nearly all sentences hold
_LEAST = 3  # letters of a word that says something


@cache
def _holds() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("quoting.toml").read_text("utf-8"))


def quoting(question: Question, tables: Tables, passages: Passages) -> Iterator[Candidate]:
    """Yield the sentences that tell most of what is asked: of the letters in view, and of all."""
    wants = wanted(question, tables, frozenset())
    if question.aspect == "event.date" and _dated_by_name(question, wants, tables):
        return
    said = (*wants.must, *(wants.may if question.topic in (None, "passage") else ()))
    if not any(word.isalpha() and len(word) >= _LEAST for word in said):
        return
    view = tuple(letter.reference for letter in question.letters)
    for source, letters in (("view", view), ("all", _saying(wants.must, tables))):
        if not letters:
            continue
        found = _best(wants, letters, passages)
        if not found or (source == "all" and found[0].row.letter.reference in view):
            continue
        rows = tuple(each.row for each in found)
        hit = weigh(rows[0], wants, tables)
        extra = dict(_extra(found, wants, letters, question, tables))
        yield Candidate(way=Way.QUOTE, aspect=question.aspect or "", rows=rows, source=source, hit=hit, extra=extra)


def _dated_by_name(question: Question, wants: Wanted, tables: Tables) -> bool:
    """Tell whether a message only names events whose days are known: their sentences say no more."""
    rows = [row for event in question.occurrences for row in tables.of_event(Kind.EVENT, event)]
    dated = bool(rows) and all(event.event.start for event in question.occurrences)
    return dated and all(any(word in row.own for row in rows) for word in wants.must)


def _best(wants: Wanted, letters: Collection[str], passages: Passages) -> list[Passage]:
    """Return the sentence of one letter that tells most, with another of it that tells nearly as much."""
    weighed = dict.fromkeys(wants.must, 1.0) | dict.fromkeys(wants.may, _MAY)
    found = passages.search(weighed, letters)
    near = [
        each for each in found[1:] if found[0].row.letter is each.row.letter and each.score >= _NEXT * found[0].score
    ]
    return [*found[:1], *near][:_TOLD]


def _saying(must: Mapping[str, float], tables: Tables) -> tuple[str, ...]:
    """Return the references of the letters that say every word."""
    every = [tables.letters_with.get(word, frozenset[str]()) for word in must]
    return tuple(sorted(frozenset.intersection(*every))) if every else ()


def _extra(
    found: list[Passage], wants: Wanted, letters: Collection[str], question: Question, tables: Tables
) -> Iterator[tuple[str, float]]:
    row = found[0].row
    text = fold(" ".join(row.letter.cut(each.span) for each in heading(row, tables)))
    yield "share", found[0].share
    yield "own", found[0].own
    must = [word for word in wants.must if word in row.own]
    yield "two", float(len(must) > 1)
    yield "none", float(not must)
    rare = min((len(tables.said(word)) for word in must), default=99)
    yield "rare", float(rare <= 2)
    yield "few_letters", float(len(letters) == 1)
    yield "counting", float(_asks(_holds()["counting"], question))
    if _asks(_holds()["counting"], question):
        yield "number", float(_shows(_holds()["counting"], text))
    for name, said in _holds()["asked"].items():
        if _asks(said, question):
            yield f"asks_{name}", 1.0
            yield f"holds_{name}", float(_shows(said, text))


def _asks(kind: Mapping[str, str], question: Question) -> bool:
    """Tell whether a word of a question asks for a kind of thing."""
    asking = kind["words"].split()
    return any(token.text in asking for token in question.tokens)


def _shows(kind: Mapping[str, str], folded: str) -> bool:
    return bool(re.search(kind["pattern"], folded))


def postpones(text: str, question: Question) -> bool:
    """Tell whether a text only says that what a question asks for will be told: it holds nothing of its kind."""
    every = (_holds()["counting"], *(kind for name, kind in _holds()["asked"].items() if name != _WHERE))
    asked = [kind for kind in every if _asks(kind, question)]
    told = bool(asked) and all(_shows(kind, fold(text)) for kind in asked)
    return not told and _shows(_holds()["later"], fold(text))


def of_kind(word: str) -> bool:
    """Tell whether a folded word asks for a kind of thing that a sentence can be seen to hold."""
    return any(word in kind["words"].split() for kind in (_holds()["counting"], *_holds()["asked"].values()))


def asks_kind(question: Question) -> bool:
    """Tell whether a question asks for a kind of thing that a sentence can be seen to hold."""
    return any(of_kind(token.text) for token in question.tokens)


def holds(text: str, question: Question) -> bool:
    """Tell whether a text holds every kind of thing that a question asks for: a day, a number, a sum, somebody."""
    folded = fold(text)
    every = (_holds()["counting"], *_holds()["asked"].values())
    return all(_shows(kind, folded) for kind in every if _asks(kind, question))


def heading(row: Row, tables: Tables) -> tuple[Row, ...]:
    """Return a sentence, with the one after it when it is only a heading."""
    if len(words(row.letter.cut(row.span))) > _HEADING:
        return (row,)
    after = tables.after(row)
    return (row, after) if after else (row,)
