"""How a change is said: what was, what is, by when, for whom, to whom, and the sentence of the letter."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.phrasing import Answer, Source, enumerate_all, sentence
from bot.reminders.changes import Difference, amending, changed, moved_parts
from bot.reminders.plan import Reminder
from bot.reminders.told import Origin, ToldDeadline, ToldEvent, ToldLetter, limit_of
from bot.reminders.watching import Watched
from bot.reminders.wording import Sentences as OfReminders
from bot.reminders.wording import details
from bot.sentences import slots
from bot.state.records import Place, Step
from knowledge.french.text import Span, fold
from knowledge.model import Deadline
from knowledge.temporal.moment import Hours, Moment, Period
from knowledge.temporal.wording import countdown, say, say_day, say_hours

SENTENCES = Path(__file__).with_name("notices.toml")
NOWHERE = Place(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDeadline:
    """What is said of a deadline."""

    moved: str = slots("title")
    new: str = slots("title")
    gone: str = slots("title")
    limit_moved: str = slots("before", "after")
    limit_gone: str = slots("before")
    last_day: str = slots("when", "countdown")
    over: str = slots("when")
    reply_moved: str = slots("before", "after")
    was_to: str = slots("action")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEvent:
    """What is said of an event."""

    moved: str = slots("title")
    new: str = slots("title")
    cancelled: str = slots("title")
    gone: str = slots("title")
    dates_moved: str = slots("before", "after")
    dates_told: str = slots("after")
    dates_dropped: str = slots("before")
    dates_cancelled: str = slots("before")
    dates_gone: str = slots("before")
    not_held: str
    not_told: str
    value_moved: str = slots("label", "before", "after")
    value_told: str = slots("label", "after")
    place: str
    hours: str
    mode: str
    virtual: str
    hybrid: str
    in_person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLetter:
    """What is said of a new letter."""

    heading: str = slots("reference", "date")
    heading_undated: str = slots("reference")
    subject: str = slots("subject")
    deadline: str = slots("limit", "action")
    amends: str = slots("reference")
    no_deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of changes."""

    several: str = slots("count")
    entry: str = slots("number", "heading")
    amended: str = slots("references")
    deadline: OfDeadline
    event: OfEvent
    letter: OfLetter


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a change is said."""

    now: dt.datetime
    zone: dt.tzinfo  # of the letters
    here: dt.tzinfo  # of the place
    reminding: OfReminders


def phrase(every: Sequence[Difference], reader: Reader) -> Answer:
    """Return what has changed as an answer that cites the letters."""
    said = load_sentences()
    if len(every) == 1:
        lines = [heading(every[0], said), *_lines(every[0], said, reader)]
    else:
        lines = [said.several.format(count=len(every))]
        for number, each in enumerate(every, start=1):
            lines += ["", said.entry.format(number=number, heading=heading(each, said)), *_lines(each, said, reader)]
    sources = tuple(dict.fromkeys(map(_source, every)))
    return Answer(text="\n".join(lines), answered=True, intent="change", sources=sources)


def _source(each: Difference) -> Source:
    return _source_of(each.fact.origin)


def _source_of(origin: Origin) -> Source:
    return Source(reference=origin.reference, date=origin.written, quote=origin.quote)


def heading(each: Difference, said: Sentences) -> str:
    """Return the line that says what has changed."""
    fact = each.fact
    if isinstance(fact, ToldLetter):
        written = fact.origin.written
        if written is None:
            return said.letter.heading_undated.format(reference=fact.origin.reference)
        return said.letter.heading.format(reference=fact.origin.reference, date=say_day(written, weekday=False))
    of: OfDeadline | OfEvent = said.deadline if isinstance(fact, ToldDeadline) else said.event
    if isinstance(each.after, ToldEvent) and each.after.cancelled:
        return said.event.cancelled.format(title=fact.title)
    form = of.new if each.before is None else of.gone if each.after is None else of.moved
    return form.format(title=fact.title)


def _lines(each: Difference, said: Sentences, reader: Reader) -> Iterator[str]:
    match each.fact:
        case ToldLetter() as letter:
            yield from _letter(letter, said.letter)
            return
        case ToldDeadline():
            yield from _deadline(each, said.deadline, reader)
        case ToldEvent():
            yield from _event(each, said.event)
    references = amending(each)
    if references:
        yield said.amended.format(references=enumerate_all(references))


def _letter(letter: ToldLetter, said: OfLetter) -> Iterator[str]:
    if letter.title:
        yield said.subject.format(subject=letter.title)
    for each in letter.deadlines:
        yield said.deadline.format(limit=limit_of(each), action=each.action)
    if letter.amends:
        yield said.amends.format(reference=letter.amends)
    elif not letter.deadlines:
        yield said.no_deadline


# ------------------------------------------------------------------ a deadline


def _deadline(each: Difference, said: OfDeadline, reader: Reader) -> Iterator[str]:
    before, after = each.before, each.after
    if isinstance(before, ToldDeadline) and after is None:
        yield said.limit_gone.format(before=limit_of(before))
        yield said.was_to.format(action=before.action)
    elif isinstance(after, ToldDeadline):
        if isinstance(before, ToldDeadline):
            yield from _moved(before, after, said)
        days = (after.last_day - reader.now.astimezone(reader.zone).date()).days
        today = after.last_day - dt.timedelta(days=days)
        when = say_day(after.last_day)
        far = countdown(after.last_day, today)
        yield said.over.format(when=when) if days < 0 else said.last_day.format(when=when, countdown=far)
        yield from details(_reminder(after, days, reader.now), reader.reminding, reader.zone, reader.here)


def _moved(before: ToldDeadline, after: ToldDeadline, said: OfDeadline) -> Iterator[str]:
    if limit_of(before) != limit_of(after):
        yield said.limit_moved.format(before=limit_of(before), after=limit_of(after))
    if before.reply_to and after.reply_to and before.reply_to != after.reply_to:
        yield said.reply_moved.format(before=enumerate_all(before.reply_to), after=enumerate_all(after.reply_to))


def _reminder(fact: ToldDeadline, days: int, now: dt.datetime) -> Reminder:
    """Return a deadline as the wording of reminders takes it."""
    deadline = Deadline(
        span=Span(0, 0),
        due=fact.due,
        inclusive=fact.inclusive,
        action=fact.action,
        audience=fact.audience,
        reply_to=fact.reply_to,
        time=fact.time,
        timezone=fact.timezone,
    )
    origin = fact.origin
    watched = Watched(
        key=fact.key,
        identity=fact.subject,
        reference=origin.reference,
        written=origin.written,
        deadline=deadline,
        source=_source_of(origin),
    )
    step = Step(NOWHERE, fact.key, "")
    day = fact.last_day
    return Reminder(step=step, watched=watched, lead=max(days, 0), at=now, day=day, days=days, late=False)


# ------------------------------------------------------------------ an event


def _event(each: Difference, said: OfEvent) -> Iterator[str]:
    before, after = each.before, each.after
    was = _dates(before.start, before.end) if isinstance(before, ToldEvent) else None
    if not isinstance(after, ToldEvent):
        yield said.dates_gone.format(before=was) if was else said.not_told
    elif after.cancelled:
        was = was or _dates(after.start, after.end)
        yield said.dates_cancelled.format(before=was) if was else said.not_held
    elif isinstance(before, ToldEvent):
        yield from _changed(before, after, changed(each), said)
    else:
        yield from _told(after, said)


def _told(event: ToldEvent, said: OfEvent) -> Iterator[str]:
    dates = _dates(event.start, event.end)
    if dates:
        yield said.dates_told.format(after=dates)
    for label, value in ((said.hours, _hours(event)), (said.place, event.place), (said.mode, _mode(event, said))):
        if value:
            yield said.value_told.format(label=label, after=value)


def _changed(before: ToldEvent, after: ToldEvent, fields: tuple[str, ...], said: OfEvent) -> Iterator[str]:
    if {"start", "end", "postponed"} & set(fields):
        was, now = _dates(before.start, before.end), _dates(after.start, after.end)
        if now is None:
            yield said.dates_dropped.format(before=was) if was else said.not_told
        else:
            yield said.dates_moved.format(before=was, after=now) if was else said.dates_told.format(after=now)
    elif dates := _dates(after.start, after.end):
        yield said.dates_told.format(after=dates)
    values = (
        (("start_time", "end_time"), said.hours, _hours(before), _hours(after)),
        (("place",), said.place, before.place, after.place),
        (("mode",), said.mode, _mode(before, said), _mode(after, said)),
    )
    for names, label, old, new in values:
        if set(names) & set(fields) and new:
            yield _value(label, old, new, said)
    for name in moved_parts(before, after):
        old, new = (_part(event, name) for event in (before, after))
        if new:
            yield _value(sentence(name), old, new, said)


def _value(label: str, before: str | None, after: str, said: OfEvent) -> str:
    if before is None or before == after:
        return said.value_told.format(label=label, after=after)
    return said.value_moved.format(label=label, before=before, after=after)


def _dates(start: Moment | None, end: Moment | None) -> str | None:
    return say(Period(start=start, end=end or start)) if start or end else None


def _hours(event: ToldEvent) -> str | None:
    if event.start_time is None:
        return None
    return say_hours(Hours(start=event.start_time, end=event.end_time, zone=event.timezone))


def _mode(event: ToldEvent, said: OfEvent) -> str | None:
    return str(getattr(said, event.mode.value.replace("-", "_"))) if event.mode else None


def _part(event: ToldEvent, name: str) -> str | None:
    return next((_dates(part.start, part.end) for part in event.parts if fold(part.name) == fold(name)), None)
