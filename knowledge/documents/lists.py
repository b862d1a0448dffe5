"""Lists: which items belong together, and the words that introduce them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.documents.model import Block, Kind, Zone

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_MOVABLE = (Kind.ITEM, Kind.ROW)


@dataclass(slots=True)
class _List:
    """A list while its items come."""

    style: str
    level: int  # of its items
    told: int  # the level that the format told
    last: str  # marker of its last item
    lead: int | None
    place: int  # of its last item


def style_of(marker: str) -> str:
    """Return what the markers of one list share: "1)" and "2)" do, "1." and "a)" do not."""
    core = marker.strip("().")
    if core.isdigit():
        return marker.replace(core, "1")
    return marker.replace(core, "a") if core.isalpha() else marker


def follows(marker: str, last: str) -> bool:
    """Tell whether a marker comes right after another in counting: "b)" after "a)"."""
    now, before = marker.strip("().").lower(), last.strip("().").lower()
    if now.isdigit() and before.isdigit():
        return int(now) == int(before) + 1
    if now in _ROMAN and before in _ROMAN and _ROMAN.index(now) == _ROMAN.index(before) + 1:
        return True
    return len(now) == len(before) == 1 and ord(now) == ord(before) + 1


def with_leads(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give items and rows their lead-in and their level; a numbered item that nothing introduces is a paragraph."""
    out: list[Block] = []
    open_lists: list[_List] = []
    previous: int | None = None
    for place, block in enumerate(blocks):
        if block.zone is Zone.FOOTER:
            out.append(block)
            continue
        if block.kind is Kind.ITEM:
            block = _item(block, place, open_lists, _opening(text, out, previous))  # noqa: PLW2901 - the same block, told more
        elif block.kind is Kind.ROW:
            block = replace(block, lead=_lead_of_row(text, out, previous, block))  # noqa: PLW2901 - the same block, told more
        elif block.kind is Kind.HEADING:
            open_lists.clear()
        out.append(block)
        previous = place
    return out


def _item(block: Block, place: int, open_lists: list[_List], opening: int | None) -> Block:
    marker = block.marker or "–"
    fresh = opening is not None and all(each.place != opening for each in open_lists)
    known = _same_list(open_lists, style_of(marker), block.level, marker, fresh=fresh)
    if known is None:
        known = _begun(block, marker, place, open_lists, opening)
    known.last, known.place = marker, place
    if known.lead is None and _NUMBERED.fullmatch(marker):
        return replace(block, kind=Kind.PARAGRAPH, level=0)
    return replace(block, level=known.level, lead=known.lead)


def _begun(block: Block, marker: str, place: int, open_lists: list[_List], opening: int | None) -> _List:
    """Open a list: within the item that introduces it or that stands less deep, else by itself."""
    inner = next((each for each in open_lists if each.place == opening), None)
    outer = inner or next((each for each in reversed(open_lists) if each.told < block.level), None)
    if outer is None:
        open_lists.clear()
    lead = opening if outer is None or opening is not None else outer.place
    level = 0 if outer is None else outer.level + 1
    made = _List(style=style_of(marker), level=level, told=block.level, last=marker, lead=lead, place=place)
    open_lists.append(made)
    return made


def _same_list(open_lists: list[_List], style: str, told: int, marker: str, *, fresh: bool) -> _List | None:
    """Return the list that an item goes on with, those inside it closed; words that introduce it begin another."""
    for back in range(len(open_lists) - 1, -1, -1):
        each = open_lists[back]
        counted = marker.strip("().").isalnum()
        if each.style == style and each.told == told and (not counted or follows(marker, each.last)) and not fresh:
            del open_lists[back + 1 :]
            return each
    return None


def _opening(text: str, out: Sequence[Block], previous: int | None) -> int | None:
    """Return the place of the block before when it introduces what follows."""
    if previous is None:
        return None
    block = out[previous]
    if block.kind in (Kind.ROW, Kind.NOTE):
        return None
    return previous if text[block.span.start : block.span.end].rstrip('*_ »"').endswith((":", "…")) else None


def _lead_of_row(text: str, out: Sequence[Block], previous: int | None, block: Block) -> int | None:
    if previous is not None and out[previous].kind is Kind.ROW and out[previous].table == block.table:
        return out[previous].lead
    return _opening(text, out, previous)
