"""What a letter announces, and when: each time of an event goes to the thing that is best linked to it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.documents.passage import Passage
from knowledge.extraction.announcing import enter
from knowledge.extraction.cues import pattern
from knowledge.extraction.dating import date_draft, zone_of
from knowledge.extraction.drafts import Draft, in_year, made_part
from knowledge.extraction.features import column_role, turned
from knowledge.extraction.linking import Link, Reading, candidates, is_general, owner
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.names import Name
from knowledge.extraction.parts import add_part, close_to, inner_event, within_days
from knowledge.extraction.places import place_between
from knowledge.extraction.roles import Entry, Role
from knowledge.extraction.series import by_place
from knowledge.extraction.things import Thing
from knowledge.french.text import fold
from knowledge.model import Mode
from knowledge.temporal.moment import Grain

_NUMBER = r"[\dIVX/.-]+"
_FULL = 2  # words that mean something in a name, at least


def date_sentence(told: Sequence[Entry], named: Sequence[Thing], reading: Reading) -> list[Entry]:
    """Give each time of a sentence to what takes place then; return those for which nothing was found."""
    left: list[Entry] = []
    last: Entry | None = None
    each_own = "respectivement" in (told[0].time.sentence.low if told else "") and len(told) == len(named)
    for place, entry in enumerate(told):
        those = named[place : place + 1] if each_own else named
        sister = by_place(entry.time, reading) if entry.role is Role.EVENT or last is None else None
        if sister is not None:
            reading.focus = sister
        elif last is not None and reading.focus is not None and _listed_days(last, entry):
            reading.focus.extend(entry.time.value)
        elif not any(_settle(entry, link, reading) for link in candidates(entry, those, reading)):
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
    opens = (link.thing is not None or link.how in ("subject", "listed", "row")) and _is_opening(phrase)
    if opens and (main is not None or reading.focus is not None):
        return _open(time, sentence, link, reading)
    if link.how == "row" and _opens_row(time) and (opened := link.draft or _just_dated(sentence, reading)):
        opened.clock(time.value, sentence.span, "opening")
        opened.timezone = opened.timezone or zone_of(sentence)
        return True
    if _in_programme(entry, link, reading) or _close_row(time, reading):
        return True
    draft = link.draft or _new(entry, link, reading)
    if draft is not None:
        date_draft(draft, entry, link, reading)
        reading.focus = draft
        return True
    if time.clock_only or (main is None and link.how not in ("row", "listed")):
        return False
    return add_part(entry, link, reading)


def introduce(sentence: Sentence, named: Sequence[Thing], reading: Reading) -> None:
    """Remember what a sentence without days names in full, and the event whose programme it introduces."""
    takes = pattern(r"\b{events.takes}(?![\w-])").search(sentence.low)
    if takes is not None and (thing := _introduced(sentence, named, takes)) is not None:
        meant = reading.antecedent(thing) if len(reading.named(thing.passage.line).key) < _FULL else thing
        draft = owner(thing, reading) or (enter(meant, reading, sentence.span, "announced") if meant else None)
        reading.programme = (sentence.span, draft) if draft is not None else None
        if draft is not None:
            draft.at(place_between(sentence.passage, takes.end(), len(sentence.low)), sentence.span)
    reading.mentioned += [thing for thing in named if len(reading.named(thing.passage.line).key) >= _FULL]


def _introduced(sentence: Sentence, named: Sequence[Thing], takes: re.Match[str]) -> Thing | None:
    """Return the one event that takes place as what follows sets out: "ladite session se tiendra comme suit:"."""
    following = pattern(r":\s*$|\b(?:suivante?s?|ci-(?:apres|dessous))\b").search(sentence.low)
    if following is None or re.search(r"[oe]nt\b", takes[0]):
        return None
    before = [thing for thing in named if thing.end <= takes.start() and not thing.head.endswith("s")]
    return before[-1] if before and before[-1].determiner not in (None, "indefinite") else None


def _in_programme(entry: Entry, link: Link, reading: Reading) -> bool:
    """Give an item or a row below "la session se tiendra selon le calendrier suivant:" to that event as its part."""
    time, lead = entry.time, entry.time.sentence.lead
    if reading.programme is None or lead is None or lead.span != reading.programme[0]:
        return False
    draft, where = reading.programme[1], _cell(time.sentence, "places")
    if where or not time.dated or draft.start is not None or link.how not in ("row", "listed", "named"):
        return False
    draft.part(made_part(link.phrase.line, in_year(time, draft, time.sentence), time.sentence.span))
    reading.focus = draft
    return True


def _just_dated(sentence: Sentence, reading: Reading) -> Draft | None:
    draft = reading.focus
    return draft if draft and any(said.span == sentence.span for said in draft.said) else None


def _is_opening(phrase: str) -> bool:
    """Tell whether a phrase names only the opening of an event: "la séance d'ouverture du Forum"."""
    lead = r"^(?:l'|les?\s+|la\s+)?(?:\w+ )?(?:\w+ pleniere d'ouverture|{events.openings})"
    return bool(pattern(rf"{lead}(?:$|\s+(?:demeure|reste|est|sera|d[eu]s?|de la|de l'))").match(phrase))


def _opens_row(time: Time) -> bool:
    """Tell whether a time stands under "Séance d'ouverture"."""
    offset = time.sentence.span.start + time.start
    held = (each for each in time.sentence.columns if each.cell.span.start <= offset < each.cell.span.end)
    turned_row = turned(time) is not None and column_role(time.sentence.columns[0].cell.low) == "openings"
    return turned_row or any(column_role(each.header) == "openings" for each in held)


def _close_row(time: Time, reading: Reading) -> bool:
    """Take a day under "Au" or "Fin" as the last of the event that its row has begun."""
    offset = time.sentence.span.start + time.start
    held = (each for each in time.sentence.columns if each.cell.span.start <= offset < each.cell.span.end)
    draft = _just_dated(time.sentence, reading)
    if draft is None or not any(column_role(each.header) == "ends" for each in held):
        return False
    draft.closes(time.value)
    return True


def _open(time: Time, sentence: Sentence, link: Link, reading: Reading) -> bool:
    """“La séance d'ouverture débutera à 9 h 30” tells the hour of the event."""
    same_day = (each for each in reading.register.drafts if time.dated and each.start == time.value.start)
    draft = inner_event(link.phrase, reading) or next(same_day, None) or reading.focus or reading.register.main
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
        return _announced(entry, link.thing, link, name, reading)
    met = entry.verb is not None and re.search(r"reuni|sieg", sentence.low[entry.verb.start : entry.verb.end])
    if link.how == "subject" and reading.register.main is None and len(name.key) >= _FULL and not met:
        draft = Draft(name=name, span=sentence.span, edition=name.edition)
        reading.register.drafts.append(draft)
        return draft
    if link.how == "row" or (link.how == "listed" and _place_of(link.phrase)):
        return _listed(entry, link, reading)
    return None


