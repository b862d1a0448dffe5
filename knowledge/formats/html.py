"""Pages of the web -> marked-up text: paragraphs, lists, tables and links; what a page adds around a letter dropped."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

from knowledge.formats import plain
from knowledge.formats.grid import Cell, Flow, Grid

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BROWSERS = dict.fromkeys(("iso-8859-1", "latin1", "us-ascii"), "windows-1252")  # what pages mean by them
_BLOCKS = frozenset(("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"))
_BLOCKS |= {"dt", "fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend"}
_BLOCKS |= {"main", "ol", "p", "pre", "section", "summary", "ul"}
_SKIPPED = frozenset(("aside", "audio", "button", "canvas", "footer", "iframe", "math", "menu", "nav", "noscript"))
_SKIPPED |= {"object", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
_SKIPPED |= {"del", "s", "strike"}  # what was struck out holds no more
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_ENDED_BY = {"p": _BLOCKS, "li": {"li"}, "tr": {"tr"}, "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}}  # no end tag
_ASIDE = re.compile(r"<!--|<!\[CDATA\[|<[!?]")
_LONE = re.compile(r"<(?![^<>]*>)")  # it opens no tag
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\`\[\]]|(?<!\w)[*_]|[*_](?!\w)|[*_](?=[*_]))")
_LEADS = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+@\S+", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://|mailto:)|\?subject=.*$|/$", re.IGNORECASE)
_BODY = re.compile(
    r"\s*(?:(?:objet|sujet|concerne)\s*:|(?:madame|monsieur|mesdames|excellence)\b.*,\s*$)", re.IGNORECASE
)
MOST_NESTED = 20  # tables within tables; deeper ones are read as blocks


def read(data: bytes, file: str) -> tuple[str, str | None]:
    """Return the marked-up text of a page and the name of its encoding when the page does not tell it.

    Raises UnreadableFile.
    """
    text, encoding = _decoded(data, file)
    reader = _Reader(main=text.lower().count("<main") == 1)
    for piece in _markup(text):
        reader.feed(piece)
    reader.close()
    return reader.text(), encoding


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
    text, encoding = plain.decode(data, file)
    declared = _CHARSET.search(data[:4096])
    if encoding.startswith("utf-") or not declared:
        return text, encoding
    name = declared[1].decode("ascii").lower()
    with suppress(LookupError, UnicodeDecodeError):
        return data.decode(_BROWSERS.get(name, name)), None
    return text, encoding


class _Reader(HTMLParser):
    """Writes the text as the tags come: no tree is built, so that a page may nest as deep as it likes."""

    def __init__(self, *, main: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._page = Flow()
        self._grids: list[Grid] = []
        self._skipping = ""  # the element of which nothing is read
        self._depth = 0  # how many of its kind are open
        self._lists: list[int | None] = []  # the number of the last item, None without numbers
        self._link: tuple[str, list[str]] | None = None  # where it leads, and its label so far
        self._main = main  # whether the page says which part of it matters
        self._header = True  # whether the letter has not come to its subject yet
        self._pre = 0

    @property
    def _flow(self) -> Flow:
        """Where text goes: the open cell of the innermost table that has one, else the page."""
        return next((grid.cell.flow for grid in reversed(self._grids) if grid.cell), self._page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDED_BY.get(self._skipping, ()):
            self._skipping = ""
        if self._skipping:
            self._depth += tag == self._skipping
            return
        told = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED or "hidden" in told or _HIDDEN.search(told.get("style", "")):
            self._skipping, self._depth = ("" if tag in _VOID else tag), 1
            return
        if tag == "main" and self._main:
            self._page, self._grids, self._lists, self._header = Flow(), [], [], True
        if tag in _BLOCKS:
            self._flow.end_block()
        self._open(tag, told)
        self._open_table(tag, told)

    def _open(self, tag: str, told: dict[str, str]) -> None:
        match tag:
            case "br":
                self._write("\n")
            case "pre":
                self._pre += 1
            case "ul":
                self._lists.append(None)
            case "ol":
                start = told.get("start", "")
                self._lists.append(int(start) - 1 if re.fullmatch(r"\d{1,3}", start) else 0)
            case "li":
                self._item(told.get("value", ""))
            case "a":
                self._close_link()
                self._link = (told.get("href", "").strip(), [])

    def _open_table(self, tag: str, told: dict[str, str]) -> None:
        match tag:
            case "table" if len(self._grids) < MOST_NESTED:
                self._flow.end_block()
                self._grids.append(Grid(header=self._header))
            case "tr" if self._grids:
                self._close_link()
                self._grids[-1].new_row()
            case "td" | "th" if self._grids:
                self._close_link()
                self._grids[-1].new_cell(Cell.of(told))

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._depth -= tag == self._skipping
            self._skipping = self._skipping if self._depth else ""
            return
        self._close(tag)
        if tag in _BLOCKS:
            self._flow.end_block()
        if tag == "main" and self._main:
            self._skipping, self._depth = "main", 1  # what follows is not the letter

    def _close(self, tag: str) -> None:
        match tag:
            case "a":
                self._close_link()
            case "pre":
                self._pre = max(0, self._pre - 1)
            case "ul" | "ol" if self._lists:
                self._lists.pop()
            case "table" if self._grids:
                self._close_table()
            case "td" | "th" if self._grids:
                self._close_link()
                self._grids[-1].cell = None

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._header = self._header and not _BODY.match(data)
            self._write(data.replace("\r", "") if self._pre else re.sub(r"\s+", " ", data))

    def _write(self, text: str) -> None:
        if self._link is not None:
            self._link[1].append(text)
        else:
            self._flow.write(_SPECIAL.sub(r"\\\1", text))

    def _item(self, value: str) -> None:
        self._flow.end_line()
        self._flow.mark = "- "
        if self._lists and (last := self._lists[-1]) is not None:
            number = int(value) if re.fullmatch(r"\d{1,3}", value) else last + 1
            self._lists[-1] = number
            self._flow.mark = f"{number}) "

    def _close_link(self) -> None:
        """Write the link that is open: its label, and where it leads unless that is said or leads nowhere."""
        if self._link is None:
            return
        (url, pieces), self._link = self._link, None
        label = "".join(pieces)
        said = _SCHEME.sub("", label.strip()).lower() == _SCHEME.sub("", url).lower()
        if said or not label.strip() or not _LEADS.fullmatch(url) or re.search(r"[\[\]\n]", label):
            self._write(label)
        else:
            before, after = label[: -len(label.lstrip())], label[len(label.rstrip()) :]
            self._flow.write(f"{before}[{label.strip()}]({url.replace(')', '%29')}){after}")

    def _close_table(self) -> None:
        self._close_link()
        lines = self._grids.pop().lines()
        for grid in reversed(self._grids):
            if grid.cell:
                grid.cell.nests = True
                break
        self._flow.take(lines)

    def text(self) -> str:
        """Return what was written, blank lines folded."""
        self._close_link()
        while self._grids:
            self._close_table()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._page.finished())).strip("\n")
