"""The events that the subject of a letter announces, and those that a sentence enters."""

import re
from collections.abc import Sequence

from knowledge.documents.model import Zone
from knowledge.extraction.cues import cue_words, pattern
from knowledge.extraction.drafts import Draft
from knowledge.extraction.linking import Reading, edition_of, is_general
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.names import Name
from knowledge.extraction.series import singular
from knowledge.extraction.things import Thing, extent, things
from knowledge.french.text import Span, fold

_OPENING = 6  # sentences in which a letter says what it invites to


def announce(subject: Sentence, found: Sequence[Time], reading: Reading) -> None:
    """Enter the events that the subject names: the letter is about the first."""
    passage = subject.passage
    for thing in things(passage, [time.start for time in found]):
        low = passage.low[: thing.start]
        part = pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper()
        aside = low.count("(") != low.count(")") or is_general(thing) or part
        aside = aside or bool(re.search(r"\bcandidatures?\b|\bpreparation\b", low) and reading.register.drafts)
        if not aside and not _enter_each(thing, subject, reading):
            enter(thing, reading, subject.span, "subject")
    if not reading.register.drafts:
        _announce_name(subject, found, reading)


def _enter_each(thing: Thing, subject: Sentence, reading: Reading) -> bool:
    """Enter each of the events that one noun in the plural names: "Réunions des Groupes de travail 5A, 5B et 5C"."""
    code = r"\d{0,2}[A-Z]?\d{0,2}"
    noun = r"(?P<noun>[^,;:()–]*?[a-zà-ÿ]s? (?:[A-Z]{2,3} )?)"
    told = subject.passage.at(thing.start, len(subject.low)).line
    listed = re.match(rf"{noun}(?P<codes>{code}(?:, {code})*,? et {code})(?![\w-])", told)
    codes = re.findall(r"[A-Z\d]+", listed["codes"]) if listed else []
    if not listed or not thing.head.endswith("s") or not all(re.search(r"\d|^[A-Z]$", each) for each in codes):
        return False
    for each in codes:
        name = reading.named(f"{singular(listed['noun'].strip())} {each}")
        draft = Draft(name=name, span=subject.span, edition=name.edition, head=thing.head.rstrip("s"))
        draft.note("name", subject.span, "subject")
        reading.register.drafts.append(draft)
    return True


def _announce_name(subject: Sentence, found: Sequence[Time], reading: Reading) -> None:
    """Enter an event that has a name and no usual noun: "Invitation à participer à ITU Digital World 2021"."""
    passage = subject.passage
    word = r"[A-ZÀ-Þ0-9][\w+&-]*"
    name = rf"(?P<name>{word}(?: (?:{word}|for|of|and|the|&))*)"
    cue = pattern(r"\b{events.invited}\s+(?:a|aux?|d[eu]s?|d')\s*(?:la |l')?").search(passage.low)
    rest = passage.at(cue.end(), len(passage.low)).line if cue and cue.end() < len(passage.low) else ""
    match = re.match(name, rest) or re.match(rf"(?P<name>{word}(?: {word})* (?:19|20)\d\d)\b", passage.line)
    if match and (re.search(r"\d{4}", match["name"]) or len(match["name"].split()) > 1):
        _enter_name(reading.named(match["name"]), None, subject, reading)
        return
    inviting = r"{events.invited}\s+(?:a participer\s+)?(?:aux?|a|du|de|d')\s*(?:la\s+|l')?"
    lead = pattern(rf"(?:(?:corrigendum|addendum|revision|rectificatif)[^:]*:\s*|{inviting})*").match(passage.low)
    start = lead.end() if lead else 0
    noun = re.match(r"[a-z-]+", passage.low[start:])
    if noun and noun[0] not in cue_words("events", "excluded") and passage.at(start, start + 1).text.isupper():
        end, acronym = extent(passage, start + noun.end(), [time.start for time in found])
        _enter_name(reading.named(passage.at(start, end).text), acronym, subject, reading, least=2)


def _enter_name(name: Name, acronym: str | None, subject: Sentence, reading: Reading, least: int = 1) -> None:
    """Enter an event to be recognised by its very name."""
    if len(name.key) >= least:
        draft = Draft(name=name, span=subject.span, edition=name.edition, acronym=acronym, tentative=least > 1)
        draft.note("name", subject.span, "subject")
        reading.register.drafts.append(draft)


def enter(thing: Thing, reading: Reading, span: Span, rule: str) -> Draft | None:
    """Return the event of a thing, entered in the register when it is new."""
    name = reading.named(thing.passage.text)
    if len(name.key) < (2 if reading.register.main or rule != "announced" else 1):
        return None
    acronym = _own_acronym(thing, reading)
    edition = name.edition or edition_of(thing.acronym)
    known = reading.register.match(name, acronym, edition)
    if known is not None:
        return known
    draft = Draft(name=name, span=span, edition=edition, acronym=acronym, head=thing.head)
    draft.note("name", span, rule)
    reading.register.drafts.append(draft)
    return draft


def _own_acronym(thing: Thing, reading: Reading) -> str | None:
    """An acronym that spells only the last words of a name is not the event's, unless those name an event too."""
    if thing.acronym is None:
        return None
    acronym = re.sub(r"\s+(?:19|20)\d\d$", "", thing.acronym)
    spelt = reading.acronyms.get(acronym)
    whole = spelt is None or fold(spelt) in (fold(thing.passage.line), "")
    return acronym if whole or pattern(r"^{events.heads}\b").match(fold(spelt or "")) else None


def invited(sentences: Sequence[Sentence], reading: Reading) -> None:
    """Enter what a letter whose subject names no event invites to, before its days are told."""
    for sentence in [each for each in sentences if each.zone is Zone.BODY][:_OPENING]:
        for thing in things(sentence.passage, ()):
            led = pattern(r"\b{events.inviting}\b[^.;]{0,60}$").search(sentence.low[: thing.start])
            if led and thing.determiner not in (None, "indefinite") and len(reading.named(thing.passage.text).key) > 2:
                enter(thing, reading, sentence.span, "subject")
                return


def titled(sentences: Sequence[Sentence], reading: Reading) -> None:
    """Enter what a card names: "Titre: Cours régional de formation …", above its place and its days."""
    for sentence in sentences:
        label = pattern(r"^(?:{events.title_labels}\s*:\s*)?(?P<name>.{8,200})$").match(sentence.low)
        led = pattern(r"^{events.title_labels}\s*:").match(f"{sentence.heading if sentence.first else ''}:")
        if label and (led or label.start("name")):
            _enter_name(reading.named(sentence.passage.group(label, "name").line), None, sentence, reading)
            return
