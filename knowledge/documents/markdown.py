"""Markdown -> a document: emphasis, links, table bars and hashes become what they mean."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import zip_longest

from knowledge.documents.draft import Draft, Words, clean
from knowledge.documents.model import Document, Kind

_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_RULE = re.compile(r"[-–—_*=\s]+")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_QUOTED = re.compile(r"\s*(?:>\s*)+")
_MARKER = re.compile(r"(\s*)([-*+•●▪–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.(?=\s+\D))\s+")
_NUMBER = re.compile(r"(\s*)(\d{1,2}(?:\.\d{1,2})*\.?)(?:\s{2,}|\s(?=[*_]*[A-ZÀÉ]))")
_NOTE = re.compile(r"\[\^([\w-]+)\]:\s*")
_BREAK = re.compile(r"<br\s*/?>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(
    r"(?P<escape>\\(?P<char>[\\`*_{}\[\]()#+.!|<>~-]))"
    r"|(?P<bare>(?:https?://|www\.)[^\s<>()\[\]*|\\]+)"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\[(?P<label>[^\]\n]*)\]\((?P<url>[^)\s]*)(?:\s+\"[^\"\n]*\")?\)"
    r"|\[\^[\w-]+\]"
    r"|<(?P<address>(?:https?://|mailto:|www\.)[^>\s]+|[^@<>\s]+@[^@<>\s]+)>"
    r"|(?P<break><br\s*/?>)|</?(?P<tag>u|b|i|em|strong|sup|sub)>"
    r"|~~(?P<struck>(?:[^~\n]|~(?!~))+)~~"
    r"|(?P<strong>\*\*|__)"
    r"|(?P<emphasis>(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))"
    r"|(?P<entity>&(?:\#?\w{2,8});)"
)


def read(source: str, file: str) -> Document:
    """Return the document that a text in Markdown describes."""
    page = _Page(file)
    lines = _COMMENT.sub("", clean(source)).split("\n")
    for place, line in enumerate(lines):
        page.add(line.rstrip(), lines[place + 1].strip() if place + 1 < len(lines) else "")
    page.close()
    return page.draft.finished()


class _Page:
    """Lines while they gather into blocks."""

    def __init__(self, file: str) -> None:
        self.draft = Draft(file)
        self.kind, self.level, self.marker = Kind.PARAGRAPH, 0, ""
        self.lines: list[list[Words]] = []  # of the block in hand
        self.table = False
        self.counted = 0  # the last number that opened a paragraph
        self.style = _Style()

    def close(self) -> None:
        """End the block in hand."""
        self.draft.add(self.kind, self.lines, marker=self.marker, level=self.level)
        self.kind, self.level, self.marker, self.lines = Kind.PARAGRAPH, 0, "", []
        self.style = _Style()

    def add(self, line: str, following: str) -> None:
        """Take one line of the source, and see the one after."""
        if quoted := _QUOTED.match(line):
            line = line[quoted.end() :]
        if self._takes_row(line, following):
            return
        self.table = False
        if (under := _UNDERLINE.fullmatch(line)) and self.kind is Kind.PARAGRAPH and len(self.lines) == 1:
            self.kind, self.level = Kind.HEADING, 1 if under[1][0] == "=" else 2
            self.close()
        elif not line.strip() or _RULE.fullmatch(line):
            self.close()
        else:
            self._words(line)

    def _words(self, line: str) -> None:
        if heading := _HEADING.match(line):
            self.close()
            self.kind, self.level = Kind.HEADING, len(heading[1])
            self.lines = self._styled(line[heading.end() :].rstrip("# "))
            self.close()
            return
        if note := _NOTE.match(line):
            self.close()
            self.kind, self.marker, line = Kind.NOTE, note[1], line[note.end() :]
        elif marker := self._marker(line):
            self.close()
            self.kind = Kind.ITEM if marker.re is _MARKER else Kind.PARAGRAPH
            self.marker, self.level = marker[2].replace("*", "-"), len(marker[1].expandtabs(4)) // 2
            line = line[marker.end() :]
        elif self.kind is Kind.ITEM and self.lines and not line.strip()[:1].islower():
            self.close()
        self.lines.extend(self._styled(line.strip()))

    def _marker(self, line: str) -> re.Match[str] | None:
        """Return the marker that opens a line; a number that does not count on from the last is a word of the text."""
        if marker := _MARKER.match(line):
            return marker
        number = _NUMBER.match(line)
        if number is None:
            return None
        first = int(number[2].split(".")[0])
        apart = line[number.end(2) :].startswith("  ")
        if not apart and "." not in number[2] and first not in (1, self.counted, self.counted + 1):
            return None
        self.counted = first
        return number

    def _styled(self, text: str) -> list[list[Words]]:
        out: list[list[Words]] = [[]]
        for piece in _inline(text, self.style, self.draft):
            if piece is None:
                out.append([])
            else:
                out[-1].append(piece)
        return [line for line in out if line]

    # -------------------------------------------------------------- tables

    def _takes_row(self, line: str, following: str) -> bool:
        bars = line.count("|")
        if not bars or not ((line.lstrip().startswith("|") and bars > 1) or self.table or _opens(following)):
            return False
        if not self.table:
            self.close()
            self.draft.new_table()
            self.table = True
        if _SEPARATOR.fullmatch(line.strip()):
            return True
        row = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        for cells in _aligned([_BREAK.split(cell) for cell in row]):
            self.draft.row([self._cell(cell) for cell in cells])
        return True

    def _cell(self, text: str) -> list[Words]:
        self.style = _Style()
        pieces = _inline(text.strip(), self.style, self.draft)
        return [Words(" ") if piece is None else piece for piece in pieces]


def _opens(following: str) -> bool:
    return "|" in following and _SEPARATOR.fullmatch(following) is not None


def _aligned(cells: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the rows of a row: lines of cells that stand side by side are rows, those of one cell alone are words."""
    heights = {len(cell) for cell in cells if any(cell)}
    labels = any(line.strip().rstrip("*_").endswith(":") for cell in cells if len(cell) > 1 for line in cell)
    if heights == {1} or (len(heights) > 1 and not labels):
        yield [" ".join(cell) for cell in cells]
    else:
        yield from zip_longest(*cells, fillvalue="")


