"""The sentences of a block: "S. E. M. Parshin" and "(Rév. Dubaï, 2018)" do not end one."""

import re
from collections.abc import Iterator

from knowledge.documents.model import Block, Document, Kind
from knowledge.documents.passage import Passage
from knowledge.documents.signs import words
from knowledge.french.text import Span

_STOP = re.compile(r"(?<=[.!?…])[\"»”)\]]*\s+(?=[\"«“(\[]*\s?[A-ZÀ-ÖØ-ÞŒ0-9])")
_LAST_WORD = re.compile(r"([\w-]+)\.[\"»”)\]]*$")
_BARE = str.maketrans("éè°º", "eeoo")


def sentences(document: Document, block: Block) -> tuple[Passage, ...]:
    """Return the sentences of a block; a row of a table and a heading are one."""
    whole = Passage(document.text, block.span)
    return (whole,) if block.kind in (Kind.ROW, Kind.HEADING) else tuple(split(whole))


def split(passage: Passage) -> Iterator[Passage]:
    """Yield the sentences of a passage."""
    start = 0
    text = passage.text
    for stop in _STOP.finditer(text):
        word = _LAST_WORD.search(text, start, stop.start())
        if word and text[stop.start() - 1] == "." and _abbreviated(word[1], text[stop.end() : stop.end() + 1]):
            continue
        yield _part(passage, start, stop.start() + len(stop[0].rstrip()))
        start = stop.end()
    if text[start:].strip():
        yield _part(passage, start, len(text))


def _part(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.letter, Span(passage.span.start + start, passage.span.start + end)).trimmed(" \n")


def _abbreviated(word: str, following: str) -> bool:
    low = word.lower().translate(_BARE)
    if len(word) == 1 and word.isalpha():
        return word.isupper() or low in "sepm"
    if low.rpartition("-")[2] in words("abbreviations"):
        return True
    return following.isdigit() and low in ("n", "no", "art", "par")
