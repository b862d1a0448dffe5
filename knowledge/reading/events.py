"""What a letter announces, and when: each date goes to the thing that the sentence says takes place then."""

import datetime as dt
import re
from collections.abc import Sequence

from knowledge.french.text import fold
from knowledge.model import Event
from knowledge.reading.amendments import moved_dates, replacements
from knowledge.reading.announcing import Reading, announce, edition_of, enter, is_general
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.dating import date_draft, in_year
from knowledge.reading.details import add_details
from knowledge.reading.drafts import Draft, Register
from knowledge.reading.layout import Block
from knowledge.reading.listing import read_label, read_table
from knowledge.reading.markup import Kind
from knowledge.reading.names import Name, learn_acronyms, name_of
from knowledge.reading.parts import (
    DETERMINED,
    context_event,
    inner_event,
    is_bare,
    is_over,
    is_past,
    left_phrase,
    make_part,
    may_stand_alone,
    part_name,
    part_of_main,
    session_of,
    set_aside,
    sort_out,
)
from knowledge.reading.passage import Passage
from knowledge.reading.tables import tables
from knowledge.reading.things import Thing, things
from knowledge.reading.times import Time, letter_dates, times

_REACH = 300  # characters between a thing and its date


def read_events(subject: Passage | None, body: Sequence[Block], text: str, anchor: dt.datetime) -> tuple[Event, ...]:
    """Return the events that a letter announces with a date, or announces as cancelled."""
    reading = Reading(anchor, learn_acronyms(text), Register())
    if subject is not None:
        announce(subject, reading)
        _date_sentence(subject, reading, in_subject=True)
    intro = ""
    for block in body:
        if block.kind is Kind.ROW or next(replacements([block]), None):
            continue
        listed = block.kind is Kind.ITEM or block.lines[0].opens
        intro = intro if listed else block.passage.low
        asked = pattern(r"\b{deadlines.limits}[^.]*:\s*$").search(intro)
        if listed and asked:
            continue
        labelled = listed and read_label(block, reading)
        for sentence in block.sentences[int(labelled) :]:
            _date_sentence(sentence, reading)
    for table in tables(body):
        read_table(table, reading)
    sort_out(reading)
    if subject is not None and reading.register.main is not None and reading.register.main.start is None:
        _date_subject(subject, reading)
    _amend(body, reading)
    add_details(subject, body, reading.register, reading.acronyms)
    return tuple(event for draft in reading.register.drafts if (event := _kept(draft)) is not None)


def _date_subject(subject: Passage, reading: Reading) -> None:
    """Fall back on the dates of a subject that names several events, for the first that the body does not date."""
    main = reading.register.main
    found = [time for time in times(subject, reading.anchor) if time.dated and time.value.start]
    others = any(draft.start for draft in reading.register.drafts)
    if main is not None and len(found) == 1 and not others and main.was_start is None:
        main.date(found[0].value, subject.span, "subject")


def _amend(body: Sequence[Block], reading: Reading) -> None:
    """Give the corrected dates of "au lieu de X, lire Y" to the events that the letter names, in their order."""
    changes = list(moved_dates(body, reading.anchor))
    for block in body if changes else ():
        if not next(replacements([block]), None):
            for sentence in block.sentences:
                _enter_named(sentence, reading)
    for change, old, new in changes:
        drafts = reading.register.drafts
        dated = next((draft for draft in drafts if draft.start == new.start and draft.end == new.end), None)
        draft = dated or next((draft for draft in drafts if draft.start is None and len(draft.name.key) > 2), None)
        if draft is not None:
            draft.date(new, change.sentence.span, "corrected")
            draft.was(old, change.sentence.span)


def _enter_named(sentence: Passage, reading: Reading) -> None:
    """Enter the events that a sentence names properly, whether it dates them or not."""
    stops = [time.start for time in times(sentence, reading.anchor)]
    for thing in things(sentence, stops, reading.register.aliases):
        if thing.proper and thing.determiner in ("definite", "elided") and "(" not in thing.passage.text:
            enter(thing, reading, sentence.span, "amended")


def _kept(draft: Draft) -> Event | None:
    event = draft.done()
    told = event.start or event.parts or event.was or event.status.value != "planned"
    return event if told else None


