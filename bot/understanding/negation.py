"""What a message sets aside before it asks: "pas la date, le lieu"."""

import re
from bisect import bisect
from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.words import Token

_CLAUSE = re.compile(r"[,;:.!?()\n]+")
_BEFORE = 3  # words that may stand between what excepts and what is left out
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


def refused(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Return the positions of the words of a last clause that opens with "pas": "le thème du SMSI 2021, pas 2020"."""
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    clauses = [bisect(ends, token.span.start) for token in tokens]
    last = [place for place in range(len(tokens)) if clauses[place] == clauses[-1]]
    behind = 0 < len(last) < len(tokens) and len(last) <= _LONGEST + 1
    return frozenset(last) if behind and tokens[last[0]].text in lexicon.shapes.denying else frozenset()


def _denied(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> int | None:
    """Return where the denial of a verb begins that "pas" ends: "je ne parle pas de 2021 mais de 2020"."""
    opposed = any(token.text in lexicon.shapes.opposing for token in tokens[place : place + _FAR])
    before = range(max(0, place - 2), place) if opposed else ()
    return next((start for start in before if tokens[start].text in lexicon.shapes.negating), None)


def excepted(tokens: Sequence[Token], named: frozenset[int], lexicon: Lexicon) -> bool:
    """Tell whether what is named is left out: "hors tables rondes"."""
    first = min(named)
    before = range(max(0, first - _BEFORE), first)
    return any(tokens[place].text in lexicon.shapes.excepting or _refused(tokens, place, lexicon) for place in before)


def left_out(tokens: Sequence[Token], named: frozenset[int], aside: frozenset[int], lexicon: Lexicon) -> bool:
    """Tell whether a whole event is left out, so that another is meant: "pas le SMSI, l'autre", "hormis le SMSI"."""
    place = min(named) - 1
    while place > 0 and tokens[place].text in lexicon.shapes.before_nouns:
        place -= 1
    other = any(token.text in lexicon.shapes.others for token in tokens)
    return (place >= 0 and tokens[place].text in lexicon.shapes.excepting) or (other and named <= aside)


def _refused(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Tell whether "pas" stands behind a noun, and denies no verb: "le mail de l'exposition, pas les tables rondes"."""
    if tokens[place].text not in lexicon.shapes.denying or not place:
        return False
    negated = any(token.text in lexicon.shapes.negating for token in tokens[max(0, place - _BEFORE) : place])
    return tokens[place - 1].text not in lexicon.fillers and not negated
