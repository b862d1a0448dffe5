"""Give a time and a place to an event, as what is planned or as what had been."""

import re

from knowledge.extraction.cues import pattern
from knowledge.extraction.drafts import Draft, in_year
from knowledge.extraction.features import column_role
from knowledge.extraction.linking import Link, Reading
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.places import place_between, place_in, place_near
from knowledge.extraction.roles import Entry, Role
from knowledge.extraction.things import Thing
from knowledge.french.text import fold
from knowledge.model import Mode
from knowledge.temporal.moment import Period

_ASIDE = 4.0  # what takes from a link to a thing that is merely mentioned
_TAKES = r"\b{events.takes}(?![\w-])"


def zone_of(sentence: Sentence) -> str | None:
    """Return the zone that the head of a column tells: "Heure (heure de Genève)"; that of a limit is no event's."""
    heads = " ".join(
        each.head.line for each in sentence.columns if each.head is not None and column_role(each.header) != "limits"
    )
    found = re.search(r"heure (?:de |d['’])[A-ZÀ-Þ][\w'’-]*|\b(?:UTC|GMT|CET|CEST)(?:[+-]\d+)?\b", heads)
    return found[0] if found else None


def date_draft(draft: Draft, entry: Entry, link: Link, reading: Reading) -> None:
    """Give a time to an event, as what is planned or as what had been."""
    time, sentence = entry.time, entry.time.sentence
    _named_in_full(draft, link, reading)
    period, before = in_year(time, draft, sentence), time.before
    if entry.role is Role.REPLACED:
        if link.how != "main" or time.is_range:
            draft.was(period, sentence.span)
        return
    place = _place(time, link) or _place_cell(sentence)
    if (link.how == "row" and draft.said and _by_subject(draft)) or _recalled_before(draft, period, reading):
        draft.start = draft.end = None
    if entry.verb is not None and entry.verb.kind == "was":
        _planned_before(draft, period, sentence, place)
    elif pattern(r"\b{events.ends}\s+(?:le\s+|a\s+)?$").search(before) and draft.start is not None:
        draft.closes(period)
    elif time.clock_only:
        draft.clock(period, sentence.span, "hours")
        draft.timezone = draft.timezone or zone_of(sentence)
    elif _put_off(draft, period, entry, reading):
        draft.put_off(period, sentence.span)
        draft.at(place, sentence.span)
    else:
        announced = any(each.rule == "subject" for each in draft.evidence)
        weight = link.weight - _ASIDE * (not announced and _is_aside(link, sentence))
        draft.date(period, sentence.span, f"{link.how}: {time.expression.rule}", weight, entry.margin)
        draft.at(place, sentence.span)
        _former_place(draft, sentence, link, time)
        _by_its_name(draft, link, sentence)


def _is_aside(link: Link, sentence: Sentence) -> bool:
    """Tell whether a thing is only what something else is for or near: "avant l'Assemblée", "soumis au Congrès"."""
    if link.thing is None or {"called", "follows", "held"} & link.features:
        return False
    before = sentence.low[: link.thing.start]
    near = re.search(r"\b(?:avant|apres|pour|lors d[eu]s?|de|du|des|aux?|a)\s(?:l[ea]s? |l')?$", before)
    inviting = pattern(r"\b(?:{events.inviting}|{events.invited})\b[^.;]{0,80}$")
    return bool(near) and not inviting.search(before)


def _named_in_full(draft: Draft, link: Link, reading: Reading) -> None:
    """A subject line may call in short what the sentence that dates it names in full."""
    if link.thing is None or link.how != "named" or draft.said or draft.was_start is not None:
        return
    name = reading.named(link.thing.passage.text)
    if draft.name.key < name.key and draft.name.head == name.head:
        draft.name = name


def _recalled_before(draft: Draft, period: Period, reading: Reading) -> bool:
    """Tell whether the days told before are those of an earlier edition, over when the letter was written."""
    today, last = reading.anchor.date(), draft.end or draft.start
    return last is not None and last.last < today and period.start is not None and period.start.first >= today


def _planned_before(draft: Draft, period: Period, sentence: Sentence, place: str | None) -> None:
    draft.was(period, sentence.span)
    draft.was_place = draft.was_place or place
    if draft.start == period.start:
        draft.start = draft.end = None


