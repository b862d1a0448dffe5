"""What the letter says of an event besides its dates: theme, form, organisers, what has become of it and why."""

import re
from collections.abc import Sequence

from knowledge.documents.model import Kind
from knowledge.documents.passage import Passage
from knowledge.extraction.cues import pattern
from knowledge.extraction.drafts import Draft, Register
from knowledge.extraction.fate import tell_fate
from knowledge.extraction.linking import Reading, owner
from knowledge.extraction.mentions import Sentence
from knowledge.extraction.names import name_of
from knowledge.extraction.organisers import add_organisers
from knowledge.extraction.places import place_in
from knowledge.extraction.things import Thing, things
from knowledge.french.text import fold
from knowledge.model import Mode, Status


def add_details(subject: Passage | None, body: Sequence[Sentence], reading: Reading) -> None:
    """Add to each event what sentences say of it; a sentence that names none speaks of the main one."""
    register, acronyms = reading.register, reading.acronyms
    if register.main is None:
        return
    plain = [each for each in body if each.kind is not Kind.ROW]
    sentences = [each.passage for each in plain]
    focus = register.main
    for place, sentence in enumerate(([subject] if subject else []) + sentences, start=-1 if subject else 0):
        said = _named(sentence, reading)
        told = bool(said) or sentence is subject
        focus = said[0][1] if said else _in_view(plain[place], focus, reading)
        for draft in _together(sentence, register) or [focus]:
            _theme(draft, sentence)
            _mode(draft, sentence, told=told)
            add_organisers(draft, sentence)
            _place(draft, sentence, told=bool(said))
        tell_fate(sentence, said, register.main)
        for _, draft in said:
            _acronym(draft, sentence, acronyms)
    for sentence in sentences:
        _zone(sentence, register)
    for draft in register.drafts:
        _settle(draft, register, sentences)


def _in_view(sentence: Sentence, focus: Draft, reading: Reading) -> Draft:
    """Return what a sentence without an event speaks of: what its pronoun stands for, its heading, the main one."""
    above = _named(sentence.above, reading) if sentence.above is not None else []
    if not (above and sentence.first) and re.match(
        r"\W*(?:elles?|ils?|celle-ci|celui-ci|ceux-ci|celles-ci)\s(?!est \w+ (?:de|d'))", sentence.low
    ):
        return focus
    return above[0][1] if above else (reading.register.main or focus)


def _place(draft: Draft, sentence: Passage, *, told: bool) -> None:
    """“La réunion aura lieu au siège de l'UIT, à Genève”: a sentence may say where and leave out when."""
    held = pattern(r"\b{events.takes}(?![\w-])").search(sentence.low)
    pronoun = re.match(r"(?:elle|il|celle-ci|celui-ci)\s", sentence.low)
    if held and (told or pronoun) and not pattern(r"\d{4}|\b{governs.was}").search(sentence.low):
        draft.at(place_in(sentence.at(held.start(), len(sentence.low)).text), sentence.span)


def _together(sentence: Passage, register: Register) -> list[Draft]:
    """“Les deux manifestations se dérouleront …” and "chaque réunion" speak of all the events."""
    number = r"(?:deux|trois|quatre|cinq|six)"
    several = rf"\b(?:(?:les|ces|des|aux|toutes les|tous les) (?:{number} )?|{number} )(?:\w+ )?{{events.together}}s\b"
    said = pattern(rf"{several}|\bchaque {{events.together}}\b").search(sentence.low)
    if len(register.drafts) < 2 or said is None:
        return []
    place = place_in(sentence.text) if pattern(r"\b{events.takes}(?![\w-])").search(sentence.low) else None
    for draft in register.drafts:
        draft.at(place, sentence.span)
    return list(register.drafts)


def _zone(sentence: Passage, register: Register) -> None:
    """“Les heures sont données en heure de Genève” tells the zone of each hour that has none."""
    if not re.search(r"\b(?:heures|horaires)\b", sentence.low):
        return
    zone = re.search(r"\b(?:heure (?:locale )?(?:de |d['’])[A-ZÀ-Þ][\w'’-]*|(?:UTC|GMT)(?:[+-]\d+)?\b)", sentence.line)
    hours = re.search(r"\d ?(?:h\b|heures?\b|:\d)", sentence.low)
    for draft in register.drafts if zone and not hours else ():
        if draft.start_time is not None and draft.timezone is None:
            draft.timezone = zone[0] if zone else None


def _named(sentence: Passage, reading: Reading) -> list[tuple[Thing, Draft]]:
    """Return what a sentence names of the events, in order."""
    found = []
    for thing in things(sentence, (), reading.register.aliases):
        known = owner(thing, reading)
        within = (draft for draft in reading.register.drafts if fold(draft.name.text) in thing.passage.low)
        known = known or next(within, None)
        if known is not None:
            found.append((thing, known))
    return found


