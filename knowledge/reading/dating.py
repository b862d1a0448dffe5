"""Give a date and a place to an event, as what is planned or as what had been."""

import re
from dataclasses import replace

from knowledge.model import Mode
from knowledge.reading.announcing import Reading
from knowledge.reading.cues import pattern
from knowledge.reading.drafts import Draft
from knowledge.reading.passage import Passage
from knowledge.reading.places import place_between, place_in, place_near
from knowledge.reading.things import Thing
from knowledge.reading.times import Time, times
from knowledge.temporal.moment import Moment, Period

_TAKES = r"\b{events.takes}(?![\w-])"  # what says that something takes place


def date_draft(
    draft: Draft, time: Time, sentence: Passage, said: str, reading: Reading, thing: Thing | None = None
) -> None:
    """Give a date to an event, as what is planned or as what had been; `said` are the words that lead to the date."""
    period = in_year(time, draft, sentence)
    before = sentence.low[: time.start]
    if re.search(r"\b(?:au lieu|et non(?: plus)?)\s(?:d\w*\s*)?$", before):
        draft.was(period, sentence.span)
        return
    place = _place(time, sentence, reading, thing)
    if _had_been(re.split(";", said)[-1]):
        draft.was(period, sentence.span)
        draft.was_place = draft.was_place or place
        if draft.start == period.start:
            draft.start = draft.end = None
    elif pattern(r"\b{events.put_off}\s+(?:aux?|du|a|le)?\s*$").search(before):
        draft.put_off(period, sentence.span)
        draft.at(place, sentence.span)
    elif pattern(r"\b{events.ends}\s+(?:le\s+|a\s+)?$").search(before) and draft.start is not None:
        draft.closes(period)
    elif time.clock_only:
        draft.clock(period, sentence.span, "hours")
    else:
        draft.date(period, sentence.span, time.expression.rule)
        draft.at(place, sentence.span)
        _former_place(draft, sentence, thing, time)
        _online(draft, sentence, thing)


def _had_been(clause: str) -> bool:
    """Tell whether words lead to what had been planned: the last of them that plans is in the past."""
    last = ""
    for match in pattern(r"\b(?:{events.was}|{events.replanned})").finditer(clause):
        last = match[0]
    return bool(pattern(r"^{events.was}").match(last)) if last else False


def _place(time: Time, sentence: Passage, reading: Reading, thing: Thing | None) -> str | None:
    """Return the place told with a date: between the verb and it, else between the name and it, else after it."""
    start = thing.end if thing is not None else 0
    if start > time.start:
        return place_near(sentence, time) or place_in(sentence.at(0, start).text)
    verbs = [verb.start() for verb in pattern(_TAKES).finditer(sentence.low, start, time.start)]
    earlier = [each.end for each in times(sentence, reading.anchor) if each.end <= time.start]
    place = None
    if thing is not None or verbs:
        place = place_between(sentence, max((start, *verbs, *earlier)), time.start)
    if place is None and thing is not None and not earlier and len(verbs) < 2:
        place = place_between(sentence, thing.end, time.start)
    return place or place_near(sentence, time)


def _former_place(draft: Draft, sentence: Passage, thing: Thing | None, time: Time) -> None:
    """“Initialement prévu à Rome, se tiendra en ligne du …” tells where it was to be."""
    if thing is None or draft.was_place is not None or thing.end > time.start:
        return
    said = sentence.low[thing.end : time.start]
    former = pattern(r"\b{events.was}").search(said)
    verbs = list(pattern(_TAKES).finditer(said))
    if former and verbs and verbs[-1].start() > former.end():
        place = place_between(sentence, thing.end + former.end(), thing.end + verbs[-1].start())
        draft.was_place = place if place != draft.place else None


def _online(draft: Draft, sentence: Passage, thing: Thing | None) -> None:
    """A "webinaire" or "consultation virtuelle" without a place is online by its name."""
    named = thing is not None and re.search(r"virtuel|en ligne|webinaire", thing.passage.low)
    if named and draft.place is None and draft.mode is None:
        draft.mode = Mode.VIRTUAL
        draft.note("mode", sentence.span, "mode")


def in_year(time: Time, draft: Draft, sentence: Passage) -> Period:
    """A date without its year falls in the edition's, when what the letter's own date suggests contradicts it."""
    period, year = time.value, draft.edition
    if time.expression.year_given or period.start is None or year is None or period.start.first.year == year:
        return period
    begun = pattern(r"\b{events.begun}\b").search(sentence.low)
    shift = year - period.start.first.year
    if not begun and abs(shift) != 1:
        return period
    end = period.end and _moved(period.end, shift)
    return replace(period, start=_moved(period.start, shift), end=end)


def _moved(moment: Moment, years: int) -> Moment:
    day = moment.first
    try:
        return Moment(day.replace(year=day.year + years), moment.grain)
    except ValueError:  # 29 February
        return Moment(day.replace(year=day.year + years, day=28), moment.grain)
