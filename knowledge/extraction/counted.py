"""The days that counted times come to: from an event of the letter, from the letter, or from a limit before them."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.extraction.counting import Base, Count, counts, day_of
from knowledge.extraction.cues import pattern
from knowledge.extraction.ledger import entries
from knowledge.extraction.mentions import Sentence, Time, times
from knowledge.extraction.pointing import event_of
from knowledge.extraction.roles import Entry, Role
from knowledge.french.text import fold
from knowledge.model import Event, Mode, Part
from knowledge.temporal.moment import Expression, Grain, Moment, Period

_HOUR = dt.time(9)
_SAME_LIMIT = 3  # days between a count and the day that a letter makes of it
_NEAR = 2  # blocks between a limit and "dans le même délai"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occasion:
    """An event or a part of one, from which days are counted."""

    name: str
    event: str  # that it is, or is a part of
    first: dt.date
    last: dt.date
    said: tuple[int, ...]  # where the letter tells it
    remote: bool  # nobody travels to it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a letter tells before its times are counted."""

    occasions: tuple[_Occasion, ...]
    events: Sequence[Event]
    sentences: Sequence[Sentence]
    letter: dt.date  # its day


def counted(
    sentences: Sequence[Sentence], events: Sequence[Event], ledger: Sequence[Entry], anchor: dt.datetime
) -> tuple[Entry, ...]:
    """Return the times counted from what the letter dates, with their roles."""
    known = _Told(occasions=tuple(_occasions(events)), events=events, sentences=sentences, letter=anchor.date())
    found: list[Entry] = []
    for sentence in sentences:
        if not pattern(r"\b(?:{months.units}|delais?|meme)\b").search(sentence.low):
            continue
        told = list(counts(sentence.low))
        for count in (each for each in told if not _known(each, sentence, ledger)):
            for base, event in _bases(count, sentence, known, [*ledger, *found]):
                if day := day_of(count, base):
                    time = _time(count, day, sentence)
                    roles = entries([time], (), anchor)
                    found += [replace(each, event=event) for each in roles if each.role is Role.LIMIT]
        found += _read_by_grammar(sentence, told, known, anchor)
    return tuple(found)


def _known(count: Count, sentence: Sentence, ledger: Sequence[Entry]) -> bool:
    """Tell whether the reader of time, who knows the day of the letter, has read a count."""
    return any(
        each.time.expression.rule == "from the letter"
        and each.time.sentence.span == sentence.span
        and each.time.start < count.end
        and count.start < each.time.end
        for each in ledger
    )


def _occasions(events: Sequence[Event]) -> Iterator[_Occasion]:
    for event in events:
        dated: tuple[Event | Part, ...] = (event, *event.parts)
        for each in dated:
            if each.start is None or each.start.grain not in (Grain.DAY, Grain.MINUTE):
                continue
            last = (each.end or each.start).last
            said = tuple(evidence.span.start for evidence in each.evidence) or (each.span.start,)
            yield _Occasion(
                name=each.name,
                event=event.name,
                first=each.start.first,
                last=last,
                said=said,
                remote=event.mode is Mode.VIRTUAL,
            )


def _bases(count: Count, sentence: Sentence, told: _Told, ledger: Sequence[Entry]) -> list[tuple[dt.date, str | None]]:
    """Return the days from which a count is, each with its event."""
    if count.base is Base.LETTER:
        return [(told.letter, None)]
    if count.base is Base.LIMIT:
        return _limit_before(count, sentence, ledger)
    if count.base is Base.OPENING and not count.landmark and (day := _told_before(count, sentence, ledger)):
        return [(day, next((each.event for each in told.occasions if each.first == day), None))]
    return [
        (each.last if count.base is Base.CLOSING else each.first, each.event) for each in _chosen(count, sentence, told)
    ]


