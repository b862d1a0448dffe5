"""A letter as a reader sees it: one text, cut into blocks that say what they are and what stands above them."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.french.text import Span


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # a line that titles what follows, by its style or because all of it is bold
    ITEM = "item"  # of a list
    ROW = "row"  # of a table
    NOTE = "note"  # at the foot of a page or the end of the letter


class Zone(StrEnum):
    """Which part of the letter a block belongs to."""

    LETTERHEAD = "letterhead"  # who writes: organisation, office, address
    HEADER = "header"  # labels and values: reference, date, contact, subject, addressees
    BODY = "body"
    SIGNATURE = "signature"
    ANNEX = "annex"
    FOOTER = "footer"  # of a page: address, switchboard, page number


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of a block in one style."""

    span: Span
    bold: bool = False
    italic: bool = False
    link: str | None = None  # the address that the words carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a row."""

    span: Span
    header: Span | None = None  # the cell that heads its column, None when the table has no row of headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, a heading, an item, a row or a note: what is read at once."""

    kind: Kind
    span: Span  # in the text of the document; without the marker of an item
    lines: tuple[Span, ...]  # the lines that the author broke by hand; one for most blocks
    zone: Zone = Zone.BODY
    level: int = 0  # of a heading (1 the highest) or of an item (0 the outermost)
    marker: str | None = None  # of an item or a numbered paragraph: "a)", "2.", "–"
    path: tuple[int, ...] = ()  # positions of the headings above it, outermost first
    lead: int | None = None  # position of the block that introduces the list of this item ("… sont invités à:")
    table: int = 0  # rows of one table share their number, from 1
    cells: tuple[Cell, ...] = ()
    runs: tuple[Run, ...] = ()  # only those that differ from plain words
    run_in: Span | None = None  # a bold or italic title that opens the paragraph: "**Visas.** Les participants …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a file holds."""

    file: str  # its name
    text: str  # all that a reader sees, in reading order; spans point into it
    blocks: tuple[Block, ...]
    sent: Span | None = None  # where it is told when the mail that carries it as its own words was sent
    notes: tuple[str, ...] = ()  # keys of phrases.toml: what its reader has to tell ("struck", "encoding:cp850")
