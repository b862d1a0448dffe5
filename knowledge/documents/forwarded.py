"""The head of a mail above a letter that it passes on: its date and its subject are not those of the letter.

The day of its sending is that of a letter which prints none, since it was written as that mail.
"""

import datetime as dt
import re
from collections.abc import Sequence

from knowledge.documents.model import Block
from knowledge.documents.signs import sign
from knowledge.documents.values import ANCHOR
from knowledge.french.text import Span, fold
from knowledge.temporal.moment import Expression, Grain
from knowledge.temporal.parser import find

_LONGEST = 300  # characters of the sentence above a quoted mail
_NEAR = 12  # lines within which the labels of a head stand
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST = 3  # labels of a head, the hour of its sending among them


def without_heads(text: str, blocks: Sequence[Block]) -> tuple[list[Block], Span | None]:
    """Return the blocks below the heads of mails, as long as they say more than those above, and the last head.

    The head is None where there is none.
    """
    left, head = list(blocks), None
    while (end := _head_end(text, left)) and _length(left[end:]) > _length(left[:end]):
        head = _sending(text, left[:end])
        left = left[end:]
    return left, head


def _sending(text: str, blocks: Sequence[Block]) -> Span:
    """Return the line of a head that tells when its mail was sent; its last block when none does."""
    lines = (line for block in reversed(blocks) for line in reversed(block.lines))
    return next((line for line in lines if sign("sent").match(fold(text[line.start : line.end]))), blocks[-1].span)


def sent_day(line: str) -> dt.date | None:
    """Return the day on which a mail was sent, from the line that tells it; None unless it is one whole, sure day.

    It may be in a neighbour language: "Sent: Monday, March 1, 2027 4:42 PM". Numbers that could be read month first are
    left alone, since no line tells how its program writes them.
    """
    from knowledge.temporal import fallback  # for the heads of mails whose letter has no day, that are not in French

    days = {each.value.start for each in find(line, ANCHOR, strict=True) if _is_sure(each, line)}
    days |= {each.value.start for each in fallback.find(line, ANCHOR)}
    first = next(iter(days), None)
    return first.first if first is not None and len(days) == 1 else None


def _is_sure(expression: Expression, line: str) -> bool:
    whole = expression.grain in (Grain.DAY, Grain.MINUTE) and expression.value.start == expression.value.end
    printed = _YEAR.search(line[slice(*expression.span)]) is not None  # "hier" has its year too
    return whole and printed and expression.convention is None and expression.conflict is None


def _length(blocks: Sequence[Block]) -> int:
    return sum(block.span.end - block.span.start for block in blocks)


def _head_end(text: str, blocks: Sequence[Block]) -> int:
    """Return the place of the block after the first head of a mail, 0 when there is none."""
    told: list[tuple[int, str]] = []
    for place, block in enumerate(blocks):
        low = fold(text[block.span.start : block.span.end]).replace("\n", " ").strip()
        if len(low) < _LONGEST and sign("attributions").fullmatch(low):
            return place + 1
        told = [each for each in told if each[0] > place - _NEAR]
        told += ((place, label) for line in block.lines if (label := _label(fold(text[line.start : line.end]))))
        kinds = {kind for _, kind in told}
        last = place + 1 == len(blocks) or not _labelled(text, blocks[place + 1])
        if last and "sent" in kinds and len(kinds) >= _LEAST:
            return place + 1
    return 0


def _label(line: str) -> str | None:
    """Return which label of the head of a mail opens a line; "sent" when an hour follows it."""
    found = sign("mail_labels").match(line)
    return "sent" if sign("sent").match(line) else found[0] if found else None


def _labelled(text: str, block: Block) -> bool:
    return sign("mail_labels").match(fold(text[block.span.start : block.span.end])) is not None
