"""Which deadline a question means: by what is to be done, by its day, by the address to write to."""

from collections.abc import Sequence
from itertools import pairwise

from bot.topics.clerk import Clerk
from bot.understanding.catalogue import Occurrence
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import words
from knowledge.model import Deadline, Letter, Part

_ROOT = 6  # letters that the words of one family share: "inscrire", "inscription"
_NAMED = 2  # words of a part's name that name it
_POINTED = 5  # letters that "invitation" and "inviter" share
_CLEAR = 0.75  # share of the best weight that another deadline must have to be meant too
_ENOUGH = 3.0  # weight of the words that name what is to be done
_DAY = 6.0  # what the very day of a deadline weighs
_ADDRESS = 12.0  # what its very address weighs
_AROUND = 0.8  # what a word weighs that stands in the sentence pointed to: "cette invitation" is told there


def meant(question: Question, deadlines: Sequence[Deadline], letter: Letter, clerk: Clerk) -> tuple[Deadline, ...]:
    """Return the deadlines that a question means: those whose sentence holds most of its words, else all.

    None when it names something particular to do ("s'inscrire") that no sentence speaks of.
    """
    deadlines = [each for each in deadlines if not _of_other_part(question, each, letter, clerk)]
    particular = {token.stem[:_ROOT] for token in question.tokens if token.stem in clerk.words["deadline.specific"]}
    if particular and not any(_told(question, each, letter, clerk) for each in deadlines):
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


def _told(question: Question, deadline: Deadline, letter: Letter, clerk: Clerk) -> bool:
    """Tell whether a deadline is for what else a question names: "s'inscrire pour prendre la parole"."""
    said = set(question.content) & _stems(deadline, letter, clerk)
    return bool({word for word in said if word in clerk.words["deadline.acts"]})


def find(question: Question, clerk: Clerk) -> Occurrence | None:
    """Return the event a deadline of which asks for what a question speaks of; the next due when several do."""
    today = question.now.date()
    found = [
        (round(_fit(question, deadline, occurrence, clerk)), deadline.last_day >= today, deadline.last_day, occurrence)
        for occurrence in clerk.catalogue.occurrences
        for deadline in occurrence.deadlines
    ]
    best = max(found, key=lambda each: (each[0], each[1], -abs((each[2] - today).days)), default=None)
    return best[3] if best and best[0] >= _ENOUGH else None


def elsewhere(question: Question, clerk: Clerk) -> bool:
    """Tell whether the words of a question stand in none of the letters in view, though they stand in others."""
    wanted = {word for word in _particular(question, clerk) if clerk.catalogue.frequencies.get(word)}
    held = frozenset().union(*(clerk.catalogue.stems_of(letter.text) for letter in question.letters))
    return len(wanted) > 1 and not held & wanted


def _fit(question: Question, deadline: Deadline, occurrence: Occurrence, clerk: Clerk) -> float:
    """Return how much speaks for a deadline: the words of its sentence, those of its letter, its day, its address."""
    wanted = _particular(question, clerk)
    said = wanted & _stems(deadline, occurrence.letter, clerk)
    around = (wanted - said) & _pointed(deadline, occurrence.letter, clerk)
    boxes = {named.what for named in question.mentions.mailboxes} & {each.lower() for each in deadline.reply_to}
    return _weigh(said, clerk) + _AROUND * _weigh(around, clerk) + _day(question, deadline) + _ADDRESS * len(boxes)


def _day(question: Question, deadline: Deadline) -> float:
    """Return what the time spoken of weighs for a deadline: most when it is its very day, half when it holds it."""
    period = question.period.value if question.period else None
    if period is None:
        return 0.0
    if period.last_day in (deadline.due, deadline.last_day):
        return _DAY
    bounded = period.first_day is not None and period.last_day is not None
    return _DAY / 2 if bounded and period.contains(deadline.due) else 0.0


def _particular(question: Question, clerk: Clerk) -> set[str]:
    return set(question.particular - clerk.words["procedure.generic"])


def _stems(deadline: Deadline, letter: Letter, clerk: Clerk) -> frozenset[str]:
    """Return the stems of what a deadline asks, of whom, in its own sentence."""
    return clerk.catalogue.stems_of(f"{deadline.action} {deadline.audience or ''} {letter.cut(deadline.span)}")


def _pointed(deadline: Deadline, letter: Letter, clerk: Clerk) -> frozenset[str]:
    """Return the stems of the nearest sentence before that tells what the deadline only points to."""
    asked = words(letter.cut(deadline.span))
    pairs = pairwise(asked)
    roots = tuple(noun[:_POINTED] for pointing, noun in pairs if stem(pointing) in clerk.words["deadline.pointing"])
    for span in reversed([span for span in letter.sentences if span.end <= deadline.span.start]):
        if roots and any(word.startswith(roots) for word in words(letter.cut(span))):
            return clerk.catalogue.stems_of(letter.cut(span))
    return frozenset()


def _weigh(stems: set[str] | frozenset[str], clerk: Clerk) -> float:
    return sum(map(clerk.catalogue.rarity, stems))
