"""What a letter announces, and when: each time of an event goes to the thing that is best linked to it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents.passage import Passage
from knowledge.extraction.cues import cue_words, pattern
from knowledge.extraction.drafts import Draft, in_year, made_part
from knowledge.extraction.ledger import Entry, Role, column_role
from knowledge.extraction.linking import DETERMINED, Link, Reading, candidates, edition_of, is_general
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.names import Name
from knowledge.extraction.places import place_between, place_in, place_near
from knowledge.extraction.things import Thing, extent, things
from knowledge.french.text import Span, fold
from knowledge.model import Mode
from knowledge.temporal.moment import Grain, Period

_TAKES = r"\b{events.takes}(?![\w-])"
_OF = re.compile(r"\s(?:du|de la|de l'|de cette|de ce|des|d')\s*")
_NEAR = dt.timedelta(days=3)  # of an event's days, for what is a part of it


# ------------------------------------------------------------------ what the subject announces


def announce(subject: Sentence, found: Sequence[Time], reading: Reading) -> None:
    """Enter the events that the subject names: the letter is about the first."""
    passage = subject.passage
    for thing in things(passage, [time.start for time in found]):
        low = passage.low[: thing.start]
        part = pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper()
        aside = low.count("(") != low.count(")") or is_general(thing) or part
        if not aside and not (re.search(r"\bcandidatures?\b|\bpreparation\b", low) and reading.register.drafts):
            enter(thing, reading, subject.span, "subject")
    if not reading.register.drafts:
        _announce_name(subject, found, reading)


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
    if noun and passage.at(start, start + 1).text.isupper():
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
    if len(name.key) < 2:
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


def series(subject: Sentence | None, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield in the singular what is announced in the plural, for a table to set out: "quatre ateliers régionaux sur …"."""
    for sentence in ([subject] if subject else []) + list(sentences):
        for thing in things(sentence.passage, ()):
            if (
                thing.head.endswith("s")
                and len(thing.passage.line.split()) > 3
                and thing.head not in ("congres", "cours", "concours")
            ):
                yield _singular(thing.passage.line)


def _singular(name: str) -> str:
    words = re.sub(r"\s(?:de |d['’])?(?:19|20)\d\d", "", name).split()
    end = next((place for place, word in enumerate(words) if fold(word) in cue_words("events", "links")), len(words))
    plain = [re.sub(r"aux$", "al", word) if word.endswith("aux") else word.rstrip("s") for word in words[:end]]
    return " ".join((*plain, *words[end:]))


# ------------------------------------------------------------------ dating


def date_sentence(sentence: Sentence, told: Sequence[Entry], named: Sequence[Thing], reading: Reading) -> list[Entry]:
    """Give each time of a sentence to what takes place then; return those for which nothing was found."""
    left: list[Entry] = []
    last: Entry | None = None
    for entry in told:
        if last is not None and reading.focus is not None and _listed_days(last, entry):
            reading.focus.extend(entry.time.value)
        elif not any(_settle(entry, link, reading) for link in candidates(entry, named, reading)):
            left.append(entry)
            continue
        last = entry
    return left


def _listed_days(one: Entry, other: Entry) -> bool:
    """Tell whether two days are of one list: "les 16, 23 et 30 juin"."""
    gap = one.time.sentence.low[one.time.end : other.time.start]
    single = not one.time.is_range and not other.time.is_range and not other.time.clock_only
    return (
        single
        and one.time.sentence is other.time.sentence
        and bool(re.fullmatch(r"\s*(?:,|et|,? puis)\s*(?:les? )?", gap))
    )


def _settle(entry: Entry, link: Link, reading: Reading) -> bool:
    """Date an event known or new, or one of its parts; False when the link leads to none."""
    time, sentence, phrase = entry.time, entry.time.sentence, link.phrase.low
    main = reading.register.main
    if link.thing is not None or link.how in ("subject", "listed", "row"):
        if pattern(
            r"^(?:l'|les?\s+|la\s+)?(?:\w+ )?(?:\w+ pleniere d'ouverture|{events.openings})(?:$|\s+(?:demeure|reste|est|sera|d[eu]s?|de la|de l'))"
        ).match(phrase):
            return _open(time, sentence, link, reading)
    if link.how == "row" and _opens_row(time) and link.draft is not None:
        link.draft.clock(time.value, sentence.span, "opening")
        return True
    draft = link.draft or _new(entry, link, reading)
    if draft is not None:
        date_draft(draft, entry, link, reading)
        reading.focus = draft
        return True
    if time.clock_only or (main is None and link.how not in ("row", "listed")):
        return False
    return _part(entry, link, reading)


