"""A stretch of a letter that patterns can be tried on, and that knows where it stands."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.french.text import Folded, Span, fold_in_place

_EDGES = " \t\n.,;:!?–-"


@dataclass(frozen=True)
class Passage:
    """The written words of a span, and the same folded on one line, for patterns without accents."""

    letter: str = field(repr=False)  # the whole text
    span: Span

    @cached_property
    def text(self) -> str:
        """What is written."""
        return self.letter[self.span.start : self.span.end]

    @cached_property
    def _folded(self) -> Folded:
        return fold_in_place(self.text.replace("\n", " "))

    @property
    def low(self) -> str:
        """What is written, folded, on one line."""
        return self._folded.text

    def at(self, start: int, end: int) -> "Passage":
        """Return the part of the letter that an interval of the folded text comes from."""
        origin = self._folded.origin(start, end)
        return Passage(self.letter, Span(self.span.start + origin.start, self.span.start + origin.end))

    def group(self, match: re.Match[str], group: int | str = 0) -> "Passage":
        """Return the part of the letter that a group of a match of `low` comes from."""
        return self.at(*match.span(group))

    def place(self, offset: int) -> int:
        """Return where an offset of the letter falls in `low`."""
        return self._folded.place(offset - self.span.start)

    def trimmed(self, edges: str = _EDGES) -> "Passage":
        """Return the passage without blanks and punctuation at its ends."""
        text = self.text
        start = self.span.start + len(text) - len(text.lstrip(edges))
        return Passage(self.letter, Span(start, max(start, self.span.end - len(text) + len(text.rstrip(edges)))))

    @property
    def line(self) -> str:
        """What is written, on one line, blanks folded."""
        return " ".join(self.text.split())

    def __bool__(self) -> bool:
        """A passage that holds something is true."""
        return bool(self.text.strip())
