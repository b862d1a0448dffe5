"""Which days of the week a question puts: "tombe-t-elle un week-end ?"."""

from itertools import pairwise

from bot.language.tokens import Token
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.model import Event, Part
from knowledge.temporal.lexicon import lexicon as time
from knowledge.temporal.moment import Grain

_WEEKEND = frozenset({5, 6})
_WEEK = 7
_WORKDAYS = frozenset(range(5))


def put(question: Question, clerk: Clerk) -> frozenset[int]:
    """Return the days of the week that a question puts in general, Monday being 0; none when it tells one week."""
    if not question.yes_or_no:
        return frozenset()
    found: set[int] = set()
    following = (*(token.stem for token in question.tokens[2:]), "")
    for (before, token), after in zip(pairwise(question.tokens), following, strict=False):
        one = after in clerk.words["event.that"] or after.isdigit()
        if before.stem in clerk.words["event.generic"] and not one:
            found |= _days(before, token, clerk)
    return frozenset(found)


def _days(before: Token, token: Token, clerk: Clerk) -> frozenset[int]:
    """Return the days of the week that a word behind an article stands for."""
    if token.stem in clerk.words["event.weekend"]:
        return _WEEKEND
    if before.text == "en" and token.stem in clerk.words["event.workdays"]:
        return _WORKDAYS
    kind, value = time().classes.get(token.text, ("", None))
    return frozenset({int(value)}) if kind == "weekday" and value is not None else frozenset()


def edges_put(question: Question, clerk: Clerk) -> tuple[bool, bool]:
    """Tell whether a question speaks of the beginning of an event, and of its end: "le dernier jour"."""
    day = question.says(*clerk.words["event.day"])
    first, last = (day and question.says(*clerk.words[f"event.{edge}"]) for edge in ("first", "last"))
    begins, ends = (question.says(*clerk.words[f"event.{edge}"]) for edge in ("beginning", "ending"))
    return begins or first, ends or last


def hold(days: frozenset[int], question: Question, what: Event | Part, clerk: Clerk) -> bool | None:
    """Tell whether something, or its beginning or end when that is put, falls on some days of the week.

    None when the letter does not tell the days, or when the question puts two to choose from.
    """
    if question.says("ou"):
        return None
    begins, ends = edges_put(question, clerk)
    first, last = what.start, what.end or what.start
    edges = [first] if begins > ends else [last] if ends > begins else [first, last]
    exact = [each.first for each in edges if each is not None and each.grain is Grain.DAY]
    if len(exact) < len(edges):
        return None
    length = (exact[-1] - exact[0]).days + 1
    return any((exact[0].weekday() + each) % _WEEK in days for each in range(min(length, _WEEK)))
