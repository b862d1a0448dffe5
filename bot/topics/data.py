"""The data files of the topics: cues, phrases and words, all faults told at once."""

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.errors import BadPhrases
from bot.understanding.intent import WEIGHTS, Cue, compile_cues
from knowledge.french.stem import stem
from knowledge.french.text import fold

TOPICS = (
    "help",
    "deadline",
    "status",
    "countdown",
    "duration",
    "time",
    "change",
    "place",
    "theme",
    "organiser",
    "procedure",
    "contact",
    "person",
    "link",
    "letter",
    "comparison",
    "agenda",
    "event",
    "passage",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What the data files of all the topics say."""

    cues: tuple[Cue, ...]
    phrases: Mapping[str, Mapping[str, str]]  # topic -> name -> phrase
    words: Mapping[str, frozenset[str]]  # "status.late" -> stems
    labels: Mapping[str, str]  # aspect -> what its button says
    asked: frozenset[str]  # every word of the cues, as written but folded


@cache
def load() -> Data:
    """Read and check the data files, once. Raises BadPhrases with every fault."""
    tables = {topic: tomllib.loads(Path(__file__).with_name(f"{topic}.toml").read_text("utf-8")) for topic in TOPICS}
    faults = [fault for topic, table in tables.items() for fault in _faults(topic, table)]
    if faults:
        raise BadPhrases(file="bot/topics", faults=" ; ".join(faults))
    aspects = {
        f"{topic}.{name}": cues for topic, table in tables.items() for name, cues in table.get("aspects", {}).items()
    }
    return Data(
        cues=tuple(cue for aspect, table in aspects.items() for cue in compile_cues(aspect, table)),
        phrases={topic: table.get("say", {}) for topic, table in tables.items()},
        words={
            f"{topic}.{name}": frozenset(stem(word) for word in fold(text).split())
            for topic, table in tables.items()
            for name, text in table.get("words", {}).items()
        },
        labels=tables["help"]["labels"],
        asked=frozenset(
            word
            for table in aspects.values()
            for kind in WEIGHTS
            for cue in table.get(kind, ())
            for word in _words(cue)
        ),
    )


def _words(cue: str) -> list[str]:
    parts = re.split(r"[\s|_]+", fold(cue))
    return [word for part in parts if (word := part.lstrip("=")).isalpha()]


def _faults(topic: str, table: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return what is wrong in one file, each fault with its key."""
    faults = [f"{topic}.toml : {key}" for key in table if key not in ("aspects", "say", "words", "labels")]
    for name, cues in table.get("aspects", {}).items():
        kinds: dict[str, object] = cues if isinstance(cues, dict) else {"?": ()}
        faults += [f"{topic}.toml : aspects.{name}.{kind}" for kind in kinds if kind not in WEIGHTS]
    for name, phrase in table.get("say", {}).items():
        if not isinstance(phrase, str) or not _slotted(phrase):
            faults.append(f"{topic}.toml : say.{name}")
    return faults


def _slotted(phrase: str) -> bool:
    """Tell whether the slots of a phrase are names alone: a phrase holds no logic."""
    try:
        return all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(phrase))
    except ValueError:
        return False