def _put_off(draft: Draft, period: Period, entry: Entry, reading: Reading) -> bool:
    """Tell whether a time takes the place of the days that were told before."""
    before = entry.time.before
    if pattern(r"\b{events.put_off}(?:\s+de nouveau)?,?\s*(?:aux?|du|a|le|pour le|,)?\s*$").search(before):
        return True
    return entry.time.sentence.block >= 0 and _moves(draft, entry, reading) and draft.rivals(period)


def _by_its_name(draft: Draft, link: Link, sentence: Sentence) -> None:
    if link.thing is not None and draft.place is None and draft.mode is None and _online(link.thing, sentence.low):
        draft.mode = Mode.VIRTUAL
        draft.note("mode", sentence.span, "mode")


def _online(thing: Thing, low: str) -> bool:
    """A "webinaire", a "consultation virtuelle" or a "séance en ligne" is online by its name."""
    return bool(
        re.search(r"virtuel|en ligne|webinaire|visioconf|videoconf|teleconf", low[thing.start : thing.end + 24])
    )


def _by_subject(draft: Draft) -> bool:
    """Tell whether the subject line alone has dated an event: a row of a table is more exact."""
    named = next((each.span for each in draft.evidence if each.field == "name" and each.rule == "subject"), None)
    return named is not None and all(each.span == named for each in draft.said)


def _moves(draft: Draft, entry: Entry, reading: Reading) -> bool:
    """Tell whether of two plans the second holds: the letter puts something off, or the first was only "convoquée"."""
    sentence = entry.time.sentence
    before = sentence.previous.low if sentence.previous else ""
    if reading.moving or pattern(r"\b(?:{events.put_off}|aux dates prevues|{events.postponed})").search(
        f"{before} {sentence.low}"
    ):
        return True
    if not draft.said or draft.said[-1].span != sentence.span or entry.verb is None:
        return False
    finite = re.match(r"(?:se|s'|aura|auront|sera|seront)\b", sentence.low[entry.verb.start : entry.verb.end])
    return bool(finite) and bool(
        re.search(r"\b(?:convoque|prevu|programme|annonce|fixe)e?s?\b", sentence.low[: entry.verb.start])
    )


def _place_cell(sentence: Sentence) -> str | None:
    """Return what a row holds under "Lieu" or "Ville", unless it says that nobody goes anywhere."""
    held = (each.cell.line for each in sentence.columns if each.cell and column_role(each.header) == "places")
    return next((told for told in held if not pattern(r"\b{events.modes_words}").search(fold(told))), None)


def _place(time: Time, link: Link) -> str | None:
    """Return the place told with a time: between the verb and it, else between the name and it, else after it."""
    passage, lead = time.sentence.passage, time.sentence.lead
    start = link.thing.end if link.thing is not None and link.how == "named" else 0
    if start > time.start:
        return place_near(passage, time) or (place_in(passage.at(0, link.thing.start).text) if link.thing else None)
    verbs = [verb.start() for verb in pattern(_TAKES).finditer(passage.low, start, time.start)]
    place = None
    if start or verbs:
        place = place_between(passage, max((start, *verbs)), time.start)
    if place is None and start and len(verbs) < 2:
        place = place_between(passage, start, time.start)
    place = place or place_near(passage, time)
    listed = link.how in ("row", "listed") or time.sentence.columns
    return place_in(lead.text) if place is None and listed and lead is not None else place


def _former_place(draft: Draft, sentence: Sentence, link: Link, time: Time) -> None:
    """“Initialement prévu à Rome, se tiendra en ligne du …” tells where it was to be."""
    if link.thing is None or link.how != "named" or draft.was_place is not None or link.thing.end > time.start:
        return
    start = link.thing.end
    said = sentence.low[start : time.start]
    former = pattern(r"\b{governs.was}").search(said)
    verbs = list(pattern(_TAKES).finditer(said))
    if former and verbs and verbs[-1].start() > former.end():
        place = place_between(sentence.passage, start + former.end(), start + verbs[-1].start())
        draft.was_place = place if place != draft.place else None
