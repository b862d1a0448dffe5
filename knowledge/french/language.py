"""Tell French from the other languages that letters come in."""

import tomllib
from functools import cache
from pathlib import Path

from knowledge.french.text import words

ENOUGH = 25  # words below which a text is given the benefit of the doubt
_SAMPLE = 5_000  # words looked at


@cache
def _markers() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
    return {language: frozenset(markers.split()) for language, markers in table.items()}


def language(text: str) -> str | None:
    """Return the language whose small words a short text uses, None when none stands out: "english"."""
    said = words(text)
    counts = {name: sum(word in markers for word in said) for name, markers in _markers().items()}
    best = max(counts, key=lambda name: counts[name])
    others = [count for name, count in counts.items() if name != best]
    return best if counts[best] > max(others) else None


def is_french(text: str) -> bool:
    """Tell whether the small words of a text are those of French rather than of another language."""
    said = words(text)[:_SAMPLE]
    if len(said) < ENOUGH:
        return True
    counts = {language: sum(word in markers for word in said) for language, markers in _markers().items()}
    return counts["french"] > 0.05 * len(said) and counts["french"] == max(counts.values())