def _limit_before(count: Count, sentence: Sentence, ledger: Sequence[Entry]) -> list[tuple[dt.date, str | None]]:
    """Return the last limit that the letter has set shortly before."""
    place = sentence.span.start + count.start
    before = [
        each
        for each in ledger
        if each.role is Role.LIMIT
        and each.time.key[0] < place
        and 0 <= sentence.block - each.time.sentence.block <= _NEAR
    ]
    last = max(before, key=lambda each: each.time.key, default=None)
    moment = last and (last.time.value.end or last.time.value.start)
    return [(moment.last, last.event)] if last and moment else []


def _told_before(count: Count, sentence: Sentence, ledger: Sequence[Entry]) -> dt.date | None:
    """Return the day of what its paragraph has just told: "une visite aura lieu le 8; s'inscrire une semaine avant"."""
    place = sentence.span.start + count.start
    days = [
        (each.time.key, each.time.value.start.first)
        for each in ledger
        if each.role is Role.EVENT
        and each.time.dated
        and each.time.value.start
        and each.time.sentence.block == sentence.block
        and each.time.key[0] < place
    ]
    return max(days)[1] if days else None


def _chosen(count: Count, sentence: Sentence, told: _Told) -> Sequence[_Occasion]:
    """Return what a count is from: each thing of the kind that it names, the one named, else the one told last."""
    occasions = told.occasions
    alike: Sequence[_Occasion] = [each for each in occasions if _is_called(each, count.landmark)]
    if count.each:
        return [each for each in _each_of(count, alike, occasions) if not (each.remote and _in_person(sentence))]
    alike = _most_alike(count, alike)
    if len(alike) == 1:
        return alike
    place = sentence.span.start + count.start
    begin = _beginning(sentence, told.sentences, section=bool(count.landmark))
    near = [(start, each) for each in alike or occasions for start in each.said if begin <= start <= place]
    if near and alike:
        return [min(near, key=lambda each: each[0])[1]]
    if near and not pattern(r"\b(?:{events.heads}|{events.bodies})\b").search(count.landmark):
        return [max(near, key=lambda each: each[0])[1]]
    named = event_of(sentence, told.events)
    return [each for each in occasions if each.name == each.event == named][:1]


def _most_alike(count: Count, alike: Sequence[_Occasion]) -> Sequence[_Occasion]:
    """Return of what one noun names those that a landmark tells most of: "le début de la phase en présentiel"."""
    told = set(re.findall(r"[a-z]{4,}|\d+", count.landmark))
    shared = {each.name: len(told & set(re.findall(r"[a-z]{4,}|\d+", fold(each.name)))) for each in alike}
    return [each for each in alike if shared[each.name] == max(shared.values())]


def _each_of(count: Count, alike: Sequence[_Occasion], occasions: Sequence[_Occasion]) -> Sequence[_Occasion]:
    """Return each thing of the kind that a count names: several events, else the parts of what is made of them."""
    nouns = [match[0] for match in pattern(r"\b(?:{events.heads}|{events.bodies})\b").finditer(count.landmark)]
    for noun in reversed(nouns):  # "avant la réunion du groupe concerné"
        called = [each for each in occasions if noun in fold(each.name).split()]
        if len(called) > 1:
            return called
    if len(alike) > 1:
        return alike
    made = [each.event for each in alike for noun in nouns[-1:] if f"{noun.rstrip('s')}s" in fold(each.name).split()]
    parts = [each for each in occasions if each.event in made and each.name != each.event]
    return parts if len(parts) > 1 else [each for each in occasions if each.name == each.event]


def _in_person(sentence: Sentence) -> bool:
    """Tell whether a sentence, or the one before it in its paragraph, speaks of what is held in one place."""
    told = sentence.low if sentence.first or sentence.previous is None else f"{sentence.previous.low} {sentence.low}"
    return bool(pattern(r"\b(?:{modes.in_person})\b").search(told))


def _beginning(sentence: Sentence, sentences: Sequence[Sentence], *, section: bool) -> int:
    """Return where the paragraph of a sentence begins, that which introduces its list included, or its section."""
    own = [each.span.start for each in sentences if each.block == sentence.block]
    if section and sentence.above is not None and sentence.above.span.end < min(own):
        return sentence.above.span.start
    lead = sentence.lead
    if lead is None or sentence.columns:
        return min(own)
    led = [each.block for each in sentences if each.span.start <= lead.span.start < each.span.end]
    return min(own + [each.span.start for each in sentences if each.block in led])


