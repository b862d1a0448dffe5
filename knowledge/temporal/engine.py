"""Rewrite a sequence of nodes by rules until what is left are the expressions of time.

A text is a row of nodes, one character each in a mirror string: each word that some rule uses has a character of its
own, each class ("month", "day") too, and all other words are one barrier. A rule is a regular expression over that
mirror, written with words and <classes>; what it matches is replaced by one node that carries the value the rule
produced. All patterns are bounded, so that reading takes a time linear in the text's length.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from knowledge.french.text import Folded, Span

_ELEMENT = re.compile(r"<\w+>|[a-z]+|\(\?[=!]|\(\?<[=!]|\S")
_GROUPS = {  # names that stand for several classes or words
    "<n>": ("<day>", "<int>", "<number>", "<count>", "<one>"),
    "<digits>": ("<day>", "<int>"),
    "<dom>": ("<day>", "<count>", "<ordinal>", "<one>"),
    "<rank>": ("<day>", "<ordinal>"),
    "<units>": ("<unit>", "heure", "h", "j"),
    "<hour>": ("heure", "h"),
    "<times>": ("<clock>", "<hours>"),
    "<when>": ("<date>", "<period>"),
    "<occasion>": ("<event>", "<daytime>"),  # what a letter counts from
    "<partday>": ("<daypart>", "<daytime>"),
}
_codes: dict[str, str] = {}


def code(name: str) -> str:
    """Return the character that stands for a word or, written "<so>", for a class."""
    if name not in _codes:
        _codes[name] = chr(0xE000 + len(_codes))
    return _codes[name]


BARRIER = code("<barrier>")


def led_by(*words: str) -> str:
    """Return the pattern of what follows one of these words."""
    return f"(?<=[{''.join(map(code, words))}])"


def after(*phrases: str) -> str:
    """Return the pattern of what follows one of these phrases, each of words and <classes>."""
    return "(" + "|".join(f"(?<={phrase})" for phrase in phrases) + ")"


def known(word: str) -> str | None:
    """Return the character of a word that some rule uses."""
    return _codes.get(word)


class Node(NamedTuple):
    """One item of the row: a word, a number, or what a rule made of several."""

    symbol: str
    value: Any
    start: int  # offsets in the folded text
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an expression is read against."""

    anchor: dt.datetime  # the letter's date or the user's now
    opening: dt.date | None = None  # the day that the event in view begins
    forward: bool = True  # a day without a year is the next one, else the latest one
    strict: bool = False  # a letter: what is misspelt, or told from the moment of speaking, is not read
    written: str  # the text as written
    folded: Folded  # the same, folded: nodes stand in it

    @property
    def today(self) -> dt.date:
        """The day of the anchor."""
        return self.anchor.date()

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the folded text was written."""
        return self.folded.origin(start, end)

    def as_written(self, start: int, end: int) -> str:
        """Return what was written where the folded text has this stretch."""
        span = self.span(start, end)
        return self.written[span.start : span.end]


class Found:
    """What a rule matched: its nodes, by class."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes

    def all(self, name: str) -> list[Any]:
        """Values of the nodes of one class, in order."""
        symbols = [code(member) for member in _GROUPS.get(f"<{name}>", (f"<{name}>",))]
        return [node.value for node in self.nodes if node.symbol in symbols]

    def one(self, name: str) -> Any:
        """Return the value of the first node of a class, None when there is none."""
        values = self.all(name)
        return values[0] if values else None

    def has(self, word: str) -> bool:
        """Tell whether a word was among the matched ones."""
        return any(node.symbol == code(word) for node in self.nodes)


Production = Callable[[Context, Found], Any]


@dataclass(slots=True)
class Rule:
    """A name, a pattern over words and classes, the class of what it makes, and how it is produced (None refuses)."""

    name: str
    pattern: str
    makes: str
    produce: Production
    chat: bool = False  # true: for messages alone, which are spoken now; a letter never means it so
    needs: frozenset[str] = frozenset()  # characters without which the pattern cannot match
    _source: str = ""
    _compiled: "re.Pattern[str] | None" = field(default=None, repr=False)

    def __post_init__(self) -> None:
        elements = _ELEMENT.findall(self.pattern)
        self._source = "".join(_translate(element) for element in elements)
        self.needs = frozenset(_mandatory(elements))

    def compiled(self) -> "re.Pattern[str]":
        """Return the pattern over the mirror, compiled on first use."""
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled


def _translate(element: str) -> str:
    if element in _GROUPS:
        return "[" + "".join(map(code, _GROUPS[element])) + "]"
    if element == "un":
        return code("<one>")
    if element[0] == "<" or element.isalpha():
        return code(element)
    return "(?:" if element == "(" else element


def _mandatory(elements: list[str]) -> Iterable[str]:
    depth = 0
    for element, after in zip(elements, [*elements[1:], ""], strict=True):
        depth += element.startswith("(") - (element == ")")
        plain = (element[0] == "<" or element.isalpha()) and element not in _GROUPS
        if depth == 0 and plain and after not in ("?", "*", "{", "|"):
            yield _translate(element)


def rewrite(nodes: list[Node], rules: Iterable[Rule], context: Context) -> list[Node]:
    """Apply each rule in turn, everywhere it matches, from left to right."""
    mirror = "".join([node.symbol for node in nodes])
    present = set(mirror)
    for rule in rules:
        if not rule.needs <= present or (rule.chat and context.strict):
            continue
        match = rule.compiled().search(mirror)
        if match is None:
            continue
        made = list(_made(nodes, match, rule, context))
        if made:
            nodes = _replaced(nodes, made)
            mirror = "".join([node.symbol for node in nodes])
            present = set(mirror)
    return nodes


def _made(
    nodes: list[Node], match: "re.Match[str] | None", rule: Rule, context: Context
) -> Iterable[tuple[int, int, Node]]:
    """Yield what a rule makes of each of its matches, from a first one on, and where."""
    symbol = code(f"<{rule.makes}>")
    while match:
        start, end = match.span()
        part = nodes[start:end]
        value = rule.produce(context, Found(part))
        if value is not None:
            yield start, end, Node(symbol, value, part[0].start, part[-1].end, rule.name)
        match = rule.compiled().search(match.string, end if value is not None else start + 1)


def _replaced(nodes: list[Node], made: list[tuple[int, int, Node]]) -> list[Node]:
    out: list[Node] = []
    position = 0
    for start, end, node in made:
        out += nodes[position:start]
        out.append(node)
        position = end
    return out + nodes[position:]
