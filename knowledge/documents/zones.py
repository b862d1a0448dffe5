"""Which part of a letter each line belongs to: every line votes by what it shows, the cuts that please most win."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.cutting import part, rebuilt
from knowledge.documents.evidence import Sign, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage

_ORDER = (Zone.HEADER, Zone.BODY, Zone.SIGNATURE, Zone.ANNEX)
_VOTES = {  # what a line that shows this gives for each zone of _ORDER
    Sign.SALUTATION: (3.0, -3.0, -4.0, -3.0),
    Sign.CLOSING: (-6.0, 4.0, -4.0, -4.0),
    Sign.SIGNED: (-3.0, -2.0, 4.0, -1.0),
    Sign.LABEL: (3.0, 0.0, 0.0, 0.0),
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
    Sign.SHORT: (0.4, 0.3, 0.2, 0.3),
}
_KINDS = {  # what the kind of a block adds
    Kind.ITEM: (-0.2, 1.0, 0.0, 0.5),
    Kind.ROW: (0.0, 0.5, -0.8, 0.5),
    Kind.HEADING: (0.0, 0.2, 0.0, 0.2),
}
_NONE = (0.0, 0.0, 0.0, 0.0)
_GREETED = 2.0  # for a body that begins below a salutation
_HEADED = 1.0  # for a body that begins with a heading
_NUMBERED = 3.0  # for one that begins with the first of its numbered paragraphs
_TAKEN_LEAVE = 3.0  # for a signature that begins below the closing formula
_SIGNING = {Sign.NAME, Sign.FUNCTION, Sign.SIGNED, Sign.ANNEXES, Sign.DATELINE}  # what a signature may begin with
_UNSIGNED = -2.0  # for one that begins otherwise, below no closing formula
_ANNEX_HEADED = 3.0
_ANNEX_UNHEADED = -5.0  # it may begin with a title in capitals alone, at this cost
_ANNEX_TITLED = -1.0
_BEGUN_AMIDST = -1.0  # for a zone that begins within a block
_SHORTEST_TITLE = 8  # characters
_BELOW_LETTERHEAD = {Sign.LABEL, Sign.DAY, Sign.CODE, Sign.TOWARDS, Sign.SALUTATION, Sign.PROSE}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the block that it is of, and what it shows."""

    text: str
    place: int  # of its block
    first: bool  # of its block
    kind: Kind
    shows: frozenset[Sign]
    numbered: bool = False  # the first paragraph of a text that is numbered


def zoned(document: Document) -> Document:
    """Return the document with the zone of each block; a block across two zones is cut between its lines."""
    lines = tuple(_lines(document))
    placed: dict[int, list[Zone]] = {}
    for line, zone in zip(lines, _assigned(lines), strict=True):
        placed.setdefault(line.place, []).append(zone)
    head = next((line.place for line in lines if line.shows & _BELOW_LETTERHEAD), 0)
    pieces = [
        _cut(block, placed.get(place, [block.zone]), above=place < head) for place, block in enumerate(document.blocks)
    ]
    return rebuilt(document, pieces)


def lines_in(document: Document, *zones: Zone) -> Iterator[Passage]:
    """Yield the lines of some zones of a zoned document."""
    for block in document.blocks:
        if block.zone in zones:
            yield from (Passage(document.text, span) for span in block.lines)


def _lines(document: Document) -> Iterator[_Line]:
    dated: set[int] = set()  # tables that have told a day: the days below it are no letter's own
    first = next((block for block in document.blocks if block.kind is Kind.PARAGRAPH and _begins(block)), None)
    for place, block in enumerate(document.blocks):
        if block.kind is Kind.NOTE or block.zone is Zone.FOOTER:
            continue  # a note belongs to the text that it explains, wherever it is printed
        row = block.kind is Kind.ROW
        for count, span in enumerate((block.span,) if row else block.lines):
            parts = [cell.span for cell in block.cells] if row else [span]
            shown = (signs(part) for each in parts if (part := Passage(document.text, each)))
            text = Passage(document.text, span).line
            shows = frozenset[Sign]().union(*shown)
            if row and Sign.DAY in shows:
                shows -= {Sign.DAY} if block.table in dated else set()
                dated.add(block.table)
            numbered = block is first and count == 0 and Sign.PROSE in shows
            yield _Line(text, place, first=count == 0, kind=block.kind, shows=shows, numbered=numbered)


def _begins(block: Block) -> bool:
    return block.marker is not None and block.marker.strip("(). ") == "1"


# ------------------------------------------------------------------ the best cuts


def _assigned(lines: Sequence[_Line]) -> list[Zone]:
    """Return the zone of each line: zones come in order, each may be empty, the sum of the votes is the greatest."""
    best = [0.0] + [float("-inf")] * (len(_ORDER) - 1)  # of the lines so far, the last in that zone
    back: list[list[int]] = []
    for before, line in zip((None, *lines), lines, strict=False):
        votes = map(sum, zip(_KINDS.get(line.kind, _NONE), *(_VOTES[sign] for sign in line.shows), strict=True))
        ways = [
            max(
                (best[earlier] + (_entering(zone, before, line) if earlier < zone else 0.0), earlier)
                for earlier in range(zone + 1)
            )
            for zone in range(len(_ORDER))
        ]
        best = [score + vote for (score, _), vote in zip(ways, votes, strict=True)]
        back.append([earlier for _, earlier in ways])
    zone = max(range(len(_ORDER)), key=lambda each: best[each])
    found = []
    for came in reversed(back):
        found.append(_ORDER[zone])
        zone = came[zone]
    return found[::-1]


def _entering(zone: int, before: _Line | None, line: _Line) -> float:
    """Return what speaks for a zone that begins at this line."""
    above = before.shows if before else frozenset[Sign]()
    amidst = _BEGUN_AMIDST if before and not line.first else 0.0
    match _ORDER[zone]:
        case Zone.BODY:
            headed = _HEADED * (line.kind is Kind.HEADING) + _NUMBERED * line.numbered
            return amidst + _GREETED * (Sign.SALUTATION in above) + headed
        case Zone.SIGNATURE:
            return amidst + (_TAKEN_LEAVE if Sign.CLOSING in above else 0.0 if line.shows & _SIGNING else _UNSIGNED)
    if line.first and Sign.ANNEXED in line.shows:
        return _ANNEX_HEADED
    titled = line.first and line.text.isupper() and len(line.text) > _SHORTEST_TITLE
    return amidst + (_ANNEX_TITLED if titled else _ANNEX_UNHEADED)


def _cut(block: Block, zones: Sequence[Zone], *, above: bool) -> list[Block]:
    """Return a block with its zone, or its parts with theirs; what stands above the header is the letterhead."""
    zones = [Zone.LETTERHEAD if above and zone is Zone.HEADER else zone for zone in zones]
    if len(set(zones)) == 1:
        return [replace(block, zone=zones[0])]
    ends = [*(place for place in range(1, len(zones)) if zones[place] is not zones[place - 1]), len(zones)]
    return [replace(part(block, start, end), zone=zones[start]) for start, end in zip((0, *ends), ends, strict=False)]
