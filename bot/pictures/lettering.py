"""How wide words are when drawn, near enough to break lines: no letter is measured, its class is."""

from collections.abc import Iterator
from itertools import islice

REGULAR, MEDIUM = "Roboto", "Roboto Medium"  # shipped, European Latin alone, without hints and kerning
_NARROW = frozenset("iljtfrI.,:;'’!|()[] -")
_WIDE = frozenset("mwMWŒœ%@—…")
_CUT = "…"


def width(text: str, size: int) -> float:
    """Return about how many pixels a text takes, rather too many than too few."""
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.33
    if char in _WIDE:
        return 0.9
    return 0.67 if char.isupper() else 0.57


def fitted(text: str, size: int, room: float, *, lines: int) -> tuple[str, ...]:
    """Return a text cut into lines that fit; what is left after the last line is cut, and the cut is shown."""
    made = list(islice(_lines(text.split(), size, room), lines + 1))
    if len(made) > lines:
        made = [*made[: lines - 1], _shortened(made[lines - 1], size, room)]
    return tuple(made)


def _lines(words: list[str], size: int, room: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            yield line
            longer = word
        line = longer if width(longer, size) <= room else _shortened(longer, size, room)
    if line:
        yield line


def _shortened(text: str, size: int, room: float) -> str:
    kept = text.removesuffix(_CUT)
    while kept and width(kept + _CUT, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + _CUT
