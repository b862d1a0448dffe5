"""Several facts asked in one breath: "la date et le lieu du Forum", "thème, dates et contact"."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from bot.understanding.question import Question

_BETWEEN = re.compile(
    r"(?:\s|,|\+|&|/|et|ainsi que|puis|avec|aussi|l['’]|le|la|les|du|de|d['’]|des|son|sa|ses|leur|leurs)*"
)
_JOINS = re.compile(r"[,+&/]|\b(?:et|ainsi que|puis|avec)\b")
_SEVERAL = ("contact.phone", "contact.fax", "contact.mail", "letter.")  # aspects of one topic that go together
_JOINS_FAR = re.compile(r"[+&]|\b(?:et|ainsi que)\b")  # that join with a name between as well


def coordinated(question: Question, topics: Collection[str]) -> tuple[str, ...]:
    """Return the aspects that nouns joined by "et" or a comma ask for, when they are two or more.

    Of one topic there is one, but letters are asked for several facts: "son signataire et sa date".
    """
    found: dict[str, str] = {}
    asking = [place for place in range(len(question.tokens)) if _aspect(question, place, topics)]
    for place, following in pairwise(asking):
        start, end = question.tokens[place].span.end, question.tokens[following].span.start
        between = question.text[start:end].lower()
        if _JOINS_FAR.search(between):
            between = _unnamed(question, start, end)
        if not _BETWEEN.fullmatch(between) or not _JOINS.search(between):
            continue
        for each in (place, following):
            aspect = _aspect(question, each, topics)
            found.setdefault(aspect if aspect.startswith(_SEVERAL) else aspect.partition(".")[0], aspect)
    return tuple(found.values()) if len(found) > 1 else ()


def _unnamed(question: Question, start: int, end: int) -> str:
    """Return what is written between two places but for the names: "les dates du SMSI 2021 et le contact"."""
    written = list(question.text[:end].lower())
    for place in question.mentions.names:
        span = question.tokens[place].span
        written[span.start : span.end] = " " * len(written[span.start : span.end])
    return "".join(written[start:end])


def alone(question: Question, aspect: str, aspects: Collection[str]) -> Question:
    """Return a question with one of the aspects that it asks for; the words of the others ask nothing then."""
    others = {
        place
        for score in question.scores
        if score.aspect in aspects and score.aspect != aspect
        for place in score.tokens
    }
    own = {place for score in question.scores if score.aspect == aspect for place in score.tokens}
    apart = {question.tokens[place].stem for place in others - own}
    left = question.remainder
    content = tuple(word for word in left.content if word not in apart)
    return replace(question, aspect=aspect, remainder=replace(left, content=content))


def _aspect(question: Question, place: int, topics: Collection[str]) -> str:
    """Return the aspect of some topics that a word speaks for the loudest; empty when it speaks for none."""
    holding = (score for score in question.scores if place in score.tokens)
    best = next(holding, None)
    return best.aspect if best is not None and best.aspect.partition(".")[0] in topics else ""
