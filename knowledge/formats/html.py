"""Pages of the web -> marked-up text."""

import re
from contextlib import suppress
from html.parser import HTMLParser

from knowledge.formats import plain

_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "blockquote",
        "address",
        "pre",
    )
)
_SKIPPED = frozenset(("script", "style", "head", "nav", "template", "noscript", "svg"))
_STRONG = frozenset(("b", "strong"))


def read(data: bytes, file: str) -> tuple[str, str]:
    """Return the marked-up text of a page and the name of its encoding. Raises UnreadableFile."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:2048])
    text, encoding = plain.decode(data, file)
    if declared and encoding != "utf-8":
        with suppress(LookupError, UnicodeDecodeError):
            text, encoding = data.decode(declared[1].decode("ascii")), declared[1].decode("ascii").lower()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.text(), encoding


class _Reader(HTMLParser):
    """Writes the text as its tags come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._skipping = 0
        self._href: str | None = None
        self._in_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _BLOCKS and not self._in_row:
            self._out.append("\n\n")
        elif tag == "li":
            self._out.append("\n- ")
        elif tag == "tr":
            self._in_row = True
            self._out.append("\n|")
        elif tag == "br":
            self._out.append("<br>" if self._in_row else "\n")
        elif tag == "a":
            self._href = dict(attrs).get("href")
            self._out.append("[" if self._href else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in ("td", "th"):
            self._out.append(" |")
        elif tag == "tr":
            self._in_row = False
        elif tag in _BLOCKS and not self._in_row:
            self._out.append("\n\n")
        elif tag == "a" and self._href:
            self._out.append(f"]({self._href})")
            self._href = None

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._out.append(re.sub(r"\s+", " ", data).replace("|", "/"))

    def text(self) -> str:
        """Return what was written, blank lines folded."""
        lines = (re.sub(r" {2,}", " ", line).strip() for line in "".join(self._out).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
