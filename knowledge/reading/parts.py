"""What belongs to an event: its dated parts, and what merely stands beside it."""

import datetime as dt
import re

from knowledge.french.text import Span
from knowledge.model import Part
from knowledge.reading.announcing import Reading, enter
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.dating import date_draft
from knowledge.reading.drafts import Draft
from knowledge.reading.names import Name, name_of
from knowledge.reading.passage import Passage
from knowledge.reading.things import Thing, things
from knowledge.reading.times import Time
from knowledge.temporal.moment import Period

DETERMINED = r"^\s*(?:l[ea]s?\s+|l'|une?\s+|cette?\s+|ces\s+|s(?:on|a|es)\s+|v?notre\s+)"


def make_part(name: str, period: Period, span: Span) -> Part:
    """Return a part that a sentence dates."""
    return Part(span=span, name=name[:1].upper() + name[1:], start=period.start, end=period.end)


def part_name(thing: Thing, reading: Reading) -> str:
    """Name a part without the event that it belongs to."""
    phrase = thing.passage
    for cut in re.finditer(r"\s(?:du|de la|de l'|de cette|de ce|des)\s*", phrase.low):
        rest = phrase.at(cut.end(), len(phrase.low)) if cut.end() < len(phrase.low) else None
        if rest is None:
            break
        name = name_of(rest.text, reading.acronyms)
        known = reading.register.match(name, None, name.edition)
        if known is not None and name.head == known.name.head:
            return phrase.at(0, cut.start()).line
    return phrase.line


def inner_event(thing: Thing, reading: Reading) -> Draft | None:
    """Return the event that a part names as its own: "dernière semaine du Forum 2021 du SMSI"."""
    cut = re.search(r"\s(?:du|de la|de l'|de cette|de ce|des|d')\s*", thing.passage.low)
    while cut:
        rest = thing.passage.at(cut.end(), len(thing.passage.low)) if cut.end() < len(thing.passage.low) else None
        if rest is None:
            return None
        name = name_of(rest.text, reading.acronyms)
        known = reading.register.match(name, None, name.edition)
        if known is not None and name.head == known.name.head:
            return known
        cut = re.compile(r"\s(?:du|de la|de l'|de cette|de ce|des|d')\s*").search(thing.passage.low, cut.end())
    return None


def context_event(time: Time, sentence: Passage, reading: Reading) -> Draft | None:
    """Return the event during which the sentence says that a part takes place: ", pendant le Forum 2020 du SMSI"."""
    match = re.match(
        r"[^.;]{0,20}?\b(?:pendant|lors d|au cours d|dans le cadre d|a l'occasion d|durant)", sentence.low[time.end :]
    )
    if match is None:
        return None
    start = time.end + match.end()
    for thing in things(sentence, (), reading.register.aliases):
        if 0 <= thing.start - start < 12:
            name = name_of(thing.passage.text, reading.acronyms)
            known = reading.register.match(name, thing.acronym, name.edition)
            return known or (enter(thing, reading, sentence.span, "context") if thing.proper else None)
    return None


def session_of(thing: Thing, reading: Reading) -> Draft | None:
    """“La première session de la Réunion” and "la cérémonie de remise des Prix" are that event itself."""
    inner = inner_event(thing, reading)
    if inner is None or inner.start is not None:
        return None
    numbered = thing.head == "session" and re.match(r"\w+ session (?:de|du)", thing.passage.low)
    return inner if numbered or (not inner.head and thing.head.startswith("ceremonie")) else None


def is_bare(thing: Thing) -> bool:
    """Tell whether a thing is a lone common noun that would say nothing as the name of a part: "la journée"."""
    return bool(pattern(r"^{events.alone}$").fullmatch(thing.passage.low.strip()))


def is_past(time: Time, reading: Reading) -> bool:
    """Tell whether a date lies before the letter's own."""
    last = time.value.end or time.value.start
    return last is not None and last.last < reading.anchor.date()


def is_over(time: Time, draft: Draft, reading: Reading) -> bool:
    """Tell whether a date lies before the letter, although the event has not begun."""
    begun = draft.start is not None and draft.start.first < reading.anchor.date()
    return is_past(time, reading) and not begun


def left_phrase(sentence: Passage, thing: Thing) -> Passage:
    """Return the whole phrase that a thing only ends: "programme de Prix ITU Digital World et de masterclasses"."""
    start = max(sentence.low.rfind(mark, 0, thing.start) for mark in (",", ";", ":"))
    match = re.compile(DETERMINED).match(sentence.low, start + 1)
    rest = re.compile(r"[^,;:(]*").match(sentence.low, thing.end)
    verb = pattern(r"\s{events.takes}(?![\w-])").search(sentence.low, thing.end)
    end = min(rest.end() if rest else thing.end, verb.start() if verb else len(sentence.low))
    return sentence.at(match.end() if match else start + 1, end).trimmed()


def part_of_main(phrase: Passage, time: Time, sentence: Passage, reading: Reading) -> None:
    """Add a part that a whole phrase names to the main event, unless it names no such thing ("l'inscription")."""
    main = reading.register.main
    first = re.match(r"[a-z-]+", phrase.low)
    if main is None or first is None or first[0] in cue_words("events", "excluded") or not time.dated:
        return
    if is_over(time, main, reading):
        return
    end = re.search(r",|\squi\s|\sen\s+vue", phrase.low)
    name = phrase.at(0, end.start()) if end else phrase
    main.part(make_part(name.line, time.value, sentence.span))


def may_stand_alone(thing: Thing, name: Name) -> bool:
    """Tell whether a thing that the letter does not name properly could be an event beside the main one."""
    usual = pattern(r"^(?:{events.parts}|{events.generic})$").match(thing.head)
    return not usual and len(name.key) >= 2 and not re.match(r"(?:derni|premi|second)", thing.passage.low)


def set_aside(thing: Thing, name: Name, main: Draft, time: Time, sentence: Passage, reading: Reading) -> None:
    """Keep what may be a part of the main event until its dates are all known."""
    draft = Draft(name=name, span=sentence.span, head=thing.head, edition=name.edition)
    date_draft(draft, time, sentence, sentence.low[thing.start : time.start], reading, thing)
    if draft.start is not None:
        main.loose.append(draft)


def sort_out(reading: Reading) -> None:
    """What falls within the dates of the main event, or next to them, is a part of it; the rest stands beside it."""
    main = reading.register.main
    for draft in main.loose if main is not None else ():
        if main is not None and _close(main, draft):
            main.part(make_part(draft.name.text, Period(start=draft.start, end=draft.end), draft.span))
        elif reading.register.match(draft.name, None, draft.edition) in (None, main):
            reading.register.drafts.append(draft)


def _close(main: Draft, draft: Draft) -> bool:
    if main.start is None or draft.start is None:
        return False
    near = dt.timedelta(days=3)
    last = (main.end or main.start).last
    return main.start.first - near <= draft.start.first <= last + near
