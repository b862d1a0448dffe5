"""The head of a mail above a letter that it passes on: its date and its subject are not those of the letter."""

from collections.abc import Sequence

from knowledge.documents.model import Block
from knowledge.documents.signs import sign
from knowledge.french.text import fold

_LONGEST = 300  # characters of the sentence above a quoted mail
_NEAR = 12  # lines within which the labels of a head stand
_LEAST = 3  # labels of a head, the hour of its sending among them


def without_heads(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks below the heads of mails, as long as they say more than those above."""
    left = list(blocks)
    while (end := _head_end(text, left)) and _length(left[end:]) > _length(left[:end]):
        left = left[end:]
    return left


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
