"""Which verb governs a date: the nearest one that no other date and no stop parts from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.extraction.cues import cue, cue_names, pattern
from knowledge.extraction.mentions import Time

ASKING = frozenset(("request", "must", "imperative", "future", "passive", "may", "open", "close"))
_HOLDS = re.compile(r"\b(?:organis|tiendr|accueill|convoqu|celebr|tienn|reuni)\w+$")
_PARTICIPLE = re.compile(r"(?:prevu|tenu|organise|fixe|convoque|programme)e?s?")
_NOTED = re.compile(r"prevue?s?")  # "les activités prévues": no verb of the sentence
_WEAK = ("future", "passive", "was", "past")  # what a longer or a plainer verb comes before
_TOGETHER = 16  # characters between "devait" and "avoir lieu"
_STOP = re.compile(r"[;]|\s(?:mais|tandis que|alors que)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb that may govern a date."""

    kind: str  # its list in dated.toml
    start: int  # in the folded sentence
    end: int


@cache
def _lists() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = sorted(cue_names("governs"), key=lambda kind: kind in _WEAK)
    found = [(kind, pattern(rf"(?<![\w-]){cue('governs', kind)}(?:(?<=')|(?!\w))")) for kind in kinds]
    takes = pattern(r"(?<![\w-])(?:{events.takes}|{events.follows}|{events.holds})(?![\w-])")
    found.insert(kinds.index("future"), ("takes", takes))
    return tuple(found)


@cache
def verbs(low: str) -> tuple[Verb, ...]:
    """Return the verbs of a folded sentence, left to right, none inside another."""
    found = [
        Verb(kind=_kind(kind, match[0]), start=match.start(), end=match.end())
        for kind, each in _lists()
        for match in each.finditer(low)
    ]
    found.sort(key=lambda verb: (verb.start, verb.start - verb.end))
    kept: list[Verb] = []
    for verb in found:
        if not kept or verb.start >= kept[-1].end:
            kept.append(replace(verb, kind=_resumed(kept)) if verb.kind == "again" else verb)
    return tuple(kept)


def _resumed(before: Sequence[Verb]) -> str:
    """“est ouverte depuis le 1er mai et le restera jusqu'au 16 août": it says again what the verb before it said."""
    return next((verb.kind for verb in reversed(before) if verb.kind not in ("past", "was")), "open")


def _kind(kind: str, said: str) -> str:
    """“Le secrétariat organisera une séance” says when something takes place."""
    return "takes" if kind == "secretariat" and _HOLDS.search(said) else kind


def governor(time: Time, others: Sequence[Time]) -> Verb | None:
    """Return the verb that governs a time: before it and after the time before, else after it, else farther back."""
    low = time.sentence.low
    stops = [match.end() for match in _STOP.finditer(low) if not _depth(low, match.start())]
    first = max((stop for stop in stops if stop <= time.start), default=0)
    last = min((stop for stop in stops if stop >= time.end), default=len(low))
    deep = _depth(low, time.start)
    said = [
        verb
        for verb in verbs(low)
        if _depth(low, verb.start) <= deep
        and not _is_name(verb, time)
        and first <= verb.start
        and verb.end <= last
        and not _within(verb, time)
    ]
    earlier = max((other.end for other in others if other.end <= time.start), default=0)
    later = min((other.start for other in others if other.start >= time.end), default=len(low))
    near = [verb for verb in said if earlier <= verb.start and verb.start < time.start]
    after = [verb for verb in said if time.end <= verb.start < later]
    far = [verb for verb in said if verb.end <= earlier]
    if far:  # "puis, le 24 avril, à l'Atelier, prévu au même endroit": the participle is that of what follows
        after = [verb for verb in after if not _PARTICIPLE.fullmatch(low[verb.start : verb.end])]
    aside = low.count("(", first, time.start) > low.count(")", first, time.start)
    if near and not (aside and near[-1].end < low.rfind("(", 0, time.start)):
        return _weighed(near, low)
    if aside:
        return near[-1] if near else (far[-1] if far else None)
    return after[0] if after else (far[-1] if far else None)


def clause_of(low: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause of an interval begins and ends: at the semicolons that no parenthesis holds."""
    stops = [match.start() for match in re.finditer(";", low) if not _depth(low, match.start())]
    first = max((stop + 1 for stop in stops if stop < start), default=0)
    return first, min((stop for stop in stops if stop >= end), default=len(low))


def _is_name(verb: Verb, time: Time) -> bool:
    """A name may end as a future does: "Mme Ferreira"."""
    return (
        verb.kind == "future" and verb.start > 0 and time.sentence.passage.at(verb.start, verb.start + 1).text.isupper()
    )


def _depth(low: str, place: int) -> int:
    return max(0, low.count("(", 0, place) - low.count(")", 0, place))


def _weighed(near: Sequence[Verb], low: str) -> Verb:
    """A loose word ("peuvent", a future) yields to a request that stands before it in the same clause."""
    last = near[-1]
    if last.kind == "takes" and len(near) > 1 and near[-2].kind == "was" and last.start - near[-2].end < _TOGETHER:
        return near[-2]
    if last.kind == "passive" and len(near) > 1 and near[-2].kind == "must" and last.start - near[-2].end < _TOGETHER:
        return near[-2]
    noted = last.kind == "takes" and _NOTED.fullmatch(low[last.start : last.end])
    if noted and len(near) > 1 and near[-2].kind in ("request", "must", "imperative"):
        return near[-2]
    if (
        last.kind in ("may", "future", "past", "open")
        and len(near) > 1
        and near[-2].kind in ("request", "must", "close")
    ):
        return near[-2]
    return last


def _within(verb: Verb, time: Time) -> bool:
    return time.start <= verb.start < time.end
