"""What the letter says of an event besides its dates: theme, form, organisers, what has become of it and why."""

import re
from collections.abc import Sequence

from knowledge.french.text import fold
from knowledge.model import Mode, Status
from knowledge.reading.cues import pattern
from knowledge.reading.drafts import Draft, Register
from knowledge.reading.fate import tell_fate
from knowledge.reading.layout import Block
from knowledge.reading.markup import Kind
from knowledge.reading.names import name_of
from knowledge.reading.passage import Passage
from knowledge.reading.places import place_in
from knowledge.reading.things import Thing, things


def add_details(subject: Passage | None, body: Sequence[Block], register: Register, acronyms: dict[str, str]) -> None:
    """Add to each event what sentences say of it; a sentence that names none speaks of the main one."""
    if register.main is None:
        return
    aliases = tuple(fold(draft.name.text) for draft in register.drafts if not draft.head)
    sentences = [each for block in body if block.kind is not Kind.ROW for each in block.sentences]
    for sentence in ([subject] if subject else []) + sentences:
        said = _named(sentence, register, acronyms, aliases)
        told = bool(said) or sentence is subject
        for draft in _together(sentence, register) or [said[0][1] if said else register.main]:
            _theme(draft, sentence)
            _mode(draft, sentence, told=told)
            _organisers(draft, sentence)
        tell_fate(sentence, said, register.main)
        for _, draft in said:
            _acronym(draft, sentence, acronyms)
    for draft in register.drafts:
        _settle(draft, register, sentences)


def _together(sentence: Passage, register: Register) -> list[Draft]:
    """“Les deux manifestations se dérouleront …” speaks of all the events."""
    plural = r"\b(?:les|ces|des|aux|chaque|toutes les|tous les) (?:(?:deux|trois|quatre|cinq|six) )?(?:\w+ )?(?:manifestation|evenement|reunion|atelier|session|seminaire|conference|forum|rencontre|webinaire)(?:s\b|\b(?<=chaque reunion)|\b(?<=chaque atelier)|\b(?<=chaque session))"
    if len(register.drafts) < 2 or not re.search(plural, sentence.low):
        return []
    place = place_in(sentence.text) if pattern(r"\b{events.takes}(?![\w-])").search(sentence.low) else None
    for draft in register.drafts:
        draft.at(place, sentence.span)
    return list(register.drafts)


def _named(
    sentence: Passage, register: Register, acronyms: dict[str, str], aliases: Sequence[str]
) -> list[tuple[Thing, Draft]]:
    """Return what a sentence names of the events, in order."""
    found = []
    for thing in things(sentence, (), aliases):
        name = name_of(thing.passage.text, acronyms)
        known = register.match(name, thing.head, thing.acronym, name.edition)
        general = pattern(r"^{events.generic}$").match(thing.head) and thing.determiner != "indefinite"
        if known is None and general and len(thing.passage.line.split()) <= 2:
            known = register.main
        if known is not None:
            found.append((thing, known))
    return found


def _acronym(draft: Draft, sentence: Passage, acronyms: dict[str, str]) -> None:
    if draft.acronym is None:
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
    low = sentence.low
    for pick in (
        pattern(r"\b{events.theme}\b[^\".;]{0,160}?\"\s?(?P<theme>[^\"]{6,300}?)\s?\""),
        pattern(r"^(?=.*\b{events.heads}\b)[^\"]{10,200}[,:]\s*\"\s?(?P<theme>[^\"]{6,300}?)\s?\"\s*$"),
        pattern(
            r"\b(?:pour theme(?: general| central| principal)?|sur le theme)\s*:?\s+(?P<theme>(?:l[ea]s?\s|l'|d[eu]\s|d'|des\s|un)?[^\".;(]{12,160})"
        ),
    ):
        match = pick.search(low)
        if match:
            draft.theme = sentence.group(match, "theme").trimmed(" \n,;:").line
            draft.note("theme", sentence.span, "theme")
            return


# ------------------------------------------------------------------ mode


def _mode(draft: Draft, sentence: Passage, *, told: bool) -> None:
    low = sentence.low
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
    elif told and pattern(r"\b{modes.in_person}").search(low):
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
    """Tell whether something takes place online, and not merely an inscription or the sending of a document."""
    match = pattern(r"\b{modes.virtual}\b").search(low)
    if match is None or _of_something_else(low):
        return False
    return not pattern(
        r"\b(?:inscri|enregistr|candidat|demande|soumi|vote|depot|document|lettre|diffus|publi|repond|rempli)\w*[^.]{0,80}$"
    ).search(low[: match.start()])


