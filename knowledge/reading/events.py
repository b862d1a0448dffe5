"""What a letter announces, and when: each date goes to the thing that the sentence says takes place then."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.french.text import Span, fold
from knowledge.model import Event, Mode, Part
from knowledge.reading.amendments import moved_dates, replacements
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.details import add_details
from knowledge.reading.drafts import Draft, Register
from knowledge.reading.layout import Block
from knowledge.reading.markup import Kind
from knowledge.reading.names import Name, learn_acronyms, name_of
from knowledge.reading.passage import Passage
from knowledge.reading.places import place_between, place_near
from knowledge.reading.tables import Table, tables
from knowledge.reading.things import Thing, extent, things
from knowledge.reading.times import Time, letter_dates, times
from knowledge.temporal.moment import Grain, Moment, Period

_DETERMINED = r"^\s*(?:l[ea]s?\s+|l'|une?\s+|cette?\s+|ces\s+|s(?:on|a|es)\s+|v?notre\s+)"


@dataclass
class Reading:
    """What is known while the events of a letter are read."""

    anchor: dt.datetime
    acronyms: dict[str, str]
    register: Register
    aliases: tuple[str, ...] = ()


def read_events(subject: Passage | None, body: Sequence[Block], text: str, anchor: dt.datetime) -> tuple[Event, ...]:
    """Return the events that a letter announces with a date, or announces as cancelled."""
    reading = Reading(anchor, learn_acronyms(text), Register())
    if subject is not None:
        _announce(subject, reading)
        _date_sentence(subject, reading, in_subject=True)
    for block in body:
        if block.kind is Kind.ROW or next(replacements([block]), None):
            continue
        labelled = (block.kind is Kind.ITEM or block.lines[0].opens) and _label(block, reading)
        for sentence in block.sentences[int(labelled) :]:
            _date_sentence(sentence, reading)
    for table in tables(body):
        _read_table(table, reading)
    _sort_out(reading)
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
    if not changes:
        return
    for block in body:
        if not next(replacements([block]), None):
            for sentence in block.sentences:
                for thing in things(
                    sentence, [time.start for time in times(sentence, reading.anchor)], reading.aliases
                ):
                    if thing.proper and thing.determiner in ("definite", "elided") and "(" not in thing.passage.text:
                        _enter(thing, reading, sentence.span, "amended")
    for change, old, new in changes:
        drafts = reading.register.drafts
        dated = next((draft for draft in drafts if draft.start == new.start and draft.end == new.end), None)
        draft = dated or next((draft for draft in drafts if draft.start is None and len(draft.name.key) > 2), None)
        if draft is not None:
            draft.date(new, change.sentence.span, "corrected")
            draft.was(old, change.sentence.span)


def _kept(draft: Draft) -> Event | None:
    event = draft.done()
    told = event.start or event.parts or event.was or event.status.value != "planned"
    return event if told else None


# ------------------------------------------------------------------ the subject


def _announce(subject: Passage, reading: Reading) -> None:
    """Enter the events that the subject names: the letter is about the first."""
    stops = [time.start for time in times(subject, reading.anchor)]
    outside = [each for each in things(subject, stops) if _outside(subject, each) and not _general(each)]
    for thing in outside:
        if pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper():
            continue
        if re.search(r"\bcandidatures?\b|\bpreparation\b", subject.low[: thing.start]) and reading.register.drafts:
            continue
        _enter(thing, reading, subject.span, "subject")
    if not reading.register.drafts:
        _announce_proper(subject, reading)
    if not reading.register.drafts:
        _announce_phrase(subject, reading)


def _outside(subject: Passage, thing: Thing) -> bool:
    before = subject.low[: thing.start]
    return before.count("(") == before.count(")")


def _general(thing: Thing) -> bool:
    """Tell whether a phrase is only a word that stands for an event named elsewhere: "cette manifestation"."""
    return bool(pattern(r"^{events.generic}$").match(thing.head)) and len(thing.passage.line.split()) <= 2


def _announce_proper(subject: Passage, reading: Reading) -> None:
    """Enter an event that has a name and no common noun: "Invitation à participer à ITU Digital World 2021"."""
    word = r"[A-ZÀ-Þ0-9][\w+&-]*"
    led = rf"\b(?:participer|assister|[Ii]nvitation|[Ii]nscription|[Rr]eport|[Aa]nnulation|[Pp]articipation|[Oo]rganisation|[Tt]enue|[Aa]ccueillir|vote pour|[Oo]bjet:)\s+(?:à|au|aux|du|de|d['’]|des)\s*(?:la |l['’])?(?P<name>{word}(?: (?:{word}|for|of|and|the|&))*)"
    match = re.search(led, subject.line) or re.match(rf"(?P<name>{word}(?: {word})* (?:19|20)\d\d)\b", subject.line)
    if match and (re.search(r"\d{4}", match["name"]) or len(match["name"].split()) > 1):
        name = name_of(match["name"], reading.acronyms)
        if name.key:
            draft = Draft(name=name, span=subject.span, edition=name.edition)
            draft.note("name", subject.span, "subject")
            reading.register.drafts.append(draft)
            reading.aliases = (*reading.aliases, fold(name.text))


def _announce_phrase(subject: Passage, reading: Reading) -> None:
    """Enter what the subject begins with, whatever its noun: the body may say that it takes place."""
    lead = re.match(
        r"(?:(?:corrigendum|addendum)[^:]*:\s*|(?:invitation|report|annulation|participation|inscription|convocation|tenue)\s+(?:a participer\s+)?(?:a|au|aux|du|de|d')\s*(?:la\s+|l')?)*",
        subject.low,
    )
    start = lead.end() if lead else 0
    noun = re.match(r"[a-z-]+", subject.low[start:])
    if noun is None or not subject.at(start, start + 1).text.isupper():
        return
    end, acronym = extent(subject, start + noun.end(), [time.start for time in times(subject, reading.anchor)])
    name = name_of(subject.at(start, end).text, reading.acronyms)
    if len(name.key) >= 2:
        draft = Draft(name=name, span=subject.span, edition=name.edition, acronym=acronym)
        draft.note("name", subject.span, "subject")
        reading.register.drafts.append(draft)
        reading.aliases = (*reading.aliases, fold(name.text))


def _enter(thing: Thing, reading: Reading, span: Span, rule: str) -> Draft | None:
    """Return the event of a thing, entered in the register when it is new."""
    written = thing.passage.text
    name = name_of(written, reading.acronyms)
    if not name.key or len(name.key) < 2:
        return None
    edition = name.edition or _edition_of(thing.acronym)
    known = reading.register.match(name, thing.head, _acronym(thing, reading), edition)
    if known is not None:
        return known
    draft = Draft(name=name, span=span, edition=edition, acronym=_acronym(thing, reading), head=thing.head)
    draft.note("name", span, rule)
    reading.register.drafts.append(draft)
    return draft


def _edition_of(acronym: str | None) -> int | None:
    match = re.search(r"[-/](\d\d)$", acronym or "")
    return 2000 + int(match[1]) if match else None


def _acronym(thing: Thing, reading: Reading) -> str | None:
    """An acronym that spells only the last words of a name is not the event's, unless those name an event too."""
    if thing.acronym is None:
        return None
    acronym = re.sub(r"\s+(?:19|20)\d\d$", "", thing.acronym)
    expansion = reading.acronyms.get(acronym)
    if (
        expansion
        and fold(expansion) not in (fold(thing.passage.line), "")
        and not pattern(r"^{events.heads}\b").match(fold(expansion))
    ):
        return None
    return acronym


