"""What a message looks like once Telegram has read its HTML: its text and the entities in it."""

from html.parser import HTMLParser

from tests.bot.telegram.calls import Json

KINDS = {"i": "italic", "b": "bold", "a": "text_link", "code": "code", "blockquote": "blockquote"}


class _Reader(HTMLParser):
    """Gathers text and entities, counted in UTF-16."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[Json] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an entity."""
        given = dict(attrs)
        kind = "expandable_blockquote" if "expandable" in given else KINDS[tag]
        url = {"url": given["href"]} if tag == "a" else {}
        self._open.append({"type": kind, "offset": _units(self.text), **url})

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # it closes what was opened last
        """End it."""
        entity = self._open.pop()
        self.entities.append({**entity, "length": _units(self.text) - entity["offset"]})

    def handle_data(self, data: str) -> None:
        """Gather text."""
        self.text += data


def shown(text: str, mode: str | None) -> Json:
    """Return the text and the entities of a message as updates carry them."""
    if mode != "HTML":
        return {"text": text}
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return {"text": reader.text, "entities": sorted(reader.entities, key=lambda each: int(each["offset"]))}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