def _is_called(occasion: _Occasion, landmark: str) -> bool:
    """Tell whether a landmark ends in the noun by which something is called: "la séance" is a Séance d'information."""
    nouns = pattern(r"\b(?:{events.heads})\b").findall(landmark)
    words = re.findall(r"[a-z]+", fold(occasion.name))
    named = re.findall(r"[a-z]+", landmark)
    heads = [word for word in named if pattern(r"(?:{events.heads})").fullmatch(word)]
    return bool(nouns) and any(head.rstrip("s") in [word.rstrip("s") for word in words] for head in heads[-1:])


def _time(count: Count, day: dt.date, sentence: Sentence) -> Time:
    """Return a count as a time of its sentence: the last day on which something may be done."""
    span = sentence.passage.at(count.start, count.end).span
    expression = Expression(value=Period(start=None, end=Moment(day)), span=span, rule=f"counted from the {count.base}")
    return Time(expression=expression, sentence=sentence, start=count.start, end=count.end, counted=True)


def _read_by_grammar(sentence: Sentence, told: Sequence[Count], known: _Told, anchor: dt.datetime) -> Iterator[Entry]:
    """Yield what the grammar of time counts from an opening: "le dernier jour ouvrable avant l'ouverture"."""
    named = event_of(sentence, known.events)
    event = next((each for each in known.occasions if each.event == named), None)
    if event is None:
        return
    for time in times(sentence, anchor, event.first):
        if time.before.endswith("moins de "):
            continue
        if time.counted and not any(each.start < time.end and time.start < each.end for each in told):
            yield from (replace(entry, event=event.event) for entry in entries([time], (), anchor))


# ------------------------------------------------------------------ what is told twice


def restated(entry: Entry, ledger: Sequence[Entry]) -> bool:
    """Tell whether a time is told again beside it: "quatorze jours avant l'ouverture, c'est-à-dire le 27 mai"."""
    time = entry.time
    others = [each.time for each in ledger if each.time.sentence.span == time.sentence.span]
    if not time.counted:
        return any(each.counted and each.start <= time.start < each.end for each in others) or _spelt_out(time, others)
    plain = [
        each.time
        for each in ledger
        if each.time.sentence.span == time.sentence.span
        and not each.time.counted
        and each.role not in (Role.HOURS, Role.LOOSE)
    ]
    return any(_beside(time, other) or _same_limit(time, other) for other in plain)


def _same_limit(time: Time, other: Time) -> bool:
    """“Le délai est de douze jours avant la réunion; les contributions doivent donc être reçues le 21 juin"."""
    one, two = time.value.end, other.value.end
    return one is not None and two is not None and abs((one.last - two.last).days) <= _SAME_LIMIT


def _beside(time: Time, other: Time) -> bool:
    low = time.sentence.low
    first, second = sorted((time, other), key=lambda each: each.start)
    again = r"(?:c'est-a-dire|soit|a savoir|\()\s*,?\s*(?:avant |d'ici )?(?:au plus tard )?(?:le )?$"
    return bool(re.search(again, low[first.end : second.start])) or first.end > second.start


def _spelt_out(time: Time, others: Sequence[Time]) -> bool:
    """“d'ici à la mi-juin, le 15 juin 2026 au plus tard": the day counts, not the stretch that it makes precise."""
    if time.value.start is not None or time.value.end is None:
        return False
    within = time.value.end
    return any(
        0 <= other.start - time.end < 4
        and not re.search(r"[a-z]", time.sentence.low[time.end : other.start])
        and other.value.end is not None
        and abs((other.value.end.last - within.last).days) < 16
        and not re.search(r"\b\d{1,2}(?:er)?\b", time.words)
        for other in others
        if other is not time and other.dated
    )
