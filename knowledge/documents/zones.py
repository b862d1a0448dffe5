"""Which part of a letter each line belongs to: every line votes by what it shows, the cuts that please most win."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from knowledge.documents.cutting import part, rebuilt
from knowledge.documents.evidence import Sign, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage

_ORDER = (Zone.HEADER, Zone.BODY, Zone.SIGNATURE, Zone.ANNEX)
_VOTES = {  # what a line that shows this gives for each zone of _ORDER
    Sign.SALUTATION: (3.0, -3.0, -4.0, -3.0),
    Sign.CLOSING: (-6.0, 4.0, -4.0, -4.0),
    Sign.SIGNED: (-3.0, -2.0, 4.0, -1.0),
    Sign.LABEL: (3.0, 0.0, -1.0, 0.0),
    Sign.WAY: (1.0, 0.5, 0.0, 0.5),
    Sign.OTHER_LABEL: (0.5, 0.6, 0.0, 0.5),
    Sign.DAY: (2.5, 0.0, 1.0, 0.3),
    Sign.DATELINE: (0.5, -1.0, 1.0, 0.0),
    Sign.CODE: (2.5, -1.0, -0.5, 0.0),
    Sign.TOWARDS: (2.0, 0.0, 0.0, 0.0),
    Sign.OFFICE: (1.0, 0.0, 0.5, 0.0),
    Sign.ADDRESS: (1.5, 0.3, 0.3, 0.3),
    Sign.NAME: (0.3, -0.5, 2.0, 0.3),
    Sign.FUNCTION: (0.0, 0.0, 2.0, 0.0),
    Sign.ANNEXED: (-2.0, -2.0, -2.0, 1.0),
    Sign.ANNEXES: (1.0, 0.0, 2.0, 0.0),
    Sign.REQUEST: (-1.5, 1.0, -1.5, 0.5),
    Sign.PROSE: (-2.5, 2.0, -3.0, 2.0),
    Sign.PAGE: (0.0, 0.0, 0.0, 0.0),
    Sign.SHORT: (0.4, 0.3, 0.2, 0.3),
}
_KINDS = {  # what the kind of a block adds
    Kind.ITEM: (-0.2, 1.0, -0.8, 1.0),
    Kind.ROW: (0.0, 0.5, -0.8, 0.5),
    Kind.HEADING: (0.0, 0.2, 0.0, 0.2),
}
_NONE = (0.0, 0.0, 0.0, 0.0)
_GREETED = 2.0  # for a body that begins below a salutation
_HEADED = 1.0  # for a body that begins with a heading
_TAKEN_LEAVE = 3.0  # for a signature that begins below the closing formula
_SIGNING = {Sign.NAME, Sign.FUNCTION, Sign.SIGNED, Sign.ANNEXES, Sign.DATELINE}  # what a signature may begin with
_UNSIGNED = -2.0  # for one that begins otherwise, below no closing formula
_ANNEX_HEADED = 3.0
_ANNEX_UNHEADED = -5.0  # it may begin with a title in capitals alone, at this cost
_ANNEX_TITLED = -1.0
_BEGUN_AMIDST = -1.0  # for a zone that begins within a block


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the block that it is of, and what it shows."""

    passage: Passage
    place: int  # of its block
    first: bool  # of its block
    kind: Kind
    shows: frozenset[Sign]


def zoned(document: Document) -> Document:
    """Return the document with the zone of each block; a block across two zones is cut between its lines."""
    lines = tuple(_lines(document))
    zones = _assigned([line for line in lines if not _foots(line)])
    placed: dict[int, list[Zone]] = {}
    coming = iter(zones)
    last = Zone.HEADER
    for line in lines:
        last = last if _foots(line) else next(coming)
        placed.setdefault(line.place, []).append(Zone.FOOTER if _foots(line) else last)
    head = _letterhead(lines)
    return _recut(document, placed, head)


def _lines(document: Document) -> Iterator[_Line]:
    for place, block in enumerate(document.blocks):
        if block.kind is Kind.NOTE or block.zone is Zone.FOOTER:
            continue  # a note belongs to the text that it explains, wherever it is printed
        if block.kind is Kind.ROW:
            cells = [Passage(document.text, cell.span) for cell in block.cells]
            shows = frozenset[Sign]().union(*(signs(cell) for cell in cells if cell))
            yield _Line(Passage(document.text, block.span), place, first=True, kind=block.kind, shows=shows)
            continue
        for count, line in enumerate(Passage(document.text, span) for span in block.lines):
            yield _Line(line, place, first=count == 0, kind=block.kind, shows=signs(line))