# ------------------------------------------------------------------ sentences


def _date_sentence(sentence: Passage, reading: Reading, *, in_subject: bool = False) -> None:
    """Give each date of a sentence to the thing that takes place then."""
    if pattern(r"\b{events.history}").search(sentence.low):
        found = [
            time
            for time in times(sentence, reading.anchor)
            if time.expression.year_given and time.value.start and time.value.start.first.year >= reading.anchor.year
        ]
    else:
        found = list(times(sentence, reading.anchor))
    written = letter_dates(sentence, found)
    found = [time for time in found if time.start not in written and time.value.start is not None]
    if not found or (pattern(r"\b{deadlines.limits}").search(sentence.low) and not in_subject):
        return
    named = things(sentence, [time.start for time in found if time.dated], reading.aliases)
    if in_subject and len(reading.register.drafts) > 1:
        return
    for time in found:
        if time.dated or time.clock_only:
            _give(time, sentence, named, reading, in_subject=in_subject)


def _give(time: Time, sentence: Passage, named: Sequence[Thing], reading: Reading, *, in_subject: bool) -> None:
    low = sentence.low
    before = [thing for thing in named if thing.end <= time.start]
    follower = _followed(time, low, named)
    thing = follower or (before[-1] if before else None)
    if thing is not None and pattern(r"\b{events.beside}\s*(?:e |u |es |e l'|e la |l'|la |le |les )?\s?$").search(
        low[: thing.start]
    ):
        thing = (
            thing
            if thing.end > time.start or pattern(r"\b{events.takes}(?![\w-])").search(low[thing.end : time.start])
            else None
        )
        if thing is None:
            return
    if thing is None:
        _give_to_pronoun(time, sentence, reading)
        return
    gap = low[thing.end : time.start] if thing.end <= time.start else ""
    if thing.end <= time.start and not _connected(gap, time, sentence, thing):
        return
    alone = follower is None and not any(each.end <= thing.start for each in before)
    if alone and _governed(low, thing, gap):
        _part_of_main(_left_phrase(sentence, thing), time, sentence, reading)
        return
    _settle(thing, time, sentence, reading, gap, in_subject=in_subject)


