"""What belongs to an event: its dated parts, and what merely stands beside it."""

import datetime as dt
import re

from knowledge.documents.passage import Passage
from knowledge.extraction.announcing import enter
from knowledge.extraction.cues import cue_words, pattern
from knowledge.extraction.dating import date_draft
from knowledge.extraction.drafts import Draft, in_year, made_part
from knowledge.extraction.linking import DETERMINED, Link, Reading
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.roles import Entry, Role
from knowledge.extraction.things import Thing, things
from knowledge.french.text import fold
from knowledge.temporal.moment import Period

_OF = re.compile(r"\s(?:du|de la|de l'|de cette|de ce|des|d')\s*")
_NEAR = dt.timedelta(days=3)  # of an event's days, for what is a part of it


def add_part(entry: Entry, link: Link, reading: Reading) -> bool:
    """Give a part to the event that the sentence says it belongs to, else to the one in view."""
    if entry.role is Role.REPLACED:
        return True
    inner = inner_event(link.phrase, reading)
    target = _target(entry, link, inner, reading)
    if target is None or not _may_be_part(entry, link, target, reading):
        return False
    if link.thing is not None and _is_session(link.thing, inner):
        date_draft(inner or target, entry, link, reading)
        return True
    beside = link.thing is not None and inner is None and not _is_told(link, target)
    if beside and _may_stand_beside(link, entry.time.sentence, reading):
        _set_aside(entry, link, target, reading)
        return True
    period = in_year(entry.time, target, entry.time.sentence)
    apart = target.start is not None and not close_to(target, period)
    if (
        apart
        and fold(target.name.text) not in link.phrase.low
        and (link.how == "subject" or (link.how == "named" and target.end is not None))
    ):
        return False
    if not _is_told(link, target):
        target.part(made_part(_called(entry, link, reading), period, entry.time.sentence.span))
    return True


def _is_told(link: Link, target: Draft) -> bool:
    """“Le troisième webinaire” is one of those that are known, when several are."""
    ranked = pattern(r"^{events.ranks}\s+{events.heads}$").match(link.phrase.low.strip())
    return link.thing is not None and bool(ranked) and len(target.parts) > 1


def _target(entry: Entry, link: Link, inner: Draft | None, reading: Reading) -> Draft | None:
    """Return the event that a part belongs to."""
    if link.how == "row" and inner is None and reading.register.drafts:
        return reading.register.drafts[0]
    return _during(entry.time, entry.time.sentence, reading) or inner or reading.register.host


def _may_be_part(entry: Entry, link: Link, target: Draft, reading: Reading) -> bool:
    """Tell whether a phrase may name a part: no act, no lone noun, nothing that is over before its event has begun."""
    time = entry.time
    first = re.match(rf"(?:{DETERMINED})?(?P<noun>[a-z0-9-]+)", link.phrase.low)
    if first is None or first["noun"] in cue_words("events", "excluded"):
        return False
    if link.how in ("heading", "main", "pronoun") or not time.dated or time.sentence.block < 0:
        return False
    if link.thing is not None and pattern(r"^{events.alone}$").fullmatch(link.phrase.low.strip()):
        return False
    last = time.value.end or time.value.start
    over = last is not None and last.last < reading.anchor.date()
    begun = target.start is not None and target.start.first < reading.anchor.date()
    return not over or begun or link.how == "listed"


def _may_stand_beside(link: Link, sentence: Sentence, reading: Reading) -> bool:
    """Tell whether what is named could be an event of its own: it is no item below the event that it belongs to."""
    thing = link.thing
    below = sentence.lead is not None and thing is not None and not thing.proper and not sentence.columns
    return not below and len(reading.named(link.phrase.line).key) > 1


def _set_aside(entry: Entry, link: Link, target: Draft, reading: Reading) -> None:
    """Keep what may be a part of an event, or stand beside it, until its days are all known."""
    head = link.thing.head if link.thing is not None else ""
    name = reading.named(link.phrase.line)
    draft = Draft(name=name, span=entry.time.sentence.span, head=head, edition=name.edition)
    date_draft(draft, entry, link, reading)
    described = re.search(r"\b(?:consacr|reserv)ee?s?\b", link.phrase.low)  # no name, what it is for
    draft.tentative = bool(described or pattern(r"^(?:{events.parts}|{events.generic})$").match(head))
    reading.register.loose.append((target, draft))


def _called(entry: Entry, link: Link, reading: Reading) -> str:
    """Name a part; a number alone is named by the head of its column: "cohorte 2"."""
    given = re.match(
        r"\W*(?:sera|seront) (?:\w+ment )?(?:consacre|reserve|dedie)e?s? (?:a|aux?)\s+(?:des |la |les |l'|une? )?"
        r"(?P<what>[^,;.]+?)(?=[,;.]|\s(?:port\w+|pour|relati\w+|sur)\s|$)",
        entry.time.after,
    )
    if given and re.search(r"\bjournees?\b", link.phrase.low):
        end = entry.time.end
        return entry.time.sentence.passage.at(end + given.start("what"), end + given.end("what")).line
    text = part_name(link.phrase, reading)
    if re.fullmatch(r"[\dIVX]{1,4}", text) and link.how == "row":
        return " ".join(each for each in (_title(entry.time.sentence, link.phrase), text) if each)
    return text


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


def inner_event(phrase: Passage, reading: Reading) -> Draft | None:
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
        period = Period(start=draft.start, end=draft.end)
        if pattern(r"^{events.bodies}$").match(draft.head) and (target.start, target.end) == (draft.start, draft.end):
            continue  # “la Commission d'études 6 se réunira”: the event itself
        near = within_days(target, period)
        if draft.tentative:
            near = close_to(target, period) or (target.start is None and _is_planned(target, reading))
        if draft.start is not None and near:
            target.part(made_part(draft.name.text, Period(start=draft.start, end=draft.end), draft.span))
        elif reading.register.match(draft.name, None, draft.edition) in (None, target):
            reading.register.drafts.append(draft)


def _is_planned(target: Draft, reading: Reading) -> bool:
    """Tell whether an event without days is one all the same: it has parts, or others beside it have their days."""
    return bool(target.parts or target.was_start or any(draft.start for draft in reading.register.drafts))


def within_days(main: Draft, period: Period) -> bool:
    """Tell whether days fall within those of an event."""
    start, end = period.start, period.end or period.start
    if main.start is None or start is None or end is None:
        return False
    return main.start.first <= start.first and end.last <= (main.end or main.start).last


def close_to(main: Draft, period: Period) -> bool:
    """Tell whether days fall within those of an event or next to them."""
    if main.start is None or period.start is None:
        return False
    return main.start.first - _NEAR <= period.start.first <= (main.end or main.start).last + _NEAR
