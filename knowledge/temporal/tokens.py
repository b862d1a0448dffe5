"""A text as the row of nodes that rules rewrite: words, numbers and punctuation, with what the lexicon says of each."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from knowledge.french.text import Folded
from knowledge.temporal.engine import BARRIER, Node, code, known
from knowledge.temporal.lexicon import Lexicon, lexicon
from knowledge.temporal.neighbours import meant, read_beside
from knowledge.temporal.typos import nearest

_CHUNK = re.compile(r"\S+")
_MINUTES = re.compile(r"(?:\d{1,2}h)?\d{1,3}'[.,;:!?)]*")  # "15'", "1h30'"
_TOKEN = re.compile(r"(?<=1)er(?=[a-z]{3})|[a-z]+|\d+|[^a-z\d*_'\\]")
_ADDRESS = ("@", "://", "www.")
_JOINERS = "-/+&#=_"  # what ties letters and digits into one name: "CL-21/20", "SMSI+15"
_PUNCTUATION = {
    "-": "<dash>",
    "/": "<slash>",
    ",": "<comma>",
    ":": "<colon>",
    ".": "<dot>",
    "(": "<open>",
    ")": "<close>",
    "+": "<plus>",
    "?": "<stop>",
    "!": "<stop>",
    ";": "<stop>",
    "%": "<percent>",
    ">": "<arrow>",
    "→": "<arrow>",
    "&": "et",
}
_MINUTE = "\u2032"  # what stands for the apostrophe of minutes, which ends no word
_COMPANY = 24  # how much of the text after a word may decide what it means
_SHORT = frozenset({"sept", "sem", "env", "proch"})
_LONG_GAP = "\n\n"


def nodes_of(folded: Folded, written: str, *, strict: bool = False) -> list[Node]:
    """Cut a folded text into nodes; what no rule knows becomes one barrier, however long.

    Strictly, as letters are read, no slip and no hasty spelling is forgiven.
    """
    reader = _Reader(lexicon(), written, folded, strict=strict)
    nodes: list[Node] = []
    for node in reader.nodes(folded.text):
        if node.symbol != BARRIER or not nodes or nodes[-1].symbol != BARRIER:
            nodes.append(node)
    return nodes


class _Reader:
    """Gives words and numbers their class; remembers the word before, which decides of a few."""

    def __init__(self, words: Lexicon, written: str, folded: Folded, *, strict: bool) -> None:
        self._lexicon = words
        self._strict = strict
        self._same = words.same if strict else words.spelt
        self._written = written
        self._folded = folded
        self._text = folded.text
        self._before = ""  # the token before

    def nodes(self, text: str) -> Iterator[Node]:
        end = 0
        for match in _CHUNK.finditer(text):
            start, chunk = match.start(), match.group()
            if _LONG_GAP in text[end:start].replace(" ", ""):
                self._before = ""
                yield Node(BARRIER, None, start, start)
            end = match.end()
            yield from self._chunk(chunk, start)

    def _chunk(self, chunk: str, start: int) -> Iterator[Node]:
        if any(mark in chunk for mark in _ADDRESS):
            self._before = ""
            yield Node(BARRIER, None, start, start + len(chunk))
            return
        said = None if self._strict else self._lexicon.chunks.get(chunk.strip(".,;:!?()"))
        if said is not None:
            for word in said.split():
                yield from self._tokens(word, start, len(chunk))
            return
        if chunk.isalpha():
            yield self._word(chunk, start, start + len(chunk))
            return
        if not self._strict and _MINUTES.fullmatch(chunk):
            chunk = chunk.replace("'", _MINUTE)
        yield from self._pieces(chunk, start)

    def _tokens(self, word: str, start: int, length: int) -> Iterator[Node]:
        node = (
            self._number(word, start, start + length) if word.isdecimal() else self._word(word, start, start + length)
        )
        yield node

    def _pieces(self, chunk: str, start: int) -> Iterator[Node]:
        tokens = list(_TOKEN.finditer(chunk))
        names = _names(tokens, self._is_time)
        for index, token in enumerate(tokens):
            word, begin, end = token.group(), start + token.start(), start + token.end()
            if index in names:
                self._before = ""
                yield Node(BARRIER, None, begin, end)
            elif word == "." and self._shortened(self._before):
                continue
            elif word == _MINUTE:
                yield Node(code("<unit>"), "minute", begin, end)
            elif word.isdecimal():
                yield self._number(word, begin, end)
            elif word.isalpha():
                yield self._word(word, begin, end)
            else:
                self._before = word
                symbol = _PUNCTUATION.get(word)
                yield Node(code(symbol) if symbol else BARRIER, word, begin, end)

    def _is_time(self, word: str) -> bool:
        words = self._lexicon
        tables = (words.classes, self._same, words.short_weekdays, words.short_months, words.english)
        if any(word in table for table in tables) or known(word) is not None:
            return True
        return not self._strict and bool(nearest(word, words.months))

    def _number(self, digits: str, start: int, end: int) -> Node:
        numbered = self._before in self._lexicon.numbered
        self._before = digits if not numbered else ""
        if numbered or len(digits) > 4:
            return Node(code("<number>") if not numbered else BARRIER, None, start, end)
        value = int(digits)
        if len(digits) <= 2:
            return Node(code("<day>" if 1 <= value <= 31 else "<int>"), value, start, end)
        year = len(digits) == 4 and 1800 <= value <= 2199
        return Node(code("<year>" if year else "<number>"), value, start, end)

    def _word(self, word: str, start: int, end: int) -> Node:
        before, self._before = self._before, word
        if word == "des":
            word = "des" if self._accented(start, end) else "desplain"
        kind = self._own_class(word, start, end)
        if kind is None:
            word = self._spelt(word)
            company = self._text[end : end + _COMPANY]
            kind = self._lexicon.classes.get(word)
            kind = kind or read_beside(self._lexicon, word, before, company, strict=self._strict)
        if kind is not None:
            return Node(code(f"<{kind[0]}>"), kind[1], start, end)
        return Node(self._symbol(word), 1 if word == "un" else word, start, end)

    def _own_class(self, word: str, start: int, end: int) -> tuple[str, Any] | None:
        """Return the class of a word as it stands; "est" and "cet" are zones in capitals only."""
        kind = self._lexicon.classes.get(word)
        return None if kind and kind[0] == "zone" and not self._capitals(start, end) else kind

    def _symbol(self, word: str) -> str:
        if word == "un":
            return code("<one>")
        counted = code("<counted>") if word in self._lexicon.counted else BARRIER
        return known(word) or counted

    def _spelt(self, word: str) -> str:
        """Return the word that rules use for a word as it is spelt, one slip forgiven in messages."""
        same = self._same.get(word)
        if same is None and not self._strict:
            same = meant(self._lexicon, word)
        return self._same.get(same, same) if same else word

    def _capitals(self, start: int, end: int) -> bool:
        span = self._folded.origin(start, end)
        return self._written[span.start : span.end].isupper()

    def _shortened(self, word: str) -> bool:
        """Tell whether the point after a word is that of an abbreviation: "sept.", "lun.", "sem."."""
        return word in self._lexicon.short_months or word in self._lexicon.short_weekdays or word in _SHORT

    def _accented(self, start: int, end: int) -> bool:
        span = self._folded.origin(start, end)
        return any(ord(char) > 127 for char in self._written[span.start : span.end])


def _names(tokens: list["re.Match[str]"], is_time: Callable[[str], bool]) -> frozenset[int]:
    """Return the tokens of runs where letters that are no time are tied to digits: "CL-21/20", "5G"."""
    return frozenset(index for run in _runs(tokens) if _is_name(run, tokens, is_time) for index in run)


def _runs(tokens: list["re.Match[str]"]) -> Iterator[list[int]]:
    """Yield the places of the tokens that are written together."""
    run: list[int] = []
    for index, token in enumerate(tokens):
        if run and tokens[run[-1]].end() != token.start():
            yield run
            run = []
        if token.group().isalnum() or token.group() in _JOINERS:
            run.append(index)
        else:
            yield run
            run = []
    yield run


def _is_name(run: list[int], tokens: list["re.Match[str]"], is_time: Callable[[str], bool]) -> bool:
    parts = [tokens[index].group() for index in run]
    return any(map(str.isdigit, parts)) and any(part.isalpha() and not is_time(part) for part in parts)