def _followed(time: Time, low: str, named: Sequence[Thing]) -> Thing | None:
    """ "L'Atelier sera suivi, les 16 et 17 mai 2024, de la réunion X": the date is that of what comes after it."""
    cue = None
    for cue in pattern(r"\b{events.follows}").finditer(low):
        pass
    if cue is None:
        return None
    after = [thing for thing in named if thing.start > cue.end() and not thing.alias]
    return after[0] if after and time.start > cue.start() else None


def _connected(gap: str, time: Time, sentence: Passage, thing: Thing) -> bool:
    """Tell whether the words between a thing and a date say that it takes place then."""
    if pattern(r"\b{events.takes}(?![\w-])").search(gap):
        return len(gap) < 300
    if time.clock_only and re.fullmatch(r"[\s,:(]*(?:a|de|des)?\s*", gap):
        return True
    written = sentence.at(thing.end, time.start).text if gap else ""
    return bool(
        re.fullmatch(
            r"(?:[\s,:;(–—-]|\b(?:à|au|aux|en|le|les|du|de|la|[dl]['’]|et|prévue?s?|nouvelles? dates?|dates?)(?=\W)|[A-ZÀ-Þ][\w'’.-]*\)?|\bsiège\b)*",
            written,
        )
    )


def _governed(low: str, thing: Thing, gap: str) -> bool:
    """Tell whether the subject of the verb is another noun, of which the thing is only the complement."""
    if re.match(
        r"\s*(?:\([^)]*\))?\s*,?\s*(?:qui|lequel|laquelle|lesquels|lesquelles|organise|tenu|prevu|convoque)", gap
    ):
        return False
    clause = re.split(r"[;:]|,\s(?!qui)", low[: thing.start])[-1]
    match = re.match(_DETERMINED + r"(?P<noun>[a-z-]+)\b(?P<rest>.*)$", clause)
    if (
        match is None
        or match["noun"] in cue_words("events", "transparent")
        or re.search(r"\bvous\b|\bnous\b|\binvit", clause)
    ):
        return False
    linked = re.search(
        r"(?:\bd[eu]s?|\bd'|\bde l'|\bde la|\baux?|\ba l'|\ba la|\bpour l[ea']s?|\bsur l[ea']s?)\s*$", clause
    )
    return bool(linked) and not pattern(r"^{events.heads}$").match(match["noun"]) and bool(gap)


