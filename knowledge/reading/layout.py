"""From lines to blocks, zones and sentences: who speaks where in a letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.french.text import Span
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.markup import Kind, Line, Plain
from knowledge.reading.passage import Passage

_STOP = re.compile(r"(?<=[.!?…])[\"»”)\]]*\s+(?=[\"«“(\[]*\s?[A-ZÀ-ÖØ-ÞŒ0-9])")
_LAST_WORD = re.compile(r"([\w-]+)\.[\"»”)\]]*$")


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list or a row of a table."""

    letter: str
    kind: Kind
    lines: tuple[Line, ...]
    table: int = 0  # rows of one table share their number, from 1

    @property
    def span(self) -> Span:
        """From its first character to its last, markers excluded."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    @property
    def passage(self) -> Passage:
        """The block as one passage."""
        return Passage(self.letter, self.span)

    @property
    def rows(self) -> tuple[Passage, ...]:
        """Its lines, one passage each."""
        return tuple(Passage(self.letter, line.span) for line in self.lines)

    @property
    def cells(self) -> tuple[Passage, ...]:
        """The cells of a row."""
        return tuple(Passage(self.letter, span) for span in self.lines[0].cells)

    @property
    def strong(self) -> bool:
        """Whether all of it is emphasised."""
        return all(line.strong for line in self.lines)

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """Its sentences; a row of a table is one."""
        if self.kind is Kind.ROW:
            return (self.passage,)
        return tuple(sentences(self.passage))


@dataclass(frozen=True)
class Layout:
    """The zones of a letter, in the order in which they come."""

    header: tuple[Block, ...]  # down to the salutation
    body: tuple[Block, ...]  # down to the closing formula, which it includes
    closing: tuple[Block, ...]  # signatures and list of annexes
    annexes: tuple[Block, ...]  # from the first heading of an annex


def sentences(passage: Passage) -> Iterator[Passage]:
    """Yield the sentences of a passage; "S. E. M. Parshin" and "(Rév. Dubaï, 2018)" do not end one."""
    start = 0
    text = passage.text
    for stop in _STOP.finditer(text):
        before = text[start : stop.start()]
        word = _LAST_WORD.search(before)
        if word and text[stop.start() - 1] == "." and _abbreviated(word[1], text[stop.end() : stop.end() + 1]):
            continue
        yield _part(passage, start, stop.start() + len(stop[0].rstrip()))
        start = stop.end()
    if text[start:].strip():
        yield _part(passage, start, len(text))


def _part(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.letter, Span(passage.span.start + start, passage.span.start + end)).trimmed(" \n")


def _abbreviated(word: str, following: str) -> bool:
    low = word.lower().translate(str.maketrans("éè°º", "eeoo"))
    if len(word) == 1 and word.isalpha():
        return word.isupper() or low in "sepm"
    if low.rpartition("-")[2] in cue_words("layout", "abbreviations"):
        return True
    return following.isdigit() and low in ("n", "no", "art", "par")


def blocks(plain: Plain) -> tuple[Block, ...]:
    """Gather the lines of a letter into blocks; page footers are left out."""
    out: list[Block] = []
    group: list[Line] = []
    table, in_table = 0, False
    footer = pattern("{layout.footers}")

    def close() -> None:
        if group:
            out.append(Block(plain.text, group[0].kind, tuple(group)))
            group.clear()

    for line in plain.lines:
        if line.kind is Kind.ROW:
            close()
            table += not in_table
            in_table = True
            out.append(Block(plain.text, Kind.ROW, (line,), table))
            continue
        in_table = False
        if line.kind is Kind.BLANK or footer.search(Passage(plain.text, line.span).low):
            close()
            continue
        starts = line.kind is Kind.ITEM or line.opens
        follows = group and group[0].kind is Kind.ITEM and not plain.text[line.span.start].islower()
        if starts or follows:
            close()
        group.append(line)
    close()
    return tuple(out)


def layout(plain: Plain) -> Layout:
    """Cut a letter into its zones."""
    every = tuple(block for block in blocks(plain) if not _is_salutation(block))
    opening = _salutation(blocks(plain))
    closing = next((place for place in range(opening, len(every)) if _is_closing(every[place])), None)
    annex = _first_annex(every, opening if closing is None else closing)
    if closing is None:
        signed = (place for place in range(opening, annex) if _signs(every[place : place + 2]))
        end = next(signed, annex)
        return Layout(every[:opening], every[opening:end], every[end:annex], every[annex:])
    return Layout(every[:opening], every[opening : closing + 1], every[closing + 1 : annex], every[annex:])


def _salutation(every: tuple[Block, ...]) -> int:
    """Return the place of the first block of the body."""
    subject = 0
    for place, block in enumerate(every):
        if _is_salutation(block):
            return place
        if not subject and pattern(r"{labels.subject}\s*:").match(block.passage.low):
            subject = place + 1
    return subject


def _is_salutation(block: Block) -> bool:
    """Tell whether a block is only "Madame, Monsieur,"."""
    low = block.passage.low.strip()
    return block.kind is Kind.TEXT and bool(pattern(r"{layout.salutation}\b.{0,80},").fullmatch(low))


def _is_closing(block: Block) -> bool:
    return any(pattern("{layout.closing}").search(sentence.low) for sentence in block.sentences)


def _is_signed(block: Block) -> bool:
    return any(pattern("{layout.signed}").fullmatch(row.low.strip()) for row in block.rows)


def _signs(blocks: tuple[Block, ...]) -> bool:
    return _is_signed(blocks[0]) or _is_signature(blocks[0], blocks[1] if len(blocks) > 1 else None)


def _is_signature(block: Block, following: Block | None) -> bool:
    """Tell whether a block is a name above a function, here or in the next: a signature that no formula announces."""
    rows = block.rows if len(block.rows) > 1 or following is None else (*block.rows, *following.rows[:1])
    if block.kind is not Kind.TEXT or not 2 <= len(rows) <= 4:
        return False
    if any(len(row.line) > 90 or row.line[-1:] in ".;:" for row in rows):
        return False
    functions = cue_words("closing", "functions")
    words = [set(re.findall(r"[a-z]+(?:-[a-z]+)*", row.low)) for row in rows]
    named = not words[0] & functions and len(rows[0].line.split()) > 1 and rows[0].line.replace("-", " ").istitle()
    return named and bool(set(re.findall(r"[a-z]+(?:-[a-z]+)*", rows[1].low)[:2]) & functions)


ANNEX = re.compile(r"annexe(?:\s+(?:no\s*)?(\d{1,2}|[a-h]|i{1,3}|iv|v))?\s*(?:$|[:.–-]\s+(?P<title>\S.*))")


def _first_annex(every: tuple[Block, ...], start: int) -> int:
    for place in range(start, len(every)):
        low = every[place].rows[0].low.strip()
        if (
            (match := ANNEX.fullmatch(low))
            and not re.fullmatch(r"annexes?\s*:\s*\(?\d+\)?", low)
            and _heads(match, every, place)
        ):
            return place
    return len(every)


def _heads(match: re.Match[str], every: tuple[Block, ...], place: int) -> bool:
    """A line "Annexe: programme" under the signature announces an annex; it heads one when text follows."""
    return match["title"] is None or len(every) - place > 3 or len(every[place].lines) > 1
