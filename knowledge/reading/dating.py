"""Give a date and a place to an event, as what is planned or as what had been."""

import re

from knowledge.model import Mode
from knowledge.reading.announcing import Reading
from knowledge.reading.cues import pattern
from knowledge.reading.drafts import Draft
from knowledge.reading.passage import Passage
from knowledge.reading.places import place_between, place_near
from knowledge.reading.things import Thing
from knowledge.reading.times import Time, times
from knowledge.temporal.moment import Moment, Period


def date_draft(
    draft: Draft, time: Time, sentence: Passage, said: str, reading: Reading, thing: Thing | None = None
) -> None:
    """Give a date to an event, as what is planned or as what had been."""
    period = in_year(time, draft, reading, sentence)
    clause = re.split(r";", said)[-1]
    verbs = list(pattern(r"\b{events.takes}(?![\w-])|\b{events.was}").finditer(clause))
    if re.search(r"\bau lieu d\w*\s*$|\bet non(?: plus)? d\w*\s*$", sentence.low[: time.start]):
        draft.was(period, sentence.span)
        return
    before = bool(verbs) and bool(
        pattern(r"\b{events.was}").search(clause[verbs[-1].start() - 40 if verbs[-1].start() > 40 else 0 :])
    )
    verb = None
    for verb in pattern(r"\b{events.takes}(?![\w-])").finditer(sentence.low, thing.end if thing else 0, time.start):
        pass
    earlier = max((each.end for each in times(sentence, reading.anchor) if each.end <= time.start), default=0)
    place = None
    if thing and thing.end <= time.start:
        place = place_between(sentence, max(thing.end, earlier, verb.start() if verb else 0), time.start)
        place = place or (place_between(sentence, thing.end, time.start) if not earlier else None)
    place = place or place_near(sentence, time, draft)
    if before and not _replanned(clause):
        draft.was(period, sentence.span)
        draft.was_place = draft.was_place or place
        if draft.start == period.start:
            draft.start = draft.end = None
        return
    if time.clock_only:
        draft.clock(period, sentence.span, "hours")
        return
    draft.date(period, sentence.span, time.expression.rule)
    if (
        thing is not None
        and draft.place is None
        and place is None
        and re.search(r"virtuel|en ligne|webinaire", thing.passage.low)
    ):
        draft.mode = Mode.VIRTUAL
        draft.note("mode", sentence.span, "mode")
    draft.at(place, sentence.span)


def _replanned(clause: str) -> bool:
    """After "devait avoir lieu …", "se tiendra désormais" speaks of the new plan."""
    last = ""
    for match in pattern(
        r"\b(?:{events.was}|se tiendra|se tiendront|aura lieu|auront lieu|se deroulera|se derouleront|est reportee?|sera organisee?|lire)"
    ).finditer(clause):
        last = match[0]
    return bool(last) and not pattern(r"^{events.was}").match(last)


def in_year(time: Time, draft: Draft, reading: Reading, sentence: Passage) -> Period:
    """A date without its year falls in the edition's, when what the letter's own date suggests contradicts it."""
    period = time.value
    if (
        time.expression.year_given
        or period.start is None
        or draft.edition is None
        or period.start.first.year == draft.edition
    ):
        return period
    past = re.search(r"\b(?:a|ont) (?:debute|commence|eu lieu)\b|\bs'est\b|\bdepuis\b|\bde janvier\b", sentence.low)
    if not past and abs(period.start.first.year - draft.edition) != 1:
        return period
    return Period(
        start=_moved(period.start, draft.edition - period.start.first.year),
        end=period.end and _moved(period.end, draft.edition - period.start.first.year),
        start_inclusive=period.start_inclusive,
        end_inclusive=period.end_inclusive,
        hours=period.hours,
    )


def _moved(moment: Moment, years: int) -> Moment:
    day = moment.first
    try:
        return Moment(day.replace(year=day.year + years), moment.grain)
    except ValueError:  # 29 February
        return Moment(day.replace(year=day.year + years, day=28), moment.grain)