def _zone(sentence: Sentence) -> str | None:
    """Return the zone that the head of a column tells: "Heure (heure de Genève)"."""
    heads = " ".join(each.head.line for each in sentence.columns if each.head is not None)
    found = re.search(r"heure (?:de |d['’])[A-ZÀ-Þ][\w'’-]*|\b(?:UTC|GMT|CET|CEST)(?:[+-]\d+)?\b", heads)
    return found[0] if found else None


def _opens_row(time: Time) -> bool:
    """Tell whether a time stands under "Séance d'ouverture"."""
    offset = time.sentence.span.start + time.start
    held = (each for each in time.sentence.columns if each.cell.span.start <= offset < each.cell.span.end)
    return any(column_role(each.header) == "openings" for each in held)


def _open(time: Time, sentence: Sentence, link: Link, reading: Reading) -> bool:
    """“La séance d'ouverture débutera à 9 h 30” tells the hour of the event."""
    draft = _inner(link.phrase, reading) or reading.focus or reading.register.main
    if draft is None:
        return False
    if not time.dated or draft.start is None or time.value.start == draft.start:
        draft.clock(time.value, sentence.span, "opening")
    return True


def _new(entry: Entry, link: Link, reading: Reading) -> Draft | None:
    """Return a new event when what is linked may be one beside those known."""
    time, sentence = entry.time, entry.time.sentence
    if link.how == "heading" and link.thing is not None and "row" in link.features and not time.clock_only:
        return enter(link.thing, reading, sentence.span, "heading")
    if time.clock_only or entry.role is Role.REPLACED or (sentence.block < 0 and reading.register.drafts):
        return None
    name = reading.named(link.phrase.line)
    if link.thing is not None:
        inner = _inner(link.phrase, reading)
        if (inner is None or (inner.tentative and inner.start is None)) and _is_event(
            link.thing, name, time, entry, reading
        ):
            return enter(link.thing, reading, sentence.span, "announced")
        return None
    if link.how == "row" or (link.how == "listed" and _place_of(link.phrase)):
        return _listed(entry, link, reading)
    return None


def _listed(entry: Entry, link: Link, reading: Reading) -> Draft | None:
    """“Atelier pour l'Afrique: Dakar (Sénégal), du 3 au 5 mai”, or a row: an event of its own."""
    sentence, main = entry.time.sentence, reading.register.main
    place = _place_of(link.phrase)
    text = link.phrase.line[: place[0]] if place else link.phrase.line
    noun = pattern(r"^(?:la |le |les |l')?(?:{events.ranks} )?(?:{events.heads}|{events.bodies})\b").match(fold(text))
    where = _cell(sentence, "places")
    if where is not None:
        place = (0, where)
    if not noun and link.how == "row":
        if reading.series is None or place is None:
            return None
        name = reading.named(reading.series)
        name = replace(name, text=f"{name.text} – {text}", key=name.key | {fold(text)})
    else:
        name = reading.named(text)
    if not name.key:
        return None
    if link.how == "row" and main is not None and _within(main, entry.time.value) and not place and not noun:
        return None
    exact = next((each for each in reading.register.drafts if each.name.key == name.key), None)
    draft = exact if not noun else reading.register.match(name, None, name.edition)
    if draft is None or draft.start is not None:
        head = (fold(name.text).split() or [""])[0]
        draft = Draft(name=name, span=sentence.span, edition=name.edition, head=head, acronym=_bracketed(link.phrase))
        reading.register.drafts.append(draft)
    if place:
        draft.at(place[1], sentence.span)
        draft.mode = draft.mode or (None if place[1] else Mode.VIRTUAL)
    return draft


def _bracketed(phrase: Passage) -> str | None:
    found = re.search(r"\(([A-Z][A-Z0-9][\w+&/-]*)\)\s*$", phrase.line.replace("‑", "-"))
    return found[1] if found else None


def _cell(sentence: Sentence, role: str) -> str | None:
    """Return what a row holds under a column of some role."""
    return next((each.cell.line for each in sentence.columns if each.cell and column_role(each.header) == role), None)


def _place_of(label: Passage) -> tuple[int, str | None] | None:
    """Return where the place begins in "Atelier pour l'Afrique: Dakar (Sénégal)", and the place; None online."""
    if online := re.search(r"\s*[:,(–-]\s*(?:en ligne|virtuel|à distance)\)?$", label.line):
        return online.start(), None
    city = r"(?P<city>[A-ZÀ-Þ][\w'’-]*(?:[ -][A-ZÀ-Þ][\w'’-]*)*)"
    country = r"(?:\s*\((?P<c1>[^()\d]+)\)|,\s*(?P<c2>[A-ZÀ-Þ][\w'’ -]*))"
    match = re.search(rf"[:,(–-]\s*(?:à\s+)?{city}{country}\s*\)?$", label.line)
    return (match.start(), f"{match['city']} ({(match['c1'] or match['c2']).strip()})") if match else None


