"""Which deadline a question means: by what is to be done, by its day, by the address to write to."""

import datetime as dt
from collections.abc import Sequence

from bot.entities.editions import Occurrence
from bot.topics.clerk import Clerk
from bot.understanding.asks import Asks, asked
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Deadline, Letter, Part
from knowledge.temporal.moment import Period

_ROOT = 6  # letters that the words of one family share: "inscrire", "inscription"
_NAMED = 2  # words of a part's name that name it
_CLEAR = 0.75  # share of the best weight that another deadline must have to be meant too
_ENOUGH = 3.0  # weight of the words that name what is to be done
_DAY = 6.0  # what the very day of a deadline weighs
_ADDRESS = 12.0  # what its very address weighs


def meant(question: Question, deadlines: Sequence[Deadline], letter: Letter, clerk: Clerk) -> tuple[Deadline, ...]:
    """Return the deadlines that a question means: those whose sentence holds most of its words, else all.

    None when it names something particular to do ("s'inscrire") that no sentence speaks of.
    """
    deadlines = [each for each in deadlines if not _of_other_part(question, each, letter, clerk)]
    particular = {token.stem[:_ROOT] for token in question.tokens if token.stem in clerk.words["deadline.specific"]}
    acted = question.says(*clerk.words["deadline.doing"])
    if particular and not acted and not any(told(question, each, letter, clerk) for each in deadlines):
        deadlines = [d for d in deadlines if particular & {word[:_ROOT] for word in _stems(d, letter, clerk)}]
    if len(deadlines) < 2 or not question.content:
        return tuple(deadlines)
    weights = [_weigh(set(question.content) & _stems(deadline, letter, clerk), clerk) for deadline in deadlines]
    least = _CLEAR * max(weights)
    return tuple(deadline for deadline, weight in zip(deadlines, weights, strict=True) if weight >= least)


def _of_other_part(question: Question, deadline: Deadline, letter: Letter, clerk: Clerk) -> bool:
    """Tell whether a deadline is for another part of the event than the one spoken of, or for one that is set aside."""
    parts = question.occurrences[0].event.parts if question.occurrences else ()
    said = _stems(deadline, letter, clerk)
    own = [part for part in parts if set(_begin(part, clerk)) <= said]
    if not own:
        return False
    return any(each in own for each in question.excluded) or (question.part in parts and question.part not in own)


def _begin(part: Part, clerk: Clerk) -> list[str]:
    """Return the stems that a part's name begins with: what it is called for short."""
    grammar = clerk.catalogue.lexicon.grammar
    return [stem(word) for word in words(part.name) if word not in grammar][:_NAMED]


def told(question: Question, deadline: Deadline, letter: Letter, clerk: Clerk) -> bool:
    """Tell whether a deadline is for what else a question names to be done: "s'inscrire pour prendre la parole"."""
    return bool(set(question.content) & _stems(deadline, letter, clerk) & clerk.words["deadline.doing"])


def find(question: Question, clerk: Clerk) -> Occurrence | None:
    """Return the event a deadline of which asks for what a question speaks of; the next due when several do."""
    asks, today = clerk.catalogue.asks(clerk.words["deadline.pointing"]), question.now.date()
    weights = _weights(question, asks, clerk)
    most = round(max(weights.values(), default=0.0))
    if most < _ENOUGH:
        return None
    best = [asks.every[place] for place in sorted(weights) if round(weights[place]) == most]
    return max(best, key=lambda ask: _nearness(ask.deadline.last_day, today)).occurrence


def _nearness(day: dt.date, today: dt.date) -> tuple[bool, int]:
    return day >= today, -abs((day - today).days)


def _weights(question: Question, asks: Asks, clerk: Clerk) -> dict[int, float]:
    """Return how much speaks for each deadline: words of its sentence, of that pointed to, its day, its address."""
    weights = asks.said(sorted(_particular(question, clerk)), clerk.catalogue.rarity)
    for place in asks.answered_at({named.what for named in question.mentions.mailboxes}):
        weights[place] = weights.get(place, 0.0) + _ADDRESS
    period = question.period.value if question.period else None
    if period and period.last_day:
        for place in asks.due(period.first_day or period.last_day, period.last_day):
            weights[place] = weights.get(place, 0.0) + _day(period, asks.every[place].deadline)
    return weights


def _day(period: Period, deadline: Deadline) -> float:
    """Return what a time weighs for a deadline: most when it is its very day, half when it holds it."""
    if period.last_day in (deadline.due, deadline.last_day):
        return _DAY
    bounded = period.first_day is not None and period.last_day is not None
    return _DAY / 2 if bounded and period.contains(deadline.due) else 0.0


def _particular(question: Question, clerk: Clerk) -> set[str]:
    return set(question.particular - clerk.words["procedure.generic"])


def _stems(deadline: Deadline, letter: Letter, clerk: Clerk) -> frozenset[str]:
    return asked(deadline, letter, clerk.catalogue.stems_of)


def _weigh(stems: set[str] | frozenset[str], clerk: Clerk) -> float:
    return sum(map(clerk.catalogue.rarity, stems))
