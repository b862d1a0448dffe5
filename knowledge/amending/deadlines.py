"""The deadlines of an amending letter, matched with those of the amended one; what is unsure moves nothing."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.amending.amendment import Amendment, same_event, same_event_name
from knowledge.extraction.acts import same_act
from knowledge.extraction.cues import pattern
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Deadline, Event, Status
from knowledge.temporal.parser import find

_SURE = 3.0  # score above which a deadline of an amending letter is one of the amended letter
_AHEAD = 1.0  # by which it must beat the next


def take_deadlines(amendment: Amendment) -> None:
    """Move the deadlines that the letter moves and add those that it adds."""
    left = list(amendment.deadlines)
    for news in amendment.letter.deadlines:
        if news.due in amendment.told:
            continue
        ranked = sorted(((_score(news, each, amendment), -place) for place, each in enumerate(left)), reverse=True)
        best, second = ([score for score, _ in ranked] + [0.0, 0.0])[:2]
        if best >= _SURE and best - second >= _AHEAD:
            _move(left.pop(-ranked[0][1]), news, amendment)
        elif best < _SURE and not _moving(news, amendment):
            amendment.deadlines.append(replace(news, span=amendment.moved(news.span), evidence=()))
        else:
            amendment.unsure(news)


def _score(news: Deadline, known: Deadline, amendment: Amendment) -> float:
    """Return how surely a deadline of the amending letter is one of the amended letter."""
    said = fold(amendment.letter.cut(news.span))
    days = ((day.month, day.day) for day in _other_days(news, amendment))
    words, others = set(stems(news.action)), set(stems(known.action))
    weights = (
        (1.5, (known.due.month, known.due.day) in days),
        (2.0 * len(words & others) / max(1, min(len(words), len(others))), True),
        (1.0, same_act(news.action, known.action)),
        (1.0, news.due == known.due or _moving(news, amendment)),
        (0.5, re.search(r"\bdesormais|de nouveau\b", said)),
        (-3.0, _of_other_events(news, known)),
    )
    return sum(weight for weight, holds in weights if holds)


def _of_other_events(news: Deadline, known: Deadline) -> bool:
    if not news.event or not known.event or news.event == known.event:
        return False
    return not same_event_name(news.event, known.event)


def _moving(news: Deadline, amendment: Amendment) -> bool:
    said = fold(amendment.letter.cut(news.span))
    return amendment.tabled or pattern(r"\b(?:{acts.moved}|{amendments.moving})").search(said) is not None


def _other_days(news: Deadline, amendment: Amendment) -> Iterator[dt.date]:
    letter = amendment.letter
    anchor = dt.datetime.combine(letter.date or news.due, dt.time(9), dt.UTC)
    for each in find(" ".join(letter.cut(news.span).split()), anchor, strict=True):
        for bound in (each.value.start, each.value.end):
            if bound is not None and bound.first != news.due:
                yield bound.first


def _move(known: Deadline, news: Deadline, amendment: Amendment) -> None:
    place = amendment.deadlines.index(known)
    if news.due == known.due:
        amendment.deadlines[place] = replace(known, reply_to=news.reply_to or known.reply_to)
        return
    amendment.deadlines[place] = replace(
        known,
        due=news.due,
        inclusive=news.inclusive,
        was=known.was or known.due,
        time=news.time,
        timezone=news.timezone,
        reply_to=(news.reply_to or known.reply_to) if amendment.tabled else known.reply_to,
        span=amendment.moved(news.span),
        evidence=(),
    )


def follow_openings(amendment: Amendment) -> None:
    """Move the limits counted from an opening that has moved."""
    for old in amendment.target.events:
        moved = _moved_by(old, amendment)
        for place, each in enumerate(amendment.deadlines):
            if moved and each.event == old.name and any("from the opening" in told.rule for told in each.evidence):
                amendment.deadlines[place] = replace(each, due=each.due + moved, was=each.was or each.due)


def _moved_by(old: Event, amendment: Amendment) -> dt.timedelta:
    """Return by how much the opening of an event has moved."""
    new = next((each.start for each in amendment.events if same_event(each, old)), None)
    return new.first - old.start.first if new is not None and old.start is not None else dt.timedelta()


def drop_cancelled(amendment: Amendment) -> None:
    """Let what hangs on a cancelled event fall with it."""
    gone = {event.name for event in amendment.events if event.status is Status.CANCELLED}
    amendment.deadlines = [each for each in amendment.deadlines if each.event not in gone]
