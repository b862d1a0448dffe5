"""Telegram's HTML shown as the text of a terminal."""

import re
import shutil
import textwrap
from html.parser import HTMLParser
from typing import TextIO

BOLD, DIM, ITALIC, UNDERLINE, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[3m", "\x1b[4m", "\x1b[0m"
STYLES = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "u": UNDERLINE, "ins": UNDERLINE, "blockquote": DIM}
BAR = "  │ "
_NARROW = 20  # columns below which lines are no longer broken
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # a letter must not drive the terminal
_BLANK_LINES = re.compile(r"\n\s*\n")


class Screen:
    """Where messages appear: styled on a terminal; bare and separated by a blank line in a pipe."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True
        self.live = stream.isatty()

    def show(self, text: str, *, html: bool, buttons: tuple[str, ...] = ()) -> None:
        """Show a message and its buttons."""
        said = rendered(text, html=html, styled=self.live)
        said = wrapped(said, shutil.get_terminal_size().columns) if self.live else _BLANK_LINES.sub("\n", said)
        lines = "\n".join((said.strip("\n"), *buttons))
        print(lines if self._first else f"\n{lines}", file=self._stream, flush=True)
        self._first = False


def wrapped(text: str, width: int) -> str:
    """Break long lines between words, the bar of a quotation before each of its lines."""
    lines = (
        textwrap.wrap(
            line, max(width, _NARROW), subsequent_indent=BAR if line.startswith(BAR) else "", break_long_words=False
        )
        for line in text.split("\n")
    )
    return "\n".join("\n".join(broken) for broken in lines)


def rendered(text: str, *, html: bool, styled: bool) -> str:
    """Return a message as a terminal shows it."""
    if not html:
        return _CONTROLS.sub("", text)
    renderer = _Renderer(styled=styled)
    renderer.feed(text)
    renderer.close()
    return "".join(renderer.said)


class _Renderer(HTMLParser):
    """Turns tags into styles, quotations into barred lines, and links into their addresses."""

    def __init__(self, *, styled: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._styled = styled
        self._styles: list[str] = []
        self._quoted = False
        self._link: tuple[str, int] | None = None  # the address in hand, and where its text begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a style, a quotation or a link."""
        if tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self.said))
        if tag == "blockquote":
            self._quoted = True
            self.said.append(BAR)
        if self._styled and tag in STYLES:
            self._styles.append(STYLES[tag])
            self.said.append(STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        """Close it; an address that its text does not show is told."""
        if self._styled and tag in STYLES and self._styles:
            self._styles.pop()
            self.said.append(PLAIN + "".join(self._styles))
        if tag == "blockquote":
            self._quoted = False
        if tag == "a" and self._link is not None:
            address, start = self._link
            if address not in "".join(self.said[start:]):
                self.said.append(f" <{address}>")

    def handle_data(self, data: str) -> None:
        """Say what stands between tags."""
        said = _CONTROLS.sub("", data)
        self.said.append(said.replace("\n", f"\n{BAR}") if self._quoted else said)