def _acronym(draft: Draft, sentence: Passage, acronyms: dict[str, str]) -> None:
    if draft.acronym is None and "(" in sentence.low:
        for thing in things(sentence, ()):
            name = name_of(thing.passage.text, acronyms)
            own = thing.acronym and re.sub(r"\s+(?:19|20)\d\d$", "", thing.acronym)
            if own and "+" not in own and name.key == draft.name.key and own not in acronyms:
                draft.acronym = own
                draft.note("acronym", sentence.span, "acronym")


# ------------------------------------------------------------------ theme


def _theme(draft: Draft, sentence: Passage) -> None:
    """A theme stands between quotation marks after its announcement, or alone in the subject; else up to a stop."""
    if draft.theme:
        return
    quotation = r"\"\s?(?P<theme>[^\"]{6,300}?)\s?\""
    plain = r"(?P<theme>(?:l[ea]s?\s|l'|d[eu]\s|d'|des\s|un)?[^\".;(]{12,160})"
    for template in (
        rf"\b{{events.theme}}\b[^\".;]{{0,160}}?{quotation}",
        rf"^(?=.*\b{{events.heads}}\b)[^\"]{{10,200}}[,:]\s*{quotation}\s*$",
        rf"\b(?:pour theme(?: general| central| principal)?|sur le theme)\s*:?\s+{plain}",
    ):
        if match := pattern(template).search(sentence.low):
            draft.theme = sentence.group(match, "theme").trimmed(" \n,;:").line
            draft.note("theme", sentence.span, "theme")
            return


# ------------------------------------------------------------------ mode


def _mode(draft: Draft, sentence: Passage, *, told: bool) -> None:
    low = pattern(r"\b{governs.was}[^,;]*(?:,|$)").sub("", sentence.low)
    mode: Mode | None = None
    if pattern(r"\b{modes.not_remote}").search(low):
        mode = None
    elif pattern(r"\b{modes.hybrid}").search(low):
        mode = Mode.HYBRID
    elif pattern(r"\b{modes.remote}").search(low):
        mode = (
            Mode.HYBRID
            if draft.place or draft.mode is Mode.IN_PERSON or pattern(r"\b{modes.in_person}").search(low)
            else None
        )
    elif (told or pattern(r"\b(?:{events.takes}|participation)(?![\w-])").search(low)) and pattern(
        r"\b{modes.in_person}"
    ).search(low):
        mode = Mode.IN_PERSON
    elif _virtual(low) and draft.place is None:
        mode = Mode.VIRTUAL
    if mode is None or (draft.mode is not None and mode is not Mode.HYBRID):
        return
    if mode is Mode.HYBRID and draft.mode is Mode.VIRTUAL:
        return
    draft.mode = mode
    draft.note("mode", sentence.span, "mode")


def _virtual(low: str) -> bool:
    """Tell whether something takes place online, and not merely an inscription, a document or a seminar beside it."""
    match = pattern(r"\b{modes.virtual}\b").search(low)
    if match is None or pattern(r"\b{modes.besides}").search(low):
        return False
    return not pattern(r"\b{modes.other_acts}\w*[^.]{0,80}$").search(low[: match.start()])


# ------------------------------------------------------------------ what follows from the rest


def _settle(draft: Draft, register: Register, sentences: Sequence[Passage]) -> None:
    """Work out what follows from the rest."""
    moved = draft.was_start is not None
    if draft.status is Status.PLANNED and not moved and draft.mode is not Mode.VIRTUAL:
        draft.reason = None
    if moved and draft.start is not None and draft.mode is not Mode.VIRTUAL:
        _keep_place(draft)
    if draft.place is None and register.main is not None and _same_spot(draft, sentences):
        draft.place = register.main.place
    if draft.mode is None and draft.place is None and pattern(r"^{modes.by_name}").match(fold(draft.name.text)):
        draft.mode = Mode.VIRTUAL
    if draft.mode is Mode.VIRTUAL and draft.status is not Status.CANCELLED:
        draft.place = None


def _keep_place(draft: Draft) -> None:
    """A place that did not change when the dates did is the event's, and no part of what had been planned."""
    if draft.place is None:
        draft.place, draft.was_place = draft.was_place, None
    elif draft.was_place and _same_town(draft.place, draft.was_place):
        draft.was_place = None


def _same_spot(draft: Draft, sentences: Sequence[Passage]) -> bool:
    """Tell whether the sentence that dates an event says "au même endroit"."""
    where = {each.span for each in draft.evidence if each.field == "start"}
    return any("au meme endroit" in sentence.low for sentence in sentences if sentence.span in where)


def _same_town(one: str, other: str) -> bool:
    return bool(set(re.findall(r"\w{4,}", fold(one))) & set(re.findall(r"\w{4,}", fold(other))))
