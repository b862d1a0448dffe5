"""A page as its reader gets it: its text, its highlights, its identifiers and its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input"}


@dataclass
class Page:
    """What a page holds."""

    text: str = ""  # of the letter, highlights and all
    said: list[tuple[str, str]] = field(default_factory=list)  # highlighted words and their title
    sentences: list[tuple[str, str]] = field(default_factory=list)  # underlined words and their title
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.stack: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.page.tags.append(tag)
        self.page.ids += [found["id"]] if "id" in found else []
        self.page.links += [found["href"]] if "href" in found else []
        if tag == "aside":
            self.page.asides.append("")
        if tag not in VOID:
            self.stack.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack[-1][0] == tag, f"</{tag}> closes <{self.stack[-1][0]}>"
        self.stack.pop()
        if tag == "p" and self._inside("sheet"):
            self.page.text += "\n"

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.stack]
        if "aside" in tags:
            self.page.asides[-1] += data
        elif "p" in tags and self._inside("sheet"):
            self.page.text += data
            classes = self.stack[-1][1].get("class", "").split()
            title = self.stack[-1][1].get("title", "")
            if "said" in classes:
                self.page.said.append((data, title))
            if "line" in classes:
                self.page.sentences.append((data, title))

    def _inside(self, name: str) -> bool:
        return any(name in found.get("class", "").split() for _, found in self.stack)


def read(html: str) -> Page:
    """Read a page; its tags must close in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.stack == []
    return reader.page


def squeeze(text: str) -> str:
    """Return a text without its blanks, which a page may fold."""
    return "".join(text.split())
