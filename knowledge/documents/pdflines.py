"""From the characters of a page to its lines: words by the distances between them, pieces where columns part."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.documents.draft import Words, clean
from knowledge.documents.pdfglyphs import Box, Glyph, Page

_WORD_GAP = 0.17  # of the size: above it a new word begins though no blank was written
_COLUMN_GAP = 1.15  # of the size: above it words may stand in two columns
_MOST_RULES = 100  # of one line
_STRETCHED = 1.9  # times the other gaps of the line: above it a gap is none of a justified line
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "¸": "\u0327", "˜": "\u0303"}
MARKER = re.compile(r"[-–—•●▪◦‣·*o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}(?:\.\d{1,2})*\.?|[a-z]\.")


@dataclass(slots=True)
class Word:
    """A word of a line."""

    text: str
    left: float
    right: float
    bold: bool
    italic: bool
    link: str | None
    glued: bool  # no blank stands before it: only its look differs from the word before
    struck: bool = False


@dataclass(slots=True)
class Piece:
    """Words of a line that belong together: a whole line, or what stands in one column of it."""

    words: list[Word]
    base: float
    size: float
    margin: float = 0.0  # where the lines of its column begin
    edge: float = 0.0  # where they end when they are full

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(f"{'' if word.glued or not place else ' '}{word.text}" for place, word in enumerate(self.words))

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def first(self) -> float:
        """The width of its first word."""
        return self.words[0].right - self.words[0].left

    def styled(self) -> Iterator[Words]:
        """Yield its words as a document takes them."""
        for place, word in enumerate(self.words):
            if place and not word.glued:
                before = self.words[place - 1]
                yield Words(" ", before.bold and word.bold, before.italic and word.italic, None)
            yield Words(word.text, word.bold, word.italic, word.link)


def lines_of(page: Page, tell: Callable[[str], None] = lambda _: None) -> list[list[Piece]]:
    """Return the lines of a page from top to bottom, each in its pieces; `tell` is given what was left out."""
    out = []
    rules = _Rules(page.rules)
    for glyphs in _baselines(page.glyphs):
        size = median(glyph.size for glyph in glyphs)
        base = median(glyph.base for glyph in glyphs)
        bars, strokes = rules.bars(base, size), [*page.struck, *rules.strokes(base, size)]
        marked = [glyph._replace(struck=_is_struck(glyph, strokes)) for glyph in _unraised(glyphs, base, size)]
        words = list(_words(_composed(_once(marked)), bars, page.links))
        if any(word.struck for word in words):
            tell("struck")
        kept = filter(None, map(_unstruck, _pieces(words, size, bars)))
        if line := [Piece(each, base, size) for each in kept]:
            out.append(line)
    return out


class _Rules:
    """The thin lines of a page, found by the line of text that they touch."""

    def __init__(self, rules: Iterable[Box]) -> None:
        flat = [rule for rule in rules if rule.right - rule.left > rule.top - rule.bottom]
        self._flat = sorted(flat, key=_height)
        self._heights = [_height(rule) for rule in self._flat]
        self._upright = sorted(rule for rule in rules if rule.right - rule.left < rule.top - rule.bottom)

    def strokes(self, base: float, size: float) -> list[Box]:
        """Return the strokes through the words of a line, as high as the words that they may run through."""
        first = bisect_left(self._heights, base + 0.14 * size)
        last = bisect_right(self._heights, base + 0.46 * size)
        found = self._flat[first : min(last, first + _MOST_RULES)]
        return [Box(rule.left, rule.bottom - size, rule.right, rule.top + size) for rule in found]

    def bars(self, base: float, size: float) -> list[Box]:
        """Return the bars that cross a line, from left to right."""
        return [rule for rule in self._upright if rule.bottom <= base + 0.3 * size <= rule.top][:_MOST_RULES]


def _unstruck(words: Sequence[Word]) -> list[Word]:
    """Return the words that hold; those that stood on both sides of others do not come together."""
    out: list[Word] = []
    apart = False
    for word in words:
        apart = apart or not word.glued
        if not word.struck:
            out.append(replace(word, glued=not apart))
            apart = False
    return out


def _height(rule: Box) -> float:
    return (rule.bottom + rule.top) / 2


def _is_struck(glyph: Glyph, strokes: Sequence[Box]) -> bool:
    centre, middle = (glyph.start + glyph.end) / 2, glyph.base + 0.3 * glyph.size
    return any(_within(box, centre, middle) for box in strokes)


def _unraised(glyphs: Iterable[Glyph], base: float, size: float) -> list[Glyph]:
    """Return the characters of a line without the raised figures that refer to notes."""
    return [
        glyph
        for glyph in glyphs
        if not (glyph.text.isdigit() and glyph.size < 0.8 * size and glyph.base > base + 0.15 * size)
    ]


def _baselines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the characters that share a baseline, raised ones included."""
    line: list[Glyph] = []
    base = 0.0  # of the highest
    for glyph in sorted(glyphs, key=lambda each: -each.base):
        if not glyph.size or not glyph.text:
            continue
        if line and base - glyph.base > 0.42 * max(line[-1].size, glyph.size):
            yield sorted(line, key=lambda each: each.start)
            line = []
        base = base if line else glyph.base
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda each: each.start)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a line, those printed twice to look bold once, and bold."""
    out: list[Glyph] = []
    for glyph in glyphs:
        twin = next((place for place in range(len(out))[-3:] if _is_same(glyph, out[place])), None)
        if twin is None:
            out.append(glyph)
        elif not glyph.text.isspace():
            out[twin] = out[twin]._replace(bold=True)
    return out


def _is_same(one: Glyph, other: Glyph) -> bool:
    near = max(abs(one.start - other.start), abs(one.base - other.base)) < 0.12 * one.size
    return near and one.text == other.text


def _composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a line, accents that were printed apart set on their letter."""
    out: list[Glyph] = []
    waiting: Glyph | None = None  # an accent before its letter
    for glyph in glyphs:
        accent = _ACCENTS.get(glyph.text) or (glyph.text if unicodedata.combining(glyph.text[0]) else "")
        if accent and out and _over(glyph, out[-1]):
            out[-1] = _with(out[-1], accent)
        elif accent and waiting is None:
            waiting = glyph._replace(text=accent)
        elif waiting is not None and _over(waiting, glyph):
            out.append(_with(glyph, waiting.text))
            waiting = None
        else:
            out.append(glyph)
    return out


