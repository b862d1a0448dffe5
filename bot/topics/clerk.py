"""What every topic answers with: the catalogue, the phrases, and the ways to cite, to date and to decline."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.entities.editions import Occurrence
from bot.phrasing import Answer, Source, Suggestion, cite, count, enumerate_all, say_number, sentence
from bot.understanding.catalogue import Catalogue
from bot.understanding.evidence import Passage, passages
from bot.understanding.people import Holder, Pair, holders, named_in
from bot.understanding.question import Question
from knowledge.french.text import Span, fold
from knowledge.model import Contact, Deadline, Event, Letter, Mode, Part, Plan, Status
from knowledge.temporal.moment import Grain, Hours, Moment, Period
from knowledge.temporal.wording import countdown, say, say_day

VERSION = "1"  # of the data that buttons carry
CALENDAR = "ics.event"  # what the button of a file for calendars asks: answered by the handlers, not by a topic
OFFERED = 8  # events among which one is asked to choose, at most
_MOST = 3  # occurrences or deadlines told in one answer
_SHOWN = 30  # letters of an unknown word that are shown again
_FAR = 3  # months from which days are no longer counted
_YEAR = 12  # months
_DATED = ("event", "deadline", "countdown", "status", "time", "change")  # topics that tell days to keep
_BLANK = re.compile(r"\s+")
_GENEVA = zoneinfo.ZoneInfo("Europe/Zurich")


@dataclass(frozen=True, slots=True)
class Clerk:
    """Writes answers: from what the letters say, in the phrases of the data files."""

    catalogue: Catalogue
    phrases: Mapping[str, Mapping[str, str]]  # topic -> name of the phrase -> phrase with slots
    words: Mapping[str, frozenset[str]]  # "status.late" -> stems
    labels: Mapping[str, str]  # aspect -> what its button says

    # Words

    def say(self, phrase: str, **slots: object) -> str:
        """Fill the phrase "topic.name"."""
        topic, _, name = phrase.partition(".")
        return sentence(self.phrases[topic][name].format(**slots))

    def dates(self, what: Event | Part) -> str:
        """Return the days of an event, with its hours when it is held on one day."""
        hours = None
        if isinstance(what, Event) and what.start_time and (what.end in (None, what.start)):
            hours = Hours(start=what.start_time, end=what.end_time, zone=what.timezone)
        return say(Period(start=what.start, end=what.end or what.start, hours=hours)) if what.start or what.end else "?"

    def held(self, occurrence: Occurrence) -> str:
        """Return a sentence for when an event is held: its days, that it is cancelled, or that none are given."""
        event = occurrence.event
        if event.status is Status.CANCELLED:
            phrase = "change.cancelled" if event.was else "change.cancelled_unplanned"
            return self.say(phrase, title=occurrence.title, was=self.plan(event.was))
        if event.start is None and event.end is None:
            return self.say("event.undated", title=occurrence.title)
        return self.say("event.dates", title=occurrence.title, dates=self.dates(event))

    def plan(self, was: Plan | None) -> str:
        """Return where and when an event had been planned: "Kigali, du 1er au 4 juillet 2024"."""
        dates = say(Period(start=was.start, end=was.end or was.start)) if was and was.start else None
        return ", ".join(filter(None, (was.place if was else None, dates)))

    def limit(self, deadline: Deadline) -> str:
        """Return "d'ici au 31 juillet 2021", "avant le 1er mars 2021"."""
        hours = Hours(end=deadline.time, zone=deadline.timezone) if deadline.time else None
        return say(Period(start=None, end=Moment(deadline.due), end_inclusive=deadline.inclusive, hours=hours))

    def day(self, day: dt.date) -> str:
        """Return "lundi 17 mai 2021"."""
        return say_day(day)

    def reach(self, contact: Contact) -> str:
        """Return who somebody is and how to reach them, on one line."""
        name = " ".join(filter(None, (contact.title, contact.name)))
        ways = (
            say_number(contact.phone, "phone") if contact.phone else None,
            say_number(contact.fax, "fax") if contact.fax else None,
        )
        return ", ".join(filter(None, (name, *ways, contact.email)))

    def where(self, occurrence: Occurrence) -> str | None:
        """Return how and where an event is held: "manifestation virtuelle", "Genève (Suisse)"."""
        event = occurrence.event
        mode = self.phrases["help"].get(f"mode_{event.mode.value}") if event.mode else None
        place = event.place if event.mode is not Mode.VIRTUAL else None
        return ", ".join(filter(None, (mode, place))) or None

    def name(self, fact: Holder, letter: Letter) -> str:
        """Return how somebody is called: "Mme Gitanjali Sah"; the letter's reference when it gives no name."""
        title = fact.title if isinstance(fact, Contact) else None
        return " ".join(filter(None, (title, fact.name))) or letter.reference

    def in_office(self, question: Question) -> Sequence[Pair]:
        """Return who holds an office in the letters spoken of, or in all when none is, the latest first."""
        letters = question.letters if question.letters and not question.focus.inherited else None
        if letters:
            return [(letter, fact) for letter in letters for fact in holders(letter)]
        return self.catalogue.people.offices

    def named(self, question: Question, name: str) -> list[Pair]:
        """Return what the letters spoken of, or all when none is, say of somebody."""
        letters = question.letters if question.letters and not question.focus.inherited else None
        if letters and (told := [(letter, fact) for letter in letters for fact in named_in(letter, name)]):
            return told
        return list(self.catalogue.people.named.get(fold(name), ()))

    # Time

    def status(self, occurrence: Occurrence, now: dt.datetime) -> str:
        """Return where an event stands now: to come, in progress, over."""
        return self._status(occurrence.event, now)

    def part_status(self, part: Part, now: dt.datetime) -> str:
        """Return where a part of an event stands now."""
        return self._status(part, now)

    def _status(self, event: Event | Part, now: dt.datetime) -> str:
        state, today = self.state(event, now), now.date()
        first, last = self.span(event)
        if state == "coming" and first:
            return self.say("help.status_coming", countdown=self.far(first, today))
        if state == "running":
            if last and event.end and event.end.first == last and last > today:
                return self.say("help.status_running_until", end=self.day(last))
            return self.say("help.status_running")
        return self.say("help.status_over", countdown=self.far(last, today)) if last else ""

    def state(self, what: Event | Part, now: dt.datetime) -> str:
        """Return "coming", "running" or "over", to the minute where the letter gives hours."""
        first, last = self.span(what)
        if first is None or last is None:
            return "undated"
        today = now.astimezone(_GENEVA).date()
        hours = (what.start_time, what.end_time) if isinstance(what, Event) else (None, None)
        if today < first or (today == first and hours[0] and now < dt.datetime.combine(first, hours[0], _zone(what))):
            return "coming"
        if today > last or (today == last and hours[1] and now >= dt.datetime.combine(last, hours[1], _zone(what))):
            return "over"
        return "running"

    def span(self, what: Event | Part) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and the last day that something may take."""
        start, end = what.start or what.end, what.end or what.start
        return (start.first if start else None, end.last if end else None)

    def delay(self, deadline: Deadline, now: dt.datetime) -> str:
        """Return where a deadline stands now."""
        today, last = now.date(), deadline.last_day
        if last < today:
            return self.say("help.deadline_over", countdown=self.far(last, today))
        if last == today:
            return self.say("help.deadline_today")
        return self.say("help.deadline_open", countdown=self.left(last, today))

    def far(self, day: dt.date, today: dt.date) -> str:
        """Return how far a day is, in whole months or years when it is far: "il y a plus de cinq ans"."""
        first, second = sorted((day, today))
        months = (second.year - first.year) * 12 + second.month - first.month - (second.day < first.day)
        if months < _FAR:
            return countdown(day, today)
        said = count(months, "month") if months < _YEAR else count(months // _YEAR, "year")
        unit = "months" if months < _YEAR else "year" if months < 2 * _YEAR else "years"
        if second.day == first.day and (months < _YEAR or months % _YEAR == 0):
            unit = "exactly"
        return self.phrases["help"][f"{'past' if day < today else 'ahead'}_{unit}"].format(count=said)

    def left(self, last: dt.date, today: dt.date) -> str:
        """Return how many days are left: "14 jours"."""
        return count((last - today).days, "day")

    # Sources

    def source(self, letter: Letter, span: Span) -> Source:
        """Cite a letter at a span, on one line."""
        corrected = any(each.overrides and each.span == span for each in letter.corrections)
        return cite(letter, span, corrected=corrected)

    def passage(self, letters: Sequence[Letter] | None, words: Iterable[str], least: float) -> Passage | None:
        """Return the sentence of some letters, or of all, that holds most of some words, when it holds enough."""
        return next(iter(passages(words, letters, self.catalogue, least)), None)

    # Answers

    def brief(self, lines: Sequence[str], most: int) -> list[str]:
        """Return some lines, and how many more there are."""
        rest = len(lines) - most
        return [*lines[:most], *([self.say("help.more", count=rest)] if rest > 0 else [])]

    def answer(
        self, question: Question, lines: Iterable[str], sources: Iterable[Source], *, answered: bool = True
    ) -> Answer:
        """Put an answer together, with what one may ask next."""
        return Answer(
            text="\n".join(dict.fromkeys(filter(None, lines))),
            answered=answered,
            intent=question.aspect or "",
            confidence=_confidence(question),
            sources=tuple(dict.fromkeys(sources)),
            suggestions=self.suggest(question),
        )

    def suggest(self, question: Question) -> tuple[Suggestion, ...]:
        """Return what one may ask next of the event in view."""
        if len(question.occurrences) != 1:
            return ()
        occurrence = question.occurrences[0]
        offered = [each for each in self.labels if each != question.aspect]
        if not occurrence.deadlines:
            offered = [each for each in offered if not each.startswith("deadline.")]
        told = tuple(Suggestion(label=self.labels[each], data=button(each, occurrence)) for each in offered[:_MOST])
        if question.topic not in _DATED or not _has_days(occurrence):
            return told
        return (*told, self.calendar(occurrence))

    def calendar(self, occurrence: Occurrence) -> Suggestion:
        """Return the button of an event's file for calendars."""
        return Suggestion(label=self.phrases["help"]["calendar_button"], data=button(CALENDAR, occurrence))

    def decline(self, question: Question, phrase: str, occurrence: Occurrence | None = None, **slots: object) -> Answer:
        """Say that the letters do not tell, and nothing else that was not asked, but where it is: buttons offer it."""
        where = self.where(occurrence) if occurrence is not None else None
        lines = [self.say(phrase, **slots), *([self.say("help.gives", where=where)] if where else [])]
        return replace(self.answer(question, lines, (), answered=False), reason=phrase)

    def not_told(self, question: Question) -> Answer:
        """Say that the letter of the event in view does not tell this, or that no letter does."""
        if question.mentions.strangers:
            return self.decline(question, "help.unknown_word", word=question.mentions.strangers[0].what)
        if question.occurrences:
            occurrence = question.occurrences[0]
            return self.decline(
                question, "help.not_told", occurrence, reference=occurrence.letter.reference, title=occurrence.title
            )
        if question.foreign:
            return self.decline(question, "help.unknown_word", word=question.written(question.foreign[0])[:_SHOWN])
        return self.decline(question, "help.unknown")

    def enumerate_titles(self, occurrences: Sequence[Occurrence]) -> str:
        """Return "Forum du SMSI 2020 et Forum du SMSI 2021"."""
        return enumerate_all([each.title for each in occurrences])

    def which(self, question: Question) -> Answer:
        """Ask which event is meant, each a button."""
        every = self.catalogue.series[:OFFERED]
        candidates = question.focus.candidates[:OFFERED] or tuple(series.editions[-1] for series in every)
        buttons = tuple(
            Suggestion(label=each.title, data=button(question.aspect or "event.date", each)) for each in candidates
        )
        names = enumerate_all([each.title for each in candidates])
        text = self.say("help.which", names=names)
        return Answer(
            text=text,
            answered=False,
            intent=question.aspect or "",
            confidence=0.5,
            suggestions=buttons,
            reason="help.which",
        )


def button(aspect: str, occurrence: Occurrence) -> str:
    """Return what a button carries: a version, what is asked, of what."""
    return f"{VERSION}|{aspect}|{occurrence.key}"


def _has_days(occurrence: Occurrence) -> bool:
    """Tell whether a calendar could hold something of an event."""
    event = occurrence.event
    dated = event.was if event.status is Status.CANCELLED and event.was else event
    starts = (dated.start, *(part.start for part in event.parts))
    return bool(occurrence.deadlines) or any(start and start.grain in (Grain.DAY, Grain.MINUTE) for start in starts)


def _confidence(question: Question) -> float:
    """Return how far the chosen aspect stands above the next one of another topic."""
    if question.followed or not question.scores:
        return 0.6
    best = question.scores[0].weight
    other = next((score.weight for score in question.scores if not score.aspect.startswith(f"{question.topic}.")), 0.0)
    return round(0.5 + 0.5 * max(0.0, best - other) / best, 3) if best else 0.5


def _zone(what: Event | Part) -> dt.tzinfo:
    """Return the zone of an event's hours: Geneva's unless the letter says UTC."""
    printed = fold(what.timezone or "") if isinstance(what, Event) else ""
    return dt.UTC if "utc" in printed or "gmt" in printed else _GENEVA