def _left_phrase(sentence: Passage, thing: Thing) -> Passage:
    """Return the whole phrase that a thing only ends: "programme de Prix ITU Digital World et de masterclasses"."""
    start = max(sentence.low.rfind(mark, 0, thing.start) for mark in (",", ";", ":"))
    match = re.compile(_DETERMINED).match(sentence.low, start + 1)
    rest = re.compile(r"[^,;:(]*").match(sentence.low, thing.end)
    verb = pattern(r"\s{events.takes}(?![\w-])").search(sentence.low, thing.end)
    end = min(rest.end() if rest else thing.end, verb.start() if verb else len(sentence.low))
    return sentence.at(match.end() if match else start + 1, end).trimmed()


def _part_of_main(phrase: Passage, time: Time, sentence: Passage, reading: Reading) -> None:
    main = reading.register.main
    first = re.match(r"[a-z-]+", phrase.low)
    if main is None or first is None or first[0] in cue_words("events", "excluded") or not time.dated:
        return
    if _over(time, main, reading):
        return
    end = re.search(r",|\squi\s|\sen\s+vue", phrase.low)
    name = phrase.at(0, end.start()) if end else phrase
    main.part(_part(name.line, time.value, sentence.span))


def _part(name: str, period: Period, span: Span) -> Part:
    return Part(span=span, name=name[:1].upper() + name[1:], start=period.start, end=period.end)


def _give_to_pronoun(time: Time, sentence: Passage, reading: Reading) -> None:
    """Celui-ci, elle, or a noun that is no usual head, takes place then."""
    low, main = sentence.low, reading.register.main
    takes = None
    for takes in pattern(r"\b{events.takes}(?![\w-])").finditer(low, 0, time.start):
        pass
    if takes is None or main is None:
        return
    subject = low[: takes.start()].rsplit(";")[-1].strip()
    if re.search(r"(?:^|\b)(?:celui-ci|celle-ci|il|elle|ceux-ci|celles-ci)\s*$", subject):
        _date_draft(main, time, sentence, low[: time.start], reading)
    elif pattern(r"^(?:l'|les?\s+|la\s+)?{events.openings}(?:$|\s+(?:demeure|reste|est|sera)\b)").match(subject):
        main.clock(time.value, sentence.span, "opening")
    elif match := re.match(_DETERMINED + r"(?P<noun>[a-z-]+)(?P<rest>[^;:]{0,160})$", subject):
        if match["noun"] not in cue_words("events", "excluded") and time.dated:
            start = low.index(subject) + match.start("noun")
            _part_of_main(sentence.at(start, takes.start()).trimmed(), time, sentence, reading)


def _settle(thing: Thing, time: Time, sentence: Passage, reading: Reading, gap: str, *, in_subject: bool) -> None:
    """Date an event known or new, or one of its parts."""
    main = reading.register.main
    if pattern(r"^{events.openings}").match(fold(thing.passage.line)):
        if main is not None and (not time.dated or main.start is None or time.value.start == main.start):
            main.clock(time.value, sentence.span, "opening")
        return
    name = name_of(thing.passage.text, reading.acronyms)
    owner = _owner(name, thing, reading) or _session_of(thing, reading)
    if owner is not None:
        _date_draft(owner, time, sentence, sentence.low[thing.start : time.start], reading, thing)
        return
    inner = _inner(thing, reading)
    if time.clock_only:
        return
    if inner is None and _is_event(thing, name, time, reading) and not in_subject:
        entered = _enter(thing, reading, sentence.span, "announced")
        if entered is not None:
            _date_draft(entered, time, sentence, sentence.low[thing.start : time.start], reading, thing)
        return
    target = _context(time, sentence, reading) or inner or main
    if target is not None and target is main and inner is None and _may_stand_alone(thing, name):
        _set_aside(thing, name, main, time, sentence, reading)
    elif target is not None and not _bare(thing) and not _over(time, target, reading):
        target.part(_part(_part_name(thing, reading), _in_year(time, target, reading, sentence), sentence.span))


