"""What facts become in a calendar: days or hours, never more precise than the letter. A month alone is no day."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bot import sentences
from bot.phrasing import Answer, Source, enumerate_all, plain, sentence
from bot.reminders.told import Origin, Told, ToldDeadline, ToldEvent, ToldLetter, ToldPart, limit_of
from bot.sentences import slots
from knowledge.french.text import fold
from knowledge.model import Mode
from knowledge.temporal.moment import Grain, Hours, Moment, Period
from knowledge.temporal.wording import say, say_hours
from knowledge.temporal.workdays import Workdays
from knowledge.temporal.zones import instant, zone_of

SENTENCES = Path(__file__).with_name("sentences.toml")
LONGEST = 80  # characters of a title
DAY, MIDNIGHT = dt.timedelta(days=1), dt.time(0)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_HERE = ("geneve", "suisse")  # where an hour printed without its zone is Geneva's


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of calendars."""

    name: str
    deed: str = slots("action", "title")
    part: str = slots("part", "title")
    gone: str = slots("summary")
    doubtful: str = slots("summary")
    action: str = slots("action")
    about: str = slots("title")
    limit: str = slots("limit")
    audience: str = slots("audience")
    reply_to: str = slots("addresses")
    dates: str = slots("title", "dates")
    printed: str = slots("hours")
    amended: str = slots("references")


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the letter of a fact gives beside it."""

    url: str | None = None  # where more is to be read
    contact: str | None = None  # whom to ask, and how


NOTHING = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar."""

    uid: str  # the same as long as it is the same fact
    summary: str
    description: str
    start: dt.date | dt.datetime  # a day, or an aware instant
    end: dt.date | dt.datetime | None  # the first day or instant after it; None: when the letter does not tell
    place: str | None = None
    beside: Beside = NOTHING
    cancelled: bool = False
    sequence: int = 0  # how often the fact has changed
    busy: bool = True  # it takes the time of whoever keeps it
    alarms: tuple[dt.timedelta, ...] = ()  # from its start


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """When a calendar warns."""

    lead_days: tuple[int, ...]  # before the last day on which one can act
    event_days: tuple[int, ...]  # before an event begins
    hour: int  # local
    zone: dt.tzinfo
    now: dt.datetime  # what is past does not ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Entries, and what has none because its letter gives no day."""

    entries: tuple[Entry, ...] = ()
    dayless: tuple[str, ...] = field(default=())  # titles


def sheet(
    facts: Iterable[Told],
    said: Sentences,
    bell: Bell,
    *,
    gone: Collection[str] = (),
    changed: Mapping[str, int] = MappingProxyType({}),
    beside: Mapping[str, Beside] = MappingProxyType({}),
) -> Sheet:
    """Return the entries of facts. By subject, `gone`: no letter in force says it; `changed`: how often it changed.

    `beside`: what letters give besides, by their references.
    """
    entries: list[Entry] = []
    dayless: list[str] = []
    for fact in facts:
        more = _own(fact, beside.get(fact.origin.reference, NOTHING))
        revision = changed.get(fact.subject, 0)
        found = tuple(replace(each, sequence=revision, beside=more) for each in _entries(fact, said, bell))
        cancel = fact.subject in gone
        entries += (_withdrawn(each, said) if cancel and not each.cancelled else each for each in found)
        if isinstance(fact, ToldEvent) and not any(each.uid == _uid(fact.subject) for each in found):
            dayless.append(fact.title)
    return Sheet(entries=tuple(entries), dayless=tuple(dict.fromkeys(dayless)))


def _own(fact: Told, beside: Beside) -> Beside:
    """Return what is given beside a fact: a limit that is met on a page has that page."""
    pages = (each for each in fact.reply_to if "@" not in each) if isinstance(fact, ToldDeadline) else ()
    url = next(iter(pages), beside.url)
    return replace(beside, url=url if url is None or "://" in url else f"https://{url}")


def _entries(fact: Told, said: Sentences, bell: Bell) -> tuple[Entry, ...]:
    match fact:
        case ToldDeadline():
            return (_deadline(fact, said, bell),)
        case ToldEvent():
            return tuple(_event(fact, said, bell))
        case ToldLetter():
            return ()


def _deadline(fact: ToldDeadline, said: Sentences, bell: Bell) -> Entry:
    limit = limit_of(fact)
    summary = said.deed.format(action=sentence(fact.action), title=fact.title)
    lines = [
        said.action.format(action=fact.action),
        said.about.format(title=fact.title),
        said.limit.format(limit=limit),
    ]
    lines += [said.audience.format(audience=fact.audience)] if fact.audience else []
    lines += [said.reply_to.format(addresses=enumerate_all(fact.reply_to))] if fact.reply_to else []
    at = instant(fact.due, fact.time, fact.timezone) if fact.time and fact.time != MIDNIGHT and fact.inclusive else None
    start = fact.last_day if at is None else at
    return Entry(
        uid=_uid(fact.subject),
        summary=_doubted(summary, said, doubtful=fact.doubtful),
        description=_description(lines, fact.origin, said),
        start=start,
        end=None if at else fact.last_day + DAY,
        busy=False,
        alarms=_alarms(fact.last_day, start, bell.lead_days, bell),
    )