def _date_sentence(sentence: Passage, reading: Reading, *, in_subject: bool = False) -> None:
    """Give each date of a sentence to the thing that takes place then."""
    found = [time for time in times(sentence, reading.anchor) if time.value.start is not None]
    if pattern(r"\b{events.history}").search(sentence.low):
        found = [time for time in found if time.expression.year_given and not is_past(time, reading)]
    written = letter_dates(sentence, found)
    limited = pattern(r"\b{deadlines.limits}").search(sentence.low) and not in_subject
    if limited or (in_subject and len(reading.register.drafts) > 1):
        return
    named = things(sentence, [time.start for time in found if time.dated], reading.register.aliases)
    for time in found:
        if time.start not in written and (time.dated or time.clock_only):
            _give(time, sentence, named, reading, in_subject=in_subject)


def _give(time: Time, sentence: Passage, named: Sequence[Thing], reading: Reading, *, in_subject: bool) -> None:
    low = sentence.low
    before = [thing for thing in named if thing.end <= time.start]
    follower = _followed(time, low, named)
    thing = follower or (before[-1] if before else None)
    thing = thing or _inverted(time, low, named)
    if thing is None:
        _give_to_pronoun(time, sentence, reading)
        return
    follower = follower or (thing if thing.start > time.end else None)
    if follower is None:
        gap = low[thing.end : time.start]
        if not _connected(gap, time, sentence, thing) or _beside(low, thing, gap):
            return
        if len(before) == 1 and _governed(low, thing, gap):
            part_of_main(left_phrase(sentence, thing), time, sentence, reading)
            return
    _settle(thing, time, sentence, reading, in_subject=in_subject)


def _inverted(time: Time, low: str, named: Sequence[Thing]) -> Thing | None:
    """“Du 3 au 5 juin, l'UIT tiendra à Rome le Forum”: the event comes after its date."""
    after = next((thing for thing in named if thing.start >= time.end), None)
    gap = low[time.end : after.start] if after else ""
    return after if pattern(r"\b{events.after_date}\b").search(gap) and not re.search(r"[.;]", gap) else None


def _beside(low: str, thing: Thing, gap: str) -> bool:
    """Tell whether a thing is only a landmark: "immédiatement après l'Assemblée (13-17 novembre 2023)"."""
    landmark = pattern(r"\b{events.beside}\s*(?:e |u |es |e l'|e la |l'|la |le |les )?\s?$").search(low[: thing.start])
    return bool(landmark) and not pattern(r"\b{events.takes}(?![\w-])").search(gap)


def _followed(time: Time, low: str, named: Sequence[Thing]) -> Thing | None:
    """“L'Atelier sera suivi, les 16 et 17 mai 2024, de la réunion X”: the date is that of what comes after it."""
    cues = list(pattern(r"\b(?:{events.follows}|{events.holds})").finditer(low, 0, time.start))
    if not cues:
        return None
    after = [thing for thing in named if thing.start > cues[-1].end() and not thing.alias]
    held = pattern("{events.holds}").match(cues[-1][0])
    if held and (
        any(thing.end <= time.start for thing in after) or re.search(r"[.;]", low[cues[-1].end() : time.start])
    ):
        return None
    return after[0] if after else None


def _connected(gap: str, time: Time, sentence: Passage, thing: Thing) -> bool:
    """Tell whether the words between a thing and a date say that it takes place then."""
    if pattern(r"\b{events.takes}(?![\w-])").search(gap):
        return len(gap) < _REACH
    if time.clock_only and re.fullmatch(r"[\s,:(]*(?:a|de|des)?\s*", gap):
        return True
    small = r"\b(?:à|au|aux|en|le|les|du|de|la|[dl]['’]|et|prévue?s?|nouvelles? dates?|dates?|siège)(?=\W)"
    name = r"[A-ZÀ-Þ][\w'’.-]*\)?"
    written = sentence.at(thing.end, time.start).text if gap else ""
    return bool(re.fullmatch(rf"(?:[\s,:;(–—-]|{small}|{name})*", written))


def _governed(low: str, thing: Thing, gap: str) -> bool:
    """Tell whether the subject of the verb is another noun, of which the thing is only the complement."""
    if not gap or re.match(
        r"\s*(?:\([^)]*\))?\s*,?\s*(?:qui|lequel|laquelle|lesquel|organise|tenu|prevu|convoque)", gap
    ):
        return False
    clause = re.split(r"[;:]|,\s(?!qui)", low[: thing.start])[-1]
    match = re.match(DETERMINED + r"(?P<noun>[a-z-]+)\b", clause)
    if match is None or re.search(r"\bvous\b|\bnous\b|\binvit", clause):
        return False
    hollow = match["noun"] in cue_words("events", "transparent") or pattern(r"^{events.heads}$").match(match["noun"])
    linked = re.search(r"(?:\b(?:d[eu]s?|aux?)|\b(?:de|a|pour|sur) l[ea']s?|\bd'|\bpour)\s*$", clause)
    return bool(linked) and not hollow


