"""A message without what may tell who wrote it: no name, no address, no number."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.french.text import fold

Knows = Callable[[str], bool]  # whether a folded word is one of the language or of the letters

_ADDRESS = re.compile(r"[^\s<>\"(),;]*@[^\s<>\"(),;]*")
_LINK = re.compile(
    r"(?:https?://|www\.|t\.me/)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|int|info|io|fr|ch|be|ca)\b\S*", re.IGNORECASE
)
_TELEPHONE = re.compile(r"\+?\(?\d(?:[\s().-]{0,3}\d){7,}")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d])\w{9,}\b|\b[\w-]{25,}\b")  # a reservation, an account, a token
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"[\s'’-]{0,2}")  # between the words of a name
_LONGEST = 4  # words of a name


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("masking.toml").read_text("utf-8"))


def mask(text: str, knows: Knows) -> str:
    """Return a message masked, on one line. A word with a capital that nobody knows is taken for a name."""
    shown = _data()["shown"]
    for pattern, kind in ((_ADDRESS, "address"), (_LINK, "link"), (_TELEPHONE, "telephone"), (_CODE, "code")):
        text = pattern.sub(shown[kind], text)
    words = [match for match in _WORD.finditer(text) if not _inside(text, match, shown)]
    pieces, done = [], 0
    for first, last in _names(text, words, knows):
        pieces += [text[done : words[first].start()], shown["name"]]
        done = words[last].end()
    text = "".join((*pieces, text[done:]))
    return " ".join(_DIGIT.sub(shown["digit"], text).split())


def _inside(text: str, match: "re.Match[str]", shown: dict[str, str]) -> bool:
    """Tell whether a word is what something was already masked by."""
    return text[match.start() - 1 : match.end() + 1] in shown.values()


def _names(text: str, words: "Sequence[re.Match[str]]", knows: Knows) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each name."""
    folded = [fold(word[0]) for word in words]
    place = 0
    while place < len(words):
        announced = _announced(folded, place)
        end = place
        while end < len(words) and end - place < _LONGEST and (end == place or _adjacent(text, words, end)):
            sure = announced == "surely" and end == place
            capital = words[end][0][:1].isupper()
            unknown = not knows(folded[end])
            if not (sure or (capital and (unknown or announced)) or (unknown and announced)):
                break
            end += 1
        if end > place:
            yield place, end - 1
        place = max(end, place + 1)


def _adjacent(text: str, words: "Sequence[re.Match[str]]", place: int) -> bool:
    return bool(_BESIDE.fullmatch(text[words[place - 1].end() : words[place].start()]))


def _announced(folded: Sequence[str], place: int) -> str | None:
    """Return how surely the words before a place announce a name."""
    before = " ".join(folded[max(0, place - 4) : place])
    for kind in ("surely", "likely", "titles"):
        if any(before == each or before.endswith(f" {each}") for each in _data()[kind]):
            return kind
    return None
