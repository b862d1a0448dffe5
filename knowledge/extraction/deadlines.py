"""What the addressees must do by the days that the ledger calls limits."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.model import Document, Zone
from knowledge.extraction.actions import read_actions
from knowledge.extraction.acts import same_act
from knowledge.extraction.asking import Action
from knowledge.extraction.cues import pattern
from knowledge.extraction.ledger import is_negated
from knowledge.extraction.mentions import Sentence
from knowledge.extraction.pointing import event_of
from knowledge.extraction.replies import reply_to
from knowledge.extraction.roles import Entry, Role
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Deadline, Event, Evidence, Letter

_SHORT_TITLE = 7  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A deadline and the entry of the ledger that it comes from."""

    deadline: Deadline
    entry: Entry
    rule: str  # by which its deed was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known while deadlines are read."""

    document: Document
    letter: Letter
    sentences: tuple[Sentence, ...]
    events: tuple[Event, ...]


def read_deadlines(entries: Sequence[Entry], asking: Asking) -> tuple[list[Found], list[Entry]]:
    """Return what is asked by each limit, and the limits for which no deed was found."""
    found: list[Found] = []
    bare: list[Entry] = []
    for entry in entries:
        if entry.role is not Role.LIMIT:
            continue
        siblings = [
            each
            for each in entries
            if each is not entry and each.role is Role.LIMIT and each.time.sentence.span == entry.time.sentence.span
        ]
        actions = read_actions(entry, siblings)
        found.extend(_found(entry, action, asking, entries) for action in actions)
        if not actions:
            bare.append(entry)
    return list(_once(found)), bare


def _found(entry: Entry, action: Action, asking: Asking, entries: Sequence[Entry]) -> Found:
    sentence, period = entry.time.sentence, entry.time.value
    due, inclusive = due_of(entry)
    hour, zone = _hour(entry, entries)
    nearby = [each for each in asking.sentences if each.block == sentence.block or _same_section(each, sentence)]
    audience = action.audience or _meant_for(action.text, nearby) or _of_title(sentence)
    deadline = Deadline(
        span=sentence.span,
        evidence=(Evidence(field="due", span=sentence.span, rule=f"{action.rule}: {entry.time.expression.rule}"),),
        due=due,
        inclusive=inclusive or period.start is not None,
        action=action.text,
        audience=None if audience is None or _everybody(audience) else audience,
        reply_to=_of_person(sentence, asking)
        or reply_to(asking.document, entry.time, action.text, nearby, asking.sentences),
        event=entry.event or event_of(sentence, asking.events, action.text, asking.letter.subject),
        time=hour,
        timezone=zone,
    )
    return Found(deadline=deadline, entry=entry, rule=action.rule)


def due_of(entry: Entry) -> tuple[dt.date, bool]:
    """Return the day of a limit and whether it is still in time."""
    period = entry.time.value
    if is_negated(entry) and period.start is not None:
        return period.start.last, True
    last = (period.end or period.start).last  # type: ignore[union-attr]
    hours = period.hours
    at_midnight = (
        hours is not None
        and period.start == period.end
        and (hours.end or hours.start) == dt.time(0)
        and "minuit" in entry.time.words
    )
    return last - dt.timedelta(days=at_midnight), period.end_inclusive


def _hour(entry: Entry, entries: Sequence[Entry]) -> tuple[dt.time | None, str | None]:
    """Return the hour of a limit: told with its day, else by a lone hour right after it."""
    hours = entry.time.value.hours
    if hours is None:
        for other in entries:
            same = other.time.sentence.span == entry.time.sentence.span
            if same and other.role is Role.HOURS and 0 <= other.time.start - entry.time.end < 12:
                hours = other.time.value.hours
    clock = (hours.end or hours.start) if hours else None
    return clock, hours.zone if hours and clock else None


def _same_section(one: Sentence, other: Sentence) -> bool:
    return one.above is not None and other.above is not None and one.above.span == other.above.span