def _give_to_pronoun(time: Time, sentence: Passage, reading: Reading) -> None:
    """Celui-ci, elle, or a noun that is no usual head, takes place then."""
    low, main = sentence.low, reading.register.main
    verbs = list(pattern(r"\b{events.takes}(?![\w-])").finditer(low, 0, time.start))
    if not verbs or main is None:
        return
    subject = low[: verbs[-1].start()].rsplit(";")[-1].strip()
    noun = re.match(DETERMINED + r"(?P<noun>[a-z-]+)[^;:]{0,160}$", subject)
    if re.search(r"(?:^|\b)(?:celui-ci|celle-ci|il|elle|ceux-ci|celles-ci)\s*$", subject):
        date_draft(main, time, sentence, low[: time.start], reading)
    elif pattern(r"^(?:l'|les?\s+|la\s+)?{events.openings}(?:$|\s+(?:demeure|reste|est|sera)\b)").match(subject):
        main.clock(time.value, sentence.span, "opening")
    elif noun and noun["noun"] not in cue_words("events", "excluded") and time.dated:
        start = low.index(subject) + noun.start("noun")
        part_of_main(sentence.at(start, verbs[-1].start()).trimmed(), time, sentence, reading)


def _settle(thing: Thing, time: Time, sentence: Passage, reading: Reading, *, in_subject: bool) -> None:
    """Date an event known or new, or one of its parts."""
    main, said = reading.register.main, sentence.low[thing.start : time.start]
    if pattern(r"^{events.openings}").match(fold(thing.passage.line)):
        if main is not None and (not time.dated or main.start is None or time.value.start == main.start):
            main.clock(time.value, sentence.span, "opening")
        return
    name = name_of(thing.passage.text, reading.acronyms)
    draft = _owner(name, thing, reading) or session_of(thing, reading)
    if draft is None and not time.clock_only and not in_subject and _is_event(thing, name, time, reading):
        draft = enter(thing, reading, sentence.span, "announced") if inner_event(thing, reading) is None else None
    if draft is not None:
        date_draft(draft, time, sentence, said, reading, thing)
    elif not time.clock_only:
        _add_part(thing, name, time, sentence, reading)


def _add_part(thing: Thing, name: Name, time: Time, sentence: Passage, reading: Reading) -> None:
    """Give a part to the event that the sentence says it belongs to, else to the main one."""
    inner = inner_event(thing, reading)
    target = context_event(time, sentence, reading) or inner or reading.register.main
    if target is None:
        return
    if target is reading.register.main and inner is None and may_stand_alone(thing, name):
        set_aside(thing, name, target, time, sentence, reading)
    elif not is_bare(thing) and not is_over(time, target, reading):
        target.part(make_part(part_name(thing, reading), in_year(time, target, sentence), sentence.span))


def _owner(name: Name, thing: Thing, reading: Reading) -> Draft | None:
    """Return the event that a thing is: by its name, by a general word for the main one, or by its noun alone."""
    main = reading.register.main
    known = reading.register.match(name, thing.acronym, name.edition or edition_of(thing.acronym))
    if known is not None or main is None:
        return known
    determined = thing.determiner in ("definite", "elided", "demonstrative")
    if determined and (is_general(thing) or _stands_for(thing, reading)):
        return main
    awaited = main.start is None and main.was_start is None and not main.parts
    return main if awaited and name.head and name.head == main.name.head and not thing.acronym else None


def _stands_for(thing: Thing, reading: Reading) -> bool:
    """“La réunion” stands for the main event when no event of the letter is called so."""
    alone = pattern(r"^(?:reunion|session|rencontre|conference|seminaire|atelier|forum)$").match(thing.passage.low)
    return bool(alone) and not any(draft.head == thing.head for draft in reading.register.drafts)


def _is_event(thing: Thing, name: Name, time: Time, reading: Reading) -> bool:
    """A thing with a name of its own, that is no usual part and is still to come, is another event."""
    usual = pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper()
    if usual or is_general(thing) or thing.head.startswith("edition") or len(name.key) < 2:
        return False
    main = reading.register.main
    if main is None:
        return True
    if thing.determiner == "indefinite" or is_past(time, reading) or not thing.proper:
        return False
    return bool(thing.acronym or name.edition) or not _inside(time, main)


def _inside(time: Time, main: Draft) -> bool:
    """Tell whether a date falls within those of the main event, after its beginning."""
    start, end = time.value.start, time.value.end or time.value.start
    if main.start is None or main.end is None or start is None or end is None:
        return False
    return main.start.first < start.first and end.last <= main.end.last
