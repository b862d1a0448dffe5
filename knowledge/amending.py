"""The letters in force: each with what later corrigenda and addenda change in it, in their order.

The text of an amended letter is its own followed by that of the letters that amend it: so each fact, old or new, stands
where its span says, and a fact that was changed is cited from the letter that changed it.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.extraction.acts import same_act
from knowledge.extraction.amendments import Replacement, contacts_replaced, mailboxes_replaced, replacements
from knowledge.extraction.cues import pattern
from knowledge.extraction.names import name_of
from knowledge.french.content import stems
from knowledge.french.text import Span, fold
from knowledge.model import Contact, Deadline, Event, Evidence, Letter, Part, Plan, Problem, Status
from knowledge.phrases import say
from knowledge.references import reference_key
from knowledge.store import Head
from knowledge.temporal.moment import Period
from knowledge.temporal.parser import find

_SURE = 3.0  # score above which a deadline of an amending letter is one of the amended letter
_AHEAD = 1.0  # by which it must beat the next


L = TypeVar("L", Letter, Head)


def in_force(printed: Sequence[Letter]) -> tuple[tuple[Letter, ...], tuple[Problem, ...]]:
    """Return the letters with what amends them applied, and what could not be."""
    letters = {reference_key(letter.reference): letter for letter in printed}
    chained, orphans = chains(printed)
    problems = [orphan(each) for each in orphans]
    current = dict(letters)
    for key, amending in chained.items():
        current[key], missed = amended(letters[key], amending)
        problems += missed
    return tuple(current[reference_key(each.reference)] for each in printed), tuple(problems)


def chains(letters: Sequence[L]) -> tuple[dict[str, list[L]], list[L]]:
    """Return by the key of each amended letter those that amend it, in their order, and those that amend none."""
    known = {reference_key(each.reference) for each in letters}
    found: dict[str, list[L]] = {}
    orphans = []
    amending = (each for each in letters if each.amends)
    for letter in sorted(amending, key=lambda each: (each.date is not None, each.date, each.file)):
        key = reference_key(letter.amends or "")
        if key not in known or key == reference_key(letter.reference):
            orphans.append(letter)
        else:
            found.setdefault(key, []).append(letter)
    return found, orphans


def orphan(letter: Letter | Head) -> Problem:
    """Return what is told of a letter that amends one that is not there."""
    message = say("problem.orphan", file=letter.file, reference=letter.reference, amended=letter.amends)
    return Problem(file=letter.file, message=message)


def amended(target: Letter, amending: Sequence[Letter]) -> tuple[Letter, tuple[Problem, ...]]:
    """Return a letter as others amend it, in their order, and what they change that it does not hold."""
    problems: list[Problem] = []
    for letter in amending:
        amendment = _Amendment(target, letter)
        target = amendment.applied()
        problems += amendment.problems
    return target, tuple(problems)


class _Amendment:
    """One letter amended by another."""

    def __init__(self, target: Letter, letter: Letter) -> None:
        self.target, self.letter = target, letter
        self.shift = len(target.text) + 1
        self.events = list(target.events)
        self.deadlines = list(target.deadlines)
        self.problems: list[Problem] = []
        self.told: set[dt.date] = set()  # days that replacements have set
        self.tabled = bool(re.search(r"\bannexe\b[^.]*\bremplac", fold(letter.text)))

    def applied(self) -> Letter:
        """Return the letter as amended."""
        before = self.target.events
        for change in replacements(self.letter):
            self._replace(change)
        self._take_events()
        self._take_deadlines()
        self._follow_openings(before)
        self._drop_cancelled()
        mail = [(old, new) for old, new, _ in mailboxes_replaced(self.letter)]
        deadlines = tuple(
            replace(each, reply_to=tuple(dict(mail).get(address, address) for address in each.reply_to))
            for each in self.deadlines
        )
        shifted = tuple(_moved(span, self.shift) for span in self.letter.sentences)
        return replace(
            self.target,
            text=f"{self.target.text}\n{self.letter.text}",
            sentences=(*self.target.sentences, *shifted),
            events=tuple(self.events),
            deadlines=deadlines,
            contacts=self._contacts(dict(mail)),
            amended_by=(*self.target.amended_by, self.letter.reference),
        )

    def _contacts(self, mail: dict[str, str]) -> tuple[Contact, ...]:
        known = tuple(each.name for each in self.target.contacts if each.name)
        gone = {old: new for old, new, _ in contacts_replaced(self.letter, known)}
        heirs = [each for each in self.letter.contacts if each.name in gone.values()]
        kept = [each for each in self.target.contacts if each.name not in gone]
        kept = [replace(each, email=mail.get(each.email or "", each.email)) for each in kept]
        fresh = [replace(each, span=_moved(each.span, self.shift), evidence=()) for each in heirs]
        return (*fresh, *kept)

    # -------------------------------------------------------------- replacements

    def _replace(self, change: Replacement) -> None:
        """Make a replacement in the facts that hold what it replaces."""
        old, new = self._days(change.old), self._days(change.new)
        if len(old) == len(new) and old:
            found = [
                self._redate(before, after, change) for before, after in zip(old, new, strict=True) if before != after
            ]
            if not all(found) and change.old not in " ".join(self.target.text.split()):
                self._missed(change)
            return
        changed = [_reworded(event, change) for event in self.events]
        self.deadlines = [_reworded(each, change) for each in self.deadlines]
        held = fold(change.old) in fold(" ".join(self.target.text.split()))
        if changed == self.events and not held:
            self._missed(change)
        self.events = changed

    def _missed(self, change: Replacement) -> None:
        for file in (self.letter.file, self.target.file):
            message = say("problem.not_found", file=file, old=change.old, amended=self.letter.amends)
            self.problems.append(Problem(file=file, message=message))

    def _days(self, text: str) -> list[Period]:
        anchor = dt.datetime.combine(self.target.date or dt.date(1, 1, 2), dt.time(9), dt.UTC)
        found = [each.value for each in find(text, anchor, strict=True) if each.value.start or each.value.end]
        if len(found) > 1 and re.fullmatch(r"\W*(?:les? |du )?\d+(?:er)? et .*", fold(text)):
            found = [replace(found[0], end=found[-1].end)]
        return found

    def _redate(self, old: Period, new: Period, change: Replacement) -> bool:
        """Move what takes place, or is due, on the old days; False when nothing surely is."""
        span = _moved(change.span, self.shift)
        for place, event in enumerate(self.events):
            if event.start is not None and (event.start, event.end) == (old.start, old.end):
                self.events[place] = _replanned(
                    event,
                    replace(event, start=new.start, end=new.end),
                    (Evidence(field="start", span=span, rule="replaced"),),
                )
                return True
        due, fresh = _day(old), _day(new)
        if due is None or fresh is None:
            return False
        near = [each for each in self.deadlines if each.due == due and self._in_scope(each, change)]
        if len(near) != 1:
            return any(event.start and event.start.first in (fresh, due) for event in self.events)
        self.told.add(fresh)
        place = self.deadlines.index(near[0])
        self.deadlines[place] = replace(near[0], due=fresh, was=near[0].was or due, span=span, evidence=())
        return True

    def _in_scope(self, deadline: Deadline, change: Replacement) -> bool:
        """Tell whether a deadline stands where a replacement is made: its paragraph, its row, its sentence."""
        if change.paragraphs:
            return _paragraph(self.target.text, deadline.span.start) in change.paragraphs
        words = set(stems(change.old)) - set(stems("le au du avant plus tard"))
        said = set(stems(self.target.cut(deadline.span))) if deadline.span.end <= len(self.target.text) else set()
        if len(words) > _WORDY:
            return len(words & said) >= len(words) / 2 or same_act(change.old, deadline.action)
        hint = change.where.split("tableau")[-1]
        return not pattern(r"\b{ledger.deeds}\b").search(hint) or same_act(hint, deadline.action)

    # -------------------------------------------------------------- events

    def _take_events(self) -> None:
        for news in self.letter.events:
            said = fold(self.letter.cut(news.where("start")))
            place = next((place for place, each in enumerate(self.events) if _same(each, news)), None)
            added = re.search(r"\b(?:supplementaire|ajoutee?s?|en outre|nouvelle session)\b", said)
            if place is None or added:
                if news.start is not None or (news.status is Status.CANCELLED and place is None):
                    self.events.append(self._cited(news))
            else:
                self.events[place] = self._event(self.events[place], news)

    def _cited(self, news: Event) -> Event:
        evidence = tuple(replace(each, span=_moved(each.span, self.shift)) for each in news.evidence)
        parts = tuple(replace(part, span=_moved(part.span, self.shift), evidence=()) for part in news.parts)
        reason = _moved(news.reason, self.shift) if news.reason else None
        return replace(news, span=_moved(news.span, self.shift), evidence=evidence, parts=parts, reason=reason)

    def _event(self, event: Event, news: Event) -> Event:
        """Return an event as the amending letter leaves it, what had been planned kept beside."""
        news = self._cited(news)
        if news.status is Status.CANCELLED:
            was = event.was or Plan(place=event.place, start=event.start, end=event.end)
            gone = replace(
                event,
                status=Status.CANCELLED,
                start=None,
                end=None,
                start_time=None,
                end_time=None,
                place=None,
                was=was,
            )
            return replace(
                gone, mode=None, timezone=None, evidence=(*news.evidence, *event.evidence), reason=news.reason
            )
        start, end = (news.start, news.end or news.start) if news.start else (event.start, event.end)
        place = event.place if news.place is None or _same_town(news.place, event.place) else news.place
        made = replace(
            event,
            start=start,
            end=end,
            place=place,
            mode=news.mode or event.mode,
            parts=(*event.parts, *_new_parts(event, news)),
            start_time=news.start_time or event.start_time,
            end_time=news.end_time or event.end_time,
            timezone=news.timezone or event.timezone,
            reason=news.reason or event.reason,
        )
        same = (start, end) == (event.start, event.end) and (not event.place or place == event.place)
        return made if same else _replanned(event, made, news.evidence)

    # -------------------------------------------------------------- deadlines

    def _take_deadlines(self) -> None:
        """Move the deadlines that the letter moves and add those that it adds; what is unsure moves nothing."""
        left = list(self.deadlines)
        for news in self.letter.deadlines:
            if news.due in self.told:
                continue
            ranked = sorted(((self._score(news, each), -place) for place, each in enumerate(left)), reverse=True)
            best = ranked[0][0] if ranked else 0.0
            second = ranked[1][0] if len(ranked) > 1 else 0.0
            if best >= _SURE and best - second >= _AHEAD:
                known = left[-ranked[0][1]]
                left.remove(known)
                self._move(known, news)
            elif best < _SURE and not self._moving(news):
                self.deadlines.append(replace(news, span=_moved(news.span, self.shift), evidence=()))
            else:
                self._unsure(news)

    def _score(self, news: Deadline, known: Deadline) -> float:
        """Return how surely a deadline of the amending letter is one of the amended letter."""
        said = fold(self.letter.cut(news.span))
        old = any(day.month == known.due.month and day.day == known.due.day for day in self._other_days(news))
        words, others = set(stems(news.action)), set(stems(known.action))
        alike = len(words & others) / max(1, min(len(words), len(others)))
        apart = news.event and known.event and news.event != known.event and not _same_name(news.event, known.event)
        act = 1.0 if same_act(news.action, known.action) else 0.0
        moves = 1.0 if self._moving(news) or news.due == known.due else 0.0
        bound = 0.5 if re.search(r"\bdesormais|de nouveau\b", said) else 0.0
        return 1.5 * old + 2 * alike + act + moves + bound - (3.0 if apart else 0.0)

    def _moving(self, news: Deadline) -> bool:
        said = fold(self.letter.cut(news.span))
        return self.tabled or pattern(r"\b(?:{acts.moved}|{amendments.moving})").search(said) is not None

    def _other_days(self, news: Deadline) -> Iterator[dt.date]:
        anchor = dt.datetime.combine(self.letter.date or news.due, dt.time(9), dt.UTC)
        for each in find(" ".join(self.letter.cut(news.span).split()), anchor, strict=True):
            for bound in (each.value.start, each.value.end):
                if bound is not None and bound.first != news.due:
                    yield bound.first

    def _move(self, known: Deadline, news: Deadline) -> None:
        place = self.deadlines.index(known)
        if news.due == known.due:
            self.deadlines[place] = replace(known, reply_to=news.reply_to or known.reply_to)
            return
        self.deadlines[place] = replace(
            known,
            due=news.due,
            inclusive=news.inclusive,
            was=known.was or known.due,
            time=news.time,
            timezone=news.timezone,
            reply_to=known.reply_to if not self.tabled else (news.reply_to or known.reply_to),
            span=_moved(news.span, self.shift),
            evidence=(),
        )

    def _unsure(self, news: Deadline) -> None:
        quote = " ".join(self.letter.cut(news.span).split())
        for file in (self.letter.file, self.target.file):
            message = say("problem.unmatched", file=file, quote=quote, amended=self.letter.amends)
            self.problems.append(
                Problem(file=file, message=message, span=news.span if file == self.letter.file else None)
            )

    def _follow_openings(self, before: Sequence[Event]) -> None:
        """Limits counted from an opening move with it."""
        for old in before:
            new = next((each for each in self.events if _same(each, old)), None)
            if new is None or new.start is None or old.start is None or new.start == old.start:
                continue
            moved = new.start.first - old.start.first
            for place, each in enumerate(self.deadlines):
                counted = any("from the opening" in told.rule for told in each.evidence)
                if counted and each.event == old.name:
                    self.deadlines[place] = replace(each, due=each.due + moved, was=each.was or each.due)

    def _drop_cancelled(self) -> None:
        gone = {event.name for event in self.events if event.status is Status.CANCELLED}
        self.deadlines = [each for each in self.deadlines if each.event not in gone]


_WORDY = 4  # words of a replacement above which it is a sentence


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _day(period: Period) -> dt.date | None:
    bound = period.end or period.start
    return bound.last if bound else None


def _paragraph(text: str, offset: int) -> str | None:
    """Return the number of the paragraph that an offset stands in."""
    last = None
    for match in re.finditer(r"^\W*(\d{1,2})(?:[.)°]|\s)\s*(?P<word>\w+)", text[: offset + 12], re.MULTILINE):
        if match.start() <= offset and not pattern(r"^(?:{months.names}|h|heures)$").match(fold(match["word"])):
            last = match[1]
    return last


F = TypeVar("F", Event, Deadline)


def _reworded(fact: F, change: Replacement) -> F:
    """Return a fact whose words are replaced where they are those of a replacement."""
    fields = ("name", "theme", "place") if isinstance(fact, Event) else ("action", "audience", "event")
    changed = {}
    for field in fields:
        said = getattr(fact, field)
        if said and change.old in said:
            changed[field] = said.replace(change.old, change.new)
    return replace(fact, **changed)


def _replanned(event: Event, made: Event, evidence: tuple[Evidence, ...]) -> Event:
    """Return an event on its new days, its plan kept beside."""
    planned = event.was or Plan(place=event.place, start=event.start, end=event.end)
    was = replace(planned, place=None if event.place == made.place else planned.place)
    fresh = tuple(each for each in evidence if each.field in ("start", "was", "place", "mode", "start_time", "status"))
    return replace(made, was=was, status=Status.CHANGED, evidence=(*fresh, *event.evidence))


def _same_town(one: str, other: str | None) -> bool:
    """Tell whether one place is the other, said with more or fewer words."""
    short, long = sorted((fold(one), fold(other or "")), key=len)
    return bool(short) and short in long


def _new_parts(event: Event, news: Event) -> Iterator[Part]:
    """Yield the parts that an amending letter adds to an event."""
    known = {fold(part.name) for part in event.parts}
    yield from (part for part in news.parts if fold(part.name) not in known)


def _same(one: Event, other: Event) -> bool:
    """Tell whether a letter and the one that amends it speak of one event; a new date may change its year."""
    return _same_name(one.name, other.name) or (one.acronym is not None and one.acronym == other.acronym)


def _same_name(one: str, other: str) -> bool:
    keys = name_of(one, {}).key, name_of(other, {}).key
    return bool(keys[0] and keys[1]) and (keys[0] <= keys[1] or keys[1] <= keys[0])