def _is_event(thing: Thing, name: Name, time: Time, entry: Entry, reading: Reading) -> bool:
    """A thing with a name of its own, that is no usual part and is still to come, is another event."""
    usual = pattern(r"^{events.parts}$").match(thing.head) and not thing.passage.text[:1].isupper()
    main = reading.register.main
    if is_general(thing) or thing.head.startswith("edition") or len(name.key) < 2:
        return False
    if main is None or not (main.head or main.start or main.was_start):
        return True
    if usual:
        return False
    last = time.value.end or time.value.start
    over = last is not None and last.last < reading.anchor.date() and (entry.verb is None or entry.verb.kind != "was")
    if over or not (thing.proper or thing.acronym or name.edition or not _close(main, time.value)):
        return False
    return bool(thing.acronym or name.edition) or not _within(main, time.value)


# ------------------------------------------------------------------ parts


def _part(entry: Entry, link: Link, reading: Reading) -> bool:
    """Give a part to the event that the sentence says it belongs to, else to the one in view."""
    time, sentence = entry.time, entry.time.sentence
    if entry.role is Role.REPLACED:
        return True
    inner = _inner(link.phrase, reading)
    target = _during(time, sentence, reading) or inner or reading.register.host
    first = re.match(rf"(?:{DETERMINED})?(?P<noun>[a-z0-9-]+)", link.phrase.low)
    if link.how == "row" and inner is None and reading.register.drafts:
        target = reading.register.drafts[0]
    if target is None or first is None or first["noun"] in cue_words("events", "excluded"):
        return False
    if link.how in ("heading", "main", "pronoun") or not time.dated or sentence.block < 0:
        return False
    name = reading.named(link.phrase.line)
    if link.thing is not None and _is_session(link.thing, inner):
        date_draft(inner or target, entry, link, reading)
        return True
    alone = link.thing is not None and pattern(r"^{events.alone}$").fullmatch(link.phrase.low.strip())
    over = (time.value.end or time.value.start).last < reading.anchor.date()  # type: ignore[union-attr]
    begun = target.start is not None and target.start.first < reading.anchor.date()
    if alone or (over and not begun and link.how != "listed"):
        return False
    period = in_year(time, target, sentence)
    usual = link.thing is None or pattern(r"^(?:{events.parts}|{events.generic})$").match(link.thing.head)
    below = sentence.lead is not None and link.thing is not None and not link.thing.proper and not sentence.columns
    if link.thing is not None and inner is None and len(name.key) >= 2 and not below:
        draft = Draft(name=name, span=sentence.span, head=link.thing.head, edition=name.edition)
        date_draft(draft, entry, link, reading)
        draft.tentative = bool(usual)
        reading.register.loose.append((target, draft))
        return True
    if link.how in ("subject",) and target.start is not None and not _close(target, period):
        return False
    if link.how == "named" and target.start is not None and target.end is not None and not _close(target, period):
        return False
    text = part_name(link.phrase, reading)
    if re.fullmatch(r"[\dIVX]{1,4}", text) and link.how == "row":
        text = " ".join(each for each in (_title(sentence, link.phrase), text) if each)
    target.part(made_part(text, period, sentence.span))
    return True


def _title(sentence: Sentence, phrase: Passage) -> str | None:
    """Return the words that head the column of a cell."""
    return next((each.header for each in sentence.columns if each.cell.span == phrase.span), None)


def _is_session(thing: Thing, inner: Draft | None) -> bool:
    """“La première session de la Réunion” is that event itself while it has no days."""
    if inner is None or inner.start is not None:
        return False
    return bool(thing.head == "session" and re.match(r"\w+ session (?:de|du)", thing.passage.low))


def part_name(phrase: Passage, reading: Reading) -> str:
    """Name a part without the event that it belongs to."""
    low = phrase.low
    for cut in _OF.finditer(low):
        if cut.end() < len(low):
            name = reading.named(phrase.at(cut.end(), len(low)).text)
            known = reading.register.match(name, None, name.edition)
            if known is not None and name.head == known.name.head:
                return phrase.at(0, cut.start()).line
    end = re.search(r",|\squi\s|\sen\s+vue", low)
    line = (phrase.at(0, end.start()) if end and end.start() > 3 else phrase).line
    return re.sub(r"^(?:[Ll][ea]s?\s+|[Ll]['’]|[Uu]ne?\s+|[Dd]es\s+)", "", line)


