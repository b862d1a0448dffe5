"""The dated facts of a letter: every time gets one role, and what is sure becomes an event or a deadline."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.extraction.announcing import announce, invited, titled
from knowledge.extraction.confidence import Verdict, sure_deadlines, sure_events, weekday_conflicts
from knowledge.extraction.counted import counted, restated
from knowledge.extraction.cues import pattern
from knowledge.extraction.deadlines import Asking, read_deadlines
from knowledge.extraction.details import add_details
from knowledge.extraction.drafts import Draft, Register
from knowledge.extraction.events import date_sentence, introduce
from knowledge.extraction.features import turned
from knowledge.extraction.governing import ASKING
from knowledge.extraction.ledger import entries
from knowledge.extraction.linking import Reading
from knowledge.extraction.mentions import Sentence, read_sentences, subject_of, times
from knowledge.extraction.names import learn_acronyms
from knowledge.extraction.parts import sort_out
from knowledge.extraction.roles import Entry, Role
from knowledge.extraction.series import series
from knowledge.extraction.things import things
from knowledge.french.text import Span
from knowledge.model import Deadline, Event, Letter, Problem, Status
from knowledge.phrases import say
from knowledge.temporal.moment import Grain
from knowledge.temporal.parser import unknown_days

_HOUR = dt.time(9)
_IN_ANNEX = 0.5  # margin of a limit that an annex alone tells
_NO_DATE = dt.date(1900, 1, 2)  # what is counted or has no year is then read on days that nobody means


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The dated facts of a letter, and how they were come by."""

    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    problems: tuple[Problem, ...] = ()
    verdicts: tuple[Verdict, ...] = ()  # what spoke for and against each fact
    ledger: tuple[Entry, ...] = ()  # each time with its role
    left: tuple[Entry, ...] = ()  # times with a role of which no fact was made


def read_dated(document: Document, letter: Letter, *, doubtful_below: float) -> Dated:
    """Return the events, the deadlines and the doubts about dates of a zoned document.

    The letter holds what is known of it so far: its date, its subject, whom it is sent to.
    """
    anchor = dt.datetime.combine(letter.date or _NO_DATE, _HOUR, dt.UTC)
    sentences = read_sentences(document)
    subject = _subject(document, letter)
    reading = Reading(anchor=anchor, acronyms=learn_acronyms(document.text), register=Register())
    if any(each.columns or each.kind is Kind.ITEM or each.titles for each in sentences):
        reading.series = next(iter(series(subject, sentences)), None)
    reading.moving = subject is not None and bool(pattern(r"\b{events.postponed}").search(subject.low))
    ledger, left = _read_events(subject, sentences, reading)
    add_details(
        subject.passage if subject else None,
        [each for each in sentences if each.zone is Zone.BODY],
        reading,
    )
    reading.register.merge()
    drafts = [(draft, event) for draft in reading.register.drafts if (event := _kept(draft, letter)) is not None]
    conflicts = weekday_conflicts(each.time for each in ledger)
    held = sure_events(drafts, letter, doubtful_below, conflicts)
    events = tuple(each.claim for each in held if isinstance(each.claim, Event))
    ledger = [_in_its_row(each, reading) for each in (*ledger, *counted(sentences, events, ledger, anchor))]
    asking = Asking(document=document, letter=letter, sentences=sentences, events=events)
    found, bare = read_deadlines(sorted(_of_limits(ledger, letter), key=lambda each: each.time.key), asking)
    due = sure_deadlines(found, letter, events, doubtful_below)
    left += bare
    return Dated(
        events=events,
        deadlines=tuple(each.claim for each in due if isinstance(each.claim, Deadline)),
        problems=(*_problems(ledger, left, letter), *_impossible(sentences, letter, anchor)),
        verdicts=(*held, *due),
        ledger=tuple(ledger),
        left=tuple(left),
    )


def _subject(document: Document, letter: Letter) -> Sentence | None:
    span = letter.where("subject")
    if not letter.subject or span.end <= span.start:
        return None
    begin = document.text.find(letter.subject.split()[0], span.start, span.end)  # the label stands before it
    return subject_of(Passage(document.text, Span(max(begin, span.start), span.end)))


def _read_events(
    subject: Sentence | None, sentences: Sequence[Sentence], reading: Reading
) -> tuple[list[Entry], list[Entry]]:
    """Give each time a role and each event its days; return the ledger, and the entries left without an event."""
    ledger: list[Entry] = []
    left: list[Entry] = []
    _announce(subject, sentences, reading)
    for sentence in ([subject] if subject else []) + list(sentences):
        found = times(sentence, reading.anchor)
        named = things(sentence.passage, [time.start for time in found if time.dated], reading.register.aliases)
        told = list(entries(found, named, reading.anchor))
        if sentence.zone is Zone.ANNEX:
            ledger += [each for each in told if each.role is Role.LIMIT and each.margin > _IN_ANNEX]
            continue
        ledger += told
        wanted = [each for each in told if _dates_event(each, told)]
        if subject is not None and sentence is subject and len(reading.register.drafts) > 1:
            continue
        known = len(reading.register.drafts)
        if not wanted:
            introduce(sentence, named, reading)
        left += date_sentence(wanted, named, reading)
        if sentence.kind is Kind.NOTE:  # a note explains: what it dates beside is no announcement
            del reading.register.drafts[known:]
        _place_label(sentence, reading)
    sort_out(reading)
    return ledger, left


