"""Pages of the web -> a document: paragraphs, lists, tables and links; what a page adds around a letter dropped."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple

from knowledge.documents.draft import Draft, Words, clean, lines_of, said, trimmed
from knowledge.documents.encoding import decode
from knowledge.documents.flow import MOST_SPANNED, Flow, Paragraph, Table, TableCell, write
from knowledge.documents.model import Document, Kind
from knowledge.documents.wrapping import unwrapped_text

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BROWSERS = dict.fromkeys(("iso-8859-1", "latin1", "us-ascii"), "windows-1252")  # what pages mean by them
_BLOCKS = frozenset(("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"))
_BLOCKS |= {"dt", "fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend"}
_BLOCKS |= {"main", "ol", "p", "pre", "section", "summary", "ul"}
_SKIPPED = frozenset(("aside", "audio", "button", "canvas", "footer", "iframe", "math", "menu", "nav", "noscript"))
_SKIPPED |= {"object", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
_STRUCK = frozenset(("del", "s", "strike"))
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_ENDED_BY = {"p": _BLOCKS, "li": {"li"}, "tr": {"tr"}, "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}}  # no end tag
_BOLD, _ITALIC = frozenset(("b", "strong", "th", "u")), frozenset(("i", "em", "cite"))
_ASIDE = re.compile(r"<!--|<!\[CDATA\[|<[!?]")
_LONE = re.compile(r"<(?![^<>]*>)")  # it opens no tag
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CROSSED = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_WEIGHTY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LEADS = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+@\S+", re.IGNORECASE)
_MOST_NESTED = 20  # tables within tables; deeper ones are read as blocks
_MOST_OPEN = 500  # elements whose style is kept


def read(data: bytes, file: str) -> tuple[Document, str | None]:
    """Return the document of a page, and its encoding when the page does not tell it. Raises UnreadableFile."""
    text, encoding = _decoded(data, file)
    draft = Draft(file)
    flow = flow_of(text, draft)
    write(flow, draft)
    return draft.finished(), encoding


def flow_of(text: str, draft: Draft) -> Flow:
    """Return what a page says."""
    reader = _Reader(draft, main=text.lower().count("<main") == 1)
    for piece in _markup(text):
        reader.feed(piece)
    reader.close()
    return reader.flow()


def _markup(text: str) -> Iterator[str]:
    """Yield a page without comments, declarations and unended tags: the parser seeks their ends time and again."""
    place = 0
    while (start := _ASIDE.search(text, place)) is not None:
        yield _LONE.sub("&lt;", text[place : start.start()])
        ends = "-->" if start[0] == "<!--" else "]]>" if start[0] == "<![CDATA[" else ">"
        end = text.find(ends, start.end())
        place = len(text) if end < 0 else end + len(ends)
    yield _LONE.sub("&lt;", text[place:])


def _decoded(data: bytes, file: str) -> tuple[str, str | None]:
    text, encoding = decode(data, file)
    declared = _CHARSET.search(data[:4096])
    if encoding.startswith("utf-") or not declared:
        return text, None if encoding == "utf-8" else encoding
    name = declared[1].decode("ascii").lower()
    with suppress(LookupError, UnicodeDecodeError):
        return data.decode(_BROWSERS.get(name, name)), None
    return text, encoding


class _Open(NamedTuple):
    """An element that changes the words within."""

    tag: str
    bold: bool
    italic: bool
    link: str | None


_PLAIN = _Open(tag="", bold=False, italic=False, link=None)


class _Reader(HTMLParser):
    """Takes the tags as they come: no tree is built, so that a page may nest as deep as it likes."""

    def __init__(self, draft: Draft, *, main: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._draft = draft
        self._page: Flow = []
        self._tables: list[tuple[Table, TableCell | None]] = []  # each with its open cell
        self._words: list[Words] = []
        self._kind, self._marker, self._level = Kind.PARAGRAPH, "", 0  # of the block in hand
        self._open: list[_Open] = []
        self._skipping = ""  # the element of which nothing is read
        self._depth = 0  # how many of its kind are open
        self._lists: list[int | None] = []  # the number of the last item, None without numbers
        self._main = main  # whether the page says which part of it matters
        self._pre = 0

    @property
    def _target(self) -> Flow:
        """Where blocks go: the open cell of the innermost table that has one, else the page."""
        return next((cell.flow for _, cell in reversed(self._tables) if cell), self._page)

    # -------------------------------------------------------------- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDED_BY.get(self._skipping, ()):
            self._skipping = ""
        if self._skipping:
            self._depth += tag == self._skipping
            return
        told = {name: value or "" for name, value in attrs}
        if self._skips(tag, told):
            self._skipping, self._depth = ("" if tag in _VOID else tag), 1
            return
        if tag == "main" and self._main:
            self._page, self._tables, self._lists, self._words = [], [], [], []
        if tag in _BLOCKS:
            self._end_block()
        self._begin(tag, told)
        self._begin_table(tag, told)
        self._style(tag, told)

    def _skips(self, tag: str, told: dict[str, str]) -> bool:
        if tag in _STRUCK or _CROSSED.search(told.get("style", "")):
            self._draft.tell("struck")
            return True
        return tag in _SKIPPED or "hidden" in told or _HIDDEN.search(told.get("style", "")) is not None

    def _begin(self, tag: str, told: dict[str, str]) -> None:
        match tag:
            case "br":
                self._words.append(Words("\n"))
            case "pre":
                self._pre += 1
            case "ul":
                self._lists.append(None)
            case "ol":
                start = told.get("start", "")
                self._lists.append(int(start) - 1 if re.fullmatch(r"\d{1,3}", start) else 0)
            case "li":
                self._item(told.get("value", ""))
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._kind, self._level = Kind.HEADING, int(tag[1])

    def _begin_table(self, tag: str, told: dict[str, str]) -> None:
        match tag:
            case "table" if len(self._tables) < _MOST_NESTED:
                self._end_block()
                table = Table()
                self._target.append(table)
                self._tables.append((table, None))
            case "tr" if self._tables:
                self._end_block()
                table = self._tables[-1][0]
                table.rows.append([])
                self._tables[-1] = (table, None)
            case "td" | "th" if self._tables:
                self._end_block()
                table = self._tables[-1][0]
                if not table.rows:
                    table.rows.append([])
                spans = _spanned(told, "rowspan"), _spanned(told, "colspan")
                cell = TableCell(rows=spans[0], columns=spans[1], heads=tag == "th")
                table.rows[-1].append(cell)
                self._tables[-1] = (table, cell)

    def _style(self, tag: str, told: dict[str, str]) -> None:
        url = told.get("href", "").strip() if tag == "a" else ""
        link = url if _LEADS.fullmatch(url) else None
        bold = tag in _BOLD or _WEIGHTY.search(told.get("style", "")) is not None
        changes = bold or tag in _ITALIC or link is not None
        if changes and tag not in _VOID and len(self._open) < _MOST_OPEN:
            last = self._last
            self._open.append(_Open(tag, bold or last.bold, tag in _ITALIC or last.italic, link or last.link))

    @property
    def _last(self) -> _Open:
        """The element whose style is in force."""
        return self._open[-1] if self._open else _PLAIN

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._depth -= tag == self._skipping
            self._skipping = self._skipping if self._depth else ""
            return
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                break
        if tag in _BLOCKS or tag in ("li", "td", "th", "tr", "table"):
            self._end_block()
        self._end(tag)
        if tag == "main" and self._main:
            self._skipping, self._depth = "main", 1  # what follows is not the letter

    def _end(self, tag: str) -> None:
        match tag:
            case "pre":
                self._pre = max(0, self._pre - 1)
            case "ul" | "ol" if self._lists:
                self._lists.pop()
            case "table" if self._tables:
                self._tables.pop()
            case "td" | "th" if self._tables:
                self._tables[-1] = (self._tables[-1][0], None)

    # -------------------------------------------------------------- words

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        text = data.replace("\r", "") if self._pre else re.sub(r"\s+", " ", data)
        style = self._last
        self._words.append(Words(clean(text), style.bold, style.italic, style.link))

    def _item(self, value: str) -> None:
        self._end_block()
        self._kind, self._marker, self._level = Kind.ITEM, "-", max(0, len(self._lists) - 1)
        if self._lists and (last := self._lists[-1]) is not None:
            number = int(value) if re.fullmatch(r"\d{1,3}", value) else last + 1
            self._lists[-1] = number
            self._marker = f"{number})"

    def _end_block(self) -> None:
        """End the block in hand; blank lines in it part paragraphs; an item that has said nothing yet stays open."""
        words, self._words = self._words, []
        if not any(each.text.strip() for each in words):
            return
        if self._pre:
            words = [Words(unwrapped_text(said(words)))]
        lines: list[list[Words]] = []
        for line in [*lines_of(words), []]:
            if kept := trimmed(line):
                lines.append(kept)
            elif lines:
                self._target.append(Paragraph(lines, self._kind, self._marker, self._level))
                lines, self._kind, self._marker, self._level = [], Kind.PARAGRAPH, "", 0

    def flow(self) -> Flow:
        """Return what was read."""
        self._end_block()
        return self._page


def _spanned(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(name, "")
    return max(1, min(int(told), MOST_SPANNED)) if re.fullmatch(r"\d{1,4}", told) else 1
