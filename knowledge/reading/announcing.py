"""The events that the subject of a letter announces."""

import datetime as dt
import re
from dataclasses import dataclass

from knowledge.french.text import Span, fold
from knowledge.reading.cues import pattern
from knowledge.reading.drafts import Draft, Register
from knowledge.reading.names import Name, name_of
from knowledge.reading.passage import Passage
from knowledge.reading.things import Thing, extent, things
from knowledge.reading.times import times


@dataclass
class Reading:
    """What is known while the events of a letter are read."""

    anchor: dt.datetime
    acronyms: dict[str, str]
    register: Register


def announce(subject: Passage, reading: Reading) -> None:
    """Enter the events that the subject names: the letter is about the first."""
    stops = [time.start for time in times(subject, reading.anchor)]
    outside = [each for each in things(subject, stops) if _outside(subject, each) and not is_general(each)]
    for thing in outside:
        if pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper():
            continue
        if re.search(r"\bcandidatures?\b|\bpreparation\b", subject.low[: thing.start]) and reading.register.drafts:
            continue
        enter(thing, reading, subject.span, "subject")
    if not reading.register.drafts:
        _announce_proper(subject, reading)
    if not reading.register.drafts:
        _announce_phrase(subject, reading)


def _outside(subject: Passage, thing: Thing) -> bool:
    before = subject.low[: thing.start]
    return before.count("(") == before.count(")")


def is_general(thing: Thing) -> bool:
    """Tell whether a phrase is only a word that stands for an event named elsewhere: "cette manifestation"."""
    return bool(pattern(r"^{events.generic}$").match(thing.head)) and len(thing.passage.line.split()) <= 2


def _announce_proper(subject: Passage, reading: Reading) -> None:
    """Enter an event that has a name and no common noun: "Invitation à participer à ITU Digital World 2021"."""
    word = r"[A-ZÀ-Þ0-9][\w+&-]*"
    name = rf"(?P<name>{word}(?: (?:{word}|for|of|and|the|&))*)"
    cue = pattern(r"\b{events.invited}\s+(?:a|aux?|d[eu]s?|d')\s*(?:la |l')?").search(subject.low)
    match = (
        re.match(name, subject.at(cue.end(), len(subject.low)).line) if cue and cue.end() < len(subject.low) else None
    )
    match = match or re.match(rf"(?P<name>{word}(?: {word})* (?:19|20)\d\d)\b", subject.line)
    if match and (re.search(r"\d{4}", match["name"]) or len(match["name"].split()) > 1):
        _add(name_of(match["name"], reading.acronyms), None, subject, reading)


def _add(name: Name, acronym: str | None, subject: Passage, reading: Reading) -> None:
    """Enter an event to be recognised by its very name."""
    if not name.key:
        return
    draft = Draft(name=name, span=subject.span, edition=name.edition, acronym=acronym)
    draft.note("name", subject.span, "subject")
    reading.register.drafts.append(draft)


def _announce_phrase(subject: Passage, reading: Reading) -> None:
    """Enter what the subject begins with, whatever its noun: the body may say that it takes place."""
    amending = r"{header.amending}[^:]*:\s*"
    inviting = r"{events.invited}\s+(?:a participer\s+)?(?:aux?|a|du|de|d')\s*(?:la\s+|l')?"
    lead = pattern(rf"(?:{amending}|{inviting})*").match(subject.low)
    start = lead.end() if lead else 0
    noun = re.match(r"[a-z-]+", subject.low[start:])
    if noun is None or not subject.at(start, start + 1).text.isupper():
        return
    end, acronym = extent(subject, start + noun.end(), [time.start for time in times(subject, reading.anchor)])
    name = name_of(subject.at(start, end).text, reading.acronyms)
    if len(name.key) >= 2:
        _add(name, acronym, subject, reading)


def enter(thing: Thing, reading: Reading, span: Span, rule: str) -> Draft | None:
    """Return the event of a thing, entered in the register when it is new."""
    written = thing.passage.text
    name = name_of(written, reading.acronyms)
    if not name.key or len(name.key) < 2:
        return None
    edition = name.edition or edition_of(thing.acronym)
    known = reading.register.match(name, _acronym(thing, reading), edition)
    if known is not None:
        return known
    draft = Draft(name=name, span=span, edition=edition, acronym=_acronym(thing, reading), head=thing.head)
    draft.note("name", span, rule)
    reading.register.drafts.append(draft)
    return draft


def edition_of(acronym: str | None) -> int | None:
    """Return the year that an acronym tells: "CMR-23" gives 2023."""
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
