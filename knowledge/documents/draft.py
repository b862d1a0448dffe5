"""A document while it is being written: what every reader of a format hands its words to."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.documents.footers import is_footer
from knowledge.documents.forwarded import without_heads
from knowledge.documents.model import Block, Cell, Document, Kind, Run, Zone
from knowledge.documents.outline import outlined
from knowledge.french.text import Span

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_INVISIBLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # which way to read: set by mail and chat
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\t\x0b"), " ")
_LIGATURES = {0xFB00 + place: text for place, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_SCHEME = re.compile(r"^(?:https?://|mailto:)|\?subject=.*$|[/.]+$", re.IGNORECASE)
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_CHARACTERS = {**_HYPHENS, **_INVISIBLE, **_SPACES, **_LIGATURES}


def clean(source: str) -> str:
    """Return a text composed, with plain spaces and line ends, without invisible characters."""
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\f", "\n\n")
    return unicodedata.normalize("NFC", source).translate(_CHARACTERS)


class Words(NamedTuple):
    """Words in one style, without line breaks."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


class Look(NamedTuple):
    """How words look, as formats with styles tell it."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False


Line = Sequence[Words]


def lines_of(words: Iterable[Words]) -> list[list[Words]]:
    """Cut words at their line breaks."""
    out: list[list[Words]] = [[]]
    for each in words:
        first, *others = each.text.split("\n")
        out[-1].append(each._replace(text=first))
        out.extend([each._replace(text=other)] for other in others)
    return out


def trimmed(line: Iterable[Words]) -> list[Words]:
    """Return a line with single blanks and none at its ends, words of one style joined."""
    out: list[Words] = []
    for each in line:
        text = re.sub(r"  +", " ", each.text)
        if not out or out[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if out and out[-1][1:] == each[1:]:
            out[-1] = each._replace(text=out[-1].text + text)
        else:
            out.append(each._replace(text=text))
    while out and not (last := out[-1].text.rstrip(" ")):
        out.pop()
    if out:
        out[-1] = out[-1]._replace(text=last)
    return out


def said(line: Iterable[Words]) -> str:
    """Return the text of a line."""
    return "".join(each.text for each in line)


def _bare(address: str) -> str:
    """Return what an address is without what everybody leaves out."""
    return _SCHEME.sub("", address.strip()).lower()


@dataclass(slots=True)
class Draft:
    """The blocks written so far. Words come cleaned (`clean`)."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _table: int = 0
    _zone: Zone = Zone.BODY

    def tell(self, note: str) -> None:
        """Keep a key of phrases.toml, once."""
        self.notes[note] = None

    def shows(self, text: str, look: Look) -> bool:
        """Tell whether a reader sees a text; that words were struck through or hidden is kept."""
        gone = look.struck or look.hidden
        if gone and text.strip():
            self.tell("struck" if look.struck else "hidden")
        return not gone

    @contextmanager
    def zone(self, zone: Zone) -> Iterator[None]:
        """Let all that is written within be of a zone."""
        before, self._zone = self._zone, zone
        yield
        self._zone = before

    def add(self, kind: Kind, lines: Iterable[Line], *, marker: str = "", level: int = 0) -> None:
        """Write a block; its marker is part of the text, not of the block."""
        kept: list[Line] = []
        for line in filter(None, map(trimmed, lines)):
            if kind is Kind.PARAGRAPH and not marker and is_footer(said(line)):
                self._block(kind, kept, self._zone)
                self._block(kind, [line], Zone.FOOTER)
                kept = []
            else:
                kept.append(line)
        self._block(kind, kept, self._zone, marker, level)

    def _block(self, kind: Kind, lines: Sequence[Line], zone: Zone, marker: str = "", level: int = 0) -> None:
        if not lines:
            return
        if marker:
            self._write(f"{marker} ")
        spans, runs = list[Span](), list[Run]()
        for line in lines:
            start = self._length
            self._put(line, runs)
            spans.append(Span(start, self._length))
            self._write("\n")
        self._write("\n")
        self.blocks.append(
            Block(
                kind=kind,
                span=Span(spans[0].start, spans[-1].end),
                lines=tuple(spans),
                zone=zone,
                level=level,
                marker=marker or None,
                runs=tuple(runs),
            )
        )

    def new_table(self) -> None:
        """Let the rows that follow be of a table of their own."""
        self._table += 1

    def row(self, cells: Iterable[Line], *, header: bool = False) -> None:
        """Write a row; `header` when the format says that it heads its columns."""
        start = self._length
        spans, runs = [], list[Run]()
        for cell in map(trimmed, cells):
            if self._length > start and cell:
                self._write(" " if self._pieces[-1].endswith(":") else " – ")
            first = self._length
            self._put(cell, runs)
            spans.append(Span(first, self._length))
        if self._length == start:
            return
        span = Span(start, self._length)
        self._write("\n")
        cut = tuple(Cell(span=each) for each in spans)
        self.blocks.append(
            Block(
                kind=Kind.ROW,
                zone=self._zone,
                span=span,
                lines=(span,),
                level=int(header),
                table=self._table,
                cells=cut,
                runs=tuple(runs),
            )
        )

    def finished(self) -> Document:
        """Return the document, its headings, lists and tables told apart."""
        text = "".join(self._pieces)
        left, sent = without_heads(text, self.blocks)
        return Document(file=self.file, text=text, blocks=outlined(text, left), sent=sent, notes=tuple(self.notes))

    def _put(self, line: Line, runs: list[Run]) -> None:
        for text, bold, italic, link in line:
            start = self._length
            self._write(text)
            target = None if link and _bare(link) == _bare(text) else link
            if (bold or italic or target) and not text.isspace():
                runs.append(Run(span=Span(start, self._length), bold=bold, italic=italic, link=target))

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