def _bare(thing: Thing) -> bool:
    """Tell whether a thing is a lone common noun that would say nothing as the name of a part: "la journée"."""
    return bool(pattern(r"^{events.alone}$").fullmatch(thing.passage.low.strip()))


def _over(time: Time, draft: Draft, reading: Reading) -> bool:
    """Tell whether a date lies before the letter, although the event has not begun."""
    last = time.value.end or time.value.start
    begun = draft.start is not None and draft.start.first < reading.anchor.date()
    return last is not None and last.last < reading.anchor.date() and not begun


def _may_stand_alone(thing: Thing, name: Name) -> bool:
    """Tell whether a thing that the letter does not name properly could be an event beside the main one."""
    usual = pattern(r"^(?:{events.parts}|{events.generic})$").match(thing.head)
    return not usual and len(name.key) >= 2 and not re.match(r"(?:derni|premi|second)", thing.passage.low)


def _set_aside(thing: Thing, name: Name, main: Draft, time: Time, sentence: Passage, reading: Reading) -> None:
    draft = Draft(name=name, span=sentence.span, head=thing.head, edition=name.edition)
    _date_draft(draft, time, sentence, sentence.low[thing.start : time.start], reading, thing)
    if draft.start is not None:
        main.loose.append(draft)


def _sort_out(reading: Reading) -> None:
    """What falls within the dates of the main event, or next to them, is a part of it; the rest stands beside it."""
    main = reading.register.main
    if main is None:
        return
    for draft in main.loose:
        assert draft.start is not None
        period = Period(start=draft.start, end=draft.end)
        if _close(main, draft):
            main.part(_part(draft.name.text, period, draft.span))
        elif reading.register.match(draft.name, draft.head, None, draft.edition) in (None, main):
            reading.register.drafts.append(draft)


def _close(main: Draft, draft: Draft) -> bool:
    if main.start is None or draft.start is None:
        return False
    near = dt.timedelta(days=3)
    last = (main.end or main.start).last
    return main.start.first - near <= draft.start.first <= last + near


def _owner(name: Name, thing: Thing, reading: Reading) -> Draft | None:
    """Return the event that a thing is: by its name, or by a general word for the main one."""
    edition = name.edition or _edition_of(thing.acronym)
    known = reading.register.match(name, thing.head, thing.acronym, edition)
    if known is not None:
        return known
    general = pattern(r"^{events.generic}$").match(thing.head) and thing.determiner in (
        "definite",
        "elided",
        "demonstrative",
    )
    return reading.register.main if general and len(thing.passage.line.split()) <= 2 else None


def _session_of(thing: Thing, reading: Reading) -> Draft | None:
    """ "La première session de la Réunion de préparation" is that event itself."""
    if thing.head != "session" or not re.match(r"\w+ session (?:de|du)", thing.passage.low):
        return None
    inner = _inner(thing, reading)
    return inner if inner is not None and inner.start is None else None


def _inner(thing: Thing, reading: Reading) -> Draft | None:
    """Return the event that a part names as its own: "dernière semaine du Forum 2021 du SMSI"."""
    cut = re.search(r"\s(?:du|de la|de l'|de cette|de ce|des|d')\s*", thing.passage.low)
    while cut:
        rest = thing.passage.at(cut.end(), len(thing.passage.low)) if cut.end() < len(thing.passage.low) else None
        if rest is None:
            return None
        name = name_of(rest.text, reading.acronyms)
        head = re.match(r"[a-z-]+", rest.low)
        known = reading.register.match(name, head[0] if head else "", None, name.edition)
        if known is not None and name.head == known.name.head:
            return known
        cut = re.compile(r"\s(?:du|de la|de l'|de cette|de ce|des|d')\s*").search(thing.passage.low, cut.end())
    return None


