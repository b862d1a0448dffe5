"""What a message sets aside before it asks: "pas la date, le lieu"."""

import re
from bisect import bisect
from collections.abc import Sequence

from bot.language.tokens import Token
from bot.understanding.lexicon import Lexicon

_CLAUSE = re.compile(r"[,;:.!?()\n]+")
_FAR = 60  # words from a denial to what opposes it, at most
_LONGEST = 4  # words set aside at once


def set_aside(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Return the positions of the words that "ni", or a clause opening with "pas" or "non", sets aside.

    A clause ends at its mark or before a word that opposes: "pas le contact mais la date".
    """
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    clauses = [bisect(ends, token.span.start) for token in tokens]
    aside: set[int] = set()
    for place, token in enumerate(tokens):
        if token.text not in lexicon.shapes.denying:
            continue
        neither = token.text in lexicon.shapes.neither
        opens = neither or place == 0 or clauses[place] != clauses[place - 1]
        start = place if opens else _denied(tokens, place, lexicon)
        if start is None:
            continue
        rest = range(place, len(tokens))
        ending = lexicon.shapes.opposing | (lexicon.shapes.neither if neither else frozenset())
        after = (p for p in rest if clauses[p] != clauses[place] or (p > place and tokens[p].text in ending))
        end = next(after, len(tokens))
        if end < len(tokens) and end - place <= _LONGEST:
            aside.update(range(start, end))
    return frozenset(aside)


def _denied(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> int | None:
    """Return where the denial of a verb begins that "pas" ends: "je ne parle pas de 2021 mais de 2020"."""
    opposed = any(token.text in lexicon.shapes.opposing for token in tokens[place : place + _FAR])
    before = range(max(0, place - 2), place) if opposed else ()
    return next((start for start in before if tokens[start].text in lexicon.shapes.negating), None)
