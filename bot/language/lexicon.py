"""What French does with words, read once from lexicon.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.stem import stem
from knowledge.french.text import fold, words

Alternatives = tuple[frozenset[str], ...]  # a turn of phrase: for each place the words of which one stands there
_OF_NAMES = ("first", "last", "next", "previous")  # operators that stand in names: "première phase"
END = "$"  # in a turn of phrase: the message is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """Words that point to what was said before, and those that ask of all."""

    subjects: frozenset[str]
    alone: frozenset[str]
    before_nouns: frozenset[str]
    impersonal: frozenset[str]
    opening: frozenset[str]
    pauses: frozenset[str]
    asking_of_all: frozenset[str]
    things: frozenset[str]
    due: frozenset[str]
    extremes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Words around the reference of a letter."""

    words: frozenset[str]
    labels: frozenset[str]
    prefixes: frozenset[str]
    others: frozenset[str]
    ignored: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """What the data file says, folded."""

    function: frozenset[str]  # words that need no explaining
    french: frozenset[str]  # those of them that are French
    english: frozenset[str]  # those of them that are English alone
    ties: frozenset[str]  # those, and words of operation that are of no name
    operators: Mapping[str, str]  # a word of operation -> what it does: "not", "only", "first"
    pointing: Pointing
    kinds: frozenset[str]  # stems of what events are called by
    units: frozenset[str]  # stems of those that may be of any event
    apart: frozenset[str]  # stems of what they are called by whatever they are
    ordinals: tuple[frozenset[str], ...]  # words that pick the first of what is offered, the second …
    ending: frozenset[str]  # as written: verbs that end a name, where folded they look like what joins it
    joining: frozenset[str]  # between the kind of what is named and its name
    of: frozenset[str]  # those of them after which the name surely goes on, with an article or without
    articles: frozenset[str]
    titles: frozenset[str]  # before somebody's name
    references: References
    editions: Mapping[str, tuple[Alternatives, ...]]  # how an edition is told without its year
    acronyms: Mapping[str, tuple[tuple[str, ...], ...]]  # a full name -> what stands for it, each in stems
    same: Mapping[str, str]  # stem -> the stem of the word that names rather use
    typed: Mapping[str, tuple[str, ...]]  # a word as typed -> the words it stands for
    sounds: tuple[tuple[str, str], ...]  # as one may type what one hears, and as it is written
    prefixes: frozenset[str]  # what makes another word of the one that it is glued to
    known: frozenset[str]  # abbreviations that are words
    two_is_de: frozenset[str]  # after these words, a lone "2" is "de"


@cache
def lexicon() -> Lexicon:
    """Read the data file, once."""
    table: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    typed = {form: tuple(words(meant)) for key in ("english", "typed") for form, meant in _forms(table[key])}
    groups = {name: frozenset(words(text)) for name, text in table["function"].items()}
    function = frozenset().union(*groups.values())
    operators = {word: name for name, text in table["operators"].items() for word in fold(text).split()}
    return Lexicon(
        function=function - operators.keys(),
        english=groups["english"].difference(*(several for name, several in groups.items() if name != "english")),
        french=frozenset().union(*(several for name, several in groups.items() if name != "english")),
        ties=function | {word for word, name in operators.items() if name not in _OF_NAMES},
        operators=operators,
        pointing=Pointing(**_sets(table["pointing"])),
        kinds=frozenset(map(stem, table["kinds"]["words"].split())),
        units=frozenset(map(stem, table["kinds"]["units"].split())),
        apart=frozenset(map(stem, table["kinds"]["apart"].split())),
        ordinals=tuple(frozenset(text.split()) for text in table["ordinals"]["words"]),
        ending=frozenset(table["complements"]["ending"].split()),
        joining=frozenset(table["complements"]["joining"].split()),
        of=frozenset(table["complements"]["of"].split()),
        articles=frozenset(table["complements"]["articles"].split()),
        titles=frozenset(table["titles"]["words"].split()),
        references=References(**_sets(table["references"])),
        editions={key: tuple(map(alternatives, turns)) for key, turns in table["editions"].items()},
        acronyms={name: tuple(_alias(each, typed) for each in said) for name, said in table["acronyms"].items()},
        same={stem(form): stem(meant) for form, meant in _forms(table["same"])},
        typed=typed,
        sounds=tuple((typed, right) for typed, _, right in _pairs(table["sounds"]["pairs"])),
        prefixes=frozenset(table["prefixes"]["words"].split()),
        known=frozenset(table["known"]["words"].split()),
        two_is_de=frozenset(table["two"]["after"].split()),
    )


def _sets(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {key: frozenset(fold(text).split()) for key, text in table.items()}


def _forms(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield each form of a table and what it stands for."""
    return ((form, meant) for meant, forms in table.items() for form in fold(forms).split())


def _pairs(text: str) -> Iterable[tuple[str, str, str]]:
    return (pair.partition(":") for pair in text.split())


def _alias(text: str, typed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the stems of what stands for a name, as a message that says it is read."""
    return tuple(stem(meant) for word in words(text) for meant in typed.get(word, (word,)))


def alternatives(turn: str) -> Alternatives:
    """Return a turn of phrase as written in a data file: words apart by spaces, alternatives by "|"."""
    return tuple(frozenset(stem(word) for word in place.split("|")) for place in fold(turn).split())


def says(stems: Iterable[str], turns: Iterable[Alternatives]) -> frozenset[int]:
    """Return the places of the first of some turns of phrase that a message says; none when it says none."""
    row = [*stems, END]
    for turn in turns:
        if turn[0].isdisjoint(row):
            continue
        for start in range(len(row) - len(turn) + 1):
            if all(row[start + at] in place for at, place in enumerate(turn)):
                return frozenset(range(start, min(start + len(turn), len(row) - 1)))
    return frozenset()
