"""Two dated things side by side, told with their days."""

from collections.abc import Iterator

from bot.answers.phrases import say
from bot.phrasing import Answer, count, sentence
from bot.queries.frame import Operator, Verb
from bot.queries.sides import Side, Sides, gap
from bot.topics.clerk import Clerk


def tell(asked: Sides, clerk: Clerk) -> Answer:
    """Count the days between two things, or say which comes first."""
    lines = [_between(asked, clerk) if asked.verb is Verb.DIFFERENCE else _order(asked)]
    lines += _days(asked, clerk)
    rows = [side.row for side in (asked.first, asked.second) if side.row is not None]
    return Answer(
        text="\n".join(sentence(line) for line in dict.fromkeys(lines)),
        answered=True,
        intent="comparison.difference" if asked.verb is Verb.DIFFERENCE else "comparison.first",
        confidence=0.9,
        sources=tuple(dict.fromkeys(clerk.source(row.letter, row.span) for row in rows)),
    )


def _between(asked: Sides, clerk: Clerk) -> str:
    first, last = gap(asked)
    return say("sides.between", first=clerk.day(first), last=clerk.day(last), count=count((last - first).days, "day"))


def _order(asked: Sides) -> str:
    if asked.first.first == asked.second.first and asked.first.last == asked.second.last:
        return say("sides.same", first=asked.first.title, second=asked.second.title)
    early, late = sorted((asked.first, asked.second), key=lambda side: (side.first, side.last))
    if asked.relation is None:
        phrase = "either"
    else:
        right = (early is asked.first) is (asked.relation is Operator.BEFORE)
        phrase = "first_yes" if right else "first_no"
    return say(f"sides.{phrase}", first=early.title, second=late.title)


def _days(asked: Sides, clerk: Clerk) -> Iterator[str]:
    for side in (asked.first, asked.second):
        if side.title:
            yield _line(side, clerk)


def _line(side: Side, clerk: Clerk) -> str:
    if side.first == side.last:
        return say("sides.line", title=side.title, day=clerk.day(side.first))
    return say("sides.span", title=side.title, first=clerk.day(side.first), last=clerk.day(side.last))