def _event(fact: ToldEvent, said: Sentences, bell: Bell) -> Iterator[Entry]:
    """Yield an event and its parts, as far as they have days."""
    days = days_of(fact.start, fact.end)
    if days is not None:
        start, end = _hours(fact, *days)
        place = _line(fact.place) if fact.place and fact.mode is not Mode.VIRTUAL else None
        lines = [said.dates.format(title=fact.title, dates=_dates(fact.start, fact.end))]
        if fact.start_time and not isinstance(start, dt.datetime):
            hours = Hours(start=fact.start_time, end=fact.end_time, zone=fact.timezone)
            lines.append(said.printed.format(hours=say_hours(hours)))
        entry = Entry(
            uid=_uid(fact.subject),
            summary=_doubted(fact.title, said, doubtful=fact.doubtful),
            description=_description(lines, fact.origin, said),
            start=start,
            end=end,
            place=place,
            busy=days[0] == days[1],
            alarms=_alarms(days[0], start, bell.event_days, bell),
        )
        yield _withdrawn(entry, said) if fact.cancelled else entry
    for number, part in enumerate(fact.parts):
        held = days_of(part.start, part.end)
        if held is not None:
            twins = sum(_short(each.name) == _short(part.name) for each in fact.parts[:number])
            entry = _part(part, fact, _short(part.name) + (f"-{twins}" if twins else ""), held, said, bell)
            yield _withdrawn(entry, said) if fact.cancelled else entry


def _part(  # what makes an entry
    part: ToldPart, fact: ToldEvent, name: str, days: tuple[dt.date, dt.date], said: Sentences, bell: Bell
) -> Entry:
    origin = replace(fact.origin, quote=part.quote or fact.origin.quote)
    lines = [said.dates.format(title=sentence(part.name), dates=_dates(part.start, part.end))]
    return Entry(
        uid=_uid(f"{fact.subject}-{name}"),
        summary=_doubted(
            said.part.format(part=sentence(part.name), title=fact.title), said, doubtful=fact.doubtful or part.doubtful
        ),
        description=_description(lines, origin, said),
        start=days[0],
        end=days[1] + DAY,
        busy=days[0] == days[1],
        alarms=_alarms(days[0], days[0], bell.event_days, bell),
    )


def _doubted(summary: str, said: Sentences, *, doubtful: bool) -> str:
    """Return a title that says whether somebody has to check the fact first."""
    return _brief(_line(said.doubtful.format(summary=summary) if doubtful else summary))


def _brief(summary: str) -> str:
    """Return a title that a calendar shows whole; the description has all of it."""
    if len(summary) <= LONGEST:
        return summary
    return f"{summary[: LONGEST - 1].rpartition(' ')[0].rstrip(' ,;:(–')}…"


def _withdrawn(entry: Entry, said: Sentences) -> Entry:
    """Return an entry as one that holds no more: it rings no more, and says so."""
    return replace(
        entry, cancelled=True, busy=False, alarms=(), summary=_brief(said.gone.format(summary=entry.summary))
    )


def _dates(start: Moment | None, end: Moment | None) -> str:
    return say(Period(start=start, end=end or start))


def days_of(start: Moment | None, end: Moment | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a stretch; None unless the letter names both."""
    end = end or start
    if start is None or end is None or not {start.grain, end.grain} <= {Grain.DAY, Grain.MINUTE}:
        return None
    return (start.first, end.first) if start.first <= end.first else None


def _hours(
    fact: ToldEvent, first: dt.date, last: dt.date
) -> tuple[dt.date | dt.datetime, dt.date | dt.datetime | None]:
    """Return when an event begins and ends: at instants where the letter gives the hour and its zone is known."""
    begins = None
    if fact.start_time and zone_known(fact):
        begins = instant(first, fact.start_time, fact.timezone)
    if begins is None:
        return first, last + DAY
    ends = None
    if fact.end_time is not None:
        day = last + DAY if fact.end_time == MIDNIGHT else last
        ends = instant(day, fact.end_time, fact.timezone)
    elif last > first:
        ends = instant(last + DAY, MIDNIGHT, fact.timezone)
    return begins, ends if ends is not None and ends > begins else None


def zone_known(fact: ToldEvent) -> bool:
    """Tell whether the zone of an event's hours is known: the letter prints it, or it is held in Geneva or nowhere."""
    if fact.timezone is not None:
        return zone_of(fact.timezone) is not None
    return fact.place is None or fact.mode is Mode.VIRTUAL or any(word in fold(fact.place) for word in _HERE)


def _alarms(day: dt.date, start: dt.date | dt.datetime, leads: tuple[int, ...], bell: Bell) -> tuple[dt.timedelta, ...]:
    """Return when one is warned, on working days, counted from the start; never what is past, nor after the start."""
    found = []
    for on in sorted({Workdays().last(day - dt.timedelta(days=lead)) for lead in leads}):
        at = dt.datetime.combine(on, dt.time(bell.hour), bell.zone)
        timed = isinstance(start, dt.datetime)
        if at > bell.now and (not timed or at < start):
            whole = dt.timedelta(days=(on - day).days, hours=bell.hour)
            found.append(at.astimezone(dt.UTC) - start if isinstance(start, dt.datetime) else whole)
    return tuple(found)


def _description(lines: list[str], origin: Origin, said: Sentences) -> str:
    if origin.amended_by:
        lines = [*lines, said.amended.format(references=enumerate_all(origin.amended_by))]
    source = Source(reference=origin.reference, date=origin.written, quote=origin.quote)
    text = plain(Answer(text="\n".join(lines), answered=True, intent="", sources=(source,)))
    return "\n".join(map(_line, text.split("\n")))


def _line(text: str) -> str:
    """Return a text on one line, without what a calendar cannot hold."""
    return _CONTROLS.sub(" ", text).strip()


def _uid(subject: str) -> str:
    return f"{subject}@aide-memoire"


def _short(name: str) -> str:
    """Return a part's name as it stands in a UID."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40]
