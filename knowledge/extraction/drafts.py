"""Events while they are being read: what sentences add to each."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from knowledge.extraction.cues import pattern
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.names import Name, same_thing
from knowledge.extraction.places import joined
from knowledge.french.text import Span, fold
from knowledge.model import Event, Evidence, Mode, Part, Plan, Status
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.values import add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Days that a sentence gives an event, and how surely."""

    start: Moment | None
    end: Moment | None
    span: Span
    link: float  # weight of the link between the days and the event
    margin: float  # by which the days are an event's and no limit


@dataclass
class Draft:
    """An event in the making."""

    name: Name
    span: Span
    acronym: str | None = None
    edition: int | None = None
    theme: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    timezone: str | None = None
    mode: Mode | None = None
    place: str | None = None
    organisers: tuple[str, ...] = ()
    status: Status = Status.PLANNED
    reason: Span | None = None
    was_start: Moment | None = None
    was_end: Moment | None = None
    was_place: str | None = None
    parts: list[Part] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)  # each time that the letter gives it days
    tentative: bool = False  # named by the subject alone: an event once the letter says that it takes place
    head: str = ""  # the first word of its name, folded, as printed

    def note(self, name: str, span: Span, rule: str, confidence: float = 1.0) -> None:
        """Remember where a field stands; the first sentence that says it stays."""
        if not any(each.field == name for each in self.evidence):
            self.evidence.append(Evidence(field=name, span=span, rule=rule, confidence=confidence))

    def date(self, period: Period, span: Span, rule: str, link: float = 9.0, margin: float = 9.0) -> None:
        """Take the days of a period, unless better ones are known; say again by how much they are linked to it."""
        self.said.append(Said(start=period.start, end=period.end, span=span, link=link, margin=margin))
        if self.start is None or (period.start and _finer(period.start, self.start)):
            self.start, self.end = period.start, period.end
            self.evidence = [each for each in self.evidence if each.field != "start"]
            self.note("start", span, rule)
        elif self.end is None and period.start == self.start:
            self.end = period.end
        self.clock(period, span, rule)

    def clock(self, period: Period, span: Span, rule: str) -> None:
        """Take the hours of a period."""
        if period.hours and self.start_time is None:
            self.start_time, self.end_time, self.timezone = period.hours.start, period.hours.end, period.hours.zone
            self.note("start_time", span, rule)

    def at(self, place: str | None, span: Span) -> None:
        """Take a place, unless as good a one is known: "Genève (Suisse)" says more than "Genève"."""
        place = joined(self.place, place)
        if place and (self.place is None or _words(self.place) < _words(place)):
            self.place = place
            self.evidence = [each for each in self.evidence if each.field != "place"]
            self.note("place", span, "place")

    def rivals(self, period: Period) -> bool:
        """Tell whether other days than its own are given to it, neither of which hold the others."""
        start, end = period.start, period.end or period.start
        if (
            self.start is None
            or start is None
            or end is None
            or start.grain is not Grain.DAY
            or self.start.grain is not Grain.DAY
        ):
            return False
        last = (self.end or self.start).last
        return last < start.first or end.last < self.start.first

    def extend(self, period: Period) -> None:
        """Take a further day of a list: "les 16, 23 et 30 juin"."""
        end = period.end or period.start
        if end is not None and self.end is not None and end.first > self.end.first:
            self.end = end

    def closes(self, period: Period) -> None:
        """Take the last day and the hour at which it ends."""
        if period.start and self.start and period.start.first > self.start.first and self.end in (None, self.start):
            self.end = period.start
        if period.hours and period.start and (self.end is None or period.start == self.end):
            self.end_time = self.end_time or period.hours.end or period.hours.start

    def put_off(self, period: Period, span: Span) -> None:
        """Take new days; those that had been planned are kept beside."""
        returned = self.was_start is not None and self.was_start == period.start  # the subject told them first
        if self.start is not None and self.start != period.start and (self.was_start is None or returned):
            self.was_start, self.was_end = self.start, self.end
        self.start, self.end = period.start, period.end
        self.start_time, self.end_time = (None, None) if period.hours else (self.start_time, self.end_time)
        self.note("start", span, "put off")
        self.clock(period, span, "put off")

    def suspend(self) -> None:
        """Keep as planned before the days of what is put off without new ones."""
        if self.was_start is None:
            self.was_start, self.was_end, self.start, self.end = self.start, self.end, None, None

    def was(self, period: Period, span: Span) -> None:
        """Take the days that had been planned before."""
        if self.was_start is None:
            self.was_start, self.was_end = period.start, period.end
            self.note("was", span, "planned before")

    def part(self, part: Part) -> None:
        """Add a part, once."""
        self.head = self.head or self.name.head
        for place, known in enumerate(self.parts):
            if fold(known.name) == fold(part.name) or (
                (known.start, known.end) == (part.start, part.end) and _within(known, part)
            ):
                if len(part.name) < len(known.name):
                    self.parts[place] = replace(known, name=part.name)
                return
        self.parts.append(part)

    def done(self) -> Event:
        """Return the event, its edition and its end worked out."""
        cancelled = self.status is Status.CANCELLED
        if not cancelled:
            self._spread()
        elif self.was_start is None:
            self.was_start, self.was_end, self.was_place = self.start, self.end, self.was_place or self.place
        dated = self.was_start if cancelled else self.start or self.was_start
        was = None
        if self.was_start or self.was_place:
            was = Plan(place=self.was_place, start=self.was_start, end=self.was_end)
            self.status = Status.CANCELLED if cancelled else Status.CHANGED
        return Event(
            span=self.span,
            evidence=tuple(self.evidence),
            name=self.name.text,
            acronym=self.acronym,
            edition=self.edition or (dated.first.year if dated else None),
            theme=self.theme,
            start=None if cancelled else self.start,
            end=None if cancelled else self.end,
            start_time=None if cancelled else self.start_time,
            end_time=None if cancelled else self.end_time,
            timezone=None if cancelled else self.timezone,
            mode=None if cancelled else self.mode,
            place=None if cancelled else self.place,
            organisers=self.organisers,
            status=self.status,
            parts=tuple(self.parts),
            was=was,
            reason=self.reason,
        )

    def _spread(self) -> None:
        """An event that only begins, or that only its parts date, lasts as long as they do."""
        if self.start is None and not self.head:
            return
        ends = [part.end for part in self.parts if part.end is not None]
        starts = [part.start for part in self.parts if part.start is not None]
        if self.start is None and starts and self.was_start is None:
            self.start = min(starts, key=lambda moment: moment.first)
            self.note("start", self.parts[0].span, "first part")
        month = self.start.iso if self.start is not None and self._opens() else None
        days = month and all(each.grain is Grain.DAY and each.iso.startswith(month) for each in starts)
        if days and len(starts) > 1:
            self.start, self.end = min(starts, key=lambda each: each.first), None  # a month is told, then each day
        if ends and self.start is not None and (self.end is None or (self.end == self.start and self._opens())):
            self.end = max(ends, key=lambda moment: moment.last)

    def _opens(self) -> bool:
        return self.start is not None and self.start.grain is Grain.MONTH and len(self.parts) > 0