def _foots(line: _Line) -> bool:
    """Tell whether a line is printed at the foot of a page: its number."""
    return Sign.PAGE in line.shows


# ------------------------------------------------------------------ the best cuts


def _assigned(lines: Sequence[_Line]) -> list[Zone]:
    """Return the zone of each line: zones come in order, each may be empty, the sum of the votes is the greatest."""
    best = [0.0] + [float("-inf")] * (len(_ORDER) - 1)  # of the lines so far, the last in that zone
    back: list[list[int]] = []
    for count, line in enumerate(lines):
        votes = _votes(line)
        before = lines[count - 1] if count else None
        came, scores = [], []
        for zone in range(len(_ORDER)):
            ways = [(best[earlier] + _entering(zone, earlier, before, line), earlier) for earlier in range(zone + 1)]
            score, earlier = max(ways, key=lambda way: (way[0], way[1]))
            scores.append(score + votes[zone])
            came.append(earlier)
        best = scores
        back.append(came)
    zone = max(range(len(_ORDER)), key=lambda each: best[each])
    found = []
    for came in reversed(back):
        found.append(_ORDER[zone])
        zone = came[zone]
    return found[::-1]


def _votes(line: _Line) -> tuple[float, ...]:
    cast = [_VOTES[sign] for sign in line.shows]
    return tuple(map(sum, zip(*cast, _KINDS.get(line.kind, _NONE), strict=True)))


def _entering(zone: int, earlier: int, before: _Line | None, line: _Line) -> float:
    """Return what speaks for a zone that begins at this line."""
    if zone == earlier:
        return 0.0
    amidst = before is not None and not line.first and line.place == before.place
    return _BEGUN_AMIDST * amidst + _OPENED[_ORDER[zone]](before.shows if before else frozenset(), line)


def _opens_body(above: frozenset[Sign], line: _Line) -> float:
    return _GREETED * (Sign.SALUTATION in above) + _HEADED * (line.kind is Kind.HEADING)


def _opens_signature(above: frozenset[Sign], line: _Line) -> float:
    return _TAKEN_LEAVE if Sign.CLOSING in above else 0.0 if line.shows & _SIGNING else _UNSIGNED


def _opens_annex(_: frozenset[Sign], line: _Line) -> float:
    if line.first and Sign.ANNEXED in line.shows:
        return _ANNEX_HEADED
    titled = line.first and line.passage.line.isupper() and len(line.passage.line) > 8
    return _ANNEX_TITLED if titled else _ANNEX_UNHEADED


_OPENED = {Zone.BODY: _opens_body, Zone.SIGNATURE: _opens_signature, Zone.ANNEX: _opens_annex}


# ------------------------------------------------------------------ letterhead, and blocks cut in two


def lines_in(document: Document, *zones: Zone) -> Iterator[Passage]:
    """Yield the lines of some zones of a zoned document."""
    for block in document.blocks:
        if block.zone in zones:
            yield from (Passage(document.text, span) for span in block.lines)


def _letterhead(lines: Sequence[_Line]) -> int:
    """Return the place of the first block that is not of the letterhead: a label, a day, a code, addressees."""
    told = {Sign.LABEL, Sign.DAY, Sign.CODE, Sign.TOWARDS, Sign.SALUTATION, Sign.PROSE}
    return next((line.place for line in lines if line.shows & told), 0)


def _recut(document: Document, placed: dict[int, list[Zone]], head: int) -> Document:
    """Write the zones into the blocks, those above `head` being of the letterhead."""
    pieces = [
        [_headed(each) if place < head else each for each in _cut(block, placed.get(place, [Zone.BODY]))]
        for place, block in enumerate(document.blocks)
    ]
    return rebuilt(document, pieces)


def _headed(block: Block) -> Block:
    return replace(block, zone=Zone.LETTERHEAD) if block.zone is Zone.HEADER else block


def _cut(block: Block, zones: Sequence[Zone]) -> Iterator[Block]:
    if block.zone is Zone.FOOTER or len(set(zones)) == 1 or len(zones) != len(block.lines):
        yield replace(block, zone=block.zone if block.zone is Zone.FOOTER else zones[0])
        return
    start = 0
    for zone, group in groupby(zones):
        end = start + len(list(group))
        yield replace(part(block, start, end), zone=zone)
        start = end