def _announced(entry: Entry, thing: Thing, link: Link, name: Name, reading: Reading) -> Draft | None:
    """Return the event that a sentence names, when it is one and is not known yet."""
    if len(name.key) == 1 and (owned := _of_its_holder(entry, thing, reading)):
        return owned
    if len(name.key) == 1 and thing.determiner not in (None, "indefinite"):
        thing = reading.antecedent(thing) or thing
        name = reading.named(thing.passage.line)
    inner = inner_event(link.phrase, reading)
    if (inner is None or (inner.tentative and inner.start is None)) and _is_event(
        thing, name, entry.time, entry, reading
    ):
        return enter(thing, reading, entry.time.sentence.span, "announced")
    return None


def _of_its_holder(entry: Entry, thing: Thing, reading: Reading) -> Draft | None:
    """“Le Conseil tiendra sa prochaine session du 4 au 14 juin”: the session of the Council."""
    low = entry.time.sentence.low[: thing.start]
    holder = re.search(
        r"\b(?P<article>le |la |l')(?P<who>[a-z][a-z' -]{2,60}?) (?:tiendra|tient|organisera|(?:se )?reunira pour)\b"
        r"(?:.*\b)?\s?s(?:a|on)\s(?:\w+ )?$",
        low,
    )
    if holder is None:
        return None
    of = {"le ": "du ", "la ": "de la "}.get(holder["article"], "de l'")
    who = entry.time.sentence.passage.group(holder, "who").line
    name = reading.named(f"{reading.named(thing.passage.line).text} {of}{who}")
    draft = Draft(name=name, span=entry.time.sentence.span, head=thing.head, edition=name.edition)
    reading.register.drafts.append(draft)
    return draft