def _part_name(thing: Thing, reading: Reading) -> str:
    """Name a part without the event that it belongs to."""
    phrase = thing.passage
    for cut in re.finditer(r"\s(?:du|de la|de l'|de cette|de ce|des)\s*", phrase.low):
        rest = phrase.at(cut.end(), len(phrase.low)) if cut.end() < len(phrase.low) else None
        if rest is None:
            break
        name = name_of(rest.text, reading.acronyms)
        known = reading.register.match(name, "", None, name.edition)
        if known is not None and name.head == known.name.head:
            return phrase.at(0, cut.start()).line
    return phrase.line


def _is_event(thing: Thing, name: Name, time: Time, reading: Reading) -> bool:
    """A thing with a name of its own, that is no usual part and is still to come, is another event."""
    if pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper():
        return False
    if _general(thing) or thing.head.startswith("edition"):
        return False
    if len(name.key) < 2 or thing.determiner == "indefinite":
        return reading.register.main is None and len(name.key) >= 2
    end = time.value.end or time.value.start
    upcoming = end is not None and end.last >= reading.anchor.date()
    main = reading.register.main
    if main is not None and main.start and time.value.start and main.start.first < time.value.start.first:
        inside = main.end is not None and end is not None and end.last <= main.end.last
        if inside and not thing.acronym and name.edition is None:
            return False
    return upcoming and (thing.proper or main is None)


def _context(time: Time, sentence: Passage, reading: Reading) -> Draft | None:
    """Return the event during which the sentence says that a part takes place: ", pendant le Forum 2020 du SMSI"."""
    match = re.match(
        r"[^.;]{0,20}?\b(?:pendant|lors d|au cours d|dans le cadre d|a l'occasion d|durant)", sentence.low[time.end :]
    )
    if match is None:
        return None
    start = time.end + match.end()
    for thing in things(sentence, (), reading.aliases):
        if 0 <= thing.start - start < 12:
            name = name_of(thing.passage.text, reading.acronyms)
            known = reading.register.match(name, thing.head, thing.acronym, name.edition)
            return known or (_enter(thing, reading, sentence.span, "context") if thing.proper else None)
    return None


# ------------------------------------------------------------------ dates and places of an event


def _date_draft(
    draft: Draft, time: Time, sentence: Passage, said: str, reading: Reading, thing: Thing | None = None
) -> None:
    """Give a date to an event, as what is planned or as what had been."""
    period = _in_year(time, draft, reading, sentence)
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


def _in_year(time: Time, draft: Draft, reading: Reading, sentence: Passage) -> Period:
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


def _label(block: Block, reading: Reading) -> bool:
    """Read an item that is a name and its dates: "Vote public en ligne: du 13 janvier au 10 février 2020"."""
    sentence = block.sentences[0] if block.sentences else block.passage
    main = reading.register.main
    if main is None or pattern(r"\b(?:{deadlines.limits}|{deadlines.asked})").search(sentence.low):
        return False
    found = [time for time in times(sentence, reading.anchor) if time.dated and time.value.start and time.value.end]
    if not found:
        return False
    time = found[0]
    before = sentence.low[: time.start]
    match = re.match(r"(?P<label>[^;.]{4,120}?)\s*(?:[:,(–-]\s*)+(?:du|le|les|de|dates?\s*:)?\s*$", before)
    if match is None or pattern(r"\b{events.takes}(?![\w-])").search(before):
        return False
    first = re.match(r"(?:l[ea]s?\s+|l')?(?P<noun>[a-z-]+)", match["label"])
    if first is None or first["noun"] in cue_words("events", "excluded"):
        return False
    label = sentence.group(match, "label")
    known = _labelled_event(label, reading)
    if known is not None:
        known.date(time.value, sentence.span, "listed")
        return True
    if (
        pattern(r"^(?:l'|les?\s+|la\s+)?(?:\w+ )?{events.openings}").match(label.low)
        or "plenie" in label.low
        and "ouverture" in label.low
    ):
        main.clock(time.value, sentence.span, "opening")
        return True
    place = _place_of_label(label)
    if place is not None:
        _list_event(label, place, time, sentence, reading)
    else:
        main.part(
            _part(
                re.sub(r"^(?:[Ll][ea]s?\s+|[Ll]['’])", "", label.line),
                _in_year(time, main, reading, sentence),
                sentence.span,
            )
        )
    return True


