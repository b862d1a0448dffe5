"""Several facts asked in one breath: "la date et le lieu du Forum", "thème, dates et contact"."""

import re
from collections.abc import Collection
from itertools import pairwise

from bot.understanding.question import Question

_BETWEEN = re.compile(
    r"(?:\s|,|\+|&|/|et|ainsi que|puis|avec|aussi|l['’]|le|la|les|du|de|d['’]|des|son|sa|ses|leur|leurs)*"
)
_LETTER = "letter"
_JOINS = re.compile(r"[,+&/]|\b(?:et|ainsi que|puis|avec)\b")


def coordinated(question: Question, topics: Collection[str]) -> tuple[str, ...]:
    """Return the aspects that nouns joined by "et" or a comma ask for, when they are two or more.

    Of one topic there is one, but letters are asked for several facts: "son signataire et sa date".
    """
    found: dict[str, str] = {}
    asking = [place for place in range(len(question.tokens)) if _aspect(question, place, topics)]
    for place, following in pairwise(asking):
        start, end = question.tokens[place].span.end, question.tokens[following].span.start
        between = question.text[start:end].lower()
        if not _BETWEEN.fullmatch(between) or not _JOINS.search(between):
            continue
        for each in (place, following):
            aspect = _aspect(question, each, topics)
            topic = aspect.partition(".")[0]
            found.setdefault(aspect if topic == _LETTER else topic, aspect)
    return tuple(found.values()) if len(found) > 1 else ()


def _aspect(question: Question, place: int, topics: Collection[str]) -> str:
    """Return the aspect of some topics that a word speaks for the loudest; empty when it speaks for none."""
    holding = (score for score in question.scores if place in score.tokens)
    best = next(holding, None)
    return best.aspect if best is not None and best.aspect.partition(".")[0] in topics else ""