def _with(letter: Glyph, accent: str) -> Glyph:
    return letter._replace(text=unicodedata.normalize("NFC", letter.text + accent))


def _over(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.start + accent.end) / 2
    return letter.text.isalpha() and letter.start - 0.05 * letter.size <= middle <= letter.end + 0.05 * letter.size


def _words(glyphs: Sequence[Glyph], bars: Sequence[Box], links: Sequence[tuple[Box, str]]) -> Iterator[Word]:
    """Yield the words of a line; where only the look changes, one goes on with that before."""
    word: list[Glyph] = []
    blank = True  # whether a blank stands before the word in hand
    for glyph in glyphs:
        space = glyph.text.isspace()
        apart = bool(word) and _is_apart(word[-1], glyph, bars)
        if word and (space or apart or _look(glyph) != _look(word[-1])):
            yield from _word(word, links, glued=not blank)
            blank, word = space or apart, []
        blank = blank or space
        word.extend([] if space else [glyph])
    if word:
        yield from _word(word, links, glued=not blank)


def _is_apart(one: Glyph, other: Glyph, bars: Sequence[Box]) -> bool:
    gap = other.start - one.end
    return (
        gap > _WORD_GAP * other.size
        or gap < -2 * other.size
        or any(one.end - 1 < bar.left < other.start + 1 for bar in bars)
    )


def _look(glyph: Glyph) -> tuple[bool, bool, bool]:
    return glyph.bold, glyph.italic, glyph.struck


def _word(glyphs: Sequence[Glyph], links: Sequence[tuple[Box, str]], *, glued: bool) -> Iterator[Word]:
    text = clean("".join(glyph.text for glyph in glyphs))
    left, right, base, size = glyphs[0].start, glyphs[-1].end, glyphs[0].base, glyphs[0].size
    centre, middle = (left + right) / 2, base + 0.3 * size
    link = next((url for box, url in links if _within(box, centre, middle)), None)
    if text.strip():
        yield Word(text, left, right, glyphs[0].bold, glyphs[0].italic, link, glued, glyphs[0].struck)


def _within(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def _pieces(words: Sequence[Word], size: float, bars: Sequence[Box]) -> Iterator[list[Word]]:
    """Yield the words of a line, cut at its bars; where none are, where a gap is wide and no other is like it."""
    blanks = sorted(after.left - before.right for before, after in pairwise(words) if not after.glued)
    usual = blanks[(len(blanks) - 1) // 3] if len(blanks) > 1 else 0.28 * size
    least = _COLUMN_GAP * size if len(blanks) < 3 else max(_COLUMN_GAP * size, _STRETCHED * usual)
    piece = list(words[:1])
    for word in words[1:]:
        if len(bars) > 2 and bars[0].left < word.left < bars[-1].left:
            apart = any(piece[-1].right - 1 < bar.left < word.left + 1 for bar in bars)
        else:
            apart = word.left - piece[-1].right > least and not _is_marker(piece, word, size)
        if apart:
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _is_marker(piece: Sequence[Word], word: Word, size: float) -> bool:
    """Tell whether a piece is only the marker of the item that a word begins."""
    return len(piece) == 1 and MARKER.fullmatch(piece[0].text) is not None and word.left - piece[0].left < 6 * size
