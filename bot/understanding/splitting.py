"""Several questions in one message: where one ends and the next begins."""

import re
from functools import cache

from bot.understanding.lexicon import Lexicon
from knowledge.french.text import fold_in_place

_ENDS = re.compile(r"(?<![?;!])[?;!]+\s+")  # from the first of each run: in linear time
_FAR = 40  # characters from who is to act to the word that asks, at most
_MOST = 3  # questions of one message that are answered


def split(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the questions of a message: parted by their marks, or by "et" before a word that asks.

    "La date du Forum et celle de la Journée" are two.
    """
    folded = fold_in_place(text)
    asking = lexicon.shapes.asking | lexicon.shapes.asking_also | lexicon.shapes.standing
    joined = _joined(lexicon.shapes.joining, asking, lexicon.shapes.subjects)
    cuts = sorted((*_ENDS.finditer(folded.text), *joined.finditer(folded.text)), key=lambda match: match.start())
    parts, start = [], 0
    for cut in cuts:
        parts.append(text[start : folded.origin(*cut.span()).start])
        start = folded.origin(*cut.span()).end
    parts.append(text[start:])
    kept = tuple(part for part in parts if any(map(str.isalnum, part)))
    return kept if len(kept) <= _MOST else (text,)


@cache
def _joined(joining: str, asking: frozenset[str], subjects: frozenset[str]) -> "re.Pattern[str]":
    """Return the pattern of what joins two questions; it is not looked for within the blanks before it.

    The word that asks stands behind it, or a few words behind who is to act: "et on doit répondre quand ?".
    """
    words, acting = ("|".join(sorted(each)) for each in (asking, subjects))
    near = rf"(?:(?:{acting}) [^?;!,]{{0,{_FAR}}})?\b(?:a |de |d')?(?:{words})\b"
    return re.compile(rf"(?<!\s)\s+{joining}\s+(?={near})")
