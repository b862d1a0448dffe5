"""The head of a mail above a letter that it passes on: its date and its subject are not those of the letter."""

from collections.abc import Sequence

from knowledge.documents.model import Block
from knowledge.documents.signs import sign
from knowledge.french.text import fold

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
        low = fold(text[block.span.start : block.span.end]).replace("\n", " ")
        if len(low) < 300 and sign("attributions").fullmatch(low.strip()):
            return place + 1
        for line in block.lines:
            said = fold(text[line.start : line.end])
            if found := sign("mail_labels").match(said):
                told = [each for each in told if each[0] > place - _NEAR]
                told.append((place, "sent" if sign("sent").match(said) else found[0]))
        kinds = {kind for _, kind in told}
        if (
            "sent" in kinds
            and len(kinds) >= _LEAST
            and (place + 1 == len(blocks) or not _labelled(text, blocks[place + 1]))
        ):
            return place + 1
    return 0


def _labelled(text: str, block: Block) -> bool:
    return sign("mail_labels").match(fold(text[block.span.start : block.span.end])) is not None
