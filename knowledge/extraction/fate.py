"""What has become of an event: cancelled, postponed, and why."""

import re
from collections.abc import Sequence

from knowledge.documents.passage import Passage
from knowledge.extraction.cues import pattern
from knowledge.extraction.drafts import Draft
from knowledge.extraction.linking import is_landmark
from knowledge.extraction.places import place_in
from knowledge.extraction.things import Thing
from knowledge.model import Status

Said = Sequence[tuple[Thing, Draft]]  # what a sentence names of the events, in order
_NEAR = 30  # characters between "annulation" and the name of what is cancelled


def tell_fate(sentence: Passage, said: Said, main: Draft) -> None:
    """Note in each event what a sentence says has become of it."""
    low = sentence.low
    for match in pattern(r"\b{events.cancelled}").finditer(low):
        draft = _object(match, low, said, main)
        if draft is not None and (elsewhere := re.match(r"[^.;]*\bmais\b", low[match.end() :])):
            _relocate(draft, sentence, match.end(), match.end() + elsewhere.end())
        elif draft is not None and not _put_off(draft, low, match):
            draft.status = Status.CANCELLED
            draft.note("status", sentence.span, "cancelled")
    for match in pattern(r"\b(?:reporter|report d|reportee?s?)\b").finditer(low):
        draft = _object(match, low, said, main)
        if draft is not None and draft.status is Status.PLANNED:
            draft.status = Status.CHANGED
            draft.note("status", sentence.span, "postponed")
            if pattern(r"\b{events.undated}\b").search(low):
                draft.suspend()
    _reason(sentence, said, main)


def _put_off(draft: Draft, low: str, match: re.Match[str]) -> bool:
    """“N'aura pas lieu à ces dates”, and new ones are given: what has new days is not cancelled."""
    days_only = re.match(r"\s*(?:a|aux|du|les?) (?:ces |cette )?(?:dates?\b|\d)", low[match.end() :])
    return days_only is not None and any(each.rule == "put off" for each in draft.evidence)


def _relocate(draft: Draft, sentence: Passage, start: int, turn: int) -> None:
    """“N'aura pas lieu à Rome, mais à Lisbonne” moves an event and does not cancel it."""
    old, new = place_in(sentence.at(start, turn).text), place_in(sentence.at(turn, len(sentence.low)).text)
    if new:
        draft.was_place, draft.place = old or draft.place, new
        draft.note("place", sentence.span, "moved")


def _object(match: re.Match[str], low: str, said: Said, main: Draft) -> Draft | None:
    """Return the event that a change is about: what follows "annulation de", what precedes "est annulé"."""
    if re.match(r"annulation|annuler|renoncer|report(?:er| d)", match[0]):
        return next((draft for thing, draft in said if 0 <= thing.start - match.end() <= _NEAR), None)
    if re.search(r"(?:^|[;.,]\s*)(?:celui-ci|celle-ci|il|elle)\s+(?:\w+\s+){0,3}$", low[: match.start()]):
        return main
    ahead = [(thing, draft) for thing, draft in said if thing.end <= match.start()]
    before = [each for each in ahead if not is_landmark(low, each[0]) and not _in_relative(low, each[0], match.start())]
    if not before:
        return None
    thing, draft = before[-1]
    aside = r",?\s*(?:qui|initialement|prevue?|programmee?)\b(?:[^,]*,){1,3}(?=\s*(?:est|sera|a)\b|\s*$)"
    gap = re.sub(aside, " ", low[thing.end : match.start()])
    return None if re.search(r"\b(?:l[ea]s?|une?|d[eu]s?)\s+[a-z]{3,}|\b[ld]'[a-z]{3,}", gap) else draft


def _in_relative(low: str, thing: Thing, verb: int) -> bool:
    """“La réunion, qui devait suivre le Forum le 17 octobre, est annulée” says nothing of the Forum."""
    opened = re.search(r",\s(?:qui|dont|que)\s[^,;.]*$", low[: thing.start])
    return opened is not None and "," in low[thing.end : verb]


def _reason(sentence: Passage, said: Said, main: Draft) -> None:
    """Keep the first sentence that gives the cause of a change."""
    low = sentence.low
    cause = pattern(r"\b{events.reasons}").search(low)
    changed = pattern(r"\b(?:{events.cancelled}|{events.postponed}|decision|decide)").search(low)
    draft = said[0][1] if said else main
    if cause and (changed or "virtuel" in low) and draft.reason is None:
        draft.reason = sentence.span