class _Style:
    """The emphasis in force."""

    def __init__(self) -> None:
        self.bold = self.italic = False

    def turned(self, match: re.Match[str]) -> bool:
        """Tell whether a mark is one of emphasis, which is then turned on or off."""
        tag = match["tag"] or ""
        if match["strong"]:
            self.bold = not self.bold
        elif match["emphasis"]:
            self.italic = not self.italic
        elif tag in ("b", "strong", "u"):
            self.bold = match[0][1] != "/"
        elif tag in ("i", "em"):
            self.italic = match[0][1] != "/"
        else:
            return bool(tag)
        return True

    def words(self, text: str, link: str | None = None) -> Words:
        """Return words in this style."""
        return Words(text, self.bold, self.italic, link)


def _inline(text: str, style: _Style, draft: Draft) -> Iterator[Words | None]:
    """Yield the words of a line in their styles; None is a line break."""
    place = 0
    for match in _INLINE.finditer(text):
        if match.start() > place:
            yield style.words(text[place : match.start()])
        place = match.end()
        if match["strong"] and _is_joint(text, match):
            yield None
        if match["struck"]:
            draft.tell("struck")
        elif not style.turned(match) and (words := _plain(match)):
            yield style.words(words, _target(match))
    if place < len(text):
        yield style.words(text[place:])


def _is_joint(text: str, match: re.Match[str]) -> bool:
    """Two lines of a printed page glued by their emphasis ("Annexe 1**GLOSSAIRE**") come apart again."""
    before, after = text[: match.start()], text[match.end() :].lstrip("*")
    return before[-1:].isalnum() and (after[:1].isupper() or after[:1].isdigit())


def _plain(match: re.Match[str]) -> str:
    if match["label"] is not None:
        return re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)", "", match["label"])
    if match["address"]:
        return match["address"].removeprefix("mailto:")
    if match["entity"]:
        return unescape(match["entity"]).replace("\u00a0", " ")
    return match["char"] or match["bare"] or (" " if match["break"] else "")


def _target(match: re.Match[str]) -> str | None:
    url: str = match["url"] or ""
    return url if url and url != "#" else None
