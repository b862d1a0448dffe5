"""Tell French from the other languages that letters come in."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.text import words

ENOUGH = 25  # words below which a text is given the benefit of the doubt
_SAMPLE = 5_000  # words looked at
_SHORT = 3  # letters of a word that tells nothing alone: "y", "da"
_SEVERAL = 2  # small words that leave no doubt
_PART = 3  # of the letters, one in so many: the others may be names
_LATIN = 0x0370  # below, letters of Latin and their accents
_SCRIPTS = (
    ("russian", 0x0400, 0x052F),
    ("arabic", 0x0600, 0x06FF),
    ("arabic", 0x0750, 0x077F),
    ("arabic", 0xFB50, 0xFDFF),
    ("arabic", 0xFE70, 0xFEFF),
    ("chinese", 0x4E00, 0x9FFF),
    ("chinese", 0x3400, 0x4DBF),
    ("", 0x1D400, 0x1D7FF),  # letters in fancy dress
    ("", 0x1E00, 0x1EFF),  # Latin with more accents
    ("", 0x2100, 0x214F),
    ("", 0xFB00, 0xFB06),
    ("", 0xFF21, 0xFF5A),  # wide Latin
)


@cache
def _markers() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _table().items() if isinstance(words, str)}


@cache
def _own() -> dict[str, frozenset[str]]:
    """Return the small words of each language that French does not write as well."""
    shared = frozenset(_table()["shared"]["words"].split())
    return {name: markers - shared if name != "french" else markers for name, markers in _markers().items()}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


def language(text: str) -> str | None:
    """Return the language of a short text by its script, else by its small words; None when none stands out."""
    script = _script(text)
    if script is not None:
        return script
    said = words(text)
    found = {name: [word for word in said if word in markers] for name, markers in _own().items()}
    best = max(found, key=lambda name: len(found[name]))
    others = [len(several) for name, several in found.items() if name != best]
    telling = len(found[best]) > 1 or any(len(word) > _SHORT for word in found[best])
    return best if telling and len(found[best]) > max(others) else None


def certainly(text: str) -> str | None:
    """Return the language of a text of another script, or of which several small words are no French."""
    script = _script(text)
    if script is not None:
        return script
    found, said = language(text), words(text)
    return found if found and sum(word in _own()[found] for word in said) >= _SEVERAL else None


def _script(text: str) -> str | None:
    """Return the language that a good part of the letters of a text tell, when they are not those of French."""
    if text.isascii():
        return None
    letters = Counter(filter(str.isalpha, text))
    written: Counter[str] = Counter()
    for char, count in letters.items():
        written[_of(char)] += count
    del written[""]
    found = written.most_common(1)
    return next((script for script, count in found if _PART * count > letters.total()), None)


def _of(char: str) -> str:
    """Return the language that a letter tells: "" for those of French and its neighbours."""
    code = ord(char)
    if code < _LATIN:
        return ""
    return next((name for name, first, last in _SCRIPTS if first <= code <= last), "other")


def is_french(text: str) -> bool:
    """Tell whether the small words of a text are those of French rather than of another language."""
    said = words(text)[:_SAMPLE]
    if len(said) < ENOUGH:
        return True
    counts = {language: sum(word in markers for word in said) for language, markers in _markers().items()}
    return counts["french"] > 0.05 * len(said) and counts["french"] == max(counts.values())