def _inner(phrase: Passage, reading: Reading) -> Draft | None:
    """Return the event that a part names as its own: "dernière semaine du Forum 2021 du SMSI"."""
    for cut in _OF.finditer(phrase.low):
        if cut.end() < len(phrase.low):
            name = reading.named(phrase.at(cut.end(), len(phrase.low)).text)
            known = reading.register.match(name, None, name.edition)
            if known is not None and name.head == known.name.head:
                return known
    return None


def _during(time: Time, sentence: Sentence, reading: Reading) -> Draft | None:
    """Return the event during which the sentence says that a part takes place: ", pendant le Forum 2020 du SMSI"."""
    match = re.match(r"[^.;]{0,20}?\b(?:pendant|lors d|au cours d|dans le cadre d|a l'occasion d|durant)", time.after)
    if match is None:
        return None
    start = time.end + match.end()
    for thing in things(sentence.passage, (), reading.register.aliases):
        if 0 <= thing.start - start < 12:
            name = reading.named(thing.passage.text)
            known = reading.register.match(name, thing.acronym, name.edition)
            return known or (enter(thing, reading, sentence.span, "context") if thing.proper else None)
    return None


def sort_out(reading: Reading) -> None:
    """What falls within the days of its event, or next to them, is a part of it; the rest stands beside it."""
    for target, draft in reading.register.loose:
        near = _close(target, Period(start=draft.start, end=draft.end)) or (draft.tentative and target.start is None)
        if draft.start is not None and near:
            target.part(made_part(draft.name.text, Period(start=draft.start, end=draft.end), draft.span))
        elif reading.register.match(draft.name, None, draft.edition) in (None, target):
            reading.register.drafts.append(draft)


def _within(main: Draft, period: Period) -> bool:
    """Tell whether days fall within those of an event."""
    start, end = period.start, period.end or period.start
    if main.start is None or start is None or end is None:
        return False
    return main.start.first <= start.first and end.last <= (main.end or main.start).last


def _close(main: Draft, period: Period) -> bool:
    if main.start is None or period.start is None:
        return False
    return main.start.first - _NEAR <= period.start.first <= (main.end or main.start).last + _NEAR


# ------------------------------------------------------------------ days and places


def date_draft(draft: Draft, entry: Entry, link: Link, reading: Reading) -> None:
    """Give a time to an event, as what is planned or as what had been."""
    time, sentence = entry.time, entry.time.sentence
    period, before = in_year(time, draft, sentence), time.before
    if entry.role is Role.REPLACED:
        draft.was(period, sentence.span)
        return
    place = _place(time, link)
    if (
        link.how == "row"
        and draft.said
        and all(each.span.start < sentence.span.start for each in draft.said)
        and _by_subject(draft)
    ):
        draft.start = draft.end = None
    if entry.verb is not None and entry.verb.kind == "was":
        draft.was(period, sentence.span)
        draft.was_place = draft.was_place or place
        if draft.start == period.start:
            draft.start = draft.end = None
    elif pattern(r"\b{events.put_off}(?:\s+de nouveau)?,?\s*(?:aux?|du|a|le|pour le|,)?\s*$").search(before):
        draft.put_off(period, sentence.span)
        draft.at(place, sentence.span)
    elif pattern(r"\b{events.ends}\s+(?:le\s+|a\s+)?$").search(before) and draft.start is not None:
        draft.closes(period)
    elif time.clock_only:
        draft.clock(period, sentence.span, "hours")
        draft.timezone = draft.timezone or _zone(sentence)
    elif sentence.block >= 0 and _moves(draft, entry, reading) and draft.rivals(period):
        draft.put_off(period, sentence.span)
        draft.at(place, sentence.span)
    else:
        draft.date(period, sentence.span, f"{link.how}: {time.expression.rule}", link.weight, entry.margin)
        draft.at(place, sentence.span)
        _former_place(draft, sentence, link, time)
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


def _place(time: Time, link: Link) -> str | None:
    """Return the place told with a time: between the verb and it, else between the name and it, else after it."""
    passage = time.sentence.passage
    start = link.thing.end if link.thing is not None and link.how == "named" else 0
    if start > time.start:
        return place_near(passage, time) or (place_in(passage.at(0, link.thing.start).text) if link.thing else None)  # type: ignore[union-attr]
    verbs = [verb.start() for verb in pattern(_TAKES).finditer(passage.low, start, time.start)]
    place = None
    if start or verbs:
        place = place_between(passage, max((start, *verbs)), time.start)
    if place is None and start and len(verbs) < 2:
        place = place_between(passage, start, time.start)
    return place or place_near(passage, time)


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
