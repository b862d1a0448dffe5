"""Fold French once, and keep the way back to what was written."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+")
_ONE_FOR_ONE = re.compile(r"[\x00-\x7fÀ-ÅÇ-ÖØ-Ýà-åç-öø-ýÿ’‘“”«»–—\u00a0]*")  # characters that fold into exactly one
_REPLACED = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "′": "'",
    "‵": "'",
    "‛": "'",
    "ʹ": "'",
    "ʻ": "'",
    "ʽ": "'",
    "ˈ": "'",
    "՚": "'",
    "ꞌ": "'",
    "\x91": "'",
    "\x92": "'",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "\u00ad": "",
    "\u200b": "",
    "\ufeff": "",
    "º": "o",
    "°": "o",
}


class Span(NamedTuple):
    """Where something stands in a text: offsets of its first character and of the one after its last."""

    start: int
    end: int


class _Folding(dict[int, str]):
    """Translate one character at a time, learning each on its first sight."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        replaced = _REPLACED.get(char.lower())
        if replaced is None:
            plain = unicodedata.normalize("NFKD", char).casefold()
            replaced = "".join(_REPLACED.get(c, c) for c in plain if not unicodedata.combining(c))
            replaced = " " if char.isspace() and char != "\n" else replaced
        self[code] = replaced
        return replaced


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where each of its characters was written."""

    text: str
    _origins: "array[int] | None" = None  # None: each character stands where it stood

    def origin(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands in what was written."""
        if self._origins is None:
            return Span(start, end)
        return Span(self._origins[start], self._origins[end - 1] + 1 if end > start else self._origins[start])

    def place(self, offset: int) -> int:
        """Return where an offset of what was written falls in `text`."""
        return offset if self._origins is None else bisect_left(self._origins, offset)


def fold(text: str) -> str:
    """Return the text in lower case, without accents or ligatures, with plain apostrophes, hyphens, quotes and spaces.

    Line breaks are kept. Folding twice changes nothing.
    """
    return text.translate(_FOLDING)


def fold_in_place(text: str) -> Folded:
    """Fold a text, keeping for each character of the result the offset that it comes from."""
    if _ONE_FOR_ONE.fullmatch(text):
        return Folded(text.translate(_FOLDING))
    pieces = [_FOLDING[ord(char)] for char in text]
    folded = "".join(pieces)
    if all(len(piece) == 1 for piece in pieces):
        return Folded(folded)
    origins = array("l", (offset for offset, piece in enumerate(pieces) for _ in piece))
    origins.append(len(text))
    return Folded(folded, origins)


def words(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers of a text, in order: "l'UIT" gives "l" and "uit"."""
    return tuple(_WORD.findall(fold(text)))
