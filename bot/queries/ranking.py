"""Which of the things that a message may mean it means: few named features, weighed by what was learned."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from bot.language.roots import Roots
from bot.queries.candidates import Candidate, Way
from bot.queries.rows import CONTEXT, SENTENCE, Tables
from bot.queries.schema import vocabulary
from bot.queries.seek import Wanted
from bot.understanding.question import Question

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One message, and what forbids to answer it."""

    question: Question
    wants: Wanted
    tables: Tables
    vetoed: str  # the phrase that says why it is not to be answered, empty when nothing forbids it

    def share(self, told: Roots | frozenset[str]) -> float:
        """Return how much of what must be told some roots are, 0 to 1; 1 where nothing must be."""
        must = self.wants.must
        total = sum(must.values())
        return sum(weight for word, weight in must.items() if word in told) / total if total else 1.0

    @property
    def absent(self) -> float:
        """How much of what must be told stands in no letter."""
        nowhere = frozenset(word for word in self.wants.must if not self.tables.letters_with.get(word))
        return self.share(nowhere) if self.wants.must else 0.0


def features(candidates: Sequence[Candidate], situation: Situation) -> Sequence[Features]:
    """Return what speaks for each candidate, by name; some of it is how well the others are told."""
    told = [_close(each, situation) for each in candidates]
    best_of = {way: max((t for t, c in zip(told, candidates, strict=True) if c.way is way), default=0.0) for way in Way}
    every = []
    for candidate, close in zip(candidates, told, strict=True):
        found = dict(_features(candidate, situation))
        way = candidate.way.value
        for other, most in best_of.items():
            if situation.wants.must and other is not Way.REFUSAL:
                found[f"{way}.beaten_by_{other.value}"] = max(0.0, most - close)
        every.append(found)
    return every


def _close(candidate: Candidate, situation: Situation) -> float:
    """Return how much of what must be told a candidate's own words and sentence tell."""
    hit = candidate.hit
    if hit is None or not situation.wants.must:
        return 0.0
    return situation.share(frozenset(word for word in situation.wants.must if hit.row.tells(word) >= SENTENCE))


def _features(candidate: Candidate, situation: Situation) -> Iterator[tuple[str, float]]:
    way, question = candidate.way.value, situation.question
    yield way, 1.0
    yield from _situation(way, situation)
    if candidate.way is not Way.REFUSAL:
        yield from _asked(candidate, question, situation.vetoed)
        yield from _told(candidate, situation)
        yield from ((f"{way}.{name}", value) for name, value in candidate.extra.items())


def _situation(way: str, situation: Situation) -> Iterator[tuple[str, float]]:
    question = situation.question
    about = question.message.about if question.message else None
    yield f"{way}.absent", situation.absent
    yield f"{way}.unknown", float(bool(about and about.unknown))
    if situation.vetoed:
        yield f"{way}.vetoed", 1.0
        yield f"{way}.{situation.vetoed}", 1.0
    yield f"{way}.empty", float(not situation.wants.must)
    if question.aspect in ("help.untold", None):
        yield f"{way}.faint", 1.0
    form = question.message.form.value if question.message else "alone"
    yield f"{way}.{form}", 1.0
    aside = any(token.text in vocabulary().aside for token in question.tokens)
    yield f"{way}.aside", float(aside or bool(question.mentions.apart or question.mentions.excluded))


def _asked(candidate: Candidate, question: Question, vetoed: str) -> Iterator[tuple[str, float]]:
    way = candidate.way.value
    top = question.scores[0].weight if question.scores else 0.0
    yield f"{way}.cue", question.weight(candidate.aspect) / top if top else 0.0
    yield f"{way}.loud", min(1.0, question.weight(candidate.aspect) / 8)
    chosen = candidate.aspect == question.aspect
    yield f"{way}.chosen", float(chosen)
    if chosen and question.choice and question.choice.by:
        yield f"{way}.by_{question.choice.by}", 1.0
    if candidate.source:
        yield f"{way}.{candidate.source}", 1.0
        if vetoed:
            yield f"{way}.{candidate.source}_vetoed", 1.0
    yield f"{way}.as_{candidate.aspect.partition('.')[0]}", 1.0
    if candidate.source == "nothing":
        yield f"{way}.nothing_{candidate.aspect.partition('.')[0]}", 1.0


def _told(candidate: Candidate, situation: Situation) -> Iterator[tuple[str, float]]:
    way, hit = candidate.way.value, candidate.hit
    if hit is None:
        return
    told = frozenset(word for word in situation.wants.must if hit.row.tells(word) >= CONTEXT)
    yield f"{way}.close", _close(candidate, situation)
    yield f"{way}.told", situation.share(told)
    yield f"{way}.missed", situation.share(hit.missed) if situation.wants.must else 0.0
    yield f"{way}.whole", float(hit.whole)
    may = [word for word in situation.wants.may if situation.tables.letters_with.get(word)]
    yield f"{way}.may", sum(hit.row.tells(word) > 0 for word in may) / len(may) if may else 0.5
    view = {letter.reference for letter in situation.question.letters}
    yield f"{way}.in_view", float(hit.row.letter.reference in view)
    inherited = situation.question.focus.inherited
    yield f"{way}.off_dialogue", float(inherited and hit.row.letter.reference not in view)


# Weights -------------------------------------------------------------------------------------------------------------


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature, learned from questions whose answers are known."""
    table = tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8"))
    found: dict[str, float] = table["weights"]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate, and how likely it is what the message means."""

    candidate: Candidate
    chance: float  # 0 to 1, among all the candidates of its message
    because: tuple[tuple[str, float], ...]  # what speaks most for it or against it: features, each with its weight


def rank(candidates: Sequence[Candidate], situation: Situation) -> list[Ranked]:
    """Return candidates, the likeliest first."""
    said = [_weighed(found) for found in features(candidates, situation)]
    totals = [sum(weight for _, weight in each) for each in said]
    most = max(totals)
    mass = sum(exp(total - most) for total in totals)
    found = [
        Ranked(candidate=candidate, chance=exp(total - most) / mass, because=each)
        for candidate, total, each in zip(candidates, totals, said, strict=True)
    ]
    return sorted(found, key=lambda each: -each.chance)


def _weighed(found: Features) -> tuple[tuple[str, float], ...]:
    """Return what each feature adds, the heaviest first."""
    every = ((name, weights().get(name, 0.0) * value) for name, value in found.items())
    return tuple(sorted((each for each in every if each[1]), key=lambda each: -abs(each[1])))
