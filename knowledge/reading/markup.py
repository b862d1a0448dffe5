"""From marked-up text to what a reader sees: emphasis, links and table bars gone, what they told kept beside.

The result is the text that all spans of a letter refer to, so that a citation reads as a sentence and not as markup.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from knowledge.french.text import Span

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\t\x0b"), " ")
_LIGATURES = {0xFB00 + place: text for place, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_CHARACTERS = {**_INVISIBLE, **_SPACES, **_LIGATURES}
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_RULE = re.compile(r"[-–—_*=\s]+")
_LEAD = re.compile(r"\s*(?:#{1,6}\s+|(?:>\s*)+)")
_ITEM = re.compile(r"\s*(?:[-*+•●▪–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\))\s+|\s*\d{1,2}\.\s+(?=\D)")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?:\s{2,}|\s(?=[A-ZÀÉ]))")
_BREAK = re.compile(r"<br\s*/?>")
_INLINE = re.compile(
    r"(?P<escape>\\(?P<char>[\\`*_{}\[\]()#+.!|<>-]))"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\[(?P<label>[^\]\n]*)\]\((?P<url>[^)\s]*)(?:\s+\"[^\"\n]*\")?\)"
    r"|<(?P<address>(?:https?://|mailto:|www\.)[^>\s]+|[^@<>\s]+@[^@<>\s]+)>"
    r"|<br\s*/?>|</?(?:u|b|i|em|strong|sup|sub)>"
    r"|(?P<strong>\*\*|__)"
    r"|(?P<emphasis>(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))"
    r"|(?P<entity>&(?:nbsp|amp|lt|gt|quot|\#39);)"
)


class Kind(StrEnum):
    """What a line of the letter is."""

    TEXT = "text"
    ITEM = "item"
    ROW = "row"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the plain text."""

    kind: Kind
    span: Span  # without the marker of an item or the number of a paragraph
    cells: tuple[Span, ...] = ()  # of a row
    strong: bool = False  # wholly emphasised
    opens: bool = False  # the first line of a numbered paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A text that carries a link."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The text that a reader sees, its lines and its links."""

    text: str
    lines: tuple[Line, ...]
    anchors: tuple[Anchor, ...]


def clean(source: str) -> str:
    """Return a text composed, with plain spaces and line ends, without invisible characters."""
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\f", "\n\n")
    return unicodedata.normalize("NFC", source).translate(_CHARACTERS)


def strip(source: str) -> Plain:
    """Take the markup off a letter."""
    page = _Page()
    for line in clean(source).split("\n"):
        page.add(line.rstrip())
    return Plain(text="".join(page.pieces), lines=tuple(page.lines), anchors=tuple(page.anchors))


class _Page:
    """The plain text while it is being written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.anchors: list[Anchor] = []

    def add(self, line: str) -> None:
        """Write one line of the source."""
        if line.lstrip().startswith("|") and line.count("|") > 1:
            if not _SEPARATOR.fullmatch(line.strip()):
                cells = [_BREAK.split(cell) for cell in line.strip()[1:].removesuffix("|").split("|")]
                for row in zip_longest(*cells, fillvalue=""):
                    self._row(row)
            return
        if _RULE.fullmatch(line) and not line.isspace():
            line = ""
        text = line.strip()
        strong = len(text) > 4 and text.startswith("**") and text.endswith("**")
        line = line[lead.end() :] if (lead := _LEAD.match(line)) else line
        marker = _ITEM.match(line) or _NUMBER.match(line)
        kind = Kind.ITEM if marker and marker.re is _ITEM else Kind.TEXT
        if marker:
            self._write(marker[0].lstrip().replace("*", "-"))
            line = line[marker.end() :]
        start, opens = self.length, marker is not None
        for piece in self._inline(line.strip()):
            if piece == "\n" and self.length > start:
                self._end(Line(kind=kind, span=Span(start, self.length), strong=strong, opens=opens))
                start, opens = self.length, False
            else:
                self._write(piece)
        kind = kind if self.length > start else Kind.BLANK
        self._end(Line(kind=kind, span=Span(start, self.length), strong=strong, opens=opens))

    def _row(self, cells: Sequence[str]) -> None:
        spans = []
        first = self.length
        for cell in cells:
            if self.length > first:
                self._write(" " if self.pieces[-1].endswith(":") else " – ") if cell.strip() else None
            start = self.length
            for piece in self._inline(cell.strip()):
                self._write(" " if piece == "\n" else piece)
            spans.append(Span(start, self.length))
        self._end(
            Line(
                kind=Kind.ROW if self.length > first else Kind.BLANK, span=Span(first, self.length), cells=tuple(spans)
            )
        )

    def _inline(self, text: str) -> list[str]:
        """Return the pieces of a line without its inline markup; a piece that is a line break splits it."""
        out: list[str] = []
        place, size = 0, 0

        def put(piece: str) -> None:
            nonlocal size
            out.append(piece)
            size += len(piece)

        for match in _INLINE.finditer(text):
            put(text[place : match.start()])
            place = match.end()
            if match["strong"]:
                put(_joint(text, match))
            elif match["label"] is not None:
                label = re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)", "", match["label"])
                url = match["url"]
                if url and url != "#":
                    begin = self.length + size
                    self.anchors.append(Anchor(span=Span(begin, begin + len(label)), url=url))
                put(label)
            else:
                put(_plain(match))
        put(text[place:])
        return [piece for piece in out if piece]

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _end(self, line: Line) -> None:
        self.lines.append(line)
        self._write("\n")


def _joint(text: str, match: re.Match[str]) -> str:
    """Two lines of a printed page glued by their emphasis ("Annexe 1**GLOSSAIRE**") come apart again."""
    before, after = text[: match.start()], text[match.end() :].lstrip("*")
    glued = before[-1:].isalnum() and (after[:1].isupper() or after[:1].isdigit())
    return "\n" if glued else ""


def _plain(match: re.Match[str]) -> str:
    if match["char"]:
        return match["char"]
    if match["address"]:
        return match["address"].removeprefix("mailto:")
    if match["entity"]:
        return _ENTITIES[match["entity"]]
    return " " if match[0].startswith("<br") else ""
