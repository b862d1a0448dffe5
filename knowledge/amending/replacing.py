"""“Remplacer A par B”, made in the facts that hold A."""

import datetime as dt
import re
from dataclasses import replace
from typing import TypeVar

from knowledge.amending.amendment import Amendment
from knowledge.amending.events import replanned
from knowledge.extraction.acts import same_act
from knowledge.extraction.amendments import Replacement
from knowledge.extraction.cues import pattern
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Deadline, Event, Evidence
from knowledge.temporal.moment import Period
from knowledge.temporal.parser import find

F = TypeVar("F", Event, Deadline)
_WORDY = 4  # words of a replacement above which it is a sentence


def make(change: Replacement, amendment: Amendment) -> None:
    """Make a replacement in the facts that hold what it replaces; what holds it nowhere is told."""
    old, new = _periods(change.old, amendment), _periods(change.new, amendment)
    if len(old) == len(new) and old:
        pairs = [(before, after) for before, after in zip(old, new, strict=True) if before != after]
        found = [_redate(before, after, change, amendment) for before, after in pairs]
        if not all(found) and change.old not in " ".join(amendment.target.text.split()):
            amendment.missed(change.old)
    else:
        _reword(change, amendment)


def _reword(change: Replacement, amendment: Amendment) -> None:
    text = " ".join(amendment.target.text.split())
    changed = [_reworded(event, change) for event in amendment.events]
    amendment.deadlines = [_reworded(each, change) for each in amendment.deadlines]
    if changed == amendment.events and fold(change.old) not in fold(text):
        amendment.missed(change.old)
    amendment.events = changed


def _periods(text: str, amendment: Amendment) -> list[Period]:
    anchor = dt.datetime.combine(amendment.target.date or dt.date(1, 1, 2), dt.time(9), dt.UTC)
    found = [each.value for each in find(text, anchor, strict=True) if each.value.start or each.value.end]
    if len(found) > 1 and re.fullmatch(r"\W*(?:les? |du )?\d+(?:er)? et .*", fold(text)):
        found = [replace(found[0], end=found[-1].end)]
    return found


def _redate(old: Period, new: Period, change: Replacement, amendment: Amendment) -> bool:
    """Move what takes place, or is due, on the old days; False when nothing surely is."""
    return _redate_event(old, new, change, amendment) or _redate_deadline(old, new, change, amendment)


def _redate_event(old: Period, new: Period, change: Replacement, amendment: Amendment) -> bool:
    evidence = (Evidence(field="start", span=amendment.moved(change.span), rule="replaced"),)
    for place, event in enumerate(amendment.events):
        if event.start is not None and (event.start, event.end) == (old.start, old.end):
            amendment.events[place] = replanned(event, replace(event, start=new.start, end=new.end), evidence)
            return True
    return False


def _redate_deadline(old: Period, new: Period, change: Replacement, amendment: Amendment) -> bool:
    due, fresh = _last(old), _last(new)
    if due is None or fresh is None:
        return False
    near = [each for each in amendment.deadlines if each.due == due and _in_scope(each, change, amendment)]
    if len(near) != 1:
        return any(event.start and event.start.first in (fresh, due) for event in amendment.events)
    amendment.told.add(fresh)
    place, span = amendment.deadlines.index(near[0]), amendment.moved(change.span)
    amendment.deadlines[place] = replace(near[0], due=fresh, was=near[0].was or due, span=span, evidence=())
    return True


def _last(period: Period) -> dt.date | None:
    bound = period.end or period.start
    return bound.last if bound else None


def _in_scope(deadline: Deadline, change: Replacement, amendment: Amendment) -> bool:
    """Tell whether a deadline stands where a replacement is made: its paragraph, its row, its sentence."""
    target = amendment.target
    if change.paragraphs:
        return _paragraph(target.text, deadline.span.start) in change.paragraphs
    words = set(stems(change.old)) - set(stems("le au du avant plus tard"))
    said = set(stems(target.cut(deadline.span))) if deadline.span.end <= len(target.text) else set()
    if len(words) > _WORDY:
        return len(words & said) >= len(words) / 2 or same_act(change.old, deadline.action)
    hint = change.where.split("tableau")[-1]
    return not pattern(r"\b{ledger.deeds}\b").search(hint) or same_act(hint, deadline.action)


def _paragraph(text: str, offset: int) -> str | None:
    """Return the number of the paragraph that an offset stands in."""
    last = None
    for match in re.finditer(r"^\W*(\d{1,2})(?:[.)°]|\s)\s*(?P<word>\w+)", text[: offset + 12], re.MULTILINE):
        if match.start() <= offset and not pattern(r"^(?:{months.names}|h|heures)$").match(fold(match["word"])):
            last = match[1]
    return last


def _reworded(fact: F, change: Replacement) -> F:
    """Return a fact whose words are replaced where they are those of a replacement."""
    fields = ("name", "theme", "place") if isinstance(fact, Event) else ("action", "audience", "event")
    changed = {}
    for field in fields:
        said = getattr(fact, field)
        if said and change.old in said:
            changed[field] = said.replace(change.old, change.new)
    return replace(fact, **changed)