def _of_person(sentence: Sentence, asking: Asking) -> tuple[str, ...]:
    """“auprès de Mme Diagne” gives her address, which the letter tells elsewhere."""
    if "@" in sentence.low or "http" in sentence.low:
        return ()
    named = (each for each in asking.letter.contacts if each.name and each.email)
    found = (
        each.email
        for each in named
        if each.email
        and re.search(rf"\b(?:m\.|mme|mlle|dr)\s[^,;.]*\b{re.escape(fold(each.name or '').split()[-1])}", sentence.low)
    )
    return tuple(dict.fromkeys(found))


def _of_title(sentence: Sentence) -> str | None:
    """“**Membres de Secteur** – …”: a title that names only persons says whom what stands below it binds."""
    title = re.sub(r"^.{0,12}\s[–-]\s|\s*\(.*$", "", sentence.above.line) if sentence.above else ""
    named = pattern(r"^(?:l[ea]s?\s|l')?(?:{ledger.persons})").match(fold(title))
    return title.strip(" .:") if named and len(title.split()) < _SHORT_TITLE else None


def _everybody(audience: str) -> bool:
    """Tell whether those named are simply those to whom the letter is sent."""
    if re.search(r"\bqui\b|\bsouhait|\bdesir|\bdont\b|\bayant\b", fold(audience)):
        return False
    general = set(stems("États Membres du Secteur de l'Union et Associés, participants"))
    said = set(stems(re.sub(r"^[Cc]haque\s", "", audience)))
    return said <= general


def _meant_for(action: str, sentences: Sequence[Sentence]) -> str | None:
    """Return those for whom what an action asks for is meant: "une bourse pourra être accordée aux …"."""
    granted = (
        r"\b{acts.meant_for}s?\b[^.;]{0,120}?\b{acts.granted}e?s?\b[^.;]{0,80}?"
        r"\b(?:aux|a un \w+ de chaque|a un \w+ par pays,? pour les)\s+(?P<who>[^.;,]{5,140})"
    )
    if not pattern(r"\b{acts.meant_for}").search(fold(action)):
        return None
    for sentence in sentences:
        if match := pattern(granted).search(sentence.low):
            return sentence.passage.group(match, "who").trimmed().line
    return None


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """Yield deadlines, those that two sentences state alike only once; a sentence says more than a row."""
    seen: list[Found] = []
    for each in sorted(found, key=lambda each: (each.entry.time.sentence.zone is Zone.ANNEX, each.rule == "row")):
        twin = next((other for other in seen if _alike(other, each) or _retold(other, each)), None)
        if twin is None and each.rule == "clause":
            twin = next(
                (other for other in found if other is not each and other.deadline.due == each.deadline.due), None
            )
        if twin is None:
            seen.append(each)
            yield each


def _retold(one: Found, other: Found) -> bool:
    """A table, or "Suite à donner", sums up what sentences ask: the same act by the same day is asked once."""
    sums = [each.rule == "row" or _sums_up(each.entry.time.sentence) for each in (one, other)]
    apart = sums[0] != sums[1] and one.deadline.due == other.deadline.due
    return apart and same_act(one.deadline.action, other.deadline.action)


def _sums_up(sentence: Sentence) -> bool:
    """Tell whether a sentence stands under the words with which a letter says in short what it asks."""
    return bool(pattern(r"\b{deadlines.summing}").search(f"{sentence.introduced} {sentence.heading}"))


def _alike(first: Found, second: Found) -> bool:
    one, other = first.deadline, second.deadline
    if first.rule == second.rule == "row":
        return False
    if one.due != other.due or one.span == other.span:
        return False
    words = [set(re.findall(r"[a-z]{4,}", fold(each.action))) for each in (one, other)]
    return len(words[0] & words[1]) >= 0.5 * min(map(len, words)) if all(words) else True