def _of_something_else(low: str) -> bool:
    """A series of online seminars beside the event, or a past edition, does not make it virtual."""
    return bool(
        re.search(
            r"\bserie de webinaires|\bwebinaires? (?:gratuit|preparatoire|d'information)|\bsucces (?:obtenu|remporte)|formulaire|questionnaire",
            low,
        )
    )


# ------------------------------------------------------------------ organisers


def _organisers(draft: Draft, sentence: Passage) -> None:
    if draft.organisers:
        return
    low = sentence.low
    match = pattern(r"\b{events.organised}\s+").search(low)
    if match:
        names = _list_of(sentence, match.end())
        if re.search(r"\bl'uit et (?:les|ses) co-?organisateur", low[: match.end()]):
            names = ("UIT", *names)
    else:
        by = re.search(
            r"(?:^|\bque\s+|\bqu'|,\s+)(?P<who>(?:l'|le\s+|la\s+|les\s+)[^;.:]{2,160}?),?\s+"
            r"(?:co-?)?organis(?:e|era|ent|eront)\b",
            low,
        )
        names = _list_of(sentence, by.start("who"), by.end("who")) if by else ()
    if names:
        draft.organisers = names
        draft.note("organisers", sentence.span, "organised by")


_END = re.compile(
    r"[.;:(]|,\s+(?:qui|en\s|avec|du\s\d|le\s\d|les\s\d|a\s|au\s|aux\s|dans|sous|se\s|ont\s|ainsi qu|sur)|\s+et (?:accueilli|se |aura |sera |co-?organise)|\s+(?:en partenariat|en collaboration|en cooperation|avec|qui|se tiendra|aura lieu|sous|dans le cadre|a l'occasion|du \d|le \d|les \d|pendant|ont|aura|sera|seront)\b|\s+a\s+(?=[a-z-]+\s*(?:\(|,|du\b|les\b|le\b|$))"
)


def _list_of(sentence: Passage, start: int, end: int | None = None) -> tuple[str, ...]:
    """Return the names of "l'UIT, l'UNESCO et le Ministère de l'information et des communications du Viet Nam"."""
    if end is None:
        stop = _END.search(sentence.low, start)
        end = stop.start() if stop else len(sentence.low)
    if end <= start:
        return ()
    written = sentence.at(start, end).line
    parts = re.split(
        r",\s+(?:et\s+)?(?=(?:[Ll][ea]s?\s+|[Ll]['’])?[A-ZÀ-Þ])|\s+et\s+(?=(?:[Ll][ea]s?\s+|[Ll]['’]|par\s+(?:l[ea]s?\s+|l['’]))?[A-ZÀ-Þ])|\s+(?:ainsi que|en collaboration avec|conjointement avec|avec)\s+",
        written,
    )
    names = [re.sub(r"^(?:par\s+)?(?:[Ll][ea]s?\s+|[Ll]['’])", "", part.strip(" ,")) for part in parts]
    vague = ("Bureau", "Secrétariat", "Union", "Organisation")
    return tuple(_short(name) for name in names if name[:1].isupper() and len(name) < 120 and name not in vague)


def _short(name: str) -> str:
    return (
        "UIT"
        if fold(name)
        in ("union internationale des telecommunications", "union internationale des telecommunications (uit)")
        else name
    )


# ------------------------------------------------------------------ what follows from the rest


def _settle(draft: Draft, register: Register, sentences: Sequence[Passage]) -> None:
    """Work out what follows from the rest: a place kept when only the dates moved, the place of the event before it."""
    if draft.status is Status.PLANNED and draft.was_start is None:
        draft.reason = None if draft.mode is not Mode.VIRTUAL else draft.reason
    if draft.was_start and draft.start and draft.place is None and draft.mode is not Mode.VIRTUAL:
        draft.place, draft.was_place = draft.was_place, None
    elif draft.was_start and draft.place and draft.was_place and not _same_town(draft.place, draft.was_place):
        pass
    elif draft.was_start and draft.start and draft.place and draft.was_place:
        draft.was_place = None if draft.mode is not Mode.VIRTUAL else draft.was_place
    if draft.place is None and draft is not register.main and register.main is not None:
        for sentence in sentences:
            if "au meme endroit" in sentence.low and any(
                each.span == sentence.span for each in draft.evidence if each.field == "start"
            ):
                draft.place = register.main.place
    if draft.mode is Mode.VIRTUAL and draft.place and draft.status is not Status.CANCELLED:
        draft.place = None


def _same_town(one: str, other: str) -> bool:
    return bool(set(re.findall(r"\w{4,}", fold(one))) & set(re.findall(r"\w{4,}", fold(other))))
