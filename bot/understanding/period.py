"""The time that a message speaks of, slips mended before it is read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from bot.understanding.words import Token
from knowledge.french.text import Span, fold_in_place
from knowledge.temporal.moment import Expression


def read_period(text: str, tokens: Sequence[Token], now: dt.datetime) -> Expression | None:
    """Return the first expression of time of a message, its span in the message as written."""
    from knowledge.temporal.parser import find  # loaded with the first question

    mended, shifts = _rewrite(text, tokens)
    found = next(iter(find(mended, now)), None)
    if found is None or not shifts:
        return found
    return replace(found, span=Span(_origin(found.span.start, shifts), _origin(found.span.end, shifts)))


def _rewrite(text: str, tokens: Sequence[Token]) -> tuple[str, list[tuple[int, int]]]:
    """Return the message with its words mended, and by how much what follows each place has moved."""
    folded = fold_in_place(text)
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    done = moved = 0
    for span, spelt in groupby(tokens, key=attrgetter("span")):
        meant = " ".join([token.text for token in spelt])
        if meant == folded.text[folded.place(span.start) : folded.place(span.end)]:
            continue
        pieces += [text[done : span.start], meant]
        moved += len(meant) - (span.end - span.start)
        shifts.append((span.end + moved, moved))
        done = span.end
    return "".join((*pieces, text[done:])), shifts


def _origin(place: int, shifts: Sequence[tuple[int, int]]) -> int:
    return place - next((moved for start, moved in reversed(shifts) if start <= place), 0)
