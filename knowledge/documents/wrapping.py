"""Lines broken to fit a page, joined again into the paragraphs that they were."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.documents.signs import words
from knowledge.french.text import fold

_STARTS = re.compile(r"\s*(?:[-–•]\s|\(?(?:\d{1,2}|[a-z])[.)]\s|\d{1,2}\s{2,}|[\w .'()/-]{2,40}:(?:\s|$))")
_FULL = 0.9  # share of the width above which the next word would not have fitted
_WIDEST = 110  # characters of a line that somebody wrapped by hand
_ADDRESS_BREAKS = tuple(  # the end of a line and the beginning of the next, between which an address is broken
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"(?:https?://|www\.)\S*[/\-_=?&]$", ""),
        (r"(?:https?://|www\.)\S*$", r"\S*[/=&]"),
        (r"\w[-_@]$", r"\S*@"),
        (r"\S@\S*[-.@]$", r"[a-z\d]"),
    )
)
_ENOUGH = 6  # full lines that show that a text was wrapped


def page_width(lines: Sequence[str]) -> int:
    """Return the length of a full line: one that several reach, which a long footer does not."""
    lengths = sorted(map(len, lines), reverse=True)
    return lengths[min(len(lengths) - 1, max(2, len(lengths) // 20))] if lengths else 1


def is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    return len(line.rstrip()) + 1 + len(following.strip().split(" ", 1)[0]) > _FULL * width


def unwrapped(lines: Sequence[str], width: int) -> list[str]:
    """Return the lines of a block, those that only the width of the page broke joined."""
    out: list[str] = []
    last = ""
    for line in lines:
        goes_on = is_full(last, line, width) or line.strip()[:1].islower()
        if out and goes_on and not _STARTS.match(line):
            out[-1] = _joined(out[-1], line.strip())
        else:
            out.append(line.strip())
        last = line
    return out


def unwrapped_text(text: str) -> str:
    """Return a text without the line breaks of its page, when it was wrapped at all."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = page_width(lines)
    full = sum(is_full(line, following, width) for line, following in pairwise(lines) if following)
    if max(map(len, lines)) > _WIDEST or full < _ENOUGH:
        return text
    blocks = re.split(r"\n\s*\n", "\n".join(lines))
    return "\n\n".join("\n".join(_kept(block.split("\n"), width)) for block in blocks)


def _kept(lines: Sequence[str], width: int) -> Sequence[str]:
    """Rows of a table stay as they are."""
    return lines if any(line.lstrip().startswith("|") for line in lines) else unwrapped(lines, width)


def joint(before: str, after: str) -> tuple[int, str]:
    """Return how two lines of a paragraph join: characters to drop from the end of the first, and what stands between.

    Broken words and addresses come together.
    """
    last, first = before.rsplit(" ", 1)[-1], after.split(" ", 1)[0]
    if any(one.search(last) and other.match(first) for one, other in _ADDRESS_BREAKS):
        return 0, ""
    if not re.search(r"\w-$", last):
        return 0, " "
    if first[:1].islower():
        return (0 if _keeps_hyphen(last, first) else 1), ""
    return 0, "" if first[:1].isupper() else " "


def _keeps_hyphen(last: str, first: str) -> bool:
    head, tail = fold(last).rstrip("-").strip("\"'(«“ "), re.match(r"\w*", fold(first))
    head = head.removeprefix("l'").removeprefix("d'")
    return (
        head in words("before_hyphen")
        or (tail is not None and tail[0] in words("after_hyphen"))
        or "-" in head + first.rstrip(".,;:")
    )


def _joined(text: str, line: str) -> str:
    drop, between = joint(text, line)
    return f"{text[: len(text) - drop]}{between}{line}"
