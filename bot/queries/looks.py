"""What is asked for that a sentence tells in whatever words: known by its look, as what taking part costs."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.language.roots import Roots, root, roots
from bot.queries.frame import Kind
from bot.queries.proof import as_asked
from bot.queries.quoting import heading
from bot.queries.rows import Row, Tables
from bot.queries.seek import Wanted
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import fold

_MAY = 0.3  # what a word that need not be told counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A kind of thing that a question asks for, and that sentences can be seen to tell."""

    holds: re.Pattern[str]
    idle: Roots  # of a question, that the sentence need not say
    any: bool  # it need not say any


@cache
def _kinds() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("looks.toml").read_text("utf-8")).values())


def look_of(question: Question) -> Look | None:
    """Return the kind of thing that a question asks for; None where it is of none."""
    asked = as_asked(question)
    found = ((kind, re.search(kind["asked"], asked)) for kind in _kinds())
    return next((_look(kind, match) for kind, match in found if match), None)


def _look(kind: Mapping[str, Any], asked: re.Match[str]) -> Look:
    idle = frozenset(map(root, kind.get("idle", "").split()))
    holds = kind["holds"]
    if people := kind.get("people"):  # something is counted
        thing = next(filter(None, asked.groupdict().values()), "")
        anybody = "|".join(people.split())
        thing = f"(?:{anybody})" if not thing or re.fullmatch(anybody, thing) else rf"{stem(thing)}\w*"
        holds = holds.replace("FIGURE", kind["figure"]).replace("THING", thing)
    return Look(holds=re.compile(holds), idle=idle, any=kind.get("any", False))


def seen(look: Look, wants: Wanted, question: Question, tables: Tables) -> Row | None:
    """Return the sentence of the letters in view that tells a kind of thing, and most of what is asked about it."""
    weights = dict.fromkeys(wants.must, 1.0) | dict.fromkeys(wants.may, _MAY)
    titles = (each.title for each in question.occurrences)
    places = (each.event.place for each in question.occurrences)
    need = frozenset[str]() if look.any else frozenset(wants.must) - look.idle - roots(*titles, *places)
    told = (row for row in _telling(look, question, tables) if _near(row, need, tables))
    return max(told, key=lambda row: sum(weights[word] for word in weights if word in row.own), default=None)


def _near(row: Row, need: Roots, tables: Tables) -> bool:
    """Tell whether a sentence or what it stands under tells half of what is needed, and its letter the rest."""
    told = need & (row.own | row.context)
    return need <= tables.roots_of(row.letter) and 2 * len(told) >= len(need)


def _telling(look: Look, question: Question, tables: Tables) -> Iterator[Row]:
    for letter in question.letters:
        for row in tables.of_letter(Kind.SENTENCE, letter):
            if look.holds.search(fold(" ".join(row.letter.cut(each.span) for each in heading(row, tables)))):
                yield row