def _words(place: str) -> set[str]:
    return set(re.findall(r"\w+", fold(place)))


def made_part(name: str, period: Period, span: Span) -> Part:
    """Return a part that a sentence dates."""
    return Part(span=span, name=name[:1].upper() + name[1:], start=period.start, end=period.end)


def in_year(time: Time, draft: Draft, sentence: Sentence) -> Period:
    """A date without its year falls in the edition's, when what the letter's own date suggests contradicts it."""
    period, year = time.value, draft.edition
    if time.expression.year_given or period.start is None or year is None or period.start.first.year == year:
        return period
    begun = pattern(r"\b{events.begun}\b").search(sentence.low)
    shift = year - period.start.first.year
    if not begun and abs(shift) != 1:
        return period
    return replace(period, start=_moved(period.start, shift), end=period.end and _moved(period.end, shift))


def _moved(moment: Moment, years: int) -> Moment:
    return Moment(add_months(moment.first, 12 * years), moment.grain)


def _one(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts are one event under two names."""
    days, others = (
        (one.start or one.was_start, one.end or one.was_end),
        (other.start or other.was_start, other.end or other.was_end),
    )
    held = (
        days[0] is not None and others[0] is not None and days[0].first <= others[0].first <= (days[1] or days[0]).last
    )
    month = (
        others[0] is not None
        and others[0].grain is Grain.MONTH
        and days[0] is not None
        and days[0].iso[:7] == others[0].iso
    )
    shared = one.name.key & other.name.key
    same = (
        one.name.head == other.name.head
        and len(shared) > 1
        and not {each for each in one.name.key ^ other.name.key if any(char.isdigit() for char in each)}
    )
    return same and (days == others or month or (held and other.name.key <= one.name.key))


def _finer(one: Moment, other: Moment) -> bool:
    return one.grain in (Grain.DAY, Grain.MINUTE) and other.grain not in (Grain.DAY, Grain.MINUTE)


def _within(one: Part, other: Part) -> bool:
    short, long = sorted((fold(one.name), fold(other.name)), key=len)
    return short in long


@dataclass
class Register:
    """The events of a letter, the main one first."""

    drafts: list[Draft] = field(default_factory=list)
    loose: list[tuple[Draft, Draft]] = field(default_factory=list)  # an event, and what may be a part of it

    @property
    def main(self) -> Draft | None:
        """The event that the letter is about."""
        return next((draft for draft in self.drafts if not draft.tentative or draft.start or draft.was_start), None)

    @property
    def host(self) -> Draft | None:
        """The event that parts belong to when nothing says otherwise: the main one, else what the subject names."""
        return self.main or next(iter(self.drafts), None)

    def merge(self) -> None:
        """Make one of what the letter calls by two names: the same noun, the same days."""
        kept: list[Draft] = []
        for draft in self.drafts:
            twin = next((other for other in kept if _one(other, draft)), None)
            if twin is None:
                kept.append(draft)
                continue
            twin.was_place = twin.was_place or draft.was_place
            twin.place = twin.place or draft.place
        self.drafts = kept

    @property
    def aliases(self) -> tuple[str, ...]:
        """Folded names and acronyms by which sentences may call the events."""
        names = (draft.name.text for draft in self.drafts if not draft.head)
        return tuple(fold(each) for each in (*names, *(draft.acronym for draft in self.drafts)) if each)

    def match(self, name: Name, acronym: str | None, edition: int | None) -> Draft | None:
        """Return the event that a phrase names in full or in short."""
        same_year = [draft for draft in self.drafts if not (edition and draft.edition and edition != draft.edition)]
        for draft in same_year:
            if same_thing(name.key, draft.name.key) or (
                acronym and (acronym == draft.acronym or fold(acronym) in fold(draft.name.text).split())
            ):
                return draft
        return next((draft for draft in same_year if _named_in_short(draft, name)), None)


def _named_in_short(draft: Draft, name: Name) -> bool:
    """Tell whether a name is a shorter or a longer form of an event's, the meeting of it or its acronym."""
    nested = name.key <= draft.name.key or (
        (len(draft.name.key) > 2 or not (draft.start or draft.was_start)) and draft.name.key <= name.key
    )
    if name.key and name.head == draft.name.head and nested:
        return True
    meeting = draft.name.head in ("reunion", "session") and len(name.key) > 1 and name.head in draft.name.key
    if meeting and name.key <= draft.name.key:
        return True
    return draft.acronym is not None and fold(draft.acronym) in fold(name.text).split()