def _listed(entry: Entry, link: Link, reading: Reading) -> Draft | None:
    """“Atelier pour l'Afrique: Dakar (Sénégal), du 3 au 5 mai”, or a row: an event of its own."""
    sentence, main, where = entry.time.sentence, reading.register.main, _cell(entry.time.sentence, "places")
    place = _place_of(link.phrase)
    text = link.phrase.line[: place[0]] if place else link.phrase.line
    if where is not None:
        place = (0, None if pattern(r"\b{events.modes_words}").search(fold(where)) else where)
    within = main is not None and within_days(main, entry.time.value)
    name, own = _name_listed(
        text, link, sentence, reading, within=within, placed=place is not None or turned(entry.time) is not None
    )
    if name is None or not name.key or (link.how == "row" and within and not place and not own):
        return None
    exact = next((each for each in reading.register.drafts if each.name.key == name.key), None)
    draft = exact if not own else reading.register.match(name, None, name.edition)
    if draft is None or draft.start is not None:
        head = (fold(name.text).split() or [""])[0]
        draft = Draft(name=name, span=sentence.span, edition=name.edition, head=head, acronym=_bracketed(link.phrase))
        reading.register.drafts.append(draft)
    if place:
        draft.at(place[1], sentence.span)
        draft.mode = draft.mode or (None if place[1] else Mode.VIRTUAL)
    return draft


def _name_listed(
    text: str, link: Link, sentence: Sentence, reading: Reading, *, within: bool, placed: bool
) -> tuple[Name | None, bool]:
    """Return the name of an item or a row, and whether it begins with a noun of its own; one of a series has none."""
    noun = pattern(r"^(?:la |le |les |l')?(?:{events.ranks} )?(?:{events.heads}|{events.bodies})\b").match(fold(text))
    if noun or link.how != "row":
        return reading.named(text), bool(noun)
    head = next((each.head for each in sentence.columns if each.cell.span == link.phrase.span), None)
    numbered = re.fullmatch(_NUMBER, text.strip()) is not None  # one of the sessions of a course, no event of its own
    if head is not None and not within and not numbered and pattern(r"^{events.heads}$").fullmatch(head.low):
        return reading.named(f"{head.line} {text}"), True  # a column headed "Webinaire" holds titles of webinars
    if reading.series is None or not placed:
        return None, False
    name = reading.named(reading.series)
    text = f"{head.line} {text}" if head is not None and re.fullmatch(_NUMBER, text) else text
    return replace(name, text=f"{name.text} – {text}", key=name.key | {fold(text)}), False


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
    main, last = reading.register.main, time.value.end or time.value.start
    over = last is not None and last.last < reading.anchor.date() and (entry.verb is None or entry.verb.kind != "was")
    plain = thing.determiner == "indefinite" and time.expression.grain is not Grain.MONTH
    alone = len(name.key) < 2 and (reading.register.main is not None or not plain)
    if is_general(thing) or name.head.startswith("edit") or alone:
        return False
    if main is None or not (main.head or main.start or main.was_start):
        return not over
    if usual:
        return False
    if over or not (thing.proper or thing.acronym or name.edition or not close_to(main, time.value)):
        return False
    return bool(thing.acronym or name.edition) or not within_days(main, time.value)
