"""What was said, as the page of a chat: bubbles, quotations folded, buttons, files, pictures, cards."""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path

from tests.bot.telegram.calls import Call, Json

STYLE = Path(__file__).with_name("style.css")
THEMES = ("light", "dark")
LINKED = re.compile(
    r"https?://[^\s<]+[^\s<.,;:)]|www\.[^\s<]+[^\s<.,;:)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ]{7,}\d"
    r"|(?<![\w/<])/[a-z]+\b|(?<!\w)@\w{5,}"
)  # what Telegram makes a link by itself
TAGS = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that shows in a chat: what a person wrote, what the bot sent, or that a day has begun."""

    at: str = ""  # "09:00"
    day: str = ""  # a line of its own
    who: str = ""  # in groups
    text: str = ""  # a person's words
    call: Call | None = None  # the bot's
    marks: list[str] = field(default_factory=list)  # reactions

    def drawn(self) -> str:
        """Return it as HTML."""
        if self.day:
            return f'<div class="day"><span>{escape(self.day)}</span></div>'
        if self.call is None:
            return _turn(f'<div class="text">{_linked(escape(self.text))}</div>', self, side="out")
        if self.call.name == "answerInlineQuery":
            return _results(self.call.parameters["results"])
        body = "".join((*_file(self.call), *_contact(self.call), _words(self.call)))
        return _turn(body, self, keys=_keys(self.call.parameters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A conversation to be looked at."""

    name: str
    title: str
    said: tuple[Said, ...]


def page(chats: Iterable[Chat]) -> str:
    """Return all conversations in both themes; the address shows one: page.html#NAME-dark; its height is the title."""
    shown = "".join(_section(each, theme) for each in chats for theme in THEMES)
    script = """
    const heights = [...document.querySelectorAll("section")].map(each => {
      each.classList.add("shown");
      const height = each.offsetHeight;
      each.classList.remove("shown");
      return `${each.id}=${height}`;
    });
    const wanted = document.getElementById(location.hash.slice(1));
    for (const each of wanted ? [wanted] : document.querySelectorAll("section")) each.classList.add("shown");
    document.title = heights.join(" ");
    """
    style = STYLE.read_text("utf-8")
    return (
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><title></title><style>{style}</style>'
        f"<body>{shown}<script>{script}</script></body></html>"
    )


def _section(chat: Chat, theme: str) -> str:
    said = "".join(each.drawn() for each in chat.said)
    return f'<section id="{chat.name}-{theme}" class="{theme}"><header>{chat.title}</header>{said}</section>'


def _turn(body: str, said: Said, side: str = "", keys: str = "") -> str:
    marks = "".join(f'<span class="mark">{each}</span>' for each in said.marks)
    who = f'<div class="who">{escape(said.who)}</div>' if said.who else ""
    bubble = f'<div class="bubble">{who}{body}{marks}<div class="at">{said.at}</div></div>'
    return f'<div class="turn {side} {"wide" if keys else ""}">{bubble}{keys}</div>'


def _words(call: Call) -> str:
    text = call.text or call.caption
    if not text:
        return ""
    marked = text if call.parameters.get("parse_mode") == "HTML" else escape(text, quote=False)
    marked = marked.replace("<blockquote expandable>", '<blockquote class="folded">')
    marked = re.sub(r"\n?(</?blockquote)", r"\1", marked).replace("</blockquote>\n", "</blockquote>")
    return f'<div class="text">{_linked(marked)}</div>'


def _linked(marked: str) -> str:
    return "".join(each if each.startswith("<") else LINKED.sub(r"<a>\g<0></a>", each) for each in TAGS.split(marked))


def _file(call: Call) -> Iterator[str]:
    for name, content in call.files.items():
        if call.name == "sendPhoto":
            yield f'<img class="photo" src="data:image/png;base64,{base64.b64encode(content).decode()}">'
        else:
            kind, size = name.rpartition(".")[2], f"{len(content) / 1000:.1f} ko".replace(".", ",")
            yield f'<div class="file"><b>{kind}</b><span class="name">{escape(name)}<small>{size}</small></span></div>'


def _contact(call: Call) -> Iterator[str]:
    if call.name == "sendContact":
        one = call.parameters
        name = " ".join(filter(None, (one["first_name"], one.get("last_name"))))
        letters = "".join(each[0] for each in name.split())
        number = f"<small>{one['phone_number']}</small>"
        yield f'<div class="file"><b>{letters}</b><span class="name">{name}{number}</span></div>'


def _keys(parameters: Json) -> str:
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    drawn = "".join(f"<div>{''.join(map(_key, row))}</div>" for row in rows)
    return f'<div class="keys">{drawn}</div>' if rows else ""


def _key(button: Json) -> str:
    mark = "⧉" if "copy_text" in button else "↗" if "url" in button else ""
    return f"<span>{escape(button['text'])}<i>{mark}</i></span>"


def _results(results: list[Json]) -> str:
    rows = (f"<div><b>{escape(e['title'])}</b><small>{escape(e.get('description', ''))}</small></div>" for e in results)
    return f'<div class="results">{"".join(rows)}</div>'


def latest(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return what shows in the end: of a message that was edited, its last words where it first stood."""
    numbered = [(each.call.answered if each.call is not None else 0, each) for each in said]
    last = {number: each for number, each in numbered if number}
    first = [next(several) for _, several in groupby(numbered, key=lambda pair: pair[0] or id(pair[1]))]
    seen: set[int] = set()
    shown: list[Said] = []
    for number, each in first:
        if number not in seen:
            shown.append(last.get(number, each) if number else each)
        seen |= {number} - {0}
    return tuple(shown)