def _announce(subject: Sentence | None, sentences: Sequence[Sentence], reading: Reading) -> None:
    """Enter what the letter is about: by its subject, else by its invitation, else by a card."""
    if subject is not None:
        announce(subject, times(subject, reading.anchor), reading)
    for enter_from in (invited, titled):
        if reading.register.main is None:
            enter_from(sentences, reading)


def _place_label(sentence: Sentence, reading: Reading) -> None:
    """“Lieu: Hôtel du Golfe, Lomé (Togo)” below the days of an event tells where it takes place."""
    label = pattern(r"^{events.place_labels}\s*:\s*(?P<place>[^;]{3,100}?)\s*$").match(sentence.low)
    if label and reading.focus is not None and reading.focus.place is None:
        reading.focus.at(sentence.passage.group(label, "place").trimmed().line, sentence.span)


def _dates_event(entry: Entry, told: Sequence[Entry]) -> bool:
    time = entry.time
    if entry.role is Role.HOURS:
        before = [each for each in told if each.time.end <= time.start and each.role is not Role.HOURS]
        asked = entry.verb is not None and entry.verb.kind in ASKING
        asked = asked or bool(pattern(r"\b{deadlines.limits}").search(time.before))
        return not asked and (not before or before[-1].role is Role.EVENT)
    former = entry.role is Role.REPLACED and time.value.start is not None
    return (entry.role is Role.EVENT or former) and time.dated and time.value.start is not None


def _kept(draft: Draft, letter: Letter) -> Event | None:
    """Return a draft as an event, None when nothing dates it or it is only recalled."""
    event = draft.done()
    days = [event.start, event.end, *((event.was.start, event.was.end) if event.was else ())]
    over = letter.date is not None and all(day.last < letter.date for day in days if day is not None)
    if over and any(days) and event.status is not Status.CANCELLED:
        return None
    told = event.start or event.parts or event.was or event.status.value == "cancelled"
    return event if told else None


def _in_its_row(entry: Entry, reading: Reading) -> Entry:
    """A limit in the row of an event is that event's."""
    tabled = entry.role is Role.LIMIT and entry.time.sentence.columns
    return replace(entry, event=_row_event(entry, reading)) if tabled else entry


def _row_event(entry: Entry, reading: Reading) -> str | None:
    if entry.event is not None:
        return entry.event
    head, span = turned(entry.time), entry.time.sentence.span
    if head is not None:
        return next(
            (each.name.text for each in reading.register.drafts if each.name.text.endswith(f"– {head.line}")), None
        )
    dated = (draft for draft in reading.register.drafts if any(said.span == span for said in draft.said))
    return next((draft.name.text for draft in dated), None)


def _of_limits(ledger: Sequence[Entry], letter: Letter) -> Iterator[Entry]:
    """Yield the entries that may bind: no days before the letter, nor what cannot be counted without its date."""
    for entry in ledger:
        time = entry.time
        if entry.role is not Role.LIMIT:
            yield entry
            continue
        last = (time.value.end or time.value.start).last  # type: ignore[union-attr]
        if letter.date is None and not time.expression.year_given and not time.counted:
            continue
        if letter.date is not None and last < letter.date:
            continue
        if not restated(entry, ledger):
            yield entry


def _problems(ledger: Sequence[Entry], left: Sequence[Entry], letter: Letter) -> Iterator[Problem]:
    """Yield what is doubtful in the times of a letter: weekdays, limits already past, times without a role."""
    seen: set[tuple[str, int]] = set()
    for entry in ledger:
        time = entry.time
        for key in _keys(entry, letter):
            span = time.sentence.span
            if (key, span.start) not in seen:
                seen.add((key, span.start))
                yield _problem(key, entry, letter)
    for entry in left:
        if entry.role in (Role.EVENT, Role.LIMIT) and ("unexplained", entry.time.sentence.span.start) not in seen:
            seen.add(("unexplained", entry.time.sentence.span.start))
            yield _problem("unexplained", entry, letter)


def _impossible(sentences: Sequence[Sentence], letter: Letter, anchor: dt.datetime) -> Iterator[Problem]:
    """Yield a doubt for each day that no month has: "le 31 avril"."""
    for sentence in sentences:
        for _ in unknown_days(sentence.passage.text, anchor, strict=True):
            quote = " ".join(letter.cut(sentence.span).split())
            message = say("problem.unexplained", file=letter.file, quote=quote)
            yield Problem(file=letter.file, message=message, span=sentence.span)


def _keys(entry: Entry, letter: Letter) -> Iterator[str]:
    time = entry.time
    if time.expression.conflict == "weekday":
        yield "weekday"
    if (
        entry.role is Role.UNEXPLAINED
        and time.dated
        and time.expression.grain in (Grain.DAY, Grain.MINUTE)
        and time.sentence.zone is Zone.BODY
        and time.sentence.kind is not Kind.NOTE
    ):
        yield "unexplained"
    last = time.value.end
    if entry.role is Role.LIMIT and letter.date and last is not None and last.last < letter.date:
        yield "deadline_early"


def _problem(key: str, entry: Entry, letter: Letter) -> Problem:
    span = entry.time.sentence.span
    quote = " ".join(letter.cut(span).split())
    due, date = entry.time.value.end or entry.time.value.start, letter.date
    from knowledge.temporal.wording import say_day

    details = {"due": say_day(due.last) if due else "", "date": say_day(date) if date else ""}
    return Problem(file=letter.file, message=say(f"problem.{key}", file=letter.file, quote=quote, **details), span=span)