def _labelled_event(label: Passage, reading: Reading) -> Draft | None:
    """Return the event that an item names by its acronym or in full: "Forum régional de développement (FRD-AFR)"."""
    acronym = re.search(r"\(([A-Z][\w/+-]*)\)", label.line)
    name = name_of(label.line, reading.acronyms)
    for draft in reading.register.drafts:
        if (acronym and draft.acronym == acronym[1]) or draft.name.key == name.key:
            return draft
    return None


def _place_of_label(label: Passage) -> tuple[int, str | None] | None:
    """Return where the place begins in "Atelier régional pour l'Afrique: Dakar (Sénégal)", and the place; None online."""
    online = re.search(r"\s*[:,(–-]\s*(?:en ligne|virtuel|à distance)\)?$", label.line)
    if online:
        return online.start(), None
    match = re.search(
        r"[:,(–-]\s*(?:à\s+)?(?P<city>[A-ZÀ-Þ][\w'’-]*(?:[ -][A-ZÀ-Þ][\w'’-]*)*)(?:\s*\((?P<c1>[^()\d]+)\)|,\s*(?P<c2>[A-ZÀ-Þ][\w'’ -]*))?\s*\)?$",
        label.line,
    )
    if match is None or not (match["c1"] or match["c2"]):
        return None
    return match.start(), f"{match['city']} ({(match['c1'] or match['c2']).strip()})"


def _list_event(label: Passage, place: tuple[int, str | None], time: Time, sentence: Passage, reading: Reading) -> None:
    named = name_of(label.line[: place[0]], reading.acronyms)
    draft = reading.register.match(named, "", None, named.edition)
    if draft is None or draft.start is not None:
        draft = Draft(name=named, span=sentence.span, edition=named.edition, head=fold(named.text).split()[0])
        reading.register.drafts.append(draft)
    draft.date(time.value, sentence.span, "listed")
    if place[1] is None:
        draft.mode = Mode.VIRTUAL
    draft.at(place[1], sentence.span)


def _read_table(table: Table, reading: Reading) -> None:
    """Read a table of events: a column of names, one of dates, perhaps one of places."""
    name_column, date_column, place_column = table.column("names"), table.column("dates"), table.column("places")
    if table.column("limits") is not None or name_column is None or date_column is None:
        return
    for row in table.rows:
        if max(name_column, date_column) >= len(row.cells):
            continue
        name, found = row.cells[name_column], times(row.cells[date_column], reading.anchor)
        dated = [time for time in found if time.dated and time.value.start]
        if not name or not dated:
            continue
        named = name_of(name.line, reading.acronyms)
        draft = reading.register.match(named, "", None, named.edition)
        if draft is None:
            draft = Draft(name=named, span=row.passage.span, edition=named.edition)
            reading.register.drafts.append(draft)
        draft.date(dated[0].value, row.passage.span, "table")
        if place_column is not None and place_column < len(row.cells) and row.cells[place_column]:
            draft.at(row.cells[place_column].line, row.passage.span)


def mentions(sentence: Passage, register: Register, acronyms: dict[str, str]) -> Iterator[Draft]:
    """Yield the events that a sentence names, in order."""
    aliases = tuple(fold(draft.name.text) for draft in register.drafts if not draft.head)
    for thing in things(sentence, (), aliases):
        name = name_of(thing.passage.text, acronyms)
        known = register.match(name, thing.head, thing.acronym, name.edition)
        if known is not None:
            yield known


_ = Grain
