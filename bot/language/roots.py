"""What the verb and the nouns of one family share: "inscrire" and "inscription", "proposer" and "propositions"."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from knowledge.french.content import stopwords
from knowledge.french.stem import stem
from knowledge.french.text import words

Roots = frozenset[str]

_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_LEAST = 4  # letters that must be left


@cache
def _table() -> tuple[Mapping[str, str], tuple[str, ...]]:
    table = tomllib.loads(Path(__file__).with_name("roots.toml").read_text("utf-8"))
    families = {word: line.split()[0] for line in table["families"] for word in line.split()}
    return families, tuple(sorted(table["endings"], key=len, reverse=True))


def _numbers(word: str) -> tuple[str, ...]:
    """Return a word, and what it may be the plural or the feminine of."""
    return (word, *(word.removesuffix(ending) for ending in ("s", "es", "e") if word.endswith(ending)))


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """Return the root of a folded word: its family's, else what is left without its endings."""
    families, endings = _table()
    word = next((families[each] for each in _numbers(word) if each in families), word)
    if not word.isalpha():
        return word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return stem(word)


def roots(*texts: str | None) -> Roots:
    """Return the roots of the words of some texts that carry meaning, those inside addresses left out."""
    said = (word for text in texts if text for word in words(_ADDRESS.sub(" ", text)))
    return frozenset(root(word) for word in said if word not in stopwords())
