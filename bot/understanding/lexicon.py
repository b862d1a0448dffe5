"""How people write: what stands for what, which words carry nothing, other names of things."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.stem import stem
from knowledge.french.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Words that tell how another stands in its sentence."""

    ours: frozenset[str]  # words that make a noun the asker's own
    own: frozenset[str]  # stems of the bodies that the letters come from
    asking: frozenset[str]  # words that ask something else than oui or non
    asking_else: frozenset[str]  # those that ask for something else than a day
    denying: frozenset[str]  # words that open a clause that sets something aside
    neither: frozenset[str]  # those of them that come in pairs
    negating: frozenset[str]  # words before a verb that is denied
    opposing: frozenset[str]  # words that end it
    standing: frozenset[str]  # words that stand for what was asked of something else
    asking_also: frozenset[str]  # words that ask behind the one that joins two questions
    subjects: frozenset[str]  # words that may stand before it, behind the one that joins two questions
    joining: str  # the word that joins two questions
    measures: frozenset[str]  # stems of the words that "combien de" measures time by, or counts no things by
    offices: frozenset[str]  # stems of the offices that somebody holds
    before_nouns: frozenset[str]
    before_verbs: frozenset[str]
    verbal: tuple[str, ...]  # endings of verbs and adverbs


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the data file says, folded."""

    grammar: frozenset[str]  # words that only tie others together
    everyday: frozenset[str]  # fillers that letters may use with a meaning: "personnes", "monde"
    ordinary: frozenset[str]  # stems of everyday words that say nothing of their own
    fillers: frozenset[str]  # those, and words that ask without saying what is asked
    untold: frozenset[str]  # words for what people ask and letters seldom tell
    double: Mapping[str, frozenset[str]]  # a word of two senses -> words that tell the letters' sense
    readings: Mapping[str, tuple[str, ...]]  # plain words -> turns of phrase that stand for them, as cues
    synonyms: Mapping[str, str]  # stem -> the stem that the letters would rather use
    shapes: Shapes


_EVERYDAY = ("asking", "nouns", "verbs", "adjectives")
_GRAMMAR = ("articles", "pronouns", "possessives", "links", "auxiliaries", "english")


@cache
def lexicon() -> Lexicon:
    """Read the data file, once."""
    table = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    groups = {name: frozenset(fold(text).split()) for name, text in table["fillers"].items()}
    return Lexicon(
        grammar=frozenset().union(*(groups[name] for name in _GRAMMAR)),
        everyday=frozenset().union(*(groups[name] for name in _EVERYDAY)),
        fillers=frozenset().union(*groups.values()),
        ordinary=frozenset(stem(word) for text in table["ordinary"].values() for word in fold(text).split()),
        untold=frozenset(word for text in table["untold"].values() for word in fold(text).split()),
        double={key: frozenset(text.split()) for key, text in table["double"].items()},
        readings={fold(key): tuple(turns) for key, turns in table["readings"].items()},
        synonyms={
            stem(fold(other)): stem(fold(word)) for word, others in table["synonyms"].items() for other in others
        },
        shapes=_shapes(table["shapes"]),
    )


def _shapes(table: Mapping[str, Any]) -> Shapes:
    return Shapes(
        ours=frozenset(table["ours"].split()),
        own=frozenset(map(stem, table["own"].split())),
        asking=frozenset(table["asking"].split()),
        asking_else=frozenset(table["asking_else"].split()),
        denying=frozenset(table["denying"].split()),
        neither=frozenset(table["neither"].split()),
        negating=frozenset(table["negating"].split()),
        opposing=frozenset(table["opposing"].split()),
        standing=frozenset(table["standing"].split()),
        asking_also=frozenset(table["asking_also"].split()),
        subjects=frozenset(table["subjects"].split()),
        joining=table["joining"],
        measures=frozenset(map(stem, table["measures"].split())),
        offices=frozenset(map(stem, table["offices"].split())),
        before_nouns=frozenset(table["nouns"].split()),
        before_verbs=frozenset(table["verbs"].split()),
        verbal=tuple(table["verbal"].split()),
    )
